// Open incidents, worst first, in as many rows as there is room for.

import { clock, isoDay } from "../board/times.js";
import { bySeverity, fitRows, openInOrder, SEVERITIES, worst } from "../board/views.js";
import { t } from "../board/words.js";
import { OldTag } from "./frames.js";
import { html } from "./html.js";
import { Icon } from "./icons.js";
import { IncidentRow, MoreIncidents } from "./incident_row.js";
import { SeverityMark } from "./severity.js";
import { StageNames } from "./stages.js";

/** Rows of 88 px; one more shrinks them all; beyond that the last says how many are hidden. */
const ROWS = 7;
const ROWS_SHRUNK = 8;
const ROWS_LOST = 5;

export function IncidentList({ board, now, rate, lost, link, tick }) {
  const open = openInOrder(board.allIncidents());
  const room = lost ? ROWS_LOST : ROWS_SHRUNK;
  const { shown, rest } = fitRows(open, room);
  const tight = !lost && open.length > ROWS;
  return html`<section class="incidents" aria-labelledby="open-incidents">
    <div class="incidents__head">
      <div class="incidents__title">
        <h2 id="open-incidents">${t("wall.open")}</h2>
        ${
          lost
            ? html`<${Before} board=${board} link=${link} now=${now} />`
            : html`<${Legend} open=${open} />`
        }
      </div>
      <${StageNames} />
      <div class="incidents__deadline">${t(lost ? "wall.deadline_clock" : "wall.deadline")}</div>
    </div>
    ${open.length === 0 && !lost && html`<${Empty} board=${board} now=${now} />`}
    <ul class=${tight ? "incidents__rows incidents__rows--tight" : "incidents__rows"}>
      ${shown.map(
        (incident) =>
          html`<${IncidentRow}
            key=${incident.number}
            one=${board.incidents.value.get(incident.number)}
            event=${board.event.value}
            now=${now}
            rate=${rate}
            lost=${lost}
          />`,
      )}
      ${rest.length > 0 && html`<${MoreIncidents} key="more" rest=${rest} worst=${worst(rest)} />`}
    </ul>
    ${lost && html`<${Blank} at=${tick?.value?.at ?? null} />`}
  </section>`;
}

function Legend({ open }) {
  const counts = bySeverity(open);
  const hurt = open.filter((one) => one.injured === "yes").length;
  const unknown = open.filter((one) => one.injured === "unknown").length;
  return html`<span class="legend">
      ${SEVERITIES.map(
        (grade) =>
          html`<span key=${grade} class="legend__one">
            <${SeverityMark} grade=${grade} quiet />${t(`severity.${grade}`)}
            <b>${counts[grade]}</b>
          </span>`,
      )}
    </span>
    <span class="legend__hurt">
      ${t("wall.hurt")} <b>${hurt}</b> ${t("wall.hurt_unknown")} <b>${unknown}</b>
    </span>`;
}

function Before({ board, link, now }) {
  const { open, ended } = board.counts.value;
  return html`<${OldTag} link=${link} now=${now} />
    <span class="legend__hurt">${t("lost.before", { open, ended })}</span>`;
}

/** Empty says what is true, and as of when. */
function Empty({ board, now }) {
  const ended = board.counts.value.ended;
  const reports = board.allIncidents().map((one) => one.reported_at);
  const last = reports.length > 0 ? Math.max(...reports) : null;
  return html`<div class="incidents__empty">
    <b>${t("wall.empty")}</b>
    <p>
      ${ended > 0 ? t("wall.empty_ended", { n: ended }) : ""}
      ${last === null ? "" : t("wall.last_report", { time: clock(last) })}
      ${t("wall.empty_checked", { time: `${isoDay(now.value)} ${clock(now.value)}` })}
    </p>
  </div>`;
}

function Blank({ at }) {
  return html`<div class="incidents__blank">
    <${Icon} name="offline" />${t("lost.blank", { time: clock(at) })}
  </div>`;
}
