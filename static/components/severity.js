// A grade by four things at once: hue, shape, numeral and, beside it or for readers, its name.

import { t } from "../board/words.js";
import { classes, html } from "./html.js";

const SHAPES = {
  1: html`<path d="M14.5 2.5h19L45.5 14.5v19L33.5 45.5h-19L2.5 33.5v-19Z" />`,
  2: html`<path d="M24 2.8 46.6 44.2a1 1 0 0 1-.9 1.4H2.3a1 1 0 0 1-.9-1.4Z" />`,
  3: html`<path d="M24 .8 47.2 24 24 47.2 .8 24Z" />`,
  4: html`<circle cx="24" cy="24" r="21.5" />`,
};

const NUMERALS = {
  1: "M18 13h12v4h-3.5v14H30v4H18v-4h3.5V17H18Z",
  2: "M14.5 22h19v3.4h-2.7v11h2.7v3.4h-19v-3.4h2.7v-11h-2.7Zm6.2 3.4v11h6.6v-11Z",
  3: "M12.5 15.5h23V19h-2.3v10h2.3v3.5h-23V29h2.3V19h-2.3Zm5.7 3.5v10h4V19Zm7.6 0v10h4V19Z",
  4:
    "M11 14h9v3.3h-2.3v13.4H20V34h-9v-3.3h2.3V17.3H11Z" +
    "M21 14h7v3.3h-1.5l3 10.5 3-10.5H31V14h7v3.3h-1.8L31.5 34h-4L22.8 17.3H21Z",
};

/** "Grade II, major", for readers. */
export function severityText(grade) {
  return t("severity.full", {
    numeral: t(`severity.numeral.${grade}`),
    label: t(`severity.${grade}`),
  });
}

/**
 * The mark of a grade, as large as its surroundings say (1em unless CSS says otherwise).
 *
 * @param hollow drawn empty: the incident has ended
 * @param quiet  left out for readers: the grade's name stands beside it
 */
export function SeverityMark({ grade, hollow = false, quiet = false, x, y, size }) {
  const named = quiet
    ? { "aria-hidden": "true" }
    : { role: "img", "aria-label": severityText(grade) };
  const placed = size ? { x, y, width: size, height: size } : {};
  const look = classes("severity", `severity--${grade}`, { "severity--hollow": hollow });
  return html`<svg class=${look} viewBox="0 0 48 48" ...${placed} ...${named}>
    <g class="severity__shape">${SHAPES[grade]}</g>
    <path class="severity__numeral" fill-rule="evenodd" d=${NUMERALS[grade]} />
  </svg>`;
}
