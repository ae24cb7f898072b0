// How long each stage took against its target, one dot an incident. The line is the target,
// whatever it is for that type and grade; right of it is too late.

import { duration } from "../board/times.js";
import { measures } from "../board/views.js";
import { t } from "../board/words.js";
import { html } from "./html.js";

const KINDS = ["dispatch", "acknowledge", "on_scene", "control"];
/** Where the target's line stands, and how many targets long the scale is. */
const SCALE = 2;
const WIDTH = 250;
const HEIGHT = 52;
const DOT = 3.4;

export function Durations({ outcome }) {
  return html`<section class="durations" aria-labelledby="durations">
    <div class="panel-head">
      <h2 id="durations">${t("replay.durations")}</h2>
      <span>${t("replay.durations_note")}</span>
    </div>
    <table>
      <thead>
        <tr>
          <th scope="col">${t("replay.stage")}</th>
          <th scope="col">${t("replay.against")}</th>
          <th scope="col">${t("replay.median")}</th>
          <th scope="col">${t("replay.met")}</th>
        </tr>
      </thead>
      <tbody>
        ${KINDS.map((kind) => html`<${Kind} key=${kind} kind=${kind} found=${measures(outcome, kind)} />`)}
      </tbody>
    </table>
  </section>`;
}

function Kind({ kind, found }) {
  const met = found.filter((one) => one.took <= one.target).length;
  return html`<tr>
    <th scope="row">${t(`deadline.${kind}`)}</th>
    <td><${Dots} found=${found} /></td>
    <td>${found.length > 0 ? duration(median(found.map((one) => one.took))) : "–"}</td>
    <td><b>${found.length > 0 ? `${met}/${found.length}` : "–"}</b></td>
  </tr>`;
}

function Dots({ found }) {
  const x = (one) => Math.min(WIDTH - DOT, (one.took / one.target / SCALE) * WIDTH);
  return html`<svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} class="dots" aria-hidden="true">
    <rect class="dots__late" x=${WIDTH / SCALE} y="0" width=${WIDTH / SCALE} height=${HEIGHT} />
    <line class="dots__target" x1=${WIDTH / SCALE} x2=${WIDTH / SCALE} y1="0" y2=${HEIGHT} />
    ${found.map(
      (one, place) =>
        html`<circle
          key=${one.key}
          class=${one.took > one.target ? "dots__one dots__one--late" : "dots__one"}
          cx=${x(one)}
          cy=${9 + ((place * 13) % (HEIGHT - 18))}
          r=${DOT}
        />`,
    )}
  </svg>`;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
