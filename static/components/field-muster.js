// The unit's own post while a muster runs: where, by when, and one tap to say it is there. A22.

import { zoneName } from "../board/plan.js";
import { board } from "../board/store.js";
import { clock, duration } from "../board/times.js";
import { t } from "../board/words.js";
import { ownPost } from "./dispatch-acts-view.js";
import { tap } from "./field-state.js";
import { classes, html } from "./html.js";

/** The post this phone's unit has yet to reach, or null. */
export function postOwed(page, records) {
  return page.unit ? ownPost(board.of("muster").value.values(), page.unit, records) : null;
}

export function MusterCard({ page, records, now, offline }) {
  const post = postOwed(page, records);
  if (!post) return null;
  const ms = post.due_at - now.value;
  const late = ms <= 0 && !offline;
  const time = offline ? clock(post.due_at) : `${late ? "+" : ""}${duration(ms)}`;
  const there = (event) => tap(event.currentTarget, { type: "arrive_at_post", unit: page.unit });
  return html`<section class="call order-card" data-muster="card">
    <h2>${t("muster.card")}</h2>
    <p class="order-card__text">${post.zone ? zoneName(post.zone) : t("muster.your_post")}</p>
    <p class=${classes("order-card__due", { "order-card__due--late": late })}>
      ${t(late ? "muster.card_late" : "muster.card_due", { time })}
    </p>
    <button class="go" data-step="arrive_at_post" onClick=${there}>
      <b>${t("muster.there")}</b><span>${t(offline ? "field.tap_offline" : "field.tap")}</span>
    </button>
  </section>`;
}
