// The phone of somebody who leads: what the chain told them and waits to hear, and what their
// group has open, of which they say what is involved. Deciding is done on the dispatch page, which
// is one tap away.

import { dayAndTime, dutyName, groupName, numberText, placeName, typeName } from "../board/plan.js";
import { board } from "../board/store.js";
import { clock } from "../board/times.js";
import { openInOrder } from "../board/views.js";
import { t } from "../board/words.js";
import { Countdown } from "./countdown.js";
import { may } from "./dispatch-authority.js";
import { isMine } from "./dispatch-view.js";
import { CircumstancesTile, knownText } from "./field-circumstances.js";
import { SceneCard, scenesOf } from "./field-scene.js";
import { tap } from "./field-state.js";
import { html } from "./html.js";
import { SeverityMark } from "./severity.js";

/** @param page who looks; records the outbox's; offline whether nobody hears us now */
export function LeadView({ page, records, now, offline, waitingPanel, orders, here, foot }) {
  const notices = [...board.notices.value.values()].filter(
    (one) => isMine(one, page) && (board.incident(one.incident)?.open || dutyOf(one)),
  );
  const own = openInOrder(board.allIncidents()).filter(
    (one) => !page.group || one.lead === page.group,
  );
  return html`<div class="lead" tabindex="0" role="group" aria-label=${t("field.tab.task")}>
      <h1>${page.group ? groupName(page.group) : t("field.all_open")}</h1>
      ${waitingPanel} ${orders}
      ${notices.map(
        (one) =>
          html`<${Told} key=${one.id} notice=${one} records=${records} offline=${offline} />`,
      )}
      ${notices.length === 0 && html`<p class="lead__none">${t("field.no_notice")}</p>`}
      ${scenesOf(page, own).map(
        (one) => html`<${SceneCard} key=${`scene-${one.number}`} incident=${one} page=${page} now=${now} titled />`,
      )}
      <section class="card">
        <h2>${t("field.open_now", { n: own.length })}</h2>
        <ol>
          ${own.map((one) => html`<${Row} key=${one.number} ...${{ incident: one, page, records, now, lost: offline }} />`)}
        </ol>
      </section>
      ${foot}
    </div>
    <div class="idle__do">
      ${here}
      <a class="tile" href=${`/dispatch${location.search}`}>${t("field.to_dispatch")}</a>
    </div>`;
}

/** The duty a notice is about while it is still to be done, or null. */
function dutyOf({ about }) {
  const [kind, id] = (about ?? "").split("/");
  const duty = kind === "duty" ? board.of("duty").value.get(id) : null;
  return duty?.status === "open" ? duty : null;
}

function Told({ notice, records, offline }) {
  const tapped = records.find((one) => one.action.notice === notice.id && one.state !== "refused");
  const answer = (event) =>
    tap(event.currentTarget, { type: "acknowledge_notice", notice: notice.id });
  return html`<section class="call" data-notice=${notice.id}>
    <p>${t(`field.told.${notice.why}`)} · ${clock(notice.issued_at)}</p>
    ${
      notice.incident
        ? html`<${OfIncident} incident=${board.incident(notice.incident)} />`
        : html`<${OfDuty} duty=${dutyOf(notice)} />`
    }
    <button class="go go--small" disabled=${Boolean(tapped)} onClick=${answer}>
      <b>${t("dispatch.acknowledge")}</b>
      <span>${t(tapped ? "field.taken_down" : offline ? "field.tap_offline" : "field.tap")}</span>
    </button>
  </section>`;
}

function OfIncident({ incident }) {
  return html`<div class="call__what">
      <${SeverityMark} grade=${incident.severity} />
      <div>
        <b>${numberText(incident.number)} ${typeName(incident.type)}</b>
        <span>${placeName(incident)}</span>
      </div>
    </div>
    ${incident.what && html`<p class="call__said">${incident.what}</p>`}`;
}

function OfDuty({ duty }) {
  return html`<p class="call__said">
    <b>${dutyName(duty.id)}</b> · ${groupName(duty.planned.group)} ·${" "}
    ${t("field.duty_due", { time: dayAndTime(duty.planned.due_at) })}
  </p>`;
}

function Row({ incident, page, records, now, lost }) {
  const waits = records.some(
    ({ state, action }) =>
      state === "waiting" &&
      action.type === "change_circumstances" &&
      action.incident === incident.number,
  );
  return html`<li class="lead__row" data-number=${incident.number}>
    <${SeverityMark} grade=${incident.severity} />
    <div>
      <b>${numberText(incident.number)} ${typeName(incident.type)}</b>
      <span>${placeName(incident)} · ${t(`stage.${incident.stage}`)}</span>
    </div>
    <${Countdown} incident=${incident} now=${now} lost=${lost} />
    <p class="lead__known">${knownText(incident)}</p>
    ${may(page, "change_circumstances", { incident }) && html`<${CircumstancesTile} ...${{ incident, waits, ofMany: true }} />`}
  </li>`;
}
