// /readiness: what has to be ready, who is in place, and whether the gates open.

import { name, personName, plan } from "../board/plan.js";
import { dutiesByGroup } from "../board/readiness.js";
import { board } from "../board/store.js";
import { clock as clockText } from "../board/times.js";
import { t } from "../board/words.js";
import { seatOf } from "../components/dispatch-page.js";
import { answer, ASK } from "../components/dispatch-state.js";
import { DrillFrame, LostBanner } from "../components/frames.js";
import { KindTag } from "../components/header.js";
import { computed, effect, html, render } from "../components/html.js";
import { Logo } from "../components/icons.js";
import { LanguageSwitch } from "../components/language.js";
import { beginPage, keepPlan, readPage, toSignIn } from "../components/page.js";
import { DutyTable } from "../components/readiness-duties.js";
import { GoColumn } from "../components/readiness-go.js";
import { Roster } from "../components/readiness-roster.js";
import { newActionId, NotReached, Refused, send } from "../live/actions.js";
import { clock, now } from "../live/clock.js";
import { connect } from "../live/connection.js";
import { photosOf } from "../live/photos.js";

const UNAUTHORISED = 401;
const MINUTE_MS = 60_000;

const page = readPage();
await beginPage(page, "ready.title");
clock.run();
const connection = connect({
  event: page.event,
  board,
  onTick: (tick) => clock.follow(tick),
  onRefused: (status) => status === UNAUTHORISED && toSignIn(),
});
window.addEventListener("online", () => connection.retryNow());
await keepPlan(page.event);
// A plan adopted meanwhile brings other duties and people.
effect(() => {
  const digest = board.event.value?.plan_digest;
  if (digest && plan.peek() && digest !== plan.peek().digest) keepPlan(page.event);
});

/** Lateness changes by the minute: the table isn't drawn anew each second. */
const minute = computed(() => Math.floor(now.value / MINUTE_MS) * MINUTE_MS);
const byMinute = computed(() => minute.value);

const photos = photosOf(page.event);

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
    else if (failure instanceof Refused) answer(where, { state: "refused", problem: failure.problem });
    else throw failure;
  }
}
document.body.addEventListener(ASK, ({ detail }) => void perform(detail));

function Page() {
  const event = board.event.value;
  if (!board.ready.value || !event || !plan.value) {
    return html`<main class="waiting" aria-busy="true"><p role="status">${t("ready.loading")}</p></main>`;
  }
  const { link, tick } = connection;
  const lost = link.value.state === "lost";
  const groups = dutiesByGroup(plan.value, board.of("duty").value, minute.value);
  const rows = groups.flatMap((one) => one.duties);
  const who = { ...seatOf(page), photos };
  return html`<div class="ready" data-link=${link.value.state} data-event=${page.event_kind}>
    <${Head} event=${event} link=${link} />
    ${lost && html`<${LostBanner} event=${event} link=${link} tick=${tick} now=${now} />`}
    <main class="ready__body">
      <${GoColumn} groups=${groups} rows=${rows} who=${who} />
      ${
        rows.length > 0
          ? html`<${DutyTable} groups=${groups} rows=${rows} who=${who} now=${byMinute} />`
          : html`<section class="duties"><p>${t("ready.no_duties")}</p></section>`
      }
      <${Roster} who=${who} />
    </main>
    ${page.event_kind === "drill" && html`<${DrillFrame} />`}
  </div>`;
}

function Head({ event, link }) {
  return html`<header class="ready__top">
    <${Logo} />
    <h1>${name(event.name)}</h1>
    <${KindTag} event=${event} />
    <b>${t(`phase.${event.phase}`)}</b>
    <nav aria-label=${t("dispatch.pages")}>
      <a href=${`/dispatch${location.search}`}>${t("dispatch.title")}</a>
      <a href="/readiness" aria-current="page">${t("ready.title")}</a>
      <a href=${`/wall${location.search}`}>${t("dispatch.wall")}</a>
    </nav>
    <${Time} />
    <div class="ready__seat">
      <b>${page.person ? personName(page.person) : page.name}</b>
      <span>${t(`role.${page.role}`)} · ${t(`foot.server.${link.value.state}`)}</span>
    </div>
    <${LanguageSwitch} />
  </header>`;
}

function Time() {
  return html`<time class="ready__clock">${clockText(now.value)}</time>`;
}

render(html`<${Page} />`, document.getElementById("app") ?? document.body);
