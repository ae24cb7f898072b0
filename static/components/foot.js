// What the page knows of the machinery behind it; only what a tick really said.

import { clock } from "../board/times.js";
import { t } from "../board/words.js";
import { classes, html } from "./html.js";

/** The watch looks once a second; the worker beats more slowly. Older than this is a fault. */
const WATCH_SLOW_MS = 10_000;
const WORKER_SLOW_MS = 60_000;

/**
 * @param link, tick signals of the connection
 * @param monotonic the clock link.lastTickAt was read from
 */
export function StatusFoot({ link, tick, now, monotonic = () => performance.now(), children }) {
  // Reading the event's second makes the ages below move.
  now.value;
  const { state, lastTickAt, by } = link.value;
  const told = tick.value;
  const age = lastTickAt === null ? null : monotonic() - lastTickAt;
  const lost = state === "lost";
  return html`<footer class="foot">
    <${Item} ok=${state === "live"} label=${t("foot.data")}>
      <b>${told ? clock(told.at) : t("foot.unknown")}</b> ${age === null ? "" : seconds(age)}
    <//>
    <${Item} ok=${state === "live"} label=${t("foot.server")}>
      <b>${t(`foot.server.${state}`)}</b>
      ${state === "live" && by === "poll" ? t("foot.by_poll") : ""}
    <//>
    <${Beat}
      label=${t("foot.watch")}
      age=${lost ? null : told?.watch_age_ms}
      slow=${WATCH_SLOW_MS}
    />
    <${Beat}
      label=${t("foot.worker")}
      age=${lost ? null : told?.worker_age_ms}
      slow=${WORKER_SLOW_MS}
    />
    <${Item} ok=${lost || !told ? null : told.store === "ok"} label=${t("foot.store")}>
      <b>${lost || !told ? t("foot.unknown") : t(`foot.store.${told.store}`)}</b>
    <//>
    <${Item} ok=${lost || !told ? null : true} label=${t("foot.pages")}>
      <b>${lost || !told ? t("foot.unknown") : told.clients}</b>
    <//>
    ${children}
  </footer>`;
}

/** One thing known: well, not well, or (ok = null) not known at all. */
function Item({ ok, label, children }) {
  return html`<span class=${classes("foot__item", { "foot__item--bad": ok === false })}>
    ${ok !== null && html`<i class=${classes("foot__dot", { "foot__dot--bad": !ok })} />`} ${label}
    ${children}
  </span>`;
}

function Beat({ label, age, slow }) {
  const known = age !== null && age !== undefined;
  const ok = known ? age <= slow : null;
  return html`<${Item} ok=${ok} label=${label}>
    <b>${known ? t(ok ? "foot.beat.ok" : "foot.beat.slow") : t("foot.unknown")}</b>
    ${" "}${known ? seconds(age) : ""}
  <//>`;
}

function seconds(ms) {
  return t("foot.ago", { seconds: Math.round(ms / 1000) });
}
