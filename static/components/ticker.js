// The newest lines of the log, one after the other; none moves.

import { numberText } from "../board/plan.js";
import { isBackground, marks, spoken } from "../board/sentences.js";
import { clock } from "../board/times.js";
import { t } from "../board/words.js";
import { CriticalOrders } from "./wall-orders.js";
import { PressingReports } from "./wall-reports.js";
import { Unmanned } from "./wall-unmanned.js";
import { LateAtPosts } from "./muster.js";
import { html } from "./html.js";

/** More than ever fit in the row; the rest is cut by the row's edge. */
const LINES = 8;

export function Ticker({ board, now, lost = false }) {
  const lines = board.lines.value.filter((line) => !isBackground(line)).slice(0, LINES);
  return html`<section class="ticker" aria-label=${t("wall.log")}>
    ${
      !lost &&
      html`<${CriticalOrders} board=${board} />
        <${PressingReports} board=${board} now=${now} />
        <${LateAtPosts} board=${board} now=${now} />
        <${Unmanned} event=${board.event.value} />`
    }
    <b>${t(lost ? "wall.log_last" : "wall.log")}</b>
    <ol class="ticker__lines">
      ${lines.map((line) => html`<${TickerLine} key=${line.seq} line=${line} notices=${board.notices.value} />`)}
    </ol>
  </section>`;
}

function TickerLine({ line, notices }) {
  const { late, struck } = marks(line);
  return html`<li class="ticker__line">
    <time>${clock(line.occurred_at)}</time>
    ${line.incident !== null && html`<span class="ticker__number">${numberText(line.incident).slice(1)}</span>`}
    ${late && html`<${LateTag} why=${late} />`}
    ${struck ? html`<s>${spoken(line, notices)}</s>` : html`<span>${spoken(line, notices)}</span>`}
  </li>`;
}

/** Told late: outlined, with how late for whoever asks. */
export function LateTag({ why }) {
  return html`<abbr class="late-tag" title=${why}>${t("line.late")}</abbr>`;
}
