// A promise and its clock: time left, boxed in its last minute, inverse when it has passed.
// While the line to the server is lost it shows the clock time, which stays true.

import { personName } from "../board/plan.js";
import { clock, duration, shortClock } from "../board/times.js";
import { nextDeadline, standing } from "../board/views.js";
import { t } from "../board/words.js";
import { html } from "./html.js";

/**
 * The next deadline of an incident.
 *
 * @param now   signal of the event's time: only this component follows it, not the row
 * @param lost  show clock times instead of running ones
 */
export function Countdown({ incident, now, lost = false }) {
  const deadline = nextDeadline(incident);
  if (!deadline) return html`<div class="countdown countdown--none">${t("deadline.none")}</div>`;
  if (lost) return html`<${DueAt} deadline=${deadline} now=${now.value} />`;
  const { state, ms } = standing(deadline, now.value);
  if (state === "overdue")
    return html`<${Overdue} deadline=${deadline} ms=${ms} owner=${incident.owner} />`;
  return html`<div class=${`countdown countdown--${state}`}>
    <span class="countdown__what">${t(`deadline.to.${deadline.kind}`)}</span>
    <span class="countdown__time">${duration(ms)}</span>
  </div>`;
}

function Overdue({ deadline, ms, owner }) {
  const what = owner
    ? t("deadline.owned", { person: personName(owner) })
    : t(`deadline.late.${deadline.kind}`);
  const look = owner ? "owned" : "overdue";
  return html`<div class=${`countdown countdown--${look}`}>
    <span class="countdown__what">${what}</span>
    <span class="countdown__time">+${duration(ms)}</span>
  </div>`;
}

function DueAt({ deadline, now }) {
  const passed = deadline.due_at <= now;
  const time = shortClock(deadline.due_at);
  return html`<div
    class=${`countdown countdown--${passed ? "passed" : "due"}`}
    title=${clock(deadline.due_at)}
  >
    <span class="countdown__what">${t(`deadline.by.${deadline.kind}`)}</span>
    <span class="countdown__time">${passed ? t("deadline.passed", { time }) : time}</span>
  </div>`;
}
