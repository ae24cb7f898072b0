// Reports owed on the incident opened: to whom, by when, and the way to the sheet where they are written.

import { recipientName } from "../board/plan.js";
import { reportName } from "../board/sentences.js";
import { clocksOf, isLate, sitrepOf } from "../board/sitreps.js";
import { board } from "../board/store.js";
import { duration, shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import { panel } from "./dispatch-state.js";
import { classes, html } from "./html.js";

export const sitrepShown = (incident) =>
  incident ? sitrepOf(board.of("sitrep").value.values(), incident.number) : null;

export function SitrepPanel({ incident, now }) {
  const sitrep = sitrepShown(incident);
  if (!sitrep || (sitrep.ended_at !== null && sitrep.sent.length === 0)) return null;
  return html`<section class="block" aria-labelledby="sitrep-title" data-sitrep=${sitrep.id}>
    <div class="block__head">
      <h2 id="sitrep-title">${t("sitrep.title")}</h2>
      <span class="block__count">${stateText(sitrep)}</span>
      <button class="button button--small" data-panel="sitrep" onClick=${() => (panel.value = "sitrep")}>
        ${t(sitrep.ended_at === null ? "sitrep.open" : "sitrep.look")}
      </button>
    </div>
    <ul class="owed">
      ${sitrep.channels.map((one) => html`<${Owed} key=${one.to} channel=${one} now=${now} />`)}
    </ul>
  </section>`;
}

/** What was sent last, or how far the one being written is. */
export function stateText({ draft, sent, ended_at }) {
  if (draft) {
    const state = draft.approved_at ? "sitrep.is_approved" : "sitrep.is_draft";
    return `${reportName(draft)} ${t(state)}`;
  }
  const last = sent.at(-1);
  if (!last) return t(ended_at === null ? "sitrep.none_sent" : "sitrep.nothing_owed");
  return t("sitrep.last_sent", { report: reportName(last.report), time: shortClock(last.at) });
}

/** @param call  what says that they were told by phone, where that may be said */
export function Owed({ channel, now, call = null }) {
  const waiting = clocksOf(channel);
  return html`<li data-to=${channel.to}>
    <b>${recipientName(channel.to)}</b>
    <span class="owed__clocks">
      ${waiting.map((one) => html`<${Clock} key=${one.what} waiting=${one} now=${now} />`)}
      ${channel.phoned_at && html`<span>${t("sitrep.phoned", { time: shortClock(channel.phoned_at) })}</span>`}
      ${waiting.length === 0 && html`<span>${t("sitrep.sent_all", { n: channel.sent })}</span>`}
      ${waiting.some((one) => one.what === "phone") && call}
    </span>
  </li>`;
}

function Clock({ waiting, now }) {
  const late = isLate(waiting, now.value);
  const soon = !late && waiting.due_at - waiting.soon <= now.value;
  return html`<span
    class=${classes("order__due", { "order__due--late": late, "owed__soon": soon })}
    data-what=${waiting.what}
  >
    ${t(late ? "sitrep.late" : "sitrep.due", { what: t(`sitrep.${waiting.what}`) })}
    ${" "}${late ? "+" : ""}${duration(waiting.due_at - now.value)}
  </span>`;
}
