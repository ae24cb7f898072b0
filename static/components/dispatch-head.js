// The incident opened: what, where, who leads, how long is left, how far it is, what command says.

import {
  groupName,
  numberText,
  personName,
  placeName,
  typeName,
  unitName,
  zoneName,
} from "../board/plan.js";
import { board } from "../board/store.js";
import { clock, duration } from "../board/times.js";
import { activeUnits } from "../board/views.js";
import { t } from "../board/words.js";
import { Countdown } from "./countdown.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { QUESTIONS } from "./dispatch-questions.js";
import { isPending, put } from "./dispatch-state.js";
import { nextCommand, stageLine } from "./dispatch-view.js";
import { classes, html } from "./html.js";
import { leadNames } from "./incident_row.js";
import { SeverityMark } from "./severity.js";

export const WHERE = "incident";

export function IncidentHead({ incident, now, who, lost }) {
  return html`<header class="head" data-number=${incident.number} data-status=${incident.status}>
    <div class="head__title">
      <${SeverityMark} grade=${incident.severity} hollow=${!incident.open} />
      <span class="head__number">${numberText(incident.number)}</span>
      <h1 class="head__type">${typeName(incident.type)}</h1>
      <span class="head__place">${placeText(incident)}</span>
    </div>
    <${About} incident=${incident} />
    <div class="head__clock">
      ${
        incident.open
          ? html`<${Countdown} incident=${incident} now=${now} lost=${lost} />`
          : html`<span class="head__ended">${endedText(incident)}</span>`
      }
    </div>
    <${Commands} incident=${incident} who=${who} />
    <${StageLine} incident=${incident} />
    <${Answer} where=${WHERE} />
  </header>`;
}

function placeText(incident) {
  if (!incident.zone) return placeName(incident);
  return [zoneName(incident.zone), incident.place].filter(Boolean).join(t("dispatch.dot"));
}

function endedText(incident) {
  const into = incident.merged_into;
  return into
    ? t("dispatch.merged_into", { into: numberText(into) })
    : t(`status.${incident.status}`);
}

function About({ incident }) {
  const out = activeUnits(incident).map(unitName).join(" ");
  const lead = [groupName(incident.lead), leadNames(incident.lead, board.event.value)]
    .filter(Boolean)
    .join(" ");
  return html`<dl class="head__about">
    <${Fact} name=${t("dispatch.grade")} text=${gradeText(incident)} />
    <${Fact} name=${t("dispatch.reported_by")} text=${reporterText(incident)} />
    <${Fact} name=${t("dispatch.lead")} text=${lead} />
    <${Fact} name=${t("dispatch.out")} text=${out || t("dispatch.none_out")} />
    <${Fact} name=${t("dispatch.injured")} text=${t(`injured.${incident.injured}`)} />
  </dl>`;
}

function Fact({ name, text }) {
  return html`<div>
    <dt>${name}</dt>
    <dd>${text}</dd>
  </div>`;
}

function gradeText(incident) {
  const grade = `${t(`severity.${incident.severity}`)} ${t(`severity.numeral.${incident.severity}`)}`;
  return incident.severity_set_by_person ? t("dispatch.by_hand", { grade }) : grade;
}

function reporterText({ reported_by: by, source }) {
  const from = t(`source.${source}`);
  if (by.unit) return `${unitName(by.unit)} ${from}`;
  return by.person ? `${personName(by.person)} ${from}` : from;
}

/** The order of the day's words of command, and the rest beside them. */
const OTHERS = [
  "change_severity",
  "change_location",
  "merge_incident",
  "dismiss_incident",
  "reopen_incident",
];

function Commands({ incident, who }) {
  const next = nextCommand(incident);
  const others = OTHERS.filter((type) => fits(type, incident) && may(who, type, { incident }));
  const offered = next && may(who, next, { incident });
  return html`<div class="head__commands">
    ${
      offered &&
      html`<button
        class="button button--primary head__next"
        data-command=${next}
        disabled=${isPending(WHERE)}
        onClick=${() => put(QUESTIONS[next](incident))}
      >
        ${t(`dispatch.command.${next}`)}<kbd>S</kbd>
      </button>`
    }
    ${others.map(
      (type) =>
        html`<button
          class="button"
          key=${type}
          data-command=${type}
          onClick=${() => put(QUESTIONS[type](incident))}
        >
          ${t(`dispatch.command.${type}`)}
        </button>`,
    )}
  </div>`;
}

/** Whether a word of command makes sense in the incident's state. */
function fits(type, incident) {
  return type === "reopen_incident" ? !incident.open : incident.open;
}

function StageLine({ incident }) {
  return html`<ol class="line" aria-label=${t("dispatch.stage_line")}>
    ${stageLine(incident).map((one) => html`<${StagePoint} key=${one.stage} point=${one} isOpen=${incident.open} />`)}
  </ol>`;
}

function StagePoint({ point, isOpen }) {
  const { stage, at, took, dueAt, state } = point;
  const look = classes(
    "line__point",
    `line__point--${isOpen || state !== "next" ? state : "ahead"}`,
  );
  return html`<li class=${look} aria-current=${state === "current" ? "step" : undefined}>
    <i aria-hidden="true" />
    <b>${t(`stage.${stage}`)}</b> <span class="line__time">${timeText(at, dueAt, isOpen)}</span>
    <small>${took === null ? "" : t("dispatch.took", { time: duration(took) })}</small>
  </li>`;
}

function timeText(at, dueAt, isOpen) {
  if (at !== null) return clock(at);
  return isOpen && dueAt !== null ? t("dispatch.due", { time: clock(dueAt) }) : "";
}
