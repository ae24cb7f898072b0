// Sending units: those the playbook asks for first, free before busy. A busy unit shows where it
// is, and is sent only with a word on what becomes of the other incident.

import { groupName, kindName, numberText, plan, unitName, zoneName } from "../board/plan.js";
import { board } from "../board/store.js";
import { assignmentOf } from "../board/views.js";
import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { answerAt, ask, isPending } from "./dispatch-state.js";
import { candidates, wantedKinds } from "./dispatch-view.js";
import { classes, html, useSignal } from "./html.js";

export const WHERE = "assign";
/** The first few can be sent by their digit once the list has the focus. */
export const DIGITS = 3;

export function AssignPanel({ incident, who }) {
  const showsAll = useSignal(false);
  const listed = candidates(incident, plan.value, board.units.value).filter(({ planned }) =>
    may(who, "assign_unit", { incident, unitGroup: planned.group }),
  );
  const suggested = listed.filter((one) => one.suggested);
  const others = listed.filter((one) => !one.suggested);
  const shown = showsAll.value || suggested.length === 0 ? listed : suggested;
  return html`<section class="block" id="assign" aria-labelledby="assign-title">
    <div class="block__head">
      <h2 id="assign-title">${t("dispatch.assign")}</h2>
      <span class="block__note">${t("dispatch.assign_note")}</span>
    </div>
    <div class="assign">
      <${Wanted} incident=${incident} />
      <ul class="assign__list" tabindex="-1" id="assign-list" aria-labelledby="assign-title">
        ${shown.map(
          (one, place) =>
            html`<${Candidate}
              key=${one.unit.id}
              one=${one}
              place=${place}
              incident=${incident}
              first=${startsGroup(shown, place)}
            />`,
        )}
      </ul>
      ${
        suggested.length > 0 &&
        others.length > 0 &&
        html`<button
          class="assign__more link"
          aria-expanded=${showsAll.value}
          onClick=${() => (showsAll.value = !showsAll.value)}
        >
          ${showsAll.value ? t("dispatch.only_suggested") : othersText(others)}
        </button>`
      }
      ${listed.length === 0 && html`<p class="assign__none">${t("dispatch.nobody_left")}</p>`}
    </div>
    <${Answer} where=${WHERE}><${BusyChoice} incident=${incident} /></${Answer}>
  </section>`;
}

function othersText(others) {
  const free = others.filter((one) => one.standing === "free").length;
  return t("dispatch.others", { n: others.length, free });
}

/** The name of a group above its first unit, below the suggested ones. */
function startsGroup(shown, place) {
  const [one, before] = [shown[place], shown[place - 1]];
  if (one.suggested) return false;
  return !before || before.suggested || before.planned.group !== one.planned.group;
}

/** What the playbook sends, and what of it is out already. */
function Wanted({ incident }) {
  const wanted = wantedKinds(incident, plan.value);
  if (wanted.length === 0)
    return html`<p class="assign__wanted">${t("dispatch.no_suggestion")}</p>`;
  return html`<p class="assign__wanted">
    <span>${t("dispatch.suggested")}</span>
    ${wanted.map(
      ({ kind, wanted: n, here }) =>
        html` <b key=${kind} class=${classes("assign__kind", { "assign__kind--met": here >= n })}
          >${kindName(kind)} ${here}/${n}</b
        >`,
    )}
  </p>`;
}

function Candidate({ one, place, incident, first }) {
  const { unit, planned, standing } = one;
  return html`${first && html`<li class="assign__group">${groupName(planned.group)}</li>`}
    <li class=${`candidate candidate--${standing}`} data-unit=${unit.id}>
      <span class="candidate__who"
        ><b>${unitName(unit.id)}</b>${" "}
        <small>${one.suggested ? groupName(planned.group) : kindName(planned.kind)}</small></span
      >
      <span class="candidate__where">${whereText(one)}</span>
      <span class="candidate__controls"
        ><${Sending} one=${one} place=${place} incident=${incident}
      /></span>
    </li>`;
}

function whereText({ unit, planned, standing, near }) {
  if (standing === "unavailable") return unit.reason ?? t("unit_state.unavailable");
  if (standing === "committed")
    return unit.incidents.map((number) => busyText(unit, number)).join(t("line.and"));
  const zone = unit.zone ?? planned.home;
  if (!zone) return t("dispatch.free");
  return near ? t("dispatch.near", { zone: zoneName(zone) }) : zoneName(zone);
}

function busyText(unit, number) {
  const assignment = assignmentOf(board.incident(number), unit.id);
  return [numberText(number), assignment ? t(`progress.${assignment.progress}`) : ""].join(" ");
}

function Sending({ one, place, incident }) {
  const { unit, standing } = one;
  if (standing === "unavailable")
    return html`<span class="candidate__off">${t("unit_state.unavailable")}</span>`;
  const send = (busy) => (event) =>
    ask(event.currentTarget, WHERE, assigning(incident, unit.id, busy));
  const isClosed = !incident.open || isPending(WHERE);
  // Whom it is about, for those who hear a button without seeing its row.
  const whom = html`<span class="for-readers">${unitName(unit.id)}</span>`;
  if (standing === "free") {
    const digit = one.suggested && place < DIGITS ? place + 1 : "";
    return html`<button
      class=${classes("button button--small", { "button--primary": place === 0 && one.suggested })}
      disabled=${isClosed}
      onClick=${send("refuse")}
    >
      ${t("dispatch.send")} ${whom}${digit && html`<span aria-hidden="true">${digit}</span>`}
    </button>`;
  }
  return html`<button class="button button--small" disabled=${isClosed} onClick=${send("divert")}>
      ${t("dispatch.divert")} ${whom}
    </button>
    <button class="button button--small" disabled=${isClosed} onClick=${send("add")}>
      ${t("dispatch.add")} ${whom}
    </button>`;
}

export const assigning = (incident, unit, busy = "refuse") => ({
  type: "assign_unit",
  incident: incident.number,
  unit,
  busy,
});

/** It became busy between the look and the click: choose here, beside the refusal. */
function BusyChoice({ incident }) {
  const problem = answerAt(WHERE)?.problem;
  if (problem?.code !== "unit-committed") return null;
  const send = (busy) => (event) =>
    ask(event.currentTarget, WHERE, assigning(incident, problem.unit, busy));
  return html`<button class="button button--small" onClick=${send("divert")}>
      ${t("dispatch.divert")}
    </button>
    <button class="button button--small" onClick=${send("add")}>${t("dispatch.add")}</button>`;
}
