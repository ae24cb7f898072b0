// What the dispatch page is looking at, and what became of what it asked for.
// Components read these signals and send wishes out as events; the page alone talks to the server.

import { batch, signal } from "./html.js";

/** The wish of a component: {where, action, then}. Bubbles up to the page. */
export const ASK = "denggao:ask";

/** The incident opened, or null. */
export const selected = signal(null);
export const filter = signal("open");
export const query = signal("");
/** What lies over the page: null, "report", "order", "directives", "sitrep", "posts" or "keys". */
export const panel = signal(null);
/** The question before the person (dispatch-questions.js), or null. */
export const question = signal(null);
/** Number → {lines, notices}, as fetched when it was opened. */
export const details = signal(new Map());
/** Where → {state: "pending"|"refused"|"unreached", text, asked}. */
export const answers = signal(new Map());

/** Ask for an action; the answer is shown at `where`. */
export function ask(target, where, action, then) {
  target.dispatchEvent(new CustomEvent(ASK, { bubbles: true, detail: { where, action, then } }));
}

export const answerAt = (where) => answers.value.get(where) ?? null;
export const isPending = (where) => answerAt(where)?.state === "pending";

/** Show what became of a wish, or clear the place. */
export function answer(where, outcome) {
  const next = new Map(answers.peek());
  if (outcome) next.set(where, outcome);
  else next.delete(where);
  answers.value = next;
}

/** Put a question; what an earlier one was refused for goes. */
export function put(asked) {
  batch(() => {
    if (asked) answer(asked.where, null);
    question.value = asked;
  });
}

export function open(number) {
  selected.value = number;
}
