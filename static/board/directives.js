// Directives as pages read them: who has answered, what is waited for from whom, what is late. Pure.

import { SECOND_MS } from "./times.js";

/** As in command/domain/directive.py, in the order offered. */
export const DIRECTIVE_KINDS = ["ordinary", "gate_stop", "evacuation", "programme_stop"];

const ENDED = new Set(["done", "declined"]);
const UNREAD = new Set(["issued", "corrected"]);

/** Repeated in the addressee's own words, and compared. */
export const isCritical = (directive) => directive.directive_kind !== "ordinary";

export const isVoid = (directive) =>
  directive.withdrawn_at !== null || directive.replaced_by !== null;

/** Whether an addressee has yet to read it back. */
export const isUnread = (answer) => UNREAD.has(answer.status);

/** The answers still waited for; none once the order was withdrawn or replaced. */
export function unanswered(directive) {
  return isVoid(directive) ? [] : directive.answers.filter((one) => !ENDED.has(one.status));
}

export const isOpen = (directive) => unanswered(directive).length > 0;

/** What is waited for from an addressee, or about one: {kind, dueAt}, or null. */
export function waitedFor(directive, answer) {
  if (isVoid(directive) || ENDED.has(answer.status)) return null;
  if (isUnread(answer)) return { kind: "read_back", dueAt: answer.read_back_by };
  if (answer.status === "read_back") {
    return { kind: "compare", dueAt: answer.read_back_at + directive.read_back_s * SECOND_MS };
  }
  return { kind: "done", dueAt: answer.done_by };
}

export function isLate(directive, answer, now) {
  const waited = waitedFor(directive, answer);
  return waited !== null && waited.dueAt <= now;
}

export const lateAnswers = (directive, now) =>
  unanswered(directive).filter((one) => isLate(directive, one, now));

/** Open orders, what is due soonest first. */
export function openDirectives(directives) {
  const soonest = (one) =>
    Math.min(...unanswered(one).map((answer) => waitedFor(one, answer).dueAt));
  return [...directives]
    .filter(isOpen)
    .map((one) => ({ one, at: soonest(one) }))
    .sort((a, b) => a.at - b.at || a.one.issued_at - b.one.issued_at)
    .map(({ one }) => one);
}

/** The answers that are somebody's own to give. */
export function ownAnswers(directive, who, { plan, absent }) {
  return directive.answers.filter((one) => isOwn(one.to, who, plan, absent ?? {}));
}

function isOwn(to, who, plan, absent) {
  const [kind, id] = to.split("/");
  if (kind === "unit") return who.unit === id;
  if (who.unit) return false;
  if (kind === "group") return who.group === id;
  if (kind === "person") return standsFor(id, who.person, absent);
  const holders = plan?.posts?.[id]?.holders ?? [];
  return who.post === id || holders.some((one) => standsFor(one, who.person, absent));
}

function standsFor(holder, person, absent) {
  if (!person) return false;
  return absent[holder] ? absent[holder].acting === person : holder === person;
}
