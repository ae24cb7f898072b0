// What was tapped and isn't with the server: what waits, and what was refused with the reason.

import { dutyName, numberText, typeName } from "../board/plan.js";
import { clock } from "../board/times.js";
import { t } from "../board/words.js";
import { problemText } from "../live/actions.js";
import { PROGRESS_AFTER } from "./dispatch-view.js";
import { AGAIN, DISMISS, say } from "./field-state.js";
import { html } from "./html.js";

export function Waiting({ records }) {
  const waiting = records.filter((one) => one.state === "waiting");
  if (waiting.length === 0) return null;
  return html`<section class="outbox" aria-labelledby="outbox-title">
    <header>
      <h2 id="outbox-title">${t("field.waiting")}</h2>
      <span>${t("field.sent_later")}</span>
    </header>
    <ol>
      ${waiting.map(
        (one) =>
          html`<li key=${one.id} data-type=${one.action.type}>
            <time>${clock(one.at)}</time><b>${recordText(one)}</b>
            <em>${t(one.saved ? "field.waiting" : "field.not_saved")}</em>
          </li>`,
      )}
    </ol>
  </section>`;
}

export function Refusals({ records }) {
  const refused = records.filter((one) => one.state === "refused");
  return refused.map(
    (one) =>
      html`<section key=${one.id} class="refused" role="alert">
        <p><b>${t("field.refused", { what: recordText(one) })}</b> <time>${clock(one.at)}</time></p>
        <p>${problemText(one.problem)}</p>
        <div class="refused__do">
          <button
            class="tile"
            onClick=${(event) => say(event.currentTarget, AGAIN, { id: one.id })}
          >
            ${t("field.again")}
          </button>
          <button
            class="tile"
            onClick=${(event) => say(event.currentTarget, DISMISS, { id: one.id })}
          >
            ${t("field.seen")}
          </button>
        </div>
      </section>`,
  );
}

/** What was tapped, in the words of the button. */
function recordText({ action }) {
  const number = action.incident ? numberText(action.incident) : "";
  if (PROGRESS_AFTER[action.type])
    return `${t(`progress.${PROGRESS_AFTER[action.type]}`)} ${number}`;
  if (action.type === "report")
    return t("field.record.report", { type: typeName(action.incident_type) });
  if (action.type === "set_unit_state") return t(`field.record.${action.state}`);
  return t(`field.record.${action.type}`, { number, duty: action.duty ? dutyName(action.duty) : "" });
}
