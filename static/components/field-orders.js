// Orders on a phone: read back with one tap, the words before one's eyes; then done, or why not. What was tapped without a network counts here at once and is sent later.

import { addresseeName, numberText, personName, plan, postName } from "../board/plan.js";
import { isCritical, lateAnswers, unanswered } from "../board/directives.js";
import { board } from "../board/store.js";
import { clock, duration } from "../board/times.js";
import { t } from "../board/words.js";
import { isMine } from "./dispatch-view.js";
import { declined, sheet, tap } from "./field-state.js";
import { ownOrders } from "./field-orders-view.js";
import { classes, html, useSignal } from "./html.js";

const TEXT_MAX_CHARS = 500;

/** What waits for this phone's answer, the critical first. */
export function ordersOwed(page, records) {
  const directives = [...board.of("directive").value.values()];
  const known = { plan: plan.value, absent: board.event.value?.absent };
  return ownOrders(directives, page, known, records);
}

export function Orders({ page, records, now, offline }) {
  return html`${ordersOwed(page, records).map(
    (one) => html`<${Order} key=${`${one.directive.id} ${one.answer.to}`} ...${{ one, now, offline }} />`,
  )}
  ${!page.unit && html`<${LateOrders} ...${{ page, records, now, offline }} />`}`;
}

function Order({ one, now, offline }) {
  const { directive, answer, step } = one;
  return html`<section
    class=${classes("call order-card", { "order-card--critical": isCritical(directive) })}
    data-directive=${directive.id}
    data-step=${step}
  >
    <h2>${headText(directive)}</h2>
    <p class="order-card__text">${directive.text ?? t("fact.words_hidden")}</p>
    <p>${fromText(directive, answer)}</p>
    <${Due} ...${{ one, now, offline }} />
    ${answer.status === "corrected" && step === "read_back" && html`<${Wrong} answer=${answer} />`}
    ${step === "read_back" && html`<${ReadBack} ...${{ one, offline }} />`}
    ${step === "compare" && html`<${Compare} one=${one} />`}
    ${step === "complete" && html`<${Complete} ...${{ one, offline }} />`}
    ${
      (step === "complete" || !isCritical(directive)) &&
      html`<button class="tile" data-step="decline" onClick=${() => cannot(directive, answer)}>
        ${t("field.order_cannot")}
      </button>`
    }
  </section>`;
}

function headText(directive) {
  const about = directive.incident === null ? "" : ` ${numberText(directive.incident)}`;
  if (!isCritical(directive)) return t("field.order") + about;
  return `${t(`directive.${directive.directive_kind}`)} · ${t("field.order_critical")}${about}`;
}

function fromText({ issued_by: by, ordered_by: ordered, issued_at: at }, answer) {
  const person = ordered ?? by.person;
  const who = person ? personName(person) : by.post ? postName(by.post) : t(`role.${by.role}`);
  const from = t("field.order_from", { who, time: clock(at) });
  return answer.to.startsWith("unit/") ? from : `${addresseeName(answer.to)} ← ${from}`;
}

/** Offline only the clock time is sure to be true. */
function Due({ one, now, offline }) {
  const { kind, dueAt } = one.waited;
  const ms = dueAt - now.value;
  const late = ms <= 0;
  const what = t(`directive.${late ? "late" : "to"}.${kind}`);
  const time = offline ? clock(dueAt) : `${late ? "+" : ""}${duration(ms)}`;
  return html`<p class=${classes("order-card__due", { "order-card__due--late": late && !offline })}>
    ${t("field.order_due", { what, time })}
  </p>`;
}

function Wrong({ answer }) {
  return html`<p class="order-card__wrong" role="alert">
    <b>${t("field.order_wrong")}</b> ${answer.correction ?? ""}
  </p>`;
}

const about = ({ directive, answer }) => ({ directive: directive.id, addressee: answer.to });

/** A critical one may be repeated in one's own words instead: whoever gave it compares those. */
function ReadBack({ one, offline }) {
  const text = useSignal("");
  const isTyping = useSignal(false);
  const critical = isCritical(one.directive);
  const said = text.value.trim();
  const send = (event) => {
    event.preventDefault();
    if (isTyping.value && !said) return;
    const words = isTyping.value ? { text: said } : {};
    tap(event.currentTarget, { type: "read_back_directive", ...about(one), ...words });
  };
  const id = `say-${one.directive.id}`;
  return html`<form onSubmit=${send}>
    ${
      isTyping.value &&
      html`<label for=${id}>${t("field.order_say")}</label>
        <textarea
          id=${id}
          class="input"
          rows="2"
          maxlength=${TEXT_MAX_CHARS}
          placeholder=${t("field.order_hint")}
          onInput=${(event) => (text.value = event.currentTarget.value)}
        />`
    }
    <button class="go go--small" data-step="read_back" disabled=${isTyping.value && !said}>
      <b>${t(critical ? "field.order_repeat" : "field.order_read_back")}</b>
      <span>${t(offline ? "field.tap_offline" : critical && !isTyping.value ? "field.order_aloud" : "field.tap")}</span>
    </button>
    ${
      critical &&
      !isTyping.value &&
      html`<button class="tile" type="button" data-step="own_words" onClick=${() => (isTyping.value = true)}>
        ${t("field.order_say")}
      </button>`
    }
  </form>`;
}

function Compare({ one }) {
  const said = one.said ?? one.answer.read_back;
  return html`<p class="order-card__wait" role="status">
    <b>${t(one.isWaiting ? "field.taken_down" : "field.order_compare")}</b>
    ${said && html`<span>${t("field.order_words", { text: said })}</span>`}
  </p>`;
}

function Complete({ one, offline }) {
  const send = (event) => tap(event.currentTarget, { type: "complete_directive", ...about(one) });
  return html`<button class="go go--small" data-step="complete" onClick=${send}>
    <b>${t("field.order_done")}</b>
    <span>${t(offline ? "field.tap_offline" : "field.tap")}</span>
  </button>`;
}

function cannot(directive, answer) {
  declined.value = { directive: directive.id, addressee: answer.to };
  sheet.value = "decline";
}

/** What the chain told somebody who leads: an order below them is late, and who hasn't answered. */
function LateOrders({ page, records, now, offline }) {
  const told = [...board.notices.value.values()].filter((one) => isMine(one, page));
  return told.map((notice) => {
    const [kind, id] = (notice.about ?? "").split("/");
    const directive = kind === "directive" ? board.of(kind).value.get(id) : null;
    if (!directive || !isStillSo(notice.why, directive)) return null;
    return html`<${LateOrder} key=${notice.id} ...${{ notice, directive, records, now, offline }} />`;
  });
}

const IS_STILL_SO = {
  directive_late: (directive) => unanswered(directive).length > 0,
  directive_compare: (directive) =>
    unanswered(directive).some((answer) => answer.status === "read_back"),
  directive_declined: () => true,
};

const isStillSo = (why, directive) => IS_STILL_SO[why]?.(directive) ?? false;

function LateOrder({ notice, directive, records, now, offline }) {
  const tapped = records.some(
    (one) => one.action.notice === notice.id && one.state !== "refused",
  );
  const whom = missingNames(notice.why, directive, now.value);
  const answer = (event) =>
    tap(event.currentTarget, { type: "acknowledge_notice", notice: notice.id });
  return html`<section class="call" data-notice=${notice.id}>
    <p>${t(`field.told.${notice.why}`)} · ${clock(notice.issued_at)}</p>
    <p class="order-card__text">${directive.text ?? t("fact.words_hidden")}</p>
    <p>${whom}</p>
    <button class="go go--small" disabled=${tapped} onClick=${answer}>
      <b>${t("dispatch.acknowledge")}</b>
      <span>${t(tapped ? "field.taken_down" : offline ? "field.tap_offline" : "field.tap")}</span>
    </button>
  </section>`;
}

function missingNames(why, directive, now) {
  const status = { directive_compare: "read_back", directive_declined: "declined" }[why];
  const meant = status
    ? directive.answers.filter((one) => one.status === status)
    : lateAnswers(directive, now);
  return meant
    .map((one) => `${addresseeName(one.to)} ${t(`directive.status.${one.status}`)}`)
    .join(t("line.and"));
}
