// The log around the instant shown, every line with its hash; only the rows in view are drawn.

import { numberText } from "../board/plan.js";
import { fullSentence, lineKind, marks, who } from "../board/sentences.js";
import { clock } from "../board/times.js";
import { indexAt } from "../board/timeline.js";
import { t } from "../board/words.js";
import { classes, html, useEffect, useLayoutEffect, useRef, useState } from "./html.js";
import { Icon } from "./icons.js";
import { LateTag } from "./ticker.js";

const ROW_PX = 30;
const ROWS_BEYOND = 6;
const HASH_SHOWN = 12;

/**
 * @param lines    all lines, oldest first
 * @param verified the newest seq whose hash was checked here
 * @param onSeek   called with a line's seq; onPick with an incident's number or null
 */
export function LogTable({ lines, now, verified, picked, notices, onSeek, onPick }) {
  const shown = picked === null ? lines : lines.filter((line) => line.incident === picked);
  const here = indexAt(shown, now.value);
  const [box, top, height] = useWindow(here);
  const first = Math.max(0, Math.floor(top / ROW_PX) - ROWS_BEYOND);
  const last = Math.min(shown.length, Math.ceil((top + height) / ROW_PX) + ROWS_BEYOND);
  return html`<section class="log" aria-labelledby="log">
    <div class="panel-head">
      <h2 id="log">${t("wall.log")}</h2>
      <span>${t("replay.follows", { n: shown.length })}</span>
      <${Filter} picked=${picked} onPick=${onPick} />
    </div>
    <div
      class="log__scroll"
      ref=${box}
      tabindex="0"
      role="table"
      aria-rowcount=${shown.length}
      aria-labelledby="log"
    >
      <${Head} />
      <div class="log__rows" role="rowgroup" style=${{ height: `${shown.length * ROW_PX}px` }}>
        ${shown
          .slice(first, last)
          .map(
            (line, place) =>
              html`<${Row}
                key=${line.seq}
                line=${line}
                place=${first + place}
                here=${here}
                checked=${line.seq <= verified}
                notices=${notices}
                onSeek=${onSeek}
                onPick=${onPick}
              />`,
          )}
      </div>
    </div>
  </section>`;
}

/** What part of the list is in view: [ref, top, height]; follows the current row as it moves. */
function useWindow(here) {
  const box = useRef(null);
  const [view, setView] = useState({ top: 0, height: 300 });
  useEffect(() => {
    const look = () => setView({ top: box.current.scrollTop, height: box.current.clientHeight });
    const watch = new ResizeObserver(look);
    watch.observe(box.current);
    box.current.addEventListener("scroll", look, { passive: true });
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    const { clientHeight } = box.current;
    box.current.scrollTop = Math.max(0, (here + 2) * ROW_PX - clientHeight * 0.7);
  }, [here]);
  return [box, view.top, view.height];
}

function Filter({ picked, onPick }) {
  if (picked === null) return html`<span class="panel-head__end">${t("replay.filter_hint")}</span>`;
  return html`<span class="panel-head__end">
    ${t("replay.only", { number: numberText(picked) })}
    <button type="button" class="link-button" onClick=${() => onPick(null)}>
      ${t("replay.all")}
    </button>
  </span>`;
}

const COLUMNS = ["time", "incident", "kind", "from", "what", "hash"];

function Head() {
  return html`<div class="log__row log__row--head" role="row">
    ${COLUMNS.map((column) => html`<span key=${column} role="columnheader">${t(`replay.column.${column}`)}</span>`)}
  </div>`;
}

function Row({ line, place, here, checked, notices, onSeek, onPick }) {
  const { late, struck } = marks(line);
  const text = fullSentence(line, notices);
  const look = classes("log__row", {
    "log__row--now": place === here,
    "log__row--future": place > here,
  });
  return html`<div
    class=${look}
    role="row"
    aria-rowindex=${place + 1}
    aria-current=${place === here ? "true" : undefined}
    style=${{ top: `${place * ROW_PX}px` }}
  >
    <span role="cell">
      <button type="button" class="link-button log__time" onClick=${() => onSeek(line.seq)}>
        ${clock(line.at)}
      </button>
    </span>
    <span role="cell">
      ${
        line.incident === null || line.incident === undefined
          ? "–"
          : html`<button type="button" class="link-button" onClick=${() => onPick(line.incident)}>
              ${numberText(line.incident)}
            </button>`
      }
    </span>
    <span role="cell" class="log__kind">${lineKind(line)}</span>
    <b role="cell" class="log__who">${who(line)}</b>
    <span role="cell" class="log__what">
      ${late && html`<${LateTag} why=${late} />`}
      ${struck ? html`<s>${text}</s> ${t("line.struck")}` : text}
    </span>
    <span role="cell" class="log__hash">
      ${line.h.slice(0, HASH_SHOWN)}
      ${checked && html`<${Icon} name="check" strong /><span class="for-readers">${t("replay.checked")}</span>`}
    </span>
  </div>`;
}
