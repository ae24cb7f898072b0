// The day as a strip: how much happened when, what it is remembered by, and where we are.

import { factSentence } from "../board/sentences.js";
import { clock, shortClock } from "../board/times.js";
import { axisMarks, histogram } from "../board/timeline.js";
import { SEVERITIES } from "../board/views.js";
import { t } from "../board/words.js";
import { html, useMemo } from "./html.js";
import { SeverityMark } from "./severity.js";
import { textWidth } from "./site_layout.js";

const WIDTH = 1200;
const HEIGHT = 150;
const TOP = 44;
const GROUND = 126;
const BARS = 144;
const LABEL = 14;
/** One press of an arrow key: so much of the whole, but a second at most. */
const STEPS = 1_000;
const STEP_MOST_MS = 1_000;

/** @param onSeek called with an instant */
export function Scrubber({ lines, milestones, from, to, now, onSeek }) {
  const at = Math.min(to, Math.max(from, now.value));
  const x = placer(from, to);
  return html`<div class="scrubber">
    <svg
      class="scrubber__picture"
      viewBox=${`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect
        class="scrubber__future"
        x=${x(at)}
        y=${TOP}
        width=${WIDTH - x(at)}
        height=${GROUND - TOP}
      />
      <${Bars} lines=${lines} from=${from} to=${to} />
      <line class="scrubber__ground" x1="0" x2=${WIDTH} y1=${GROUND} y2=${GROUND} />
      ${axisMarks(from, to, 13).map(
        (mark) =>
          html`<line
            key=${mark}
            class="scrubber__ground"
            x1=${x(mark)}
            x2=${x(mark)}
            y1=${GROUND}
            y2=${GROUND + 5}
          />`,
      )}
      ${milestones.map(
        ({ line }) =>
          html`<g key=${line.seq}>
            <line
              class="scrubber__milestone"
              x1=${x(line.at)}
              x2=${x(line.at)}
              y1="24"
              y2=${GROUND}
            />
            <path d=${`M${x(line.at)} 20l4.5 5-4.5 5-4.5-5Z`} />
          </g>`,
      )}
      <line class="scrubber__head" x1=${x(at)} x2=${x(at)} y1="16" y2=${GROUND + 6} />
    </svg>
    <${Labels} milestones=${milestones} from=${from} to=${to} at=${at} />
    <input
      class="scrubber__range"
      type="range"
      min=${from}
      max=${to}
      step=${Math.ceil(Math.min(STEP_MOST_MS, Math.max(1, (to - from) / STEPS)))}
      value=${at}
      aria-label=${t("replay.instant")}
      aria-valuetext=${clock(at)}
      onInput=${(moved) => onSeek(Number(moved.currentTarget.value))}
    />
  </div>`;
}

function placer(from, to) {
  return (at) => ((at - from) / Math.max(1, to - from)) * WIDTH;
}

function Bars({ lines, from, to }) {
  const bars = useMemo(() => histogram(lines, from, to, BARS), [lines, from, to]);
  const most = Math.max(1, ...bars.map((bar) => Object.values(bar).reduce((a, b) => a + b, 0)));
  const width = WIDTH / BARS;
  return bars.map((bar, place) => {
    let y = GROUND;
    return ["none", ...SEVERITIES.toReversed()].map((grade) => {
      const height = (bar[grade] / most) * (GROUND - TOP - 4);
      y -= height;
      return (
        height > 0 &&
        html`<rect
          class=${`scrubber__bar scrubber__bar--${grade}`}
          x=${place * width + 0.7}
          y=${y}
          width=${width - 1.4}
          height=${height}
        />`
      );
    });
  });
}

/** Words over the picture are ordinary text, so that they do not stretch with it. */
function Labels({ milestones, from, to, at }) {
  const left = (instant) => ({ left: `${(placer(from, to)(instant) / WIDTH) * 100}%` });
  return html`<div class="scrubber__labels" aria-hidden="true">
    ${withRoom(milestones, from, to, at).map(
      ({ line, text, left: edge }) =>
        html`<span key=${line.seq} class="scrubber__label" style=${{ left: edge }}>${text}</span>`,
    )}
    <span
      class="scrubber__now"
      data-side=${at - from > (to - from) * 0.9 ? "left" : "right"}
      style=${left(at)}
      >${clock(at)}</span
    >
    ${axisMarks(from, to, 13).map(
      (mark) =>
        html`<span key=${mark} class="scrubber__hour" style=${left(mark)}
          >${shortClock(mark)}</span
        >`,
    )}
  </div>`;
}

/** Milestones whose words do not run into each other or the playhead's; the rest keep their mark. */
function withRoom(milestones, from, to, at) {
  const x = placer(from, to);
  const taken = [[x(at) - 6, x(at) + 92]];
  const shown = [];
  // That the log began is the least of what there is to say.
  const ranked = [...milestones].sort((a, b) => isOpening(a) - isOpening(b));
  for (const { line, fact } of ranked) {
    const text = `${shortClock(line.at)} ${factSentence({ ...fact, what: null })}`;
    const half = textWidth(text, LABEL) / 2;
    const left = Math.min(WIDTH - 2 * half, Math.max(0, x(line.at) - half));
    const right = left + 2 * half;
    if (taken.some(([l, r]) => left < r + 10 && right > l - 10)) continue;
    taken.push([left, right]);
    shown.push({ line, text, left: `${(left / WIDTH) * 100}%` });
  }
  return shown;
}

function isOpening({ fact }) {
  return Number(fact.type === "event_opened");
}

/** What the bars' colours mean. */
export function BarLegend() {
  return html`<span class="bar-legend">
    ${SEVERITIES.map(
      (grade) =>
        html`<span key=${grade}
          ><${SeverityMark} grade=${grade} quiet />${t(`severity.${grade}`)}</span
        >`,
    )}
    <span><i class="bar-legend__none" />${t("replay.no_incident")}</span>
  </span>`;
}
