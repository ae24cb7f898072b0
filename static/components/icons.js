// Line icons on a 24 grid, 2 px round stroke, no fill; always beside words, so hidden from readers.

import { html } from "./html.js";
import { DOTS, INCIDENT_ICONS } from "./incident_icons.js";

const ICONS = {
  ...INCIDENT_ICONS,
  support: html`<circle cx="8.5" cy="8" r="3.2" /><path
      d="M2.5 20v-3.5a6 6 0 0 1 11-3.3M18 12.5v7M14.5 16h7"
    />`,
  report: html`<path d="M5 3.5h10l4 4v13H5ZM8.5 11.5h7M8.5 15.5h7M8.5 7.5h4" />`,
  photo: html`<path d="M3.5 7.5h4l1.5-2.5h6l1.5 2.5h4v12h-17Z" /><circle
      cx="12"
      cy="13"
      r="3.8"
    />`,
  place: html`<path d="M12 21.5s7-6.3 7-11.8a7 7 0 0 0-14 0c0 5.5 7 11.8 7 11.8Z" /><circle
      cx="12"
      cy="9.8"
      r="2.5"
    />`,
  call: html`<path
    d="M5 3.5h4l1.5 5-2.3 1.7a12 12 0 0 0 5.6 5.6l1.7-2.3 5 1.5v4a2 2 0 0 1-2 2A16.5 16.5 0 0 1 3 5.5a2 2 0 0 1 2-2Z"
  />`,
  offline: html`<path
    d="M3 9.5A13 13 0 0 1 9 6.3M14.5 6.2A13 13 0 0 1 21 9.5M6.3 13.2a8.5 8.5 0 0 1 3.5-2M14.5 11.300a8.5 8.5 0 0 1 3.2 1.900M12 18.500h.01M4 3.500l16.5 17"
  />`,
  closed: html`<path d="M5 10.5h14v10H5ZM8 10.5V7.5a4 4 0 0 1 8 0v3" />`,
  sos: html`<path d="M8 2.500h8L21.5 8v8L16 21.500H8L2.5 16V8ZM12 7v6M12 16.500h.01" />`,
  check: html`<path d="m4.5 12.5 5 5 10-11" />`,
  cross: html`<path d="M5.5 5.500l13 13M18.5 5.500l-13 13" />`,
  play: html`<path d="M8 5v14l11-7Z" fill="currentColor" />`,
  pause: html`<path d="M8 5v14M16 5v14" stroke-width="3.6" />`,
  previous: html`<path d="M18 5.500v13L8.5 12ZM6 5.500v13" fill="currentColor" />`,
  next: html`<path d="M6 5.500v13l9.5-6.500ZM18 5.500v13" fill="currentColor" />`,
  full: html`<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />`,
  file: html`<path d="M12 3.500v11M7.5 10.500l4.5 4.5 4.5-4.500M4.5 20h15" />`,
};

/** An icon as large as its surroundings say; the dots in a circle for a name nobody drew. */
export function Icon({ name, strong = false, x, y, size }) {
  const placed = size ? { x, y, width: size, height: size } : {};
  return html`<svg
    class=${"icon"}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width=${strong ? 3 : 2}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    ...${placed}
  >
    ${ICONS[name] ?? DOTS}
  </svg>`;
}

/** Denggao's own mark: climbing a ridge. */
export function Logo() {
  return html`<svg
    class="logo"
    viewBox="0 0 40 40"
    fill="none"
    stroke="currentColor"
    stroke-width="3.2"
    stroke-linejoin="round"
    stroke-linecap="round"
    aria-hidden="true"
  >
    <path d="M2.5 33.5 14 14.5l6.5 9.5L28 10.5 37.5 33.5" />
    <path d="M28 10.5V3.5h6.5" />
  </svg>`;
}
