// The whole wall as it was at an instant, over the replay; Escape closes it.

import { clock } from "../board/times.js";
import { t } from "../board/words.js";
import { html, useEffect, useRef } from "./html.js";
import { Wall } from "./wall.js";

export function ReplayWall({ board, now, onClose }) {
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  const banner = html`<footer class="foot foot--replay">
    <span class="replay-tag">${t("replay.tag")}</span>
    <span>${t("replay.board_at", { time: clock(now.value) })}</span>
    <button type="button" class="quiet-button" onClick=${() => dialog.current.close()}>
      ${t("replay.close_wall")}
    </button>
  </footer>`;
  return html`<dialog
    class="replay-wall"
    data-theme="dark"
    ref=${dialog}
    aria-label=${t("wall.title")}
    onClose=${onClose}
  >
    <${Wall} board=${board} now=${now} banner=${banner} />
  </dialog>`;
}
