// The head of a page: which event, which phase, what time, what is in force, how much is open.

import { name, personName, plan, postName } from "../board/plan.js";
import { MINUTE_MS, clock, longDay, shortClock } from "../board/times.js";
import { isDrill } from "../board/views.js";
import { t } from "../board/words.js";
import { classes, html } from "./html.js";
import { Logo } from "./icons.js";
import { holderNames } from "./units.js";

const PHASES = ["readiness", "live", "stand_down", "closed"];

/** Live, or a drill that says it is none. */
export function KindTag({ event }) {
  const kind = isDrill(event) ? "drill" : "live";
  return html`<span class=${`kind-tag kind-tag--${kind}`}>${t(`kind.${kind}`)}</span>`;
}

export function EventTitle({ event }) {
  return html`<div class="event-title">
    <${Logo} />
    <div>
      <div class="event-title__row">
        <h1>${name(event.name)}</h1>
        <${KindTag} event=${event} />
        <span class="event-title__site">${name(plan.value?.site)}</span>
      </div>
      <${Phases} phase=${event.phase} />
    </div>
  </div>`;
}

function Phases({ phase }) {
  return html`<ol class="phases">
    ${PHASES.map(
      (one) =>
        html`<li
          key=${one}
          class=${classes("phases__one", { "phases__one--now": one === phase })}
          aria-current=${one === phase ? "step" : undefined}
        >
          ${t(`phase.${one}`)}
        </li>`,
    )}
  </ol>`;
}

/** The event's clock; only this follows the seconds. */
export function EventClock({ now }) {
  return html`<div class="event-clock">
    <time class="event-clock__time">${clock(now.value)}</time>
    <div class="event-clock__day">${longDay(now.value)}</div>
  </div>`;
}

/** @param muster what stands beside it while units are called to their posts */
export function ActivationState({ event, now, muster = null }) {
  const active = event.activation !== null;
  return html`<div class="activation">
    <div class="activation__switch">
      <span class=${active ? "" : "activation__off"}>${t("activation.off")}</span>
      <span class=${active ? "activation__on" : ""}>${t("activation.on")}</span>
    </div>
    <div class="activation__by">
      ${active ? html`${muster}<${ActiveSince} activation=${event.activation} now=${now} />` : mayActivate()}
    </div>
  </div>`;
}

function ActiveSince({ activation, now }) {
  const minutes = Math.max(0, Math.floor((now.value - activation.at) / MINUTE_MS));
  const by = activation.person ?? activation.by;
  const who = by ? personName(by) : postName(activation.post);
  return html`<span class="activation__since"
    >${t("activation.since", { time: shortClock(activation.at), who, minutes })}</span
  >`;
}

function mayActivate() {
  const post = plan.value?.commander;
  return post ? t("activation.may", { post: postName(post), who: holderNames(post) }) : "";
}

export function Counts({ open, overdue, ended }) {
  return html`<div class="counts">
    <div class="counts__one"><b>${open}</b><span>${t("counts.open")}</span></div>
    <div class="counts__one" data-overdue=${overdue > 0 ? "" : undefined}>
      <b>${overdue}</b><span>${t("counts.overdue")}</span>
    </div>
    <div class="counts__one counts__one--ended">
      <b>${ended}</b><span>${t("counts.ended")}</span>
    </div>
  </div>`;
}
