// Orders not closed yet: what was ordered, who has it, who hasn't. Each answer heard on the radio
// is said for its addressee here, and a critical order's read-back is compared beside the order.

import { addresseeName, numberText, personName, plan, postName } from "../board/plan.js";
import {
  isCritical,
  isOpen,
  isUnread,
  lateAnswers,
  openDirectives,
  unanswered,
  waitedFor,
} from "../board/directives.js";
import { board } from "../board/store.js";
import { clock, duration, shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { mayAnswer, mayGuide, mayReplace, mayWithdraw } from "./dispatch-authority.js";
import { correcting, declining, withdrawing } from "./dispatch-order-questions.js";
import { replaceOrder } from "./dispatch-order-state.js";
import { ask, isPending, panel, put } from "./dispatch-state.js";
import { classes, html, useLayoutEffect, useRef } from "./html.js";
import { Icon } from "./icons.js";

export const WHERE = "directives";

const all = () => [...board.of("directive").value.values()];

/** Of the incident opened: its own open orders. */
export function DirectivesPanel({ incident, now, who }) {
  const own = all().filter((one) => one.incident === incident.number);
  if (own.length === 0) return null;
  const open = openDirectives(own);
  return html`<section class="block" aria-labelledby="orders-title">
    <div class="block__head">
      <h2 id="orders-title">${t("dispatch.orders")}</h2>
      <span class="block__count"
        >${t("dispatch.orders_count", { open: open.length, all: own.length })}</span
      >
      <span class="block__note">${t("dispatch.orders_flow")}</span>
    </div>
    ${open.length > 0 && html`<${Orders} ...${{ open, now, who }} />`}
    ${panel.value !== "directives" && html`<${Answer} where=${WHERE} />`}
  </section>`;
}

/** All of the event, what is due soonest first. Source: A8.3. */
export function DirectivesSheet({ now, who }) {
  const sheet = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    sheet.current.querySelector("button").focus();
    return () => before?.focus?.();
  }, []);
  const open = openDirectives(all());
  return html`<section class="sheet" role="dialog" aria-labelledby="all-orders" ref=${sheet}>
    <div class="sheet__head">
      <h2 id="all-orders">${t("dispatch.orders")}</h2>
      <button class="button button--quiet" type="button" onClick=${() => (panel.value = null)}>
        ${t("dispatch.leave")}<kbd>Esc</kbd>
      </button>
    </div>
    <div class="sheet__form" tabindex="0" role="group" aria-labelledby="all-orders">
      <${Answer} where=${WHERE} />
      ${open.length === 0 && html`<p>${t("dispatch.orders_none")}</p>`}
      ${open.length > 0 && html`<${Orders} ...${{ open, now, who, wide: true }} />`}
    </div>
  </section>`;
}

/** How many are open, for the head of the page; late ones said aloud. */
export function DirectivesButton({ now }) {
  const open = all().filter(isOpen);
  const late = open.filter((one) => lateAnswers(one, now.value).length > 0).length;
  return html`<button
    class=${classes("button top__orders", { "top__orders--late": late > 0 })}
    data-panel="directives"
    onClick=${() => (panel.value = "directives")}
  >
    ${t("dispatch.orders_button")} <b>${open.length}</b>
    ${late > 0 && html` <span>${t("dispatch.orders_late", { n: late })}</span>`}
  </button>`;
}

function Orders({ open, now, who, wide = false }) {
  return html`<div class="orders">
    ${open.map((one) => html`<${Order} key=${one.id} ...${{ directive: one, now, who, wide }} />`)}
  </div>`;
}

function Order({ directive, now, who, wide }) {
  const guides = mayGuide(who, directive);
  return html`<article
    class=${classes("order", { "order--critical": isCritical(directive) })}
    data-directive=${directive.id}
  >
    <div class="order__head">
      ${isCritical(directive) && html`<b class="order__kind">${t(`directive.${directive.directive_kind}`)}</b>`}
      <b class="order__text">${directive.text ?? t("fact.words_hidden")}</b>
    </div>
    <p class="order__by">${wide && html`${aboutText(directive)} · `}${byText(directive)}</p>
    ${unanswered(directive).map(
      (answer) =>
        html`<${Addressee} key=${answer.to} ...${{ directive, answer, now, who, guides }} />`,
    )}
    <${Finished} directive=${directive} />
    <p class="order__controls">
      ${
        mayReplace(who, directive) &&
        html`<button
          class="button button--small"
          data-order="replace"
          onClick=${() => replaceOrder(directive)}
        >
          ${t("dispatch.order_replace")}
        </button>`
      }
      ${
        mayWithdraw(who, directive) &&
        html`<button
          class="button button--small"
          data-order="withdraw"
          onClick=${() => put(withdrawing(directive))}
        >
          ${t("dispatch.order_withdraw")}
        </button>`
      }
    </p>
  </article>`;
}

const aboutText = ({ incident }) =>
  incident === null ? t("dispatch.order_event") : numberText(incident);

function byText({ issued_by: by, ordered_by: ordered, issued_at: at }) {
  const who = by.person ? personName(by.person) : by.post ? postName(by.post) : t(`role.${by.role}`);
  const said = { who, time: shortClock(at), person: ordered ? personName(ordered) : "" };
  return t(ordered ? "dispatch.order_for" : "dispatch.order_by", said);
}

/** One who has yet to finish: the three steps, what is waited for, what was said. */
function Addressee({ directive, answer, now, who, guides }) {
  return html`<div class="order__to" data-to=${answer.to} data-status=${answer.status}>
    <b>${addresseeName(answer.to)}</b>
    <${Due} waited=${waitedFor(directive, answer)} now=${now} />
    <${Steps} directive=${directive} answer=${answer} />
    <${Said} answer=${answer} />
    <span class="order__controls">
      <${Speaking} ...${{ directive, answer, who }} />
      ${guides && answer.status === "read_back" && html`<${Comparing} ...${{ directive, answer }} />`}
    </span>
  </div>`;
}

function Due({ waited, now }) {
  const ms = waited.dueAt - now.value;
  const late = ms <= 0;
  return html`<span class=${classes("order__due", { "order__due--late": late })}>
    ${t(`directive.${late ? "late" : "to"}.${waited.kind}`)} ${late ? "+" : ""}${duration(ms)}
  </span>`;
}

function Steps({ directive, answer }) {
  const received = answer.received_at;
  return html`<ol class="steps order__steps">
    <${Step} look="done" name="issued" at=${directive.issued_at} />
    <${Step} look=${received ? "done" : "next"} name="received" at=${received} />
    <${Step} look=${received ? "next" : "ahead"} name="done" at=${null} />
  </ol>`;
}

function Step({ look, name, at }) {
  return html`<li class=${`steps__one steps__one--${look}`}>
    <i aria-hidden="true">${look === "done" && html`<${Icon} name="check" strong />`}</i
    >${t(`dispatch.order_step.${name}`)}
    ${" "}${at && html`<time title=${clock(at)}>${shortClock(at)}</time>`}
  </li>`;
}

function Said({ answer }) {
  const rows = [
    ["dispatch.order_said", answer.status === "read_back" && answer.read_back],
    ["dispatch.order_wrong", answer.status === "corrected" && answer.correction],
  ].filter(([, text]) => text);
  return rows.map(
    ([key, text]) => html`<p class="order__said"><span>${t(key)}</span> ${text}</p>`,
  );
}

/** What an addressee said on the radio, written down for them. */
function Speaking({ directive, answer, who }) {
  if (!mayAnswer(who, answer.to, plan.value)) return null;
  const said = (type) => (event) =>
    ask(event.currentTarget, WHERE, { type, directive: directive.id, addressee: answer.to });
  const heard = isCritical(directive) ? "dispatch.order_heard_right" : "dispatch.order_heard";
  const canFinish = answer.status === "received" || !isCritical(directive);
  const whom = html`<span class="for-readers">${addresseeName(answer.to)}</span>`;
  const button = (name, text, onClick) =>
    html`<button
      class="button button--small"
      data-say=${name}
      disabled=${isPending(WHERE)}
      onClick=${onClick}
    >
      ${t(text)} ${whom}
    </button>`;
  return html`${isUnread(answer) && button("received", heard, said("read_back_directive"))}
  ${canFinish && button("done", "dispatch.order_finished", said("complete_directive"))}
  ${canFinish && button("cannot", "dispatch.order_cannot", () => put(declining(directive, answer.to)))}`;
}

function Comparing({ directive, answer }) {
  const right = (event) =>
    ask(event.currentTarget, WHERE, {
      type: "confirm_read_back",
      directive: directive.id,
      addressee: answer.to,
    });
  return html`<button
      class="button button--small button--primary"
      data-compare="right"
      disabled=${isPending(WHERE)}
      onClick=${right}
    >
      ${t("dispatch.order_right")}
    </button>
    <button
      class="button button--small"
      data-compare="wrong"
      onClick=${() => put(correcting(directive, answer.to))}
    >
      ${t("dispatch.order_correct")}
    </button>`;
}

/** Those nothing is waited for any more. */
function Finished({ directive }) {
  const names = (status) =>
    directive.answers
      .filter((one) => one.status === status)
      .map((one) => addresseeName(one.to) + (one.reason ? `（${one.reason}）` : ""))
      .join(t("line.and"));
  const rows = [
    ["dispatch.order_done_by", names("done")],
    ["dispatch.order_declined_by", names("declined")],
  ].filter(([, whom]) => whom);
  return rows.map(([key, whom]) => html`<p class="order__finished">${t(key, { whom })}</p>`);
}
