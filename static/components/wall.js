// The whole wall, for the live page and for an instant of a replay alike: 1920 × 1080, enlarged
// or shrunk as one piece to whatever screen it is on.

import { numberText, plan, placeName, typeName } from "../board/plan.js";
import { isDrill, openInOrder, overdueCount } from "../board/views.js";
import { t } from "../board/words.js";
import { DrillFrame, LostBanner, LostFrame, OldTag } from "./frames.js";
import { StatusFoot } from "./foot.js";
import { ActivationState, Counts, EventClock, EventTitle } from "./header.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "./html.js";
import { IncidentList } from "./incident_list.js";
import { MusterCount } from "./muster.js";
import { SiteMap } from "./site_map.js";
import { Ticker } from "./ticker.js";
import { GroupStrip, KindStrip } from "./units.js";

const WIDTH = 1920;
const HEIGHT = 1080;

/**
 * @param board  a Board
 * @param now    signal of the event's time
 * @param rate   how fast that runs
 * @param link, tick  the connection's signals; a replay has none
 * @param foot   what stands at the end of the last row
 */
export function Wall({
  board,
  now,
  rate = 1,
  link = null,
  tick = null,
  foot = null,
  banner = null,
}) {
  const event = board.event.value;
  const lost = link?.value.state === "lost";
  const stage = useScale();
  return html`<div class="wall-stage" ref=${stage}>
    <div
      class="wall"
      data-lost=${lost ? "" : undefined}
      data-drill=${isDrill(event) ? "" : undefined}
    >
      ${lost && html`<${LostFrame} />`}
      <div class="wall__rows">
        ${
          lost
            ? html`<${LostBanner} event=${event} link=${link} tick=${tick} now=${now} />`
            : html`<${Head} board=${board} now=${now} />`
        }
        <main class="wall__main">
          <${IncidentList}
            board=${board}
            now=${now}
            rate=${rate}
            lost=${lost}
            link=${link}
            tick=${tick}
          />
          <${Site} board=${board} lost=${lost} link=${link} now=${now} />
        </main>
        <${Groups} board=${board} now=${now} />
        <${KindStrip} units=${board.units.value} board=${board} />
        <${Ticker} board=${board} now=${now} lost=${lost} />
        ${banner ?? html`<${StatusFoot} link=${link} tick=${tick} now=${now}>${foot}<//>`}
      </div>
      ${isDrill(event) && html`<${DrillFrame} />`}
    </div>
    <${Announcer} board=${board} />
  </div>`;
}

function Head({ board, now }) {
  const event = board.event.value;
  return html`<header class="wall__head">
    <${EventTitle} event=${event} />
    <${EventClock} now=${now} />
    <${ActivationState}
      event=${event}
      now=${now}
      muster=${html`<${MusterCount} board=${board} now=${now} />`}
    />
    <${LiveCounts} board=${board} now=${now} />
  </header>`;
}

/** Open and overdue from what is shown; ended as the server counts, who knows all of them. */
export function LiveCounts({ board, now }) {
  const incidents = board.allIncidents();
  const open = incidents.filter((one) => one.open).length;
  const overdue = overdueCount(incidents, now.value);
  return html`<${Counts} open=${open} overdue=${overdue} ended=${board.counts.value.ended} />`;
}

function Groups({ board, now }) {
  return html`<${GroupStrip}
    incidents=${board.allIncidents()}
    units=${board.units.value}
    event=${board.event.value}
    now=${now.value}
  />`;
}

function Site({ board, lost, link, now }) {
  return html`<section class="site-panel" aria-labelledby="site-title">
    <div class="site-panel__head">
      <h2 id="site-title">${t("site.title")}</h2>
      ${
        lost
          ? html`<${OldTag} link=${link} now=${now} />`
          : html`<span class="site-panel__legend">
              <span><i class="swatch swatch--out" />${t("site.out")}</span>
              <span><i class="swatch" />${t("site.free")}</span>
            </span>`
      }
      <span class="site-panel__note">${t("site.sketch")}</span>
    </div>
    <${SiteMap}
      incidents=${board.allIncidents()}
      units=${board.units.value}
      scenes=${board.of("scene").value}
    />
  </section>`;
}

/** Tells readers of a new incident, once, and of nothing else: a wall changes all the time. */
function Announcer({ board }) {
  const known = useRef(null);
  const [said, say] = useState("");
  const open = openInOrder(board.allIncidents());
  useEffect(() => {
    const fresh = known.current && open.find((one) => !known.current.has(one.number));
    known.current = new Set(open.map((one) => one.number));
    if (fresh) say(announcement(fresh));
  });
  return html`<p class="for-readers" aria-live="polite">${said}</p>`;
}

function announcement(incident) {
  return t("wall.announce", {
    number: numberText(incident.number),
    type: typeName(incident.type),
    place: placeName(incident),
  });
}

/** Enlarge the picture as one piece: type keeps its place, whatever the wall's resolution. */
function useScale() {
  const stage = useRef(null);
  useLayoutEffect(() => {
    const fit = () => {
      const { clientWidth, clientHeight } = stage.current;
      const factor = Math.min(clientWidth / WIDTH, clientHeight / HEIGHT);
      stage.current.firstElementChild.style.zoom = String(factor);
    };
    const watch = new ResizeObserver(fit);
    watch.observe(stage.current);
    fit();
    return () => watch.disconnect();
  }, []);
  return stage;
}

/** Before the first answer: says what it waits for, after a moment's grace. */
export function WallWaiting({ link }) {
  const unreachable = link.value.state === "lost" || link.value.tries > 0;
  return html`<main class="waiting" aria-busy="true">
    <div class="waiting__bars" aria-hidden="true"><i /><i /><i /><i /></div>
    <p role="status">${t(unreachable ? "wall.unreachable" : "wall.loading")}</p>
  </main>`;
}

/** Whether there is enough to show a wall. */
export function canShow(board) {
  return board.ready.value && board.event.value !== null && plan.value !== null;
}
