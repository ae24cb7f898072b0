// An outline drawn on the site plan: each click is a corner. Who can't point chooses a zone instead.

import { plan, zoneName } from "../board/plan.js";
import { t } from "../board/words.js";
import { html } from "./html.js";

const SIDE = 1000;
const MOST = 40;
const CORNER = 12;

const path = (points) => `M${points.map((point) => point.join(",")).join(" ")}Z`;

/** @param value list of [x, y]; set(points) keeps another */
export function OutlineField({ field, value, set }) {
  const points = value || [];
  const add = (event) => {
    if (points.length < MOST) set([...points, pointOf(event)]);
  };
  return html`<fieldset class="field">
    <legend>${field.label} ${t("dispatch.optional")}</legend>
    <svg
      class="outline"
      viewBox=${`0 0 ${SIDE} ${SIDE}`}
      preserveAspectRatio="none"
      role="img"
      aria-label=${t("dispatch.outline_label", { n: points.length })}
      data-outline=${points.length}
      onClick=${add}
    >
      ${Object.values(plan.value?.zones ?? {}).map(
        (zone) =>
          html`<g key=${zone.id}>
            <path class="outline__zone" d=${path(zone.outline)} />
            <text class="outline__name" x=${zone.label[0]} y=${zone.label[1]}>${zoneName(zone.id)}</text>
          </g>`,
      )}
      ${points.length > 0 && html`<path class="outline__drawn" d=${path(points)} />`}
      ${points.map(([x, y], n) => html`<circle key=${n} class="outline__corner" cx=${x} cy=${y} r=${CORNER} />`)}
    </svg>
    <div class="outline__controls">
      <button
        class="button button--small"
        type="button"
        disabled=${points.length === 0}
        onClick=${() => set(points.slice(0, -1))}
      >
        ${t("dispatch.outline_back")}
      </button>
      <button
        class="button button--small"
        type="button"
        disabled=${points.length === 0}
        onClick=${() => set([])}
      >
        ${t("dispatch.clear")}
      </button>
      <span>${t("dispatch.outline_corners", { n: points.length })}</span>
    </div>
  </fieldset>`;
}

/** Where on the board a click was. */
function pointOf(event) {
  const frame = event.currentTarget.getBoundingClientRect();
  const at = (value, from, size) => {
    const along = Math.round(((value - from) / size) * SIDE);
    return Math.min(SIDE, Math.max(0, along));
  };
  return [
    at(event.clientX, frame.left, frame.width),
    at(event.clientY, frame.top, frame.height),
  ];
}
