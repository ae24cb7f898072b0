// Critical orders that somebody has yet to complete, before the log on the wall's last row.

import { addresseeName } from "../board/plan.js";
import { isCritical, isUnread, openDirectives, unanswered } from "../board/directives.js";
import { t } from "../board/words.js";
import { html } from "./html.js";

/** More don't fit beside the log. */
const SHOWN = 2;
const NAMED = 2;

export function CriticalOrders({ board }) {
  const open = openDirectives(board.of("directive").value.values()).filter(isCritical);
  if (open.length === 0) return null;
  return html`<ul class="wall-orders" aria-label=${t("wall.orders_title")}>
    ${open.slice(0, SHOWN).map((one) => html`<li key=${one.id}>${orderText(one)}</li>`)}
    ${open.length > SHOWN && html`<li>${t("dispatch.orders_more", { n: open.length - SHOWN })}</li>`}
  </ul>`;
}

function orderText(directive) {
  const unread = unanswered(directive).filter(isUnread);
  const left = unread.length > 0 ? unread : unanswered(directive);
  const named = left.slice(0, NAMED).map((one) => addresseeName(one.to));
  const whom = [...named, ...(left.length > NAMED ? ["…"] : [])].join(t("line.and"));
  return t(unread.length > 0 ? "wall.orders_unread" : "wall.orders", { kind: t(`directive.${directive.directive_kind}`), n: left.length, whom });
}
