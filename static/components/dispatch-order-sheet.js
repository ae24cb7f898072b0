// An order being written: what kind, what, to whom, by when.

import { addresseeName, numberText, personName, plan } from "../board/plan.js";
import { DIRECTIVE_KINDS } from "../board/directives.js";
import { board } from "../board/store.js";
import { activeUnits } from "../board/views.js";
import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { commanding } from "./dispatch-authority.js";
import { clearOrder, order, orderAction, set, toggleAddressee, WHERE } from "./dispatch-order-state.js";
import { ask, isPending, panel, selected } from "./dispatch-state.js";
import { classes, html, useLayoutEffect, useRef } from "./html.js";

const TEXT_MAX_CHARS = 1000;
const LONGEST_S = 86_400;

export function OrderSheet({ who }) {
  const sheet = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    sheet.current.querySelector("#order-text").focus();
    return () => before?.focus?.();
  }, []);
  const missing = missingIn(order.value, who);
  const action = missing ? null : orderAction(order.value);
  const send = (event) => {
    event.preventDefault();
    if (!action || isPending(WHERE)) return;
    ask(event.currentTarget, WHERE, action, () => {
      clearOrder();
      close();
    });
  };
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event);
  };
  return html`<section
    class="sheet"
    role="dialog"
    aria-labelledby="order-title"
    ref=${sheet}
    onKeyDown=${keys}
  >
    <div class="sheet__head">
      <h2 id="order-title">
        ${t(order.value.replaces ? "dispatch.order_replacing" : "dispatch.order_new")}
      </h2>
      <button class="button button--quiet" type="button" onClick=${close}>
        ${t("dispatch.leave")}<kbd>Esc</kbd>
      </button>
    </div>
    <form class="sheet__form" id="order-form" onSubmit=${send}>
      ${who.role !== "group_lead" && html`<${Kind} />`}
      <${Text} />
      ${order.value.replaces && html`<${Reason} />`}
      <${Addressees} who=${who} />
      <${About} />
      <${Times} />
      ${who.role !== "group_lead" && html`<${OrderedBy} who=${who} />`}
      <${Answer} where=${WHERE} />
    </form>
    <div class="sheet__controls">
      <button
        class="button button--primary"
        type="submit"
        form="order-form"
        data-send="order"
        disabled=${!action || isPending(WHERE)}
      >
        ${t("dispatch.order_send")}<kbd>Ctrl Enter</kbd>
      </button>
      ${missing && html`<span class="sheet__need">${t(`dispatch.order_need.${missing}`)}</span>`}
      <button class="button button--quiet sheet__clear" type="button" onClick=${clearOrder}>
        ${t("dispatch.order_clear")}
      </button>
    </div>
  </section>`;
}

function close() {
  panel.value = null;
}

/** What has to be said yet: "words", "reason" or "whose"; null when nothing. */
function missingIn(written, who) {
  if (needsName(written, who) && !written.ordered_by) return "whose";
  if (written.replaces !== null && !written.reason.trim()) return "reason";
  return orderAction(written) ? null : "words";
}

const isCriticalKind = (written) =>
  written.kind !== "ordinary" ||
  (written.replaces !== null && board.of("directive").value.get(written.replaces)?.directive_kind !== "ordinary");

/** A critical order is the commander's: who passes it on says so. */
const needsName = (written, who) => isCriticalKind(written) && who.standing !== true;

function Reason() {
  return html`<div class="sheet__part">
    <label for="order-reason">${t("dispatch.order_reason")}</label>
    <input
      id="order-reason"
      class="input"
      maxlength=${TEXT_MAX_CHARS}
      value=${order.value.reason}
      onInput=${(event) => set("reason", event.currentTarget.value)}
    />
  </div>`;
}

function Chip({ on, onClick, children, ...rest }) {
  return html`<button
    type="button"
    class=${classes("zones__one", { "zones__one--chosen": on })}
    aria-pressed=${on}
    ...${rest}
    onClick=${onClick}
  >
    ${children}
  </button>`;
}

function Kind() {
  const chosen = order.value.kind;
  return html`<div class="sheet__part">
    <h3>
      ${t("dispatch.order_kind")}${
        chosen !== "ordinary" && html`<em>${t("dispatch.order_kind_note")}</em>`
      }
    </h3>
    <div class="zones" role="group" aria-label=${t("dispatch.order_kind")}>
      ${DIRECTIVE_KINDS.map(
        (kind) =>
          html`<${Chip}
            key=${kind}
            on=${kind === chosen}
            data-kind=${kind}
            onClick=${() => set("kind", kind)}
            >${t(`directive.${kind}`)}<//
          >`,
      )}
    </div>
  </div>`;
}

function Text() {
  return html`<div class="sheet__part">
    <label for="order-text">${t("dispatch.order_text")}</label>
    <textarea
      id="order-text"
      class="input"
      rows="3"
      maxlength=${TEXT_MAX_CHARS}
      placeholder=${t("dispatch.order_text_hint")}
      value=${order.value.text}
      onInput=${(event) => set("text", event.currentTarget.value)}
    />
  </div>`;
}

/** Those on the incident, the groups and the posts at hand; all others from a list. */
function Addressees({ who }) {
  const { addressees } = order.value;
  const offered = offeredTo(who);
  const shown = new Set(offered.flatMap((part) => part.to));
  const added = addressees.filter((to) => !shown.has(to));
  const others = othersFor(who).filter((to) => !shown.has(to) && !added.includes(to));
  return html`<div class="sheet__part" role="group" aria-label=${t("dispatch.order_to")}>
    <h3>
      ${t("dispatch.order_to")}<em>${t("dispatch.order_to_n", { n: addressees.length })}</em>
    </h3>
    ${[...offered, { name: "people", to: added }].map(
      (part) => part.to.length > 0 && html`<${Chips} key=${part.name} part=${part} />`,
    )}
    ${
      others.length > 0 &&
      html`<select class="input" aria-label=${t("dispatch.order_add")} data-add onChange=${add}>
        <option value="">${t("dispatch.order_add")}</option>
        ${others.map((to) => html`<option key=${to} value=${to}>${addresseeName(to)}</option>`)}
      </select>`
    }
  </div>`;
}

function add(event) {
  const to = event.currentTarget.value;
  if (to) toggleAddressee(to);
  event.currentTarget.value = "";
}

function Chips({ part }) {
  const { addressees } = order.value;
  return html`<div class="zones order-to" role="group" aria-label=${t(`dispatch.order_${part.name}`)}>
    ${part.to.map(
      (to) =>
        html`<${Chip}
          key=${to}
          on=${addressees.includes(to)}
          data-to=${to}
          onClick=${() => toggleAddressee(to)}
          >${addresseeName(to)}<//
        >`,
    )}
  </div>`;
}

const idsOf = (part, kind) => Object.keys(plan.value?.[part] ?? {}).map((id) => `${kind}/${id}`);

function offeredTo(who) {
  const incident = order.value.incident === null ? null : board.incident(order.value.incident);
  const here = incident ? activeUnits(incident).map((unit) => `unit/${unit}`) : [];
  if (who.role === "group_lead") return [{ name: "units", to: ownUnits(who) }];
  return [
    { name: "here", to: here },
    { name: "groups", to: idsOf("groups", "group") },
    { name: "posts", to: idsOf("posts", "post") },
  ];
}

const ownUnits = (who) =>
  Object.values(plan.value?.units ?? {})
    .filter((unit) => unit.group === who.group)
    .map((unit) => `unit/${unit.id}`);

function othersFor(who) {
  if (who.role === "group_lead") return [];
  return [...idsOf("units", "unit"), ...idsOf("people", "person")];
}

function About() {
  const { incident } = order.value;
  const offered = incident ?? selected.value;
  if (offered === null) return null;
  return html`<div class="sheet__part">
    <h3>${t("dispatch.order_about")}</h3>
    <div class="zones" role="group" aria-label=${t("dispatch.order_about")}>
      ${[offered, null].map(
        (one) =>
          html`<${Chip} key=${String(one)} on=${incident === one} onClick=${() => set("incident", one)}
            >${one === null ? t("dispatch.order_event") : t("dispatch.order_about_one", { number: numberText(one) })}<//
          >`,
      )}
    </div>
  </div>`;
}

function Times() {
  const allowed = plan.value?.times.orders[order.value.kind];
  return html`<div class="sheet__part order-times">
    ${["read_back_s", "done_s"].map(
      (name) =>
        html`<div key=${name}>
          <label for=${`order-${name}`}>${t(`dispatch.order_${name}`)}</label>
          <input
            id=${`order-${name}`}
            class="input"
            type="number"
            min="1"
            max=${LONGEST_S}
            step="1"
            placeholder=${allowed?.[name]}
            value=${order.value[name]}
            onInput=${(event) => set(name, event.currentTarget.value)}
          />
        </div>`,
    )}
  </div>`;
}

/** Those who command, so that it is on record whose order the desk passed on. */
function OrderedBy({ who }) {
  const posts = Object.values(plan.value?.posts ?? {});
  const isNeeded = needsName(order.value, who);
  const people = isNeeded
    ? commanding(plan.value, board.event.value)
    : [...new Set(posts.flatMap((post) => post.holders))];
  return html`<div class="sheet__part">
    <label for="order-by">${t(isNeeded ? "dispatch.order_by_critical" : "dispatch.order_ordered_by")}</label>
    <select
      id="order-by"
      class="input"
      value=${order.value.ordered_by}
      onChange=${(event) => set("ordered_by", event.currentTarget.value)}
    >
      <option value="">${t(isNeeded ? "dispatch.order_whose" : "dispatch.order_own")}</option>
      ${people.map(
        (person) =>
          html`<option key=${person} value=${person} selected=${person === order.value.ordered_by}>
            ${personName(person)}
          </option>`,
      )}
    </select>
  </div>`;
}
