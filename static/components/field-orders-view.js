// Which orders a phone has to answer, and how far each is with what was tapped on it. Pure.

import { isCritical, isUnread, ownAnswers, unanswered, waitedFor } from "../board/directives.js";

const ANSWERS = ["read_back_directive", "complete_directive", "decline_directive"];
const ENDING = new Set(["complete_directive", "decline_directive"]);

/**
 * Critical orders first, then what is due sooner.
 *
 * Each is {directive, answer, waited, step, said, isWaiting}: `step` is "read_back", "compare" or
 * "complete"; `said` what was repeated on this phone and isn't on the board yet.
 */
export function ownOrders(directives, page, known, records) {
  return directives
    .flatMap((directive) => ownOf(directive, page, known, records))
    .sort(
      (a, b) =>
        isCritical(b.directive) - isCritical(a.directive) || a.waited.dueAt - b.waited.dueAt,
    );
}

function ownOf(directive, page, known, records) {
  const open = new Set(unanswered(directive));
  return ownAnswers(directive, page, known)
    .filter((answer) => open.has(answer))
    .map((answer) => withTaps(directive, answer, tapsOn(records, directive, answer)))
    .filter(Boolean);
}

function tapsOn(records, directive, answer) {
  return records.filter(
    ({ action, state }) =>
      ANSWERS.includes(action.type) &&
      action.directive === directive.id &&
      action.addressee === answer.to &&
      state !== "refused",
  );
}

/** None once it was completed or declined here: nothing is left to tap. */
function withTaps(directive, answer, taps) {
  if (taps.some(({ action }) => ENDING.has(action.type))) return null;
  const read = taps.find(({ action }) => action.type === "read_back_directive");
  return {
    directive,
    answer,
    waited: waitedFor(directive, answer),
    step: stepOf(directive, answer, read),
    said: isUnread(answer) ? (read?.action.text ?? null) : null,
    isWaiting: read?.state === "waiting",
  };
}

function stepOf(directive, answer, read) {
  if (answer.status === "received") return "complete";
  if (answer.status === "read_back") return "compare";
  if (!read) return "read_back";
  return isCritical(directive) && read.action.text ? "compare" : "complete";
}
