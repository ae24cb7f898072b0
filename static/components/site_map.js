// The site as the plan draws it: zones, what is open in each, the crews there. A sketch that says
// it is one. It shows no number of people: nothing here counts any.

import { numberText, plan, name, unitName } from "../board/plan.js";
import { zones } from "../board/views.js";
import { t } from "../board/words.js";
import { html } from "./html.js";
import { Icon } from "./icons.js";
import { SeverityMark } from "./severity.js";
import { flow, ringIn, textWidth, wrap } from "./site_layout.js";

/** The plan's board is 1000 by 1000; the picture is that of the wall. */
const WIDTH = 606;
const HEIGHT = 600;
const NAME_SIZE = 22;
const NAME_LINE = 25;
const PILL_SIZE = 20;
const PILL_PADDING = 13;
const MARK = 38;
const NUMBER_SIZE = 21;

export function SiteMap({ incidents, units, scenes = new Map() }) {
  const shown = zones(plan.value, incidents, units);
  return html`<svg
    class="site"
    viewBox=${`0 0 ${WIDTH} ${HEIGHT}`}
    preserveAspectRatio="none"
    role="img"
    aria-label=${t("site.label")}
  >
    <defs>
      <pattern
        id="closed"
        width="10"
        height="10"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect class="site__hatch-ground" width="10" height="10" />
        <rect class="site__hatch-line" width="3" height="10" />
      </pattern>
    </defs>
    ${shown.map((one) => html`<${Zone} key=${one.zone.id} ...${one} />`)}
    ${incidents
      .filter((one) => one.open)
      .map((one) => html`<${Bounds} key=${one.number} incident=${one} scene=${scenes.get(String(one.number))} />`)}
  </svg>`;
}

const scaled = ([x, y]) => [(x * WIDTH) / 1000, (y * HEIGHT) / 1000];

function Zone({ zone, incidents, waiting }) {
  const outline = zone.outline.map(scaled);
  const [x, y] = scaled(zone.label);
  const right = Math.max(...outline.map(([at]) => at));
  const lines = wrap(name(zone.name), NAME_SIZE, right - x - 10);
  const path = `M${outline.map((point) => point.join(",")).join(" ")}Z`;
  const below = y + (lines.length - 1) * NAME_LINE + (zone.closed ? 58 : 36);
  return html`<g data-zone=${zone.id}>
    <path class=${zone.closed ? "site__zone site__zone--closed" : "site__zone"} d=${path} />
    ${zone.closed && html`<path d=${path} fill="url(#closed)" />`}
    ${zone.closed && html`<${Closed} x=${x} y=${y} right=${right} lines=${lines} />`}
    ${lines.map((line, place) => html`<text class="site__name" x=${x} y=${y + place * NAME_LINE}>${line}</text>`)}
    <${Contents}
      outline=${outline}
      incidents=${incidents}
      waiting=${waiting}
      start=${{ x, y: below }}
    />
  </g>`;
}

/** A scene's bounds: as drawn, or a ring in its zone that says how many metres are meant. */
function Bounds({ incident, scene }) {
  const perimeter = scene?.perimeter;
  if (!perimeter) return null;
  const label = numberText(incident.number);
  if (perimeter.outline.length > 0) {
    const points = perimeter.outline.map(scaled);
    const [x, y] = points.reduce((top, one) => (one[1] < top[1] ? one : top));
    return html`<g data-perimeter=${incident.number}>
      <path class="site__perimeter" d=${`M${points.map((one) => one.join(",")).join(" ")}Z`} />
      <text class="site__perimeter-name" x=${x} y=${y - 6}>${t("site.perimeter", { label })}</text>
    </g>`;
  }
  const outline = plan.value?.zones?.[incident.zone]?.outline?.map(scaled);
  if (!outline) return null;
  const { x, y, r } = ringIn(outline);
  return html`<g data-perimeter=${incident.number}>
    <circle class="site__perimeter" cx=${x} cy=${y} r=${r} />
    <text class="site__perimeter-name" x=${x} y=${y - r + 26} text-anchor="middle"
      >${t("site.perimeter_metres", { metres: perimeter.radius_m })}</text
    >
  </g>`;
}

function Closed({ x, y, right, lines }) {
  const words = Math.max(70, ...lines.map((line) => textWidth(line, NAME_SIZE))) + 20;
  const width = Math.min(words, right - x + 8);
  const low = y + lines.length * NAME_LINE;
  return html`<g class="site__closed">
    <rect
      class="site__hatch-ground"
      x=${x - 10}
      y=${y - 28}
      width=${width}
      height=${lines.length * NAME_LINE + 34}
    />
    <${Icon} name="closed" x=${x} y=${low - 15} size="20" />
    <text x=${x + 26} y=${low + 2}>${t("site.closed")}</text>
  </g>`;
}

function Contents({ outline, incidents, waiting, start }) {
  const items = [
    ...incidents.flatMap(({ incident, units }) => [
      { incident, width: MARK + 6 + textWidth(numberText(incident.number).slice(1), NUMBER_SIZE) },
      ...units.map((unit) => pill(unit, true)),
    ]),
    ...waiting.map((unit) => pill(unit, false)),
  ];
  const more = (missing) => ({ more: `+${missing}`, width: textWidth(`+${missing}`, PILL_SIZE) });
  return html`<g>${flow(outline, items, start, more).map(content)}</g>`;
}

function content({ item, x, y }) {
  if (item.more) {
    return html`<text key="more" class="site__more" x=${x} y=${y + 7}>${item.more}</text>`;
  }
  if (item.incident) {
    return html`<${Mark}
      key=${`i${item.incident.number}`}
      incident=${item.incident}
      x=${x}
      y=${y}
    />`;
  }
  return html`<${Pill}
    key=${item.unit}
    text=${unitName(item.unit)}
    out=${item.out}
    width=${item.width}
    x=${x}
    y=${y}
  />`;
}

function pill(unit, out) {
  return { unit, out, width: textWidth(unitName(unit), PILL_SIZE) + 2 * PILL_PADDING };
}

function Mark({ incident, x, y }) {
  return html`<g>
    <${SeverityMark} grade=${incident.severity} x=${x} y=${y - MARK / 2} size=${MARK} quiet />
    <text class="site__number" x=${x + MARK + 4} y=${y + 8}
      >${numberText(incident.number).slice(1)}</text
    >
  </g>`;
}

function Pill({ text, out, width, x, y }) {
  return html`<g class=${out ? "site__unit site__unit--out" : "site__unit"}>
    <rect x=${x} y=${y - 15} width=${width} height="30" rx="4" />
    <text x=${x + width / 2} y=${y + 7} text-anchor="middle">${text}</text>
  </g>`;
}
