// /dispatch: takes reports and sends units. Wires the components to the board and the server.

import { board } from "../board/store.js";
import { plan } from "../board/plan.js";
import { openInOrder } from "../board/views.js";
import { t } from "../board/words.js";
import { assigning, DIGITS } from "../components/dispatch-assign.js";
import { may } from "../components/dispatch-authority.js";
import { isTyping, keyMeaning } from "../components/dispatch-keys.js";
import { isOrderDrafted, writeOrder } from "../components/dispatch-order-state.js";
import { DispatchPage, seatOf } from "../components/dispatch-page.js";
import { QUESTIONS } from "../components/dispatch-questions.js";
import { isSitrepWritten } from "../components/dispatch-sitrep-state.js";
import { sitrepShown } from "../components/dispatch-sitreps.js";
import { isDrafted } from "../components/dispatch-sheet.js";
import { Caller, isQuiet, Sounds } from "../components/dispatch-sounds.js";
import {
  answer,
  ask,
  ASK,
  details,
  panel,
  put,
  question,
  selected,
} from "../components/dispatch-state.js";
import { isMine, nextCommand, rungs } from "../components/dispatch-view.js";
import { effect, html, render } from "../components/html.js";
import { beginPage, keepPlan, readPage, toSignIn } from "../components/page.js";
import { eventPath, get, newActionId, NotReached, Refused, send } from "../live/actions.js";
import { clock, now } from "../live/clock.js";
import { connect } from "../live/connection.js";
import { signOut } from "../live/entering.js";
import { forgetKept } from "../live/handing_on.js";

const UNAUTHORISED = 401;
const LISTEN_EVERY_MS = 1_000;

const page = readPage();
await beginPage(page, "dispatch.title");
clock.run();

/** Whether somebody signs out here: the line's own word that the session ended leads nowhere else. */
let isLeaving = false;

const connection = connect({
  event: page.event,
  board,
  onTick: (tick) => clock.follow(tick),
  onWelcome: () => fetchDetails(selected.peek()),
  onRefused: (status) => status === UNAUTHORISED && !isLeaving && toSignIn(),
});
window.addEventListener("online", () => connection.retryNow());
await keepPlan(page.event);

const sounds = new Sounds(window);
const caller = new Caller();
setInterval(() => {
  const call = caller.call({
    incidents: board.allIncidents(),
    now: now.peek(),
    lost: connection.link.peek().state === "lost",
    at: performance.now(),
  });
  if (call && (call === "urgent" || !isQuiet.peek())) sounds.play(call);
}, LISTEN_EVERY_MS);

/** Notes half written, by incident. */
const drafts = new Map();
window.addEventListener("beforeunload", (leaving) => {
  if (isDrafted() || isOrderDrafted() || isSitrepWritten() || drafts.size > 0) leaving.preventDefault();
});

async function fetchDetails(number) {
  if (number === null) return;
  try {
    const { lines, notices, incident } = await get(`${eventPath(page.event)}/incidents/${number}`);
    board.keepAllNewer([incident, ...(notices ?? [])]);
    details.value = new Map(details.peek()).set(number, { lines, notices });
  } catch (failure) {
    if (failure instanceof Refused && failure.status === UNAUTHORISED) toSignIn();
    // Else what the board has is shown; the next welcome asks again.
  }
}

/** Do what a component asked for, and show the answer where it was asked. */
async function perform({ where, action, then }) {
  const asked = { ...action, id: action.id ?? newActionId() };
  answer(where, { state: "pending" });
  try {
    const receipt = await send(page.event, asked);
    answer(where, null);
    then?.(receipt);
  } catch (failure) {
    if (failure instanceof NotReached) answer(where, { state: "unreached", asked, then });
    else if (failure.status === UNAUTHORISED) toSignIn();
    else if (failure instanceof Refused)
      answer(where, { state: "refused", problem: failure.problem });
    else throw failure;
  }
}

document.body.addEventListener(ASK, ({ detail }) => void perform(detail));

/** Only where something is owed to somebody above, or was. */
function openSitrep() {
  if (sitrepShown(current())) panel.value = "sitrep";
}

/** Whether the order that a notice is about is on the screen. */
function isOrderShown({ about }) {
  const [kind, id] = (about ?? "").split("/");
  const directive = kind === "directive" ? board.of(kind).value.get(id) : null;
  if (!directive) return false;
  return panel.value === "directives" || directive.incident === selected.value;
}

/** The person a notice is for has it on the screen now: said once. */
const seen = new Set();
effect(() => {
  const shown = selected.value;
  for (const notice of board.notices.value.values()) {
    const isShown = ((shown !== null && notice.incident === shown) || isOrderShown(notice)) && isMine(notice, page);
    if (!isShown || notice.seen_at || seen.has(notice.id)) continue;
    seen.add(notice.id);
    // If it doesn't arrive nothing is lost: the acknowledgement says the same and more.
    send(page.event, { type: "mark_notice_seen", notice: notice.id }).catch(() =>
      seen.delete(notice.id),
    );
  }
});

effect(() => void fetchDetails(selected.value));

// An address may name an incident, so that a link or a reload comes back to it.
const named = Number(location.hash.slice(1));
if (Number.isInteger(named) && named > 0) selected.value = named;
effect(() => {
  if (selected.value !== null) history.replaceState(null, "", `#${selected.value}`);
});

// Else the first thing to look at is the worst thing open; after that the person chooses.
effect(() => {
  if (selected.value !== null || !board.ready.value) return;
  const [worst] = openInOrder(board.allIncidents());
  if (worst) selected.value = worst.number;
});

const current = () =>
  selected.peek() === null ? null : board.incidents.peek().get(selected.peek())?.peek();

function moveInQueue(by) {
  const rows = [...document.querySelectorAll(".queue-row")];
  const here = rows.findIndex((row) => row === document.activeElement);
  const from = here >= 0 ? here : rows.findIndex((row) => row.getAttribute("aria-current"));
  rows[Math.min(rows.length - 1, Math.max(0, from + by))]?.focus();
}

function askCommand() {
  const incident = current();
  const command = incident && nextCommand(incident);
  if (command && may(seatOf(page), command, { incident })) put(QUESTIONS[command](incident));
}

function askEscalate() {
  const incident = current();
  const left = incident?.open && rungs(incident).some((one) => one.state === "next");
  if (left && may(seatOf(page), "escalate", { incident })) put(QUESTIONS.escalate(incident));
}

function leavePlace() {
  if (panel.peek()) panel.value = null;
  else document.activeElement?.blur?.();
}

const focusOn = (selector) => () => document.querySelector(selector)?.focus();

/** What each key does; those this seat may not do aren't here, so the bar doesn't offer them. */
const seat = seatOf(page);
const press = {
  down: () => moveInQueue(1),
  up: () => moveInQueue(-1),
  ...(may(seat, "report") && { report: () => (panel.value = "report") }),
  ...(may(seat, "assign_unit") && { assign: focusOn("#assign-list") }),
  ...(may(seat, "issue_directive") && { order: () => writeOrder(current()) }),
  ...((may(seat, "draft_sitrep") || may(seat, "approve_sitrep")) && { sitrep: openSitrep }),
  ...(may(seat, "add_note") && { note: focusOn("#note") }),
  ...(may(seat, "confirm_incident") && { command: askCommand }),
  ...(may(seat, "escalate") && { escalate: askEscalate }),
  sound: () => (isQuiet.value = !isQuiet.peek()),
  search: focusOn("#search"),
  keys: () => (panel.value = "keys"),
  leave: leavePlace,
};

document.addEventListener("keydown", (event) => {
  if (question.peek() || panel.peek() === "keys") return;
  const meaning = keyMeaning({ ...pressed(event), isTyping: isTyping(event.target) });
  const does = meaning && press[meaning];
  // Under a sheet only Esc works: a letter there is meant for the sheet.
  if (does && (!panel.peek() || meaning === "leave")) {
    event.preventDefault();
    does();
  } else if (document.activeElement?.closest?.("#assign")) assignByDigit(event);
});

const pressed = ({ key, ctrlKey, altKey, metaKey }) => ({ key, ctrlKey, altKey, metaKey });

/** With the list of units in focus, its first ones go by their digit. */
function assignByDigit(event) {
  const digit = Number(event.key);
  if (!(digit >= 1 && digit <= DIGITS) || event.ctrlKey || event.altKey || event.metaKey) return;
  const row = [...document.querySelectorAll("#assign-list .candidate")][digit - 1];
  const incident = current();
  if (!incident || !row?.classList.contains("candidate--free")) return;
  event.preventDefault();
  ask(row, "assign", assigning(incident, row.dataset.unit));
}

/** End the session; false where the server didn't, so that whoever sits here is still signed in. */
async function leave() {
  isLeaving = true;
  try {
    await signOut();
  } catch (failure) {
    // Whoever is signed out already may go.
    isLeaving = failure instanceof Refused && failure.status === UNAUTHORISED;
    if (!isLeaving) return false;
  }
  await forgetKept();
  location.assign("/signin");
  return true;
}

function Page() {
  if (!board.ready.value || !plan.value || !board.event.value) {
    return html`<p class="dispatch__waiting" role="status">${t("dispatch.waiting")}</p>`;
  }
  return html`<${DispatchPage} context=${context} />`;
}

const context = { page, now, link: connection.link, tick: connection.tick, press, leave, drafts };
render(html`<${Page} />`, document.getElementById("app") ?? document.body);
