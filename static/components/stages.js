// The seven stages of an incident as a strip: done, now, next, to come.

import { STAGES } from "../board/views.js";
import { t } from "../board/words.js";
import { html } from "./html.js";

/** The names over a column of strips. */
export function StageNames() {
  return html`<div class="stage-names" aria-hidden="true">
    ${STAGES.map((stage) => html`<span key=${stage}>${t(`stage_code.${stage}`)}</span>`)}
  </div>`;
}

/** Where an incident is on its way. */
export function StageStrip({ stage }) {
  const here = STAGES.indexOf(stage);
  const look = (place) =>
    ["done", "now", "next", "later"][Math.min(3, 1 + Math.max(-1, place - here))];
  return html`<div class="stages" role="img" aria-label=${t(`stage.${stage}`)}>
    <div class="stages__boxes">
      ${STAGES.map((one, place) => html`<i key=${one} class=${`stages__box stages__box--${look(place)}`} />`)}
    </div>
    <span class="stages__label" data-place=${here}>${t(`stage.${stage}`)}</span>
  </div>`;
}
