// The wall of an instant, small: what was open, what was overdue, what each group had left.

import { name, numberText, placeName, plan, typeName } from "../board/plan.js";
import { clock, duration } from "../board/times.js";
import { groups, nextDeadline, openInOrder, overdueCount, standing } from "../board/views.js";
import { t } from "../board/words.js";
import { html } from "./html.js";
import { SeverityMark } from "./severity.js";

/** @param onWall opens the whole wall of this instant; onPick an incident's number */
export function ReplayBoard({ board, now, onWall, onPick, picked }) {
  const incidents = board.allIncidents();
  const open = openInOrder(incidents);
  return html`<section class="replay-board" aria-labelledby="replay-board">
    <div class="panel-head">
      <h2 id="replay-board">${t("replay.board")}</h2>
      <span>${t("replay.board_at", { time: clock(now.value) })}</span>
      <button type="button" class="link-button" onClick=${onWall}>${t("replay.open_wall")}</button>
    </div>
    <div class="replay-board__counts">
      <span>${t("counts.open")}<b>${open.length}</b></span>
      <${OverdueCount} n=${overdueCount(incidents, now.value)} />
      <span>${t("counts.ended")}<b>${board.counts.value.ended}</b></span>
    </div>
    <div class="replay-board__rows">
      ${open.length === 0 && html`<p class="replay-board__empty">${t("wall.empty")}</p>`}
      ${open.map(
        (one) =>
          html`<${Row}
            key=${one.number}
            incident=${one}
            now=${now.value}
            onPick=${onPick}
            picked=${picked}
          />`,
      )}
    </div>
    <${Groups} board=${board} incidents=${incidents} now=${now.value} />
  </section>`;
}

function OverdueCount({ n }) {
  return html`<span class=${n > 0 ? "replay-board__overdue" : ""}
    >${t("counts.overdue")}<b>${n}</b></span
  >`;
}

function Row({ incident, now, onPick, picked }) {
  return html`<div class="replay-row">
    <${SeverityMark} grade=${incident.severity} />
    <span class="replay-row__what">
      <${IncidentButton} number=${incident.number} onPick=${onPick} picked=${picked} />
      ${" "}<b>${typeName(incident.type)}</b> <span>${placeName(incident)}</span>
    </span>
    <span class="replay-row__stage">${t(`stage.${incident.stage}`)}</span>
    <${Left} incident=${incident} now=${now} />
  </div>`;
}

/** An incident's number that narrows the log to it. */
export function IncidentButton({ number, onPick, picked }) {
  return html`<button
    type="button"
    class="link-button"
    aria-pressed=${picked === number ? "true" : "false"}
    title=${t("replay.only", { number: numberText(number) })}
    onClick=${() => onPick(picked === number ? null : number)}
  >
    ${numberText(number)}
  </button>`;
}

function Left({ incident, now }) {
  const deadline = nextDeadline(incident);
  if (!deadline) return html`<span class="replay-row__left">–</span>`;
  const { state, ms } = standing(deadline, now);
  const late = state === "overdue";
  return html`<span class="replay-row__left" data-late=${late ? "" : undefined}
    >${late ? "+" : ""}${duration(ms)}</span
  >`;
}

function Groups({ board, incidents, now }) {
  return html`<div class="replay-board__groups">
    ${groups(plan.value, incidents, board.units.value, now).map(
      ({ group, overdue, free }) =>
        html`<div key=${group.id}>
          <span>${name(group.name)}</span>
          ${
            overdue > 0
              ? html`<span class="overdue-tag">${t("groups.overdue", { n: overdue })}</span>`
              : html`<span class="replay-board__free">${t("groups.free")} ${free}</span>`
          }
        </div>`,
    )}
  </div>`;
}
