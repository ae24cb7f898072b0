// The dispatch page put together: queue, incident, and what lies over them.

import { board } from "../board/store.js";
import { plan } from "../board/plan.js";
import { t } from "../board/words.js";
import { AskDialog } from "./dispatch-ask.js";
import { AssignPanel } from "./dispatch-assign.js";
import { may, mayApprove, standsAsCommander } from "./dispatch-authority.js";
import { CallingPanel } from "./dispatch-calling.js";
import { Checklist, Told } from "./dispatch-checklist.js";
import { DirectivesPanel, DirectivesSheet } from "./dispatch-directives.js";
import { DispatchHeader } from "./dispatch-header.js";
import { IncidentHead } from "./dispatch-head.js";
import { KeyBar, KeyHelp } from "./dispatch-keys.js";
import { LadderPanel } from "./dispatch-ladder.js";
import { IncidentLog } from "./dispatch-log.js";
import { OrderSheet } from "./dispatch-order-sheet.js";
import { PostsSheet } from "./dispatch-posts.js";
import { Queue } from "./dispatch-queue.js";
import { ScenePanel } from "./dispatch-scene.js";
import { RoutePanel } from "./dispatch-route.js";
import { ReportSheet } from "./dispatch-sheet.js";
import { SitrepSheet } from "./dispatch-sitrep-sheet.js";
import { SitrepPanel } from "./dispatch-sitreps.js";
import { panel, selected } from "./dispatch-state.js";
import { UnitsOut } from "./dispatch-units.js";
import { StatusFoot } from "./foot.js";
import { DrillFrame, LostBanner } from "./frames.js";
import { html } from "./html.js";

/** What lies over the page from its right side, the rest dimmed. */
const SHEETS = new Set(["report", "posts", "order", "directives", "sitrep"]);

/** Who sits here, for what may be offered. */
export function seatOf(page) {
  const standing = standsAsCommander(plan.value, board.event.value, page.person);
  const approves = mayApprove(plan.value, board.event.value, page.person);
  const { role, person, post, group } = page;
  return { role, person, post, group, standing, approves };
}

/**
 * @param context {page, now, link, tick, press, leave, drafts}
 */
export function DispatchPage({ context }) {
  const { page, now, link, tick, press, leave, drafts } = context;
  const event = board.event.value;
  const who = seatOf(page);
  const lost = link.value.state === "lost";
  const incident = selected.value === null ? null : board.incident(selected.value);
  return html`<div class="dispatch" data-link=${link.value.state} data-event=${page.event_kind}>
    <${DispatchHeader} event=${event} page=${page} now=${now} link=${link} leave=${leave} />
    ${lost && html`<${LostBanner} link=${link} tick=${tick} now=${now} />`}
    <div class="dispatch__body">
      <${Queue} now=${now} who=${who} lost=${lost} mayReport=${may(who, "report")} />
      <main class="dispatch__main">
        ${
          incident
            ? html`<${Opened} ...${{ incident, now, who, lost, drafts }} />`
            : html`<${NothingOpen} />`
        }
      </main>
      ${SHEETS.has(panel.value) && html`<${Dim} />`}
      ${panel.value === "report" && html`<${ReportSheet} now=${now} />`}
      ${panel.value === "order" && html`<${OrderSheet} who=${who} />`}
      ${panel.value === "directives" && html`<${DirectivesSheet} now=${now} who=${who} />`}
      ${panel.value === "sitrep" && html`<${SitrepSheet} incident=${incident} now=${now} who=${who} />`}
      ${panel.value === "posts" && html`<${PostsSheet} ...${{ now, who, page }} />`}
    </div>
    <${KeyBar} press=${press}><${StatusFoot} link=${link} tick=${tick} now=${now} /><//>
    ${panel.value === "keys" && html`<${KeyHelp} />`}
    <${AskDialog} />
    ${page.event_kind === "drill" && html`<${DrillFrame} />`}
  </div>`;
}

function Dim() {
  return html`<div class="dispatch__dim" onClick=${() => (panel.value = null)} />`;
}

function Opened({ incident, now, who, lost, drafts }) {
  const parts = { incident, now, who };
  return html`<${IncidentHead} ...${parts} lost=${lost} />
    <div class="columns">
      <div class="column">
        <${DirectivesPanel} ...${parts} />
        <${SitrepPanel} incident=${incident} now=${now} />
        <${UnitsOut} ...${parts} />
        <${ScenePanel} ...${parts} />
        <${CallingPanel} ...${parts} />
        <${IncidentLog} ...${parts} drafts=${drafts} />
      </div>
      <div
        class="column column--panel"
        tabindex="0"
        role="group"
        aria-label=${t("dispatch.checklist")}
      >
        <${Checklist} ...${parts} />
        <${Told} ...${parts} />
      </div>
      <div class="column" tabindex="0" role="group" aria-label=${t("dispatch.assign")}>
        ${incident.open && may(who, "assign_unit") && html`<${AssignPanel} key=${incident.number} ...${parts} />`}
        <${LadderPanel} ...${parts} />
        <${RoutePanel} ...${parts} />
      </div>
    </div>`;
}

function NothingOpen() {
  const open = board.allIncidents().filter((one) => one.open).length;
  return html`<p class="dispatch__nothing">
    ${t(open ? "dispatch.choose_one" : "dispatch.all_quiet")}
  </p>`;
}
