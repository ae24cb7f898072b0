// What became of a wish, beside the control that asked for it: the server's own words, and the
// one thing that can be done about it.

import { problemText } from "../live/actions.js";
import { t } from "../board/words.js";
import { answer, answerAt, ask } from "./dispatch-state.js";
import { html } from "./html.js";

/** A refusal or a lost link, at its place; nothing while all is well. */
export function Answer({ where, children }) {
  const outcome = answerAt(where);
  if (!outcome || outcome.state === "pending") return null;
  const unreached = outcome.state === "unreached";
  return html`<div class=${`answer answer--${outcome.state}`} role="alert">
    <span class="answer__words">
      ${unreached ? t("dispatch.unreached") : problemText(outcome.problem)}
    </span>
    ${
      unreached &&
      html`<button class="button button--small" onClick=${(event) => again(event, where, outcome)}>
        ${t("dispatch.again")}
      </button>`
    }
    ${!unreached && children}
    <button class="button button--small button--quiet" onClick=${() => answer(where, null)}>
      ${t("dispatch.seen")}
    </button>
  </div>`;
}

/** The same id again: if the first did arrive after all, nothing happens twice. */
function again(event, where, { asked, then }) {
  ask(event.currentTarget, where, asked, then);
}
