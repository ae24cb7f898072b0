// Small sheets over the phone's page: a note, "controlled", why an order can't be
// carried out, taking the unit out of service, and leaving one's place.

import { numberText, personName, plan } from "../board/plan.js";
import { actingFor } from "../board/readiness.js";
import { board } from "../board/store.js";
import { t } from "../board/words.js";
import { may } from "./dispatch-authority.js";
import { whoHere } from "./field-duties-view.js";
import { CircumstancesSheet } from "./field-circumstances.js";
import { SceneSheet } from "./field-scene-sheets.js";
import { Sheet } from "./field-sheet.js";
import { about, declined, sheet, tap } from "./field-state.js";
import { html, useSignal } from "./html.js";

const NOTE_MAX_CHARS = 500;
const REASON_MAX_CHARS = 200;

/** @param page whose phone it is */
export function Sheets({ page }) {
  const shown = sheet.value;
  const found = board.incident(about.value);
  // What is written of it is taken after its end, too: nobody's words go because others closed it.
  if (shown === "note" && found) return html`<${NoteSheet} incident=${found} />`;
  const incident = found?.open ? found : null;
  if (shown === "control" && incident) return html`<${ControlSheet} incident=${incident} />`;
  if (shown === "circumstances" && incident) {
    // Who led may have handed it on since.
    const mine = may(page, "change_circumstances", { incident });
    return mine && html`<${CircumstancesSheet} incident=${incident} />`;
  }
  if (shown === "decline" && declined.value) return html`<${DeclineSheet} />`;
  if (shown === "service") return html`<${ServiceSheet} unit=${page.unit} />`;
  if (shown === "going") return html`<${GoingSheet} page=${page} />`;
  return about.value === null ? null : html`<${SceneSheet} name=${shown} number=${about.value} />`;
}

function NoteSheet({ incident }) {
  const text = useSignal("");
  const send = (event) => {
    event.preventDefault();
    const said = text.peek().trim();
    if (!said) return;
    tap(event.currentTarget, { type: "add_note", incident: incident.number, text: said });
    sheet.value = null;
  };
  return html`<${Sheet} title=${t("field.note_on", { number: numberText(incident.number) })}>
    <form onSubmit=${send}>
      <label class="for-readers" for="note-text">${t("field.note")}</label>
      <textarea
        id="note-text"
        class="input"
        rows="4"
        maxlength=${NOTE_MAX_CHARS}
        onInput=${(event) => (text.value = event.currentTarget.value)}
      />
      <button class="go go--small" disabled=${!text.value.trim()}><b>${t("field.send")}</b></button>
    </form>
  <//>`;
}

function ControlSheet({ incident }) {
  const send = (event) => {
    tap(event.currentTarget, { type: "control_incident", incident: incident.number });
    sheet.value = null;
  };
  return html`<${Sheet} title=${t("field.control_ask", { number: numberText(incident.number) })}>
    <p>${t("field.control_means")}</p>
    <button class="go go--small" type="button" data-step="control_incident" onClick=${send}>
      <b>${t("field.controlled")}</b>
    </button>
  <//>`;
}

function ServiceSheet({ unit }) {
  const reason = useSignal("");
  const send = (event) => {
    event.preventDefault();
    const said = reason.peek().trim();
    tap(event.currentTarget, {
      type: "set_unit_state",
      unit,
      state: "unavailable",
      ...(said && { reason: said }),
    });
    sheet.value = null;
  };
  return html`<${Sheet} title=${t("field.out_ask")}>
    <form onSubmit=${send}>
      <label for="out-reason">${t("field.reason")}</label>
      <input
        id="out-reason"
        class="input"
        maxlength=${REASON_MAX_CHARS}
        autocomplete="off"
        onInput=${(event) => (reason.value = event.currentTarget.value)}
      />
      <button class="go go--small" data-step="set_unit_state"><b>${t("field.out")}</b></button>
    </form>
  <//>`;
}

/** Who leaves is absent from then, so they name who acts for them; a unit only says why. */
function GoingSheet({ page }) {
  const acting = useSignal("");
  const reason = useSignal("");
  const send = (event) => {
    event.preventDefault();
    const said = reason.peek().trim();
    tap(event.currentTarget, {
      type: "check_out",
      ...whoHere(page),
      ...(acting.peek() && { acting: acting.peek() }),
      ...(said && { reason: said }),
    });
    sheet.value = null;
  };
  return html`<${Sheet} title=${t("field.go_off")}>
    <form onSubmit=${send}>
      ${!page.unit && html`<${Acting} page=${page} onChosen=${(person) => (acting.value = person)} />`}
      <label for="going-reason">${t("field.reason")}</label>
      <input
        id="going-reason"
        class="input"
        maxlength=${REASON_MAX_CHARS}
        autocomplete="off"
        onInput=${(event) => (reason.value = event.currentTarget.value)}
      />
      <button class="go go--small" data-step="check_out"><b>${t("field.go_off")}</b></button>
    </form>
  <//>`;
}

function Acting({ page, onChosen }) {
  const others = actingFor(plan.value, board.event.value.absent, page.person);
  return html`<label for="going-acting">${t("dispatch.acting")}</label>
    <select id="going-acting" class="input" onChange=${(event) => onChosen(event.currentTarget.value)}>
      <option value="">${t("field.acting_none")}</option>
      ${others.map((one) => html`<option key=${one} value=${one}>${personName(one)}</option>`)}
    </select>`;
}

function DeclineSheet() {
  const reason = useSignal("");
  const send = (event) => {
    event.preventDefault();
    const said = reason.peek().trim();
    if (!said) return;
    tap(event.currentTarget, { type: "decline_directive", ...declined.peek(), reason: said });
    sheet.value = null;
  };
  return html`<${Sheet} title=${t("field.decline_ask")}>
    <form onSubmit=${send}>
      <label for="decline-reason">${t("field.reason_needed")}</label>
      <input
        id="decline-reason"
        class="input"
        maxlength=${REASON_MAX_CHARS}
        autocomplete="off"
        onInput=${(event) => (reason.value = event.currentTarget.value)}
      />
      <button class="go go--small" data-step="decline_directive" disabled=${!reason.value.trim()}>
        <b>${t("field.order_cannot")}</b>
      </button>
    </form>
  <//>`;
}
