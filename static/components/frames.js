// What lies around and over a page: a drill says it is one; a lost line says so in violet.

import { clock, duration, isoDay } from "../board/times.js";
import { isDrill } from "../board/views.js";
import { t } from "../board/words.js";
import { KindTag } from "./header.js";
import { html } from "./html.js";

/** Hatched pine frame and watermark, on every page of a drill. */
export function DrillFrame() {
  return html`<div class="drill-frame" aria-hidden="true" data-words=${t("kind.drill")} />`;
}

/** Hatched violet frame while the page may be wrong. */
export function LostFrame() {
  return html`<div class="lost-frame" aria-hidden="true" />`;
}

/** The banner of a page that is no longer told anything. */
export function LostBanner({ event, link, tick, now, monotonic = () => performance.now() }) {
  const { lastTickAt, tries, reason } = link.value;
  const quiet = lastTickAt === null ? 0 : monotonic() - lastTickAt;
  return html`<header class="lost-banner">
    <div>
      <div class="lost-banner__big" role="alert">
        ${t("lost.title")} ${isDrill(event) && html`<${KindTag} event=${event} />`}
      </div>
      <div class="lost-banner__since">
        ${t("lost.since", { time: clock(tick.value?.at ?? null), quiet: quietText(quiet, now) })}
      </div>
    </div>
    <div class="lost-banner__do">
      <b>${t("lost.do_not")}</b>${t("lost.instead")}<br />
      ${reason === "refused" ? t("lost.refused") : t("lost.retrying", { tries })}
    </div>
    <div class="lost-banner__now" aria-hidden="true">
      <div class="lost-banner__clock">${clock(now.value)}</div>
      <div>${t("lost.own_clock")} · ${isoDay(now.value)}</div>
    </div>
  </header>`;
}

/** "3:25", following the seconds. */
function quietText(ms, now) {
  now.value;
  return duration(ms);
}

/** Marks a part of the page as old. */
export function OldTag({ link, now, monotonic = () => performance.now() }) {
  const { lastTickAt } = link.value;
  const quiet = lastTickAt === null ? 0 : monotonic() - lastTickAt;
  return html`<span class="old-tag">${t("lost.old", { quiet: quietText(quiet, now) })}</span>`;
}
