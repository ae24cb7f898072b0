// Which units are here, by name: those that are not first, for somebody has to ask after them.

import { plan, unitName } from "../board/plan.js";
import { unitsByGroup } from "../board/readiness.js";
import { board } from "../board/store.js";
import { shortClock } from "../board/times.js";
import { inLanguage, t } from "../board/words.js";
import { may } from "./dispatch-authority.js";
import { ask, isPending } from "./dispatch-state.js";
import { html } from "./html.js";

export function Units({ who }) {
  const groups = unitsByGroup(plan.value, board.of("attendance").value);
  const count = (of) => groups.reduce((total, one) => total + one[of].length, 0);
  const [came, missing] = [count("here"), count("missing")];
  const units = [...board.units.value.values()];
  const out = units.filter((one) => one.state !== "available");
  return html`<section class="crews" aria-label=${t("ready.crews")}>
    <p class="roster__units">
      <b>${came} / ${came + missing}</b> ${t("ready.units_came")}${" "}
      <b>${units.length - out.length}</b> ${t("ready.units")}
    </p>
    ${missing > 0 && html`<${Named} name="missing" title=${t("ready.crews_missing", { n: missing })} groups=${groups} who=${who} />`}
    ${came > 0 && html`<${Named} name="here" title=${t("ready.crews_here", { n: came })} groups=${groups} who=${who} />`}
    ${out.length > 0 && html`<p class="crews__out">${t("ready.crews_out", { n: out.length, whom: out.map(outText).join(t("line.and")) })}</p>`}
  </section>`;
}

const outText = ({ id, reason }) => (reason ? t("ready.out_for", { unit: unitName(id), reason }) : unitName(id));

function Named({ name, title, groups, who }) {
  const shown = groups.filter((one) => one[name].length > 0);
  return html`<details open=${name === "missing"} data-crews=${name}>
    <summary>${title}</summary>
    ${shown.map(
      (one) => html`<p key=${one.group.id}>
        <span>${inLanguage(one.group.name)}</span>
        ${
          name === "here"
            ? one.here.map(({ unit, at }) => html`<${Crew} key=${unit.id} ...${{ unit, at, who }} />`)
            : one.missing.map((unit) => html`<${Crew} key=${unit.id} ...${{ unit, who }} />`)
        }
      </p>`,
    )}
  </details>`;
}

/** Its name; a button where somebody heard on the radio that it came or left. */
function Crew({ unit, at = null, who }) {
  const type = at === null ? "check_in" : "check_out";
  const label = at === null ? unitName(unit.id) : `${unitName(unit.id)} ${shortClock(at)}`;
  if (!may(who, type, { group: unit.group })) return html`<b data-crew=${unit.id}>${label}</b>`;
  return html`<button
    type="button"
    class="button button--tiny"
    data-crew=${unit.id}
    aria-label=${t(at === null ? "ready.check_in_of" : "ready.check_out_of", { person: unitName(unit.id) })}
    disabled=${isPending("roster")}
    onClick=${(event) => ask(event.currentTarget, "roster", { type, unit: unit.id })}
  >
    ${label}
  </button>`;
}
