// The keyboard of the dispatch page: which key means what where, and the bar that says so.

import { t } from "../board/words.js";
import { isQuiet } from "./dispatch-sounds.js";
import { panel } from "./dispatch-state.js";
import { html, useLayoutEffect, useRef } from "./html.js";

/** Key → what it does; shown in this order. */
export const KEYS = [
  { key: "j", shown: "J", does: "down" },
  { key: "k", shown: "K", does: "up" },
  { key: "Enter", shown: "Enter", does: "open", native: true },
  { key: "n", shown: "N", does: "report" },
  { key: "a", shown: "A", does: "assign" },
  { key: "d", shown: "D", does: "order" },
  { key: "r", shown: "R", does: "sitrep" },
  { key: "c", shown: "C", does: "note" },
  { key: "s", shown: "S", does: "command" },
  { key: "e", shown: "E", does: "escalate" },
  { key: "m", shown: "M", does: "sound" },
  { key: "/", shown: "/", does: "search" },
  { key: "?", shown: "?", does: "keys" },
  { key: "Escape", shown: "Esc", does: "leave", helpOnly: true },
];

/**
 * What a key press means, or null.
 *
 * Letters typed into a field are letters; Esc always leaves. With Ctrl, Alt or Meta the key is the browser's.
 */
export function keyMeaning({ key, ctrlKey, altKey, metaKey, isTyping }) {
  if (ctrlKey || altKey || metaKey) return null;
  const pressed = key.length === 1 ? key.toLowerCase() : key;
  const found = KEYS.find((one) => one.key === pressed && !one.native);
  if (!found || (isTyping && found.does !== "leave")) return null;
  return found.does;
}

export const isTyping = (target) =>
  Boolean(target?.closest?.("input, textarea, select, [contenteditable]"));

function labelOf({ does }) {
  if (does === "sound")
    return t(isQuiet.value ? "dispatch.key.sound_off" : "dispatch.key.sound_on");
  return t(`dispatch.key.${does}`);
}

/** @param press what to do for each meaning that works now; the others aren't shown */
export function KeyBar({ press, children }) {
  const works = KEYS.filter((one) => !one.helpOnly && (one.native || press[one.does]));
  return html`<div class="key-bar">
    <nav class="key-bar__keys" aria-label=${t("dispatch.keys")}>
      ${works.map((one) =>
        one.native
          ? html`<span key=${one.key}
              ><kbd>${one.shown}</kbd>${t(`dispatch.key.${one.does}`)}</span
            >`
          : html`<button key=${one.key} class="key-bar__key" onClick=${press[one.does]}>
              <kbd>${one.shown}</kbd>${labelOf(one)}
            </button>`,
      )}
    </nav>
    ${children}
  </div>`;
}

/** All keys, with what each does in a sentence. */
export function KeyHelp() {
  const dialog = useRef(null);
  useLayoutEffect(() => dialog.current.showModal(), []);
  return html`<dialog
    class="ask"
    ref=${dialog}
    aria-labelledby="keys-title"
    onClose=${() => (panel.value = null)}
  >
    <h2 id="keys-title">${t("dispatch.keys")}</h2>
    <dl class="key-help">
      ${KEYS.map(
        (one) =>
          html`<div key=${one.key}>
            <dt><kbd>${one.shown}</kbd></dt>
            <dd>${t(`dispatch.key_help.${one.does}`)}</dd>
          </div>`,
      )}
      <div>
        <dt><kbd>1</kbd>–<kbd>3</kbd></dt>
        <dd>${t("dispatch.key_help.digits")}</dd>
      </div>
      <div>
        <dt><kbd>Ctrl Enter</kbd></dt>
        <dd>${t("dispatch.key_help.send")}</dd>
      </div>
      <div>
        <dt><kbd>Ctrl M</kbd></dt>
        <dd>${t("dispatch.key_help.merge")}</dd>
      </div>
    </dl>
    <button class="button" onClick=${() => dialog.current.close()}>
      ${t("dispatch.leave")}<kbd>Esc</kbd>
    </button>
  </dialog>`;
}
