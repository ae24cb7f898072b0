// The muster: who is at their post, who is late, who is needed elsewhere. A22.

import { plan, unitName, zoneName } from "../board/plan.js";
import { shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import { musterStanding, runningMuster } from "./dispatch-acts-view.js";
import { may } from "./dispatch-authority.js";
import { ask, isPending } from "./dispatch-state.js";
import { classes, html } from "./html.js";

const WHERE = "posts";
/** As many late ones as fit in the wall's last row. */
const NAMED = 3;

/** One line for the head of the wall: 12 of 21 at their posts. */
export function MusterCount({ board, now }) {
  const muster = runningMuster(board.of("muster").value.values());
  if (!muster) return null;
  const { there, all, late } = musterStanding(muster, now.value);
  return html`<span class="muster-count" data-muster="count"
    >${t(late.length > 0 ? "muster.count_late" : "muster.count", { there: there.length, all, late: late.length })}</span
  >`;
}

/** Who is late, before the wall's log; nothing while nobody is. */
export function LateAtPosts({ board, now }) {
  const muster = runningMuster(board.of("muster").value.values());
  const late = muster ? musterStanding(muster, now.value).late : [];
  if (late.length === 0) return null;
  const names = late.slice(0, NAMED).map((one) => unitName(one.unit));
  const whom = [...names, ...(late.length > NAMED ? ["…"] : [])].join(t("line.and"));
  return html`<ul class="wall-orders" aria-label=${t("muster.late_title")} data-muster="late">
    <li>${t("muster.late", { n: late.length, whom })}</li>
  </ul>`;
}

/** The whole list at the desk, late ones first; a dispatcher who heard it says it for a unit. */
export function MusterPart({ board, now, who }) {
  const muster = runningMuster(board.of("muster").value.values());
  if (!muster) return null;
  const { there, all, late, coming, excused } = musterStanding(muster, now.value);
  return html`<div class="sheet__part" data-part="muster">
    <h3>${t("muster.title")}<em>${t("muster.count", { there: there.length, all })}</em></h3>
    <ul class="sheet__list">
      ${[...late, ...coming, ...excused, ...there].map(
        (one) => html`<${Post} key=${one.unit} post=${one} isLate=${late.includes(one)} who=${who} />`,
      )}
    </ul>
  </div>`;
}

function Post({ post, isLate, who }) {
  const group = plan.value?.units?.[post.unit]?.group ?? null;
  const there = (event) =>
    ask(event.currentTarget, WHERE, { type: "arrive_at_post", unit: post.unit });
  const mayAt = post.arrived_at === null && may(who, "arrive_at_post", { unitGroup: group });
  return html`<li data-post=${post.unit} data-late=${isLate ? "" : undefined}>
    <span><b>${unitName(post.unit)}</b> <small>${post.zone ? zoneName(post.zone) : ""}</small></span>
    <span class=${classes("muster__state", { "muster__state--late": isLate })}>${stateText(post, isLate)}</span>
    ${
      mayAt &&
      html`<button
        class="button button--small"
        type="button"
        disabled=${isPending(WHERE)}
        onClick=${there}
      >
        ${t("muster.there")}<span class="for-readers"> ${unitName(post.unit)}</span>
      </button>`
    }
  </li>`;
}

function stateText(post, isLate) {
  if (post.arrived_at !== null) {
    const late = post.arrived_at > post.due_at;
    return t(late ? "muster.arrived_late" : "muster.arrived", { time: shortClock(post.arrived_at) });
  }
  if (post.excused !== null) return t(`muster.excused.${post.excused}`);
  return t(isLate ? "muster.is_late" : "muster.due", { time: shortClock(post.due_at) });
}
