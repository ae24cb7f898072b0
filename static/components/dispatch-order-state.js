// The order being written. Kept in memory until it was given or cleared, like a report.

import { unanswered } from "../board/directives.js";
import { answer, panel } from "./dispatch-state.js";
import { signal } from "./html.js";

export const WHERE = "order";

const EMPTY = {
  kind: "ordinary",
  text: "",
  addressees: [],
  incident: null,
  read_back_s: "",
  done_s: "",
  ordered_by: "",
  replaces: null,
  reason: "",
};

export const order = signal(EMPTY);
export const isOrderDrafted = () =>
  order.value.text !== "" || order.value.addressees.length > 0 || order.value.replaces !== null;

export const set = (name, value) => (order.value = { ...order.peek(), [name]: value });

export function toggleAddressee(to) {
  const { addressees } = order.peek();
  const rest = addressees.filter((one) => one !== to);
  set("addressees", rest.length < addressees.length ? rest : [...addressees, to]);
}

/** Write one about an incident, or about the whole event. What is half written stays as it is. */
export function writeOrder(incident) {
  if (!isOrderDrafted()) set("incident", incident?.open ? incident.number : null);
  panel.value = "order";
}

/** Write one in the place of another: the same words to those who haven't finished. */
export function replaceOrder(directive) {
  order.value = {
    ...EMPTY,
    kind: directive.directive_kind,
    text: directive.text ?? "",
    addressees: unanswered(directive).map((one) => one.to),
    incident: directive.incident,
    ordered_by: directive.ordered_by ?? "",
    replaces: directive.id,
  };
  panel.value = "order";
}

export function clearOrder() {
  order.value = EMPTY;
  answer(WHERE, null);
}

/** The action, or null while something is missing. */
export function orderAction({ kind, text, addressees, ...rest }) {
  if (!text.trim() || addressees.length === 0) return null;
  if (rest.replaces !== null && !rest.reason.trim()) return null;
  const said = {
    incident: rest.incident,
    read_back_s: seconds(rest.read_back_s),
    done_s: seconds(rest.done_s),
    ordered_by: rest.ordered_by || null,
    replaces: rest.replaces,
    reason: rest.reason.trim() || null,
  };
  const given = Object.entries(said).filter(([, value]) => value !== null);
  return {
    type: "issue_directive",
    directive_kind: kind,
    text: text.trim(),
    addressees,
    ...Object.fromEntries(given),
  };
}

const seconds = (typed) => (String(typed).trim() === "" ? null : Number(typed));
