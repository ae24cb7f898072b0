// Requests to the city and the region: what is asked, how far it is, and what each step needs.

import { numberText, personName, placeName, typeName } from "../board/plan.js";
import { board } from "../board/store.js";
import { shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import { answeredBy, deciding, drafting, wording } from "./dispatch-request-questions.js";
import { isRequestOpen } from "./dispatch-acts-view.js";
import { may } from "./dispatch-authority.js";
import { ask, isPending, put } from "./dispatch-state.js";
import { classes, html } from "./html.js";

const WHERE = "ladder";
/** What the page calls a request's state, where it isn't the document's own word. */
const LOOK = { drafted: "waits" };

/** Those of an incident, or of the whole event where there is none. */
export function Requests({ incident = null, who }) {
  const number = incident?.number ?? null;
  const own = [...board.of("request").value.values()]
    .filter((one) => one.incident === number)
    .sort((a, b) => a.drafted_at - b.drafted_at);
  const mayDraft = (incident === null || incident.open) && may(who, "draft_request");
  return html`${own.map((one) => html`<${Request} key=${one.id} ...${{ one, incident, who }} />`)}
  ${
    mayDraft &&
    html`<p class="request__new">
      <button
        class="button button--small"
        type="button"
        data-ask="draft_request"
        onClick=${() => put(drafting(incident))}
      >
        ${t("dispatch.command.draft_request")}
      </button>
    </p>`
  }`;
}

/** The requests of the whole event and those of incidents that are still on their way. */
export function RequestsPart({ who }) {
  const open = [...board.of("request").value.values()].filter(
    (one) => one.incident !== null && isRequestOpen(one),
  );
  return html`<div class="sheet__part" data-part="requests">
    <h3>${t("dispatch.request")}</h3>
    ${open.map(
      (one) =>
        html`<${Request} key=${one.id} ...${{ one, incident: board.incident(one.incident), who }} />`,
    )}
    <${Requests} who=${who} />
  </div>`;
}

function Request({ one, incident, who }) {
  const state = LOOK[one.status] ?? one.status;
  return html`<div class=${classes("request", { "request--done": !isRequestOpen(one) })} data-state=${state} data-request=${one.id}>
    <p>
      <b>${t(`dispatch.request.${one.level}`)}${one.incident !== null ? ` ${numberText(one.incident)}` : ""}</b>
      ${" "}${stateText(one)}
    </p>
    <p class="request__text">${one.text ?? standing(incident)}</p>
    ${one.reason && html`<p><small>${one.reason}</small></p>`}
    ${one.answer && html`<p class="request__answer">${one.answer}</p>`}
    <${Controls} ...${{ one, incident, who }} />
  </div>`;
}

function stateText(one) {
  const person = one.decided_by ? personName(one.decided_by) : "";
  const said = {
    drafted: ["dispatch.request.waits", one.drafted_at],
    approved: ["dispatch.request.approved", one.decided_at],
    declined: ["dispatch.request.declined", one.decided_at],
    sent: ["dispatch.request.sent", one.sent_at],
    answered: [one.granted ? "dispatch.request.granted" : "dispatch.request.refused", one.answered_at],
  }[one.status];
  return t(said[0], { time: shortClock(said[1]), person });
}

/** What the ladder's own draft asks, until somebody words it. */
function standing(incident) {
  if (!incident) return "";
  return t("dispatch.request.standing", {
    number: numberText(incident.number),
    type: typeName(incident.type),
    place: placeName(incident),
  });
}

function Controls({ one, incident, who }) {
  const act = (type, label, onClick, primary = false) =>
    html`<button
      class=${classes("button", { "button--primary": primary })}
      type="button"
      data-ask=${type}
      disabled=${isPending(WHERE)}
      onClick=${onClick}
    >
      ${label}
    </button>`;
  const send = (event) =>
    ask(event.currentTarget, WHERE, { type: "send_request", request: one.id });
  if (one.status === "drafted") {
    return html`${may(who, "decide_request") && act("approve", t("dispatch.approve"), () => put(deciding(one, true)), true)}
    ${may(who, "decide_request") && act("decline", t("dispatch.decline"), () => put(deciding(one, false)))}
    ${may(who, "revise_request") && act("revise_request", t("dispatch.command.revise_request"), () => put(wording(one, standing(incident))))}`;
  }
  if (one.status === "approved") {
    return may(who, "send_request") ? act("send_request", t("dispatch.command.send_request"), send, true) : null;
  }
  if (one.status !== "sent" || !may(who, "answer_request")) return null;
  return html`${act("granted", t("dispatch.granted"), () => put(answeredBy(one, true)), true)}
  ${act("refused", t("dispatch.refused"), () => put(answeredBy(one, false)))}`;
}
