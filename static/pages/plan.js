// /plan: the written plan clause by clause, as far as each has come. Shows, and asks for nothing.

import { plan } from "../board/plan.js";
import { board } from "../board/store.js";
import { isDrill } from "../board/views.js";
import { t } from "../board/words.js";
import { DrillFrame } from "../components/frames.js";
import { effect, html, render, signal } from "../components/html.js";
import { beginPage, keepPlan, readPage, toSignIn } from "../components/page.js";
import { PlanPage } from "../components/plan_page.js";
import { eventPath, get } from "../live/actions.js";
import { clock } from "../live/clock.js";
import { connect } from "../live/connection.js";

/** A busy minute brings many entries; the table is asked for at most so often. */
const ASK_EVERY_MS = 1_500;
const DESK = new Set(["admin", "commander", "dispatcher", "group_lead"]);

const PREPARED = new Set(["duty", "go"]);

const page = readPage();
await beginPage(page, "plan.title");
clock.run();

const connection = connect({
  event: page.event,
  board,
  onTick: (tick) => clock.follow(tick),
  onRefused: (status) => status === 401 && board.ready.peek() === false && toSignIn(),
});
window.addEventListener("online", () => connection.retryNow());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") connection.retryNow();
});

const table = signal(null);
const failed = signal(false);
const chosen = signal(named());
let asked = 0;
let waiting = null;

function named() {
  return location.hash.startsWith("#clause-") ? decodeURIComponent(location.hash.slice(8)) : null;
}
window.addEventListener("hashchange", () => {
  chosen.value = named();
});

async function ask() {
  waiting = null;
  asked = performance.now();
  try {
    const found = await get(`${eventPath(page.event)}/clauses`);
    if (plan.peek()?.digest !== found.digest) await keepPlan(page.event);
    table.value = found;
    failed.value = false;
  } catch (problem) {
    if (problem.status === 401) toSignIn();
    failed.value = true;
  }
}

function askSoon() {
  if (waiting !== null) return;
  waiting = setTimeout(ask, Math.max(0, asked + ASK_EVERY_MS - performance.now()));
}

const event = encodeURIComponent(page.event);

/** What was prepared is seen on its own page, an incident and what belongs to it at the desk. */
function hrefOf({ ref, incident }) {
  if (!DESK.has(page.role)) return null;
  if (PREPARED.has(ref.split("/")[0])) return `/readiness?event=${event}`;
  return incident === null ? null : `/dispatch?event=${event}#${incident}`;
}

await keepPlan(page.event);
effect(() => {
  if (board.head.value) askSoon();
});
effect(() => {
  // What was missed while the line was gone is asked for when it is back.
  if (connection.link.value.state === "live") askSoon();
});

function Page() {
  const event = board.event.value;
  if (!event || !plan.value || !table.value) {
    return html`<p class="plan__waiting" role="status">${t("plan.waiting")}</p>`;
  }
  return html`<${PlanPage}
      event=${event}
      table=${table.value}
      failed=${failed.value || connection.link.value.state === "lost"}
      link=${connection.link}
      hrefOf=${hrefOf}
      chosen=${chosen.value}
    />
    ${isDrill(event) && html`<${DrillFrame} />`}`;
}

render(html`<${Page} />`, document.getElementById("app") ?? document.body);
