// Each incident as a bar from report to end, by stage, around the instant shown. What lies right
// of the line had not happened yet.

import { typeName } from "../board/plan.js";
import { MINUTE_MS, shortClock } from "../board/times.js";
import { axisMarks } from "../board/timeline.js";
import { STAGES, spans } from "../board/views.js";
import { t } from "../board/words.js";
import { html } from "./html.js";
import { IncidentButton } from "./replay_board.js";
import { SeverityMark } from "./severity.js";

/** How much of the day is drawn at once: all of a short one, an hour of a long one. */
const LEAST_MS = 10 * MINUTE_MS;
const MOST_MS = 60 * MINUTE_MS;

/** @param outcome the incidents as they ended, or are now */
export function ProgressChart({ outcome, now, first, last, onPick, picked }) {
  const at = now.value;
  const half = Math.min(MOST_MS, Math.max(LEAST_MS, 1.2 * (last - first))) / 2;
  const [from, to] = [at - half, at + half];
  const shown = outcome
    .filter((one) => one.reported_at <= to && (one.ended_at ?? last) >= from)
    .sort((a, b) => a.number - b.number);
  return html`<section class="progress" aria-labelledby="progress">
    <div class="panel-head">
      <h2 id="progress">${t("replay.progress")}</h2>
      <span>${t("replay.progress_note")}</span>
      <${Legend} />
    </div>
    <div class="progress__axis" aria-hidden="true">
      ${axisMarks(from, to, 6).map(
        (mark) =>
          html`<span key=${mark} style=${{ left: `${share(mark, from, to)}%` }}
            >${shortClock(mark)}</span
          >`,
      )}
      <i class="progress__now" />
    </div>
    <ul class="progress__rows">
      ${shown.length === 0 && html`<li class="progress__empty">${t("replay.progress_empty")}</li>`}
      ${shown.map((one) => html`<${Bar} key=${one.number} incident=${one} from=${from} to=${to} last=${last} onPick=${onPick} picked=${picked} />`)}
    </ul>
  </section>`;
}

function Legend() {
  return html`<span class="progress__legend" aria-hidden="true">
    ${STAGES.slice(1).map((stage) => html`<span key=${stage}><i class=${`span span--${stage}`} />${t(`stage.${stage}`)}</span>`)}
    <span><i class="span span--missed" />${t("counts.overdue")}</span>
  </span>`;
}

function share(at, from, to) {
  return ((at - from) / (to - from)) * 100;
}

function Bar({ incident, from, to, last, onPick, picked }) {
  const put = (start, end) => {
    const left = Math.max(0, share(start, from, to));
    const right = Math.min(100, share(end, from, to));
    return right > left ? { left: `${left}%`, width: `${right - left}%` } : null;
  };
  return html`<li class="progress__row">
    <${SeverityMark} grade=${incident.severity} />
    <span class="progress__name">
      <${IncidentButton} number=${incident.number} onPick=${onPick} picked=${picked} />
      ${" "}<b>${typeName(incident.type)}</b>
    </span>
    <span class="progress__bar" role="img" aria-label=${told(incident)}>
      ${spans(incident).map(({ stage, from: start, to: end }) => {
        const style = put(
          start,
          end ?? (stage === "closed" ? Math.min(last, start + MINUTE_MS) : last),
        );
        return style && html`<i key=${stage} class=${`span span--${stage}`} style=${style} />`;
      })}
      ${incident.missed.map((missed) => {
        const style = put(missed.due_at, metAt(incident, missed) ?? last);
        return style && html`<i key=${missed.id} class="span span--missed" style=${style} />`;
      })}
    </span>
  </li>`;
}

/** The stages with their times, for readers. */
function told(incident) {
  return spans(incident)
    .map(({ stage, from }) => `${t(`stage.${stage}`)} ${shortClock(from)}`)
    .join(", ");
}

const MEETS = { dispatch: "dispatched", on_scene: "on_scene", control: "controlled" };

/** When what was missed came after all. */
function metAt(incident, missed) {
  const wanted = MEETS[missed.kind];
  const came = spans(incident).find(({ stage, from }) => stage === wanted && from >= missed.due_at);
  if (came) return came.from;
  if (missed.kind === "acknowledge") return acknowledgedAt(incident, missed);
  if (missed.kind === "answer") return answeredAt(incident, missed);
  return incident.controlled_at ?? incident.ended_at;
}

function acknowledgedAt(incident, missed) {
  const its = incident.assignments.find((one) => missed.id.endsWith(`.${one.id}`));
  return its?.stamps.find((stamp) => stamp.progress === "acknowledged")?.at ?? incident.ended_at;
}

/** A rung that stayed silent is left behind when the next one is told. */
function answeredAt(incident, missed) {
  const index = Number(missed.id.split(".").at(-1));
  const rung = incident.told.find((one) => one.index === index);
  const next = incident.told.find((one) => one.index > index);
  return rung?.answered_at ?? next?.at ?? missed.due_at + MINUTE_MS;
}
