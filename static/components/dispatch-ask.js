// One question over the page: a reason, a choice or a second look, then the action.

import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { ask, isPending, put, question } from "./dispatch-state.js";
import { html, useLayoutEffect, useRef, useSignal } from "./html.js";
import { OutlineField } from "./outline-field.js";
import { SeverityMark } from "./severity.js";

const TEXT_MAX_CHARS = 500;
const LINES_MAX_CHARS = 2000;

export function AskDialog() {
  const asked = question.value;
  return asked ? html`<${Dialog} key=${asked.title} asked=${asked} />` : null;
}

function Dialog({ asked }) {
  const dialog = useRef(null);
  const values = useSignal(
    Object.fromEntries(asked.fields.map((field) => [field.name, field.value ?? ""])),
  );
  useLayoutEffect(() => {
    dialog.current.showModal();
    const first =
      dialog.current.querySelector("[data-first]") ??
      dialog.current.querySelector("button[type=submit]");
    first.focus();
  }, []);
  const set = (name, value) => (values.value = { ...values.peek(), [name]: value });
  const missing = asked.fields.some((field) => field.required && isEmpty(values.value[field.name]));
  const submit = (event) => {
    event.preventDefault();
    if (missing || isPending(asked.where)) return;
    // Stays open until the server said yes, so that a refusal is read where it was asked.
    ask(event.currentTarget, asked.where, asked.build(filled(values.peek())), () => put(null));
  };
  return html`<dialog
    class="ask"
    ref=${dialog}
    aria-labelledby="ask-title"
    onClose=${() => put(null)}
  >
    <form onSubmit=${submit}>
      <h2 id="ask-title">${asked.title}</h2>
      ${asked.note && html`<p class="ask__note">${asked.note}</p>`}
      ${asked.fields.map(
        (field, n) =>
          html`<${Field}
            key=${field.name}
            field=${field}
            first=${n === 0}
            value=${values.value[field.name]}
            set=${set}
          />`,
      )}
      <${Answer} where=${asked.where} />
      <div class="ask__controls">
        <button
          class="button button--primary"
          type="submit"
          disabled=${missing || isPending(asked.where)}
        >
          ${asked.confirm}<kbd>Enter</kbd>
        </button>
        <button class="button" type="button" onClick=${() => dialog.current.close()}>
          ${t("dispatch.leave")}<kbd>Esc</kbd>
        </button>
      </div>
    </form>
  </dialog>`;
}

const isEmpty = (value) => value === null || value === undefined || String(value).trim() === "";

/** Only what was said: an empty field isn't an answer. */
function filled(values) {
  const said = Object.entries(values).filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(
    said.map(([name, value]) => [name, typeof value === "string" ? value.trim() : value]),
  );
}

function Field({ field, first, value, set }) {
  const id = `ask-${field.name}`;
  if (field.kind === "choice")
    return html`<${Choice} field=${field} first=${first} value=${value} set=${set} />`;
  if (field.kind === "outline") {
    const keep = (points) => set(field.name, points);
    return html`<${OutlineField} field=${field} value=${value} set=${keep} />`;
  }
  const change = (event) => set(field.name, event.currentTarget.value);
  const common = { id, class: "input", "data-first": first ? "" : undefined, value };
  return html`<div class="field">
    <label for=${id}>${field.label}${field.required ? "" : ` ${t("dispatch.optional")}`}</label>
    ${
      field.kind === "select"
        ? html`<select ...${common} onChange=${change}>
            <option value="">${t("dispatch.choose")}</option>
            ${field.options.map(
              (one) =>
                html`<option key=${one.value} value=${one.value} selected=${one.value === value}>
                  ${one.label}
                </option>`,
            )}
          </select>`
        : html`<${Typed} kind=${field.kind} common=${common} change=${change} />`
    }
  </div>`;
}

/** One line, several, or a number of things or people. */
function Typed({ kind, common, change }) {
  if (kind === "lines") {
    return html`<textarea ...${common} rows="4" maxlength=${LINES_MAX_CHARS} onInput=${change} />`;
  }
  if (kind === "number") {
    return html`<input
      ...${common}
      type="number"
      inputmode="numeric"
      min="0"
      max="1000000000"
      step="1"
      onInput=${change}
    />`;
  }
  return html`<input
    ...${common}
    maxlength=${TEXT_MAX_CHARS}
    autocomplete="off"
    onInput=${change}
  />`;
}

function Choice({ field, first, value, set }) {
  return html`<fieldset class="field choice">
    <legend>${field.label}</legend>
    ${field.options.map(
      (one, n) =>
        html`<label key=${one.value} class="choice__one">
          <input
            type="radio"
            name=${field.name}
            value=${one.value}
            checked=${one.value === value}
            data-first=${first && (one.value === value || (isEmpty(value) && n === 0)) ? "" : undefined}
            onChange=${() => set(field.name, one.value)}
          />
          ${one.grade && html`<${SeverityMark} grade=${one.grade} quiet />`}
          <span>${one.label}</span>
        </label>`,
    )}
    ${field.options.length === 0 && html`<p>${t("dispatch.no_other")}</p>`}
  </fieldset>`;
}
