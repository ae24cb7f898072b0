// What was called on for an incident or for the whole event: supplies out and back, agencies from
// outside on their way. Late ones say so, in inverse, as everywhere.

import { agencyName, name, numberText, plan } from "../board/plan.js";
import { board } from "../board/store.js";
import { duration, shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import {
  answering,
  calling,
  callingOff,
  callingOn,
  givingBack,
  handingOver,
  releasing,
  supplyText,
} from "./dispatch-calling-questions.js";
import { inOrderOfTime, isRunning, leftOf, outOf, waitedFor } from "./dispatch-acts-view.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { ask, isPending, put } from "./dispatch-state.js";
import { classes, html } from "./html.js";

const WHERE = "calling";

const all = () => [
  ...board.of("requisition").value.values(),
  ...board.of("mobilisation").value.values(),
];

/** Of the incident opened. */
export function CallingPanel({ incident, now, who }) {
  const own = all().filter((one) => one.incident === incident.number);
  if (own.length === 0 && !incident.open) return null;
  return html`<section class="block" aria-labelledby="calling-title">
    <div class="block__head">
      <h2 id="calling-title">${t("dispatch.calling")}</h2>
      <span class="block__note"
        ><${Offers} incident=${incident.open ? incident : null} now=${now} who=${who} open=${incident.open}
      /></span>
    </div>
    <${Calls} listed=${inOrderOfTime(own)} ...${{ now, who }} />
    <${Answer} where=${WHERE} />
  </section>`;
}

/** Of the whole event, in the sheet of what is in place; with the register of supplies. */
export function CallingPart({ now, who }) {
  const running = all().filter(isRunning);
  return html`<div class="sheet__part" data-part="calling">
    <h3>${t("dispatch.calling")}</h3>
    <p class="sheet__row"><${Offers} incident=${null} now=${now} who=${who} open /></p>
    <${Calls} listed=${inOrderOfTime(running)} wide ...${{ now, who }} />
    ${running.length === 0 && html`<p>${t("dispatch.calling_none")}</p>`}
    <${Register} />
  </div>`;
}

function Offers({ incident, now, who, open }) {
  if (!open) return null;
  const button = (type, question) =>
    may(who, type) &&
    html`<button
      class="button button--small"
      type="button"
      data-ask=${type}
      onClick=${() => put(question())}
    >
      ${t(`dispatch.command.${type}`)}
    </button>`;
  const hasSupplies = Object.keys(plan.value?.supplies ?? {}).length > 0;
  return html`${hasSupplies && button("requisition_supply", () => callingOn(incident, now.peek()))}${" "}
  ${button("mobilise_agency", () => calling(incident))}`;
}

function Calls({ listed, now, who, wide = false }) {
  if (listed.length === 0) return null;
  return html`<ul class="calls">
    ${listed.map((one) => html`<${Call} key=${one.id} ...${{ one, now, who, wide }} />`)}
  </ul>`;
}

function Call({ one, now, who, wide }) {
  const isSupply = one.kind === "requisition";
  return html`<li class="calls__one" data-call=${one.id} data-status=${one.status}>
    <span class="calls__what">
      <b>${isSupply ? supplyText(one) : agencyName(one.agency)}</b>
      <small>
        ${wide && one.incident !== null && html`${numberText(one.incident)} `}
        ${t(`${one.kind}.${one.status}`)}${isSupply ? ` ${agencyName(one.owner)}` : ""}${" "}
        ${one.reason ?? ""} ${one.answer ?? ""}
      </small>
      <${Fate} one=${one} />
    </span>
    <${Due} waited=${waitedFor(one)} kind=${one.kind} now=${now} />
    <span class="calls__do">
      ${isSupply ? html`<${OfSupply} one=${one} who=${who} />` : html`<${OfAgency} ...${{ one, who, now }} />`}
    </span>
  </li>`;
}

/** What came back, and in which condition. */
function Fate({ one }) {
  if (one.kind !== "requisition" || one.handed === 0) return null;
  const back = one.returns.map(
    (its) => `${shortClock(its.at)} ${t("dispatch.came_back", { n: its.quantity })} ${its.condition ?? ""}`,
  );
  const out = t("dispatch.out_lost", { out: outOf(one), lost: one.lost });
  return html`<small>${[out, ...back].join(t("dispatch.dot"))}</small>`;
}

function Due({ waited, kind, now }) {
  if (!waited) return null;
  const ms = waited.dueAt - now.value;
  const late = ms <= 0;
  return html`<span class=${classes("calls__due", { "calls__due--late": late })}>
    ${t(`${kind}.wait.${waited.what}`)} ${late ? "+" : ""}${duration(ms)}
  </span>`;
}

function Act({ type, label, onClick, primary = false }) {
  return html`<button
    class=${classes("button button--small", { "button--primary": primary })}
    type="button"
    data-ask=${type}
    disabled=${isPending(WHERE)}
    onClick=${onClick}
  >
    ${label}
  </button>`;
}

function OfSupply({ one, who }) {
  const act = (type, question) =>
    may(who, type) &&
    html`<${Act} type=${type} label=${t(`dispatch.command.${type}`)} onClick=${() => put(question())} />`;
  if (one.status === "asked") {
    return html`${act("hand_over_supply", () => handingOver(one))}
    ${act("cancel_requisition", () => callingOff(one))}`;
  }
  return one.status === "handed_over" ? act("return_supply", () => givingBack(one, outOf(one))) : null;
}

function OfAgency({ one, who, now }) {
  const waits = one.status === "called" || one.status === "coming";
  const here = (event) =>
    ask(event.currentTarget, WHERE, { type: "mark_agency_arrived", mobilisation: one.id });
  return html`${
    one.status === "called" &&
    may(who, "answer_mobilisation") &&
    html`<${Act}
        type="agency_comes"
        label=${t("dispatch.agency_comes")}
        onClick=${() => put(answering(one, true, now.peek()))}
      /><${Act}
        type="agency_declines"
        label=${t("dispatch.agency_declines")}
        onClick=${() => put(answering(one, false, now.peek()))}
      />`
  }
  ${waits && may(who, "mark_agency_arrived") && html`<${Act} type="mark_agency_arrived" label=${t("dispatch.command.mark_agency_arrived")} onClick=${here} />`}
  ${(waits || one.status === "arrived") && may(who, "release_agency") && html`<${Act} type="release_agency" label=${t("dispatch.command.release_agency")} onClick=${() => put(releasing(one))} />`}`;
}

/** What there is and what is left of it; quantities nobody confirmed say so. Source: A18. */
function Register() {
  const supplies = Object.values(plan.value?.supplies ?? {});
  if (supplies.length === 0) return null;
  const requisitions = [...board.of("requisition").value.values()];
  return html`<details class="register">
    <summary>${t("dispatch.register", { n: supplies.length })}</summary>
    <ul class="sheet__list">
      ${supplies.map(
        (one) =>
          html`<li key=${one.id} data-supply=${one.id}>
            <span
              ><b>${name(one.name)}</b>${" "}
              <small>${agencyName(one.owner)} ${name(one.contact)}</small></span
            >
            <span>
              ${t("dispatch.left_of", { left: leftOf(one, requisitions), all: one.quantity, measure: name(one.measure) })}
              ${!one.verified && html` <small>${t("dispatch.unverified")}</small>`}
            </span>
          </li>`,
      )}
    </ul>
  </details>`;
}
