// Situation reports that nobody sent in time or that soon fall due, before the wall's log.

import { numberText, recipientName } from "../board/plan.js";
import { isLate, pressing } from "../board/sitreps.js";
import { shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import { html } from "./html.js";

/** More don't fit beside the log. */
const SHOWN = 2;

export function PressingReports({ board, now }) {
  const found = pressing(board.of("sitrep").value.values(), now.value);
  if (found.length === 0) return null;
  return html`<ul class="wall-orders" aria-label=${t("wall.reports_title")} data-reports>
    ${found.slice(0, SHOWN).map((one) => html`<${Pressing} ...${one} now=${now} />`)}
    ${found.length > SHOWN && html`<li>${t("wall.reports_more", { n: found.length - SHOWN })}</li>`}
  </ul>`;
}

function Pressing({ incident, waiting, now }) {
  const late = isLate(waiting, now.value);
  return html`<li class=${late ? "wall-orders__late" : "wall-orders__soon"} data-to=${waiting.to} data-what=${waiting.what}>
    ${t(late ? "wall.report_late" : "wall.report_soon", {
      number: numberText(incident),
      what: t(`sitrep.${waiting.what}`),
      whom: recipientName(waiting.to),
      time: shortClock(waiting.due_at),
    })}
  </li>`;
}
