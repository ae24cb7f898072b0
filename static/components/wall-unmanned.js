// Posts and groups that nobody stands on, before the log on the wall's last row. Quiet otherwise.

import { name, plan } from "../board/plan.js";
import { roster } from "../board/readiness.js";
import { t } from "../board/words.js";
import { html } from "./html.js";

/** More don't fit beside the log. */
const SHOWN = 2;

export function Unmanned({ event }) {
  const empty = roster(plan.value, event.absent ?? {}).filter((one) => one.standing.length === 0);
  if (empty.length === 0) return null;
  return html`<ul class="wall-orders" aria-label=${t("wall.unmanned_title")} data-unmanned>
    ${empty
      .slice(0, SHOWN)
      .map((one) => html`<li key=${`${one.kind}/${one.id}`}>${name(one.name)} ${t("ready.unmanned")}</li>`)}
    ${empty.length > SHOWN && html`<li>${t("dispatch.orders_more", { n: empty.length - SHOWN })}</li>`}
  </ul>`;
}
