// The unit's task: what, where, how far, and one big button for what comes next.

import { numberText, placeName, plan, typeName, zoneName, name } from "../board/plan.js";
import { who as whoSaid } from "../board/sentences.js";
import { board } from "../board/store.js";
import { clock, duration } from "../board/times.js";
import { standing } from "../board/views.js";
import { t } from "../board/words.js";
import { CircumstancesTile, knownText } from "./field-circumstances.js";
import { GUARD_MS, newsOf, nextTap, ownDeadline } from "./field-view.js";
import { SceneCard } from "./field-scene.js";
import { ask, chosen, tap, tappedAt } from "./field-state.js";
import { classes, html, useEffect, useSignal } from "./html.js";
import { Icon } from "./icons.js";
import { SeverityMark } from "./severity.js";

const NEWS_SHOWN = 4;

/** @param all the unit's tasks; offline whether nobody hears us now */
export function TaskView({ page, all, now, offline, waitingPanel, orders, here, foot }) {
  const one = all.find((its) => its.incident.number === chosen.value) ?? all[0];
  const { incident } = one;
  return html`<${Deadline} one=${one} now=${now} offline=${offline} />
    <div
      class="task"
      data-number=${incident.number}
      tabindex="0"
      role="group"
      aria-label=${t("field.tab.task")}
    >
      ${orders}
      ${all.length > 1 && html`<${Switch} all=${all} shown=${one} />`}
      <div class="task__what">
        <${SeverityMark} grade=${incident.severity} />
        <div>
          <p>${numberText(incident.number)} · ${t(`severity.${incident.severity}`)}</p>
          <h1>${typeName(incident.type)}</h1>
        </div>
      </div>
      <${Where} incident=${incident} />
      ${waitingPanel}
      <${Steps} steps=${one.steps} />
      <${SceneCard} incident=${incident} page=${page} now=${now} />
      <${News} incident=${incident} />
      <${FirstActions} incident=${incident} />
      ${here} ${foot}
    </div>
    <div class="task__do">
      <${NextButton} one=${one} offline=${offline} />
      <div class="task__more">
        <button class="tile" onClick=${() => ask("note", incident)}>
          <${Icon} name="report" />${t("field.note")}
        </button>
        <${CircumstancesTile} incident=${incident} />
        ${
          one.progress === "on_scene" &&
          incident.status !== "controlled" &&
          html`<button class="tile" data-tile="control" onClick=${() => ask("control", incident)}>
            <${Icon} name="check" />${t("field.controlled")}
          </button>`
        }
      </div>
    </div>`;
}

function Switch({ all, shown }) {
  return html`<div class="switch" role="group" aria-label=${t("field.tasks")}>
    ${all.map(
      ({ incident }) =>
        html`<button
          key=${incident.number}
          class=${classes("switch__one", { "switch__one--shown": incident === shown.incident })}
          aria-pressed=${incident === shown.incident}
          onClick=${() => (chosen.value = incident.number)}
        >
          <${SeverityMark} grade=${incident.severity} />${numberText(incident.number)}${" "}
          ${typeName(incident.type)}
        </button>`,
    )}
  </div>`;
}

/** Overdue across the page, else by when. Offline only the clock time is sure to be true. */
function Deadline({ one, now, offline }) {
  const deadline = ownDeadline(one);
  if (!deadline) return null;
  if (offline)
    return html`<${DueAt} deadline=${deadline} passed=${deadline.due_at <= now.value} />`;
  const { state, ms } = standing(deadline, now.value);
  if (state === "overdue") {
    return html`<div class="late" role="status">
      <b>${t(`deadline.late.${deadline.kind}`)}</b><span>+${duration(ms)}</span>
    </div>`;
  }
  return html`<div class=${classes("due", { "due--soon": state === "soon" })}>
    <span
      >${t("field.due", { what: t(`deadline.${deadline.kind}`), time: clock(deadline.due_at) })}</span
    ><b>${duration(ms)}</b>
  </div>`;
}

function DueAt({ deadline, passed }) {
  const time = clock(deadline.due_at);
  return html`<div class=${classes("due", { "due--passed": passed })}>
    <span>${t("field.due", { what: t(`deadline.${deadline.kind}`), time })}</span
    >${passed && html`<b>${t("field.passed")}</b>`}
  </div>`;
}

function Where({ incident }) {
  const place = incident.zone
    ? [zoneName(incident.zone), incident.place].filter(Boolean).join(" ")
    : placeName(incident);
  return html`<div class="task__where">
    <p class="task__place">${place}</p>
    ${incident.what && html`<p class="task__said">${incident.what}</p>`}
    <p class="task__injured">
      ${knownText(incident)}${" · "}
      ${t("field.reported_at", { time: clock(incident.reported_at) })}
    </p>
  </div>`;
}

function Steps({ steps }) {
  return html`<ol class="track">
    ${steps.map(
      ({ type, progress, at, state }) =>
        html`<li
          key=${type}
          class=${`track__one track__one--${state}`}
          aria-current=${state === "next" ? "step" : undefined}
        >
          <i aria-hidden="true">${state === "done" && html`<${Icon} name="check" strong />`}</i>
          <span>${t(`progress.${progress}`)}</span>
          <small>${state === "waiting" ? t("field.waiting") : at === null ? "" : clock(at)}</small>
        </li>`,
    )}
  </ol>`;
}

function News({ incident }) {
  const lines = newsOf(board.lines.value, incident.number, NEWS_SHOWN);
  if (lines.length === 0) return null;
  return html`<section class="card">
    <h2>${t("field.news")}</h2>
    <ol>
      ${lines.map(
        (line) =>
          html`<li key=${line.seq}>
            <time>${clock(line.occurred_at)}</time> <b>${whoSaid(line)}</b> ${noteText(line)}
          </li>`,
      )}
    </ol>
  </section>`;
}

const noteText = (line) =>
  line.facts.find((fact) => fact.type === "note_added")?.text ?? t("fact.words_hidden");

/** What those present do at once, from the playbook. */
function FirstActions({ incident }) {
  const actions = plan.value?.playbooks?.[incident.type]?.first_actions ?? [];
  if (actions.length === 0) return null;
  return html`<section class="card">
    <h2>${t("field.first")}</h2>
    <ol class="card__numbered">
      ${actions.map((text, n) => html`<li key=${n}>${name(text)}</li>`)}
    </ol>
  </section>`;
}

function NextButton({ one, offline }) {
  const type = nextTap(one);
  const guarded = useGuard();
  if (!type) return null;
  const step = t(`progress.${one.steps.find((its) => its.type === type).progress}`);
  const press = (event) => {
    // The second half of a double tap comes before the page is drawn anew.
    if (performance.now() - tappedAt.peek() < GUARD_MS) return;
    tappedAt.value = performance.now();
    tap(event.currentTarget, { type, incident: one.incident.number, unit: one.assignment.unit });
  };
  return html`<button class="go" data-step=${type} disabled=${guarded} onClick=${press}>
    <b>${step}</b>
    <span>${guarded ? t("field.taken_down") : t(offline ? "field.tap_offline" : "field.tap")}</span>
  </button>`;
}

/** True for a moment after each tap. */
function useGuard() {
  const guarded = useSignal(performance.now() - tappedAt.peek() < GUARD_MS);
  const at = tappedAt.value;
  useEffect(() => {
    const left = GUARD_MS - (performance.now() - at);
    guarded.value = left > 0;
    if (left <= 0) return undefined;
    const timer = setTimeout(() => (guarded.value = false), left);
    return () => clearTimeout(timer);
  }, [at]);
  return guarded.value;
}
