// The unit's phone put together: head, the violet bar when nobody hears us, task or report, tabs.

import { personName, unitName } from "../board/plan.js";
import { board } from "../board/store.js";
import { clock } from "../board/times.js";
import { t } from "../board/words.js";
import { DutiesView, dutiesHere, late } from "./field-duties.js";
import { Here } from "./field-here.js";
import { Refusals, Waiting } from "./field-waiting.js";
import { Orders, ordersOwed } from "./field-orders.js";
import { MusterCard, postOwed } from "./field-muster.js";
import { LeadView } from "./field-lead.js";
import { ReportView } from "./field-report.js";
import { Sheets } from "./field-sheets.js";
import { chosen, sheet, tab, tap } from "./field-state.js";
import { TaskView } from "./field-task.js";
import { tasks } from "./field-view.js";
import { classes, html } from "./html.js";
import { KindTag } from "./header.js";
import { Icon } from "./icons.js";
import { LanguageSwitch } from "./language.js";

/**
 * @param context {page, now, link, outbox, lastHeard, online, isKept, leave, photos}
 *   lastHeard: signal of the event's time when the server was heard last, or null
 *   online: signal, whether the machine believes it has a network
 *   isKept: signal, whether the documents shown are those kept from before
 */
export function FieldPage({ context }) {
  const { page, now, link, outbox, lastHeard, online, isKept } = context;
  const records = outbox.records.value;
  const offline = link.value.state === "lost" || !online.value || isKept.value;
  const all = page.unit ? tasks(board.allIncidents(), page.unit, records) : [];
  const shown = all.find((one) => one.incident.number === chosen.value) ?? all[0] ?? null;
  const waitingPanel = html`<${Refusals} records=${records} /><${Waiting} records=${records} />
    ${offline && html`<p class="stale">${t("field.stale", { time: clock(lastHeard.value) })}</p>`}`;
  const owed = ordersOwed(page, records);
  const post = postOwed(page, records);
  const duties = dutiesHere(page, records, now.peek());
  const orders = html`<${MusterCard} ...${{ page, records, now, offline }} /><${Orders} ...${{ page, records, now, offline }} />`;
  return html`<div class="phone" data-offline=${offline ? "" : undefined}>
    <${Head} page=${page} link=${link} offline=${offline} />
    ${offline && html`<${OfflineBar} records=${records} since=${lastHeard} />`}
    ${outbox.needsSignIn.value && html`<${SignInBar} records=${records} />`}
    ${records.some((one) => one.state === "waiting" && !one.saved) && html`<p class="bar bar--bad" role="alert">${t("field.disk")}</p>`}
    <main class="phone__main">
      <${Shown} ...${{ context, all, shown, duties, offline, waitingPanel, orders }} />
    </main>
    <${Tabs} waiting=${{ task: all.length + owed.length + (post ? 1 : 0), duties: late(duties) }} duties=${duties} />
    <${Sheets} page=${page} />
    ${page.event_kind === "drill" && html`<div class="drill-edge" aria-hidden="true" />`}
  </div>`;
}

/** What the tab and the role ask for. */
function Shown({ context, all, shown, duties, offline, waitingPanel, orders }) {
  const { page, now, lastHeard, outbox, leave, photos } = context;
  const records = outbox.records.value;
  const foot = html`<${Foot} leave=${leave} />`;
  const here = html`<${Here} ...${{ page, records, offline, busy: Boolean(shown) }} />`;
  if (tab.value === "report") {
    return html`<${ReportView} ...${{ unit: page.unit, person: page.person, offline, waitingPanel }} />`;
  }
  if (tab.value === "duties" && duties.length > 0) {
    return html`<${DutiesView} ...${{ duties, page, records, now, offline, photos, waitingPanel, foot }} />`;
  }
  if (shown) return html`<${TaskView} ...${{ page, all, now, offline, waitingPanel, orders, here, foot }} />`;
  if (page.unit) return html`<${NoTask} ...${{ page, lastHeard, waitingPanel, orders, outbox, here, foot }} />`;
  return html`<${LeadView} ...${{ page, records, now, offline, waitingPanel, orders, here, foot }} />`;
}

function Foot({ leave }) {
  return html`<span class="idle__row">
    <${LanguageSwitch} />
    <button class="quiet-button" onClick=${leave}>${t("field.leave_phone")}</button>
  </span>`;
}

function Head({ page, link, offline }) {
  const state = offline ? "offline" : link.value.state;
  return html`<header class="phone__head">
    <b>${page.unit ? unitName(page.unit) : page.person ? personName(page.person) : page.name}</b>
    <${KindTag} event=${board.event.value} />
    <span class=${`phone__link phone__link--${state}`} role="status"
      ><i aria-hidden="true" />${t(`field.link.${state}`)}</span
    >
  </header>`;
}

function OfflineBar({ records, since }) {
  const n = records.filter((one) => one.state === "waiting").length;
  return html`<div class="bar bar--offline" role="status">
    <${Icon} name="offline" />
    <div>
      <b>${n ? t("field.offline_waiting", { n }) : t("field.offline")}</b>
      <span
        >${since.value === null ? t("field.kept_here") : t("field.offline_since", { time: clock(since.value) })}</span
      >
    </div>
  </div>`;
}

function SignInBar({ records }) {
  const n = records.filter((one) => one.state === "waiting").length;
  return html`<div class="bar bar--bad" role="alert">
    <p>${t("field.signed_out", { n })}</p>
    <a class="tile" href="/join">${t("field.join_again")}</a>
  </div>`;
}

function NoTask({ page, lastHeard, waitingPanel, orders, outbox, here, foot }) {
  const own = board.units.value.get(page.unit);
  const isOut = own?.state === "unavailable";
  const back = (event) =>
    tap(event.currentTarget, { type: "set_unit_state", unit: page.unit, state: "available" });
  return html`<div class="idle">
    <div class="idle__words" tabindex="0" role="group" aria-label=${t("field.tab.task")}>
      ${orders}
      <h1>${t(isOut ? "field.is_out" : "field.no_task")}</h1>
      <p>${t("field.no_task_more")}</p>
      <p class="idle__when">${t("field.checked", { time: clock(lastHeard.value) })}</p>
      ${waitingPanel}
      ${outbox.foreign.value > 0 && html`<p class="stale">${t("field.foreign", { n: outbox.foreign.value })}</p>`}
    </div>
    <div class="idle__do">
      ${here}
      ${
        isOut
          ? html`<button class="go" data-step="back" onClick=${back}>
              <b>${t("field.back")}</b><span>${t("field.back_means")}</span>
            </button>`
          : html`<button
              class="tile"
              data-tile="service"
              onClick=${() => (sheet.value = "service")}
            >
              ${t("field.out")}
            </button>`
      }
      ${foot}
    </div>
  </div>`;
}

const TABS = [
  { name: "task", icon: "report" },
  { name: "report", icon: "plus" },
  { name: "duties", icon: "check" },
];

/** Without a duty of one's own there is no place for duties. */
function Tabs({ waiting, duties }) {
  const tabs = TABS.filter(({ name }) => name !== "duties" || duties.length > 0);
  return html`<nav class="tabs" aria-label=${t("field.tabs")}>
    ${tabs.map(
      ({ name, icon }) =>
        html`<button
          key=${name}
          class=${classes("tabs__one", { "tabs__one--on": tab.value === name })}
          data-tab=${name}
          aria-current=${tab.value === name ? "page" : undefined}
          onClick=${() => (tab.value = name)}
        >
          ${icon === "plus" ? html`<${Plus} />` : html`<${Icon} name=${icon} />`}${t(`field.tab.${name}`)}
          ${waiting[name] > (name === "task" ? 1 : 0) && html`<em>${waiting[name]}</em>`}
        </button>`,
    )}
  </nav>`;
}

function Plus() {
  return html`<svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2.4"
    stroke-linecap="round"
    aria-hidden="true"
  >
    <path d="M12 4v16M4 12h16" />
  </svg>`;
}
