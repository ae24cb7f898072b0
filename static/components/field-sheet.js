// The frame of a small sheet over the phone's page.

import { t } from "../board/words.js";
import { sheet } from "./field-state.js";
import { html, useLayoutEffect, useRef } from "./html.js";

export function Sheet({ title, children }) {
  const dialog = useRef(null);
  useLayoutEffect(() => {
    dialog.current.showModal();
    dialog.current.querySelector("textarea, input, button")?.focus();
  }, []);
  return html`<dialog
    class="over"
    ref=${dialog}
    aria-labelledby="over-title"
    onClose=${() => (sheet.value = null)}
  >
    <h2 id="over-title">${title}</h2>
    ${children}
    <button class="tile" type="button" onClick=${() => dialog.current.close()}>
      ${t("field.leave")}
    </button>
  </dialog>`;
}
