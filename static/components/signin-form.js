// The ways in: a name with a passphrase, or a unit's one-time code. Says in place what was wrong.

import { t } from "../board/words.js";
import { problemText } from "../live/actions.js";
import { html, useSignal } from "./html.js";
import { Logo } from "./icons.js";
import { LanguageSwitch } from "./language.js";

/**
 * @param enter  async, takes what was typed; rejects with a Refused or NotReached
 * @param fields [{name, label, type, autocomplete, value, pattern}]
 * @param where  the prefix of the words: "signin" or "join"
 */
export function EntryForm({ enter, fields, where, other }) {
  const values = useSignal(
    Object.fromEntries(fields.map((field) => [field.name, field.value ?? ""])),
  );
  const state = useSignal({ busy: false, wrong: "" });
  const ready = fields.every((field) => values.value[field.name].trim());
  const submit = async (event) => {
    event.preventDefault();
    if (!ready || state.peek().busy) return;
    state.value = { busy: true, wrong: "" };
    try {
      await enter(values.peek());
    } catch (failure) {
      const wrong = failure.problem ? problemText(failure.problem) : t(`${where}.unreached`);
      state.value = { busy: false, wrong };
    }
  };
  return html`<main class="entry">
    <div class="entry__brand"><${Logo} /><span>${t("app.name")}</span><${LanguageSwitch} /></div>
    <form onSubmit=${submit}>
      <h1>${t(`${where}.title`)}</h1>
      <p>${t(`${where}.lead`)}</p>
      ${fields.map((field) => html`<${Field} key=${field.name} field=${field} values=${values} wrong=${state.value.wrong} />`)}
      ${state.value.wrong && html`<p class="entry__wrong" id="wrong" role="alert">${state.value.wrong}</p>`}
      <button class="entry__go" disabled=${!ready || state.value.busy}>
        ${t(state.value.busy ? `${where}.busy` : `${where}.go`)}
      </button>
    </form>
    <p class="entry__other"><a href=${other.href}>${other.text}</a></p>
  </main>`;
}

function Field({ field, values, wrong }) {
  const { name, label, value: _, ...rest } = field;
  return html`<div class="entry__field">
    <label for=${name}>${label}</label>
    <input
      id=${name}
      name=${name}
      value=${values.value[name]}
      aria-invalid=${wrong ? "true" : undefined}
      aria-describedby=${wrong ? "wrong" : undefined}
      autocapitalize="off"
      spellcheck="false"
      ...${rest}
      onInput=${(event) => (values.value = { ...values.peek(), [name]: event.currentTarget.value })}
    />
  </div>`;
}
