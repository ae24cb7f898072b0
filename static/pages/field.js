// /field: the phone of a unit or of who leads. Works without a network: taps wait on the phone, and
// a unit and a group's lead see the last board.

import { board } from "../board/store.js";
import { loadPlan, plan, usePlan } from "../board/plan.js";
import { t } from "../board/words.js";
import { allowSound, callTeam } from "../components/field-alert.js";
import { draft } from "../components/field-report.js";
import { postOwed } from "../components/field-muster.js";
import { ordersOwed } from "../components/field-orders.js";
import { mayKeep, partFor } from "../components/field-kept.js";
import { FieldPage } from "../components/field-page.js";
import { AGAIN, DISMISS, TAP } from "../components/field-state.js";
import { tasks } from "../components/field-view.js";
import { effect, html, render, signal } from "../components/html.js";
import { beginPage, readPage, toSignIn } from "../components/page.js";
import { NotReached, remove, send, sendBatch } from "../live/actions.js";
import { clock, eventNow, now } from "../live/clock.js";
import { connect } from "../live/connection.js";
import { DeviceStore } from "../live/device-store.js";
import { forgetKept } from "../live/handing_on.js";
import { keptAs, Keepsake, timeSince, wrap } from "../live/keepsake.js";
import { keepFlushing, Outbox } from "../live/outbox.js";
import { photosOf } from "../live/photos.js";
import { keepShell } from "../live/shell.js";

const UNAUTHORISED = 401;
const PLAN_AGAIN_MS = 5_000;

const page = readPage();
await beginPage(page, "field.title", "auto");

const store = new DeviceStore();
const owner = page.unit ? `unit:${page.unit}` : `name:${page.name}`;
const outbox = new Outbox({ store, sendBatch, owner, event: page.event });
const keepsake = new Keepsake({ store, name: keptAs(page) });

/** The event's time when the server was heard last. */
const lastHeard = signal(null);
const online = signal(navigator.onLine);
/** Whether the board shown is the kept one. */
const isKept = signal(false);
/** Whether somebody signs out here: the line's own word that the session ended leads nowhere else. */
let isLeaving = false;

const kept = await keepsake.read();
if (kept) showKept(kept);
await outbox.open();
clock.run();

function showKept(found) {
  usePlan(found.plan);
  board.replace(found);
  isKept.value = true;
  lastHeard.value = found.heardAt;
  // Taps made before the server is heard again carry the event's time as well as may be known.
  clock.set(timeSince(found, Date.now()), found.rate);
}

const connection = connect({ event: page.event, board, onTick: heard, onRefused: refused });
const link = connection.link;

function heard(tick) {
  clock.follow(tick);
  isKept.value = false;
  lastHeard.value = tick.at;
  // A day-long drill's phone must notice that it is back, too, not only that it is online.
  void outbox.flush();
  save();
}

function refused(status) {
  if (status !== UNAUTHORISED) return;
  outbox.needsSignIn.value = true;
  // The phone may be in other hands now: what it was told goes, what was tapped stays.
  keepsake.close();
  void forgetKept({ store });
  if (!outbox.records.peek().length && !isLeaving) void toSignIn();
}

function save() {
  if (!mayKeep(page) || outbox.needsSignIn.peek()) return;
  // Without its plan a board can't be shown: kept, it would only look as if there were one.
  if (!plan.peek()) return;
  keepsake.save(() =>
    partFor(
      page,
      wrap(board, plan.peek(), {
        heardAt: lastHeard.peek(),
        rate: clock.rate.peek(),
        savedAt: Date.now(),
      }),
    ),
  );
}

// The server's answer made the board newer than what the phone only believed.
effect(() => {
  const head = board.head.value;
  if (head) outbox.settle(head.seq);
  if (lastHeard.peek() !== null && !isKept.peek()) save();
});

for (const name of ["online", "offline"]) {
  window.addEventListener(name, () => {
    online.value = navigator.onLine;
    if (navigator.onLine) connection.retryNow();
  });
}
document.addEventListener("visibilitychange", () => document.hidden || connection.retryNow());
keepFlushing(outbox, { page: window, sheet: document });

document.body.addEventListener(TAP, ({ detail }) => {
  void outbox.submit(detail.action, { at: eventNow() });
  void navigator.storage?.persist?.();
});
document.body.addEventListener(DISMISS, ({ detail }) => void outbox.dismiss(detail.id));
document.body.addEventListener(AGAIN, ({ detail }) => void outbox.again(detail.id));

/** A notice for this unit is on its screen now: said once, and again after a failure. */
const seen = new Set();
effect(() => {
  for (const notice of board.notices.value.values()) {
    const isNew = notice.unit === page.unit && !notice.seen_at && !notice.acknowledged_at;
    if (!page.unit || !isNew || seen.has(notice.id) || isKept.value) continue;
    seen.add(notice.id);
    send(page.event, { type: "mark_notice_seen", notice: notice.id }).catch(() =>
      seen.delete(notice.id),
    );
  }
});

allowSound(window);
let known = null;
effect(() => {
  if (!page.unit || !board.ready.value) return;
  const numbers = tasks(board.allIncidents(), page.unit, []).map((one) => one.incident.number);
  const orders = ordersOwed(page, []).map(({ directive, answer }) => directive.id + answer.status);
  const post = postOwed(page, []);
  const calls = [...numbers, ...orders, ...(post ? [`post ${post.due_at}`] : [])];
  if (known && calls.some((one) => !known.includes(one))) callTeam(navigator);
  known = calls;
});

async function fetchPlan() {
  try {
    await loadPlan(page.event);
    save();
  } catch {
    setTimeout(fetchPlan, PLAN_AGAIN_MS);
  }
}
void fetchPlan();

const isIdle = () =>
  outbox.records.peek().every((one) => one.state === "taken") &&
  !draft.peek().type &&
  !draft.peek().what;
void keepShell(page.version, { mayTakeOver: isIdle });

async function leave() {
  const waiting = outbox.records.peek().filter((one) => one.state === "waiting").length;
  if (waiting && !window.confirm(t("field.leave_waiting", { n: waiting }))) return;
  isLeaving = true;
  try {
    await remove("/api/v1/session");
  } catch (failure) {
    isLeaving = !(failure instanceof NotReached);
    // Only the server can end the session; a phone that only looks signed out is worse than one that isn't.
    if (!isLeaving) return window.alert(t("field.leave_offline"));
  }
  keepsake.close();
  await forgetKept({ store });
  location.assign("/join");
}

function Page() {
  if (!board.ready.value || !plan.value) {
    return html`<p class="phone__wait" role="status">
      ${t(online.value ? "field.fetching" : "field.never_seen")}
    </p>`;
  }
  return html`<${FieldPage} context=${context} />`;
}

const photos = photosOf(page.event);
const context = { page, now, link, outbox, lastHeard, online, isKept, leave, photos };
render(html`<${Page} />`, document.getElementById("app"));
