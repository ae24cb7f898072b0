// Units as people say them on the radio, in pills: filled when committed, outlined when free.

import {
  kindName,
  name,
  numberText,
  personName,
  plan,
  shortPersonName,
  unitName,
} from "../board/plan.js";
import { assignmentOf, groups, kinds, unitStanding } from "../board/views.js";
import { language, t } from "../board/words.js";
import { html, useLayoutEffect, useRef, useState } from "./html.js";
import { leadNames } from "./incident_row.js";
import { SeverityMark } from "./severity.js";

/** The plan's groups: what each has open, and whom it could still send. */
export function GroupStrip({ incidents, units, event, now }) {
  return html`<section class="groups" aria-label=${t("groups.title")}>
    ${groups(plan.value, incidents, units, now).map(
      (one) => html`<${Group} key=${one.group.id} ...${one} event=${event} />`,
    )}
  </section>`;
}

function Group({ group, open, overdue, worst, committed, free, unavailable, event }) {
  return html`<div class="group" data-group=${group.id}>
    <div class="group__name">
      <h3>${name(group.name)}</h3>
      ${
        overdue > 0
          ? html`<span class="overdue-tag">${t("groups.overdue", { n: overdue })}</span>`
          : worst !== null && html`<${SeverityMark} grade=${worst} />`
      }
    </div>
    <div class="group__lead">
      <span>${leadNames(group.id, event, shortPersonName)}</span>
      <span class="group__open">${t("groups.open")} <b>${open}</b></span>
    </div>
    <div class="group__units">
      <${Crews} committed=${committed} free=${free} />
      <span class="group__counts">
        <span>${t("groups.out")} <b>${committed}</b></span>
        <span>${t("groups.free")} <b>${free}</b></span>
        ${unavailable > 0 && html`<span>${t("groups.away")} <b>${unavailable}</b></span>`}
      </span>
    </div>
  </div>`;
}

/** Small bars, one a crew; more than fit are told by the numbers beside them. */
const CREWS_DRAWN = 8;

function Crews({ committed, free }) {
  const drawn = Math.min(CREWS_DRAWN, committed + free);
  return html`<span class="crews" aria-hidden="true">
    ${Array.from(
      { length: drawn },
      (_, place) =>
        html`<i
          key=${place}
          class=${place < committed ? "crews__one crews__one--out" : "crews__one"}
        />`,
    )}
  </span>`;
}

/** Kinds of unit named on the wall's strip one by one; the rest are summed up. */
const KINDS_SHOWN = 4;

/** How much each kind says, until the strip fits: all; no progress; only what is out. */
const DETAILS = ["all", "where", "out"];

export function KindStrip({ units, board }) {
  const all = kinds(plan.value, units);
  const rest = all.slice(KINDS_SHOWN);
  const [strip, detail] = useFit(DETAILS, [units, plan.value, language.value]);
  return html`<section class="kinds" ref=${strip} aria-label=${t("kinds.title")}>
    ${all
      .slice(0, KINDS_SHOWN)
      .map((one) => html`<${Kind} key=${one.kind} ...${one} board=${board} detail=${detail} />`)}
    ${rest.length > 0 && html`<${OtherKinds} rest=${rest} />`}
  </section>`;
}

/** The fullest of some ways to draw a row that fits its width; tried anew when `facts` change. */
function useFit(ways, facts) {
  const row = useRef(null);
  const [way, setWay] = useState(0);
  useLayoutEffect(() => setWay(0), facts);
  useLayoutEffect(() => {
    const { scrollWidth, clientWidth } = row.current;
    if (scrollWidth > clientWidth && way < ways.length - 1) setWay(way + 1);
  });
  return [row, ways[way]];
}

function Kind({ kind, units, free, crews, board, detail }) {
  const out = units.filter((unit) => unitStanding(unit) === "committed");
  const named = (standing) =>
    units
      .filter((unit) => unitStanding(unit) === standing)
      .map((unit) => shortName(unit.id, kind))
      .join(" · ");
  return html`<div class="kind" data-exhausted=${free === 0 ? "" : undefined}>
    <span class="kind__name"><b>${kindName(kind)}</b> ${t("kinds.count", { free, crews })}</span>
    ${out.map((unit) => html`<${OutPill} key=${unit.id} unit=${unit} board=${board} detail=${detail} />`)}
    ${["free", "unavailable"].map((standing) => {
      // All free: the numbers say so already.
      const names = detail !== "out" && free < crews && named(standing);
      return (
        names &&
        html`<span class=${`unit-pill unit-pill--${standing}`}
          >${t(`kinds.${standing}`, { units: names })}</span
        >`
      );
    })}
  </div>`;
}

function OutPill({ unit, board, detail }) {
  const number = unit.incidents.at(-1);
  const assignment = assignmentOf(board.incident(number), unit.id);
  return html`<span class="unit-pill unit-pill--out">
    ${shortName(unit.id, plan.value?.units?.[unit.id]?.kind)}
    ${" "}${assignment && detail === "all" ? t(`progress.${assignment.progress}`) : ""}
    ${" "}${numberText(number).slice(1)}
  </span>`;
}

/** "消防1" beside "消防车" is "1": the number alone, where all crews of the kind have one. */
function shortName(unit, kind) {
  const numbers = Object.values(plan.value?.units ?? {})
    .filter((one) => one.kind === kind)
    .map((one) => /\d+$/.exec(unitName(one.id))?.[0]);
  const own = /\d+$/.exec(unitName(unit))?.[0];
  return numbers.every(Boolean) && new Set(numbers).size === numbers.length ? own : unitName(unit);
}

function OtherKinds({ rest }) {
  const sum = (part) => rest.reduce((total, one) => total + one[part], 0);
  return html`<div class="kind kind--rest">
    <span class="kind__name"
      ><b>${t("kinds.rest", { n: rest.length })}</b> ${t("kinds.count", {
        free: sum("free"),
        crews: sum("crews"),
      })}</span
    >
  </div>`;
}

/** Who put the contingency plan in force, or may. */
export function holderNames(post) {
  return (plan.value?.posts?.[post]?.holders ?? []).map(personName).join(" ");
}
