// The units on the incident: how far each is, and speaking for one that was heard on the radio.

import { groupName, plan, unitName } from "../board/plan.js";
import { clock, duration, shortClock } from "../board/times.js";
import { isActive, standing } from "../board/views.js";
import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { withdrawing } from "./dispatch-questions.js";
import { ask, isPending, put } from "./dispatch-state.js";
import { nextStep, PROGRESS_AFTER } from "./dispatch-view.js";
import { classes, html } from "./html.js";
import { Icon } from "./icons.js";

const WHERE = "units";
const STEPS = ["acknowledged", "en_route", "on_scene", "clear"];

export function UnitsOut({ incident, now, who }) {
  const active = incident.assignments.filter(isActive);
  const gone = incident.assignments.filter((one) => !isActive(one));
  return html`<section class="block" aria-labelledby="units-title">
    <div class="block__head">
      <h2 id="units-title">${t("dispatch.units")}</h2>
      <span class="block__count">${t("dispatch.n_units", { n: active.length })}</span>
      <span class="block__note">${t("dispatch.units_note")}</span>
    </div>
    <div class="units">
      ${active.map((one) => html`<${UnitOut} key=${one.id} incident=${incident} assignment=${one} now=${now} who=${who} />`)}
      ${active.length === 0 && html`<p class="units__none">${t("dispatch.no_units")}</p>`}
      ${gone.length > 0 && html`<p class="units__gone">${goneText(gone)}</p>`}
    </div>
    <${Answer} where=${WHERE} />
  </section>`;
}

function goneText(gone) {
  const units = gone.map((one) => unitName(one.unit)).join(t("line.and"));
  return t("dispatch.gone", { units });
}

function UnitOut({ incident, assignment, now, who }) {
  const planned = plan.value?.units?.[assignment.unit];
  const due = incident.deadlines.find((one) => one.assignment === assignment.id);
  return html`<div
    class="unit-out"
    data-unit=${assignment.unit}
    data-progress=${assignment.progress}
  >
    <div class="unit-out__who">
      <b>${unitName(assignment.unit)}</b>
      <span>${groupName(planned?.group)}</span>
      ${due && html`<${Due} deadline=${due} now=${now} />`}
      <${Speaking}
        incident=${incident}
        assignment=${assignment}
        who=${who}
        group=${planned?.group}
      />
    </div>
    <${Steps} assignment=${assignment} />
  </div>`;
}

function Due({ deadline, now }) {
  const { state, ms } = standing(deadline, now.value);
  const late = state === "overdue";
  const words = t(`deadline.${late ? "late" : "to"}.${deadline.kind}`);
  return html`<span class=${classes("unit-out__due", { "unit-out__due--late": late })}>
    ${words} ${late ? "+" : ""}${duration(ms)}
  </span>`;
}

/** Sent, acknowledged, en route, on scene, clear: with the time of each that was said. */
function Steps({ assignment }) {
  const said = new Map(assignment.stamps.map((stamp) => [stamp.progress, stamp.at]));
  return html`<ol class="steps">
    <li class="steps__one steps__one--done">
      <i aria-hidden="true"><${Icon} name="check" strong /></i>${t("dispatch.step.assigned")}${" "}
      <time title=${clock(assignment.assigned_at)}>${shortClock(assignment.assigned_at)}</time>
    </li>
    ${STEPS.slice(0, 3).map((step) => html`<${Step} key=${step} step=${step} at=${said.get(step)} here=${assignment.progress} />`)}
  </ol>`;
}

function Step({ step, at, here }) {
  const reached = STEPS.indexOf(here) >= STEPS.indexOf(step);
  const look = reached
    ? "done"
    : STEPS.indexOf(step) === STEPS.indexOf(here) + 1
      ? "next"
      : "ahead";
  return html`<li class=${`steps__one steps__one--${look}`}>
    <i aria-hidden="true">${reached && html`<${Icon} name="check" strong />`}</i
    >${t(`dispatch.step.${step}`)}
    ${" "}${at && html`<time title=${clock(at)}>${shortClock(at)}</time>`}
  </li>`;
}

function Speaking({ incident, assignment, who, group }) {
  const step = nextStep(assignment);
  const maySpeak = step && may(who, step, { incident, unitGroup: group });
  const mayWithdraw = may(who, "withdraw_unit", { incident });
  const speak = (event) =>
    ask(event.currentTarget, WHERE, {
      type: step,
      incident: incident.number,
      unit: assignment.unit,
    });
  return html`<span class="unit-out__controls">
    ${
      maySpeak &&
      html`<button
        class="button button--small"
        data-step=${step}
        disabled=${isPending(WHERE)}
        onClick=${speak}
      >
        ${t("dispatch.speak", { step: t(`progress.${PROGRESS_AFTER[step]}`) })}
      </button>`
    }
    ${
      mayWithdraw &&
      html`<button
        class="button button--small"
        data-step="withdraw_unit"
        onClick=${() => put(withdrawing(incident, assignment.id, unitName(assignment.unit)))}
      >
        ${t("dispatch.withdraw")}
      </button>`
    }
  </span>`;
}
