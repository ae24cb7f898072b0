// The head of the dispatch page: which event, how much is open, what time, who sits here.

import { name, personName } from "../board/plan.js";
import { board } from "../board/store.js";
import { clock, shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import { overdueCount } from "../board/views.js";
import { DirectivesButton } from "./dispatch-directives.js";
import { panel } from "./dispatch-state.js";
import { html, useComputed, useState } from "./html.js";
import { KindTag } from "./header.js";
import { Logo } from "./icons.js";
import { LanguageSwitch } from "./language.js";

export function DispatchHeader({ event, page, now, link, leave }) {
  return html`<header class="top">
    <${Logo} />
    <span class="top__event">${name(event.name)}</span>
    <${KindTag} event=${event} />
    <b class="top__phase">${t(`phase.${event.phase}`)}</b>
    <nav class="top__pages" aria-label=${t("dispatch.pages")}>
      <a href="/dispatch" aria-current="page">${t("dispatch.title")}</a>
      <a href=${`/readiness${location.search}`}>${t("ready.title")}</a>
      <a href=${`/wall${location.search}`}>${t("dispatch.wall")}</a>
      <a href=${`/replay${location.search}`}>${t("dispatch.replay")}</a>
    </nav>
    <button
      class=${event.activation ? "button button--primary top__plan" : "button top__plan"}
      data-panel="posts"
      onClick=${() => (panel.value = "posts")}
    >
      ${planText(event.activation)}
    </button>
    <${DirectivesButton} now=${now} />
    <${Counts} now=${now} />
    <${Time} now=${now} />
    <div class="top__seat">
      <b>${page.person ? personName(page.person) : page.name}</b>
      <span>${t(`role.${page.role}`)} · <${Link} link=${link} /></span>
    </div>
    <${LanguageSwitch} />
    <${SignOut} leave=${leave} />
  </header>`;
}

/** Only the server can end the session: a desk that only looks left is open to whoever comes next. */
function SignOut({ leave }) {
  const [isStillIn, setStillIn] = useState(false);
  const press = async () => {
    setStillIn(false);
    setStillIn(!(await leave()));
  };
  return html`<div class="top__leave">
    <button class="quiet-button" onClick=${press}>${t("dispatch.sign_out")}</button>
    ${isStillIn && html`<p class="top__still-in" role="alert">${t("home.still_in")}</p>`}
  </div>`;
}

function planText(activation) {
  if (!activation) return t("dispatch.posts");
  const by = activation.by ? personName(activation.by) : "";
  return t("dispatch.plan_active", { time: shortClock(activation.at), person: by });
}

function Counts({ now }) {
  const late = useComputed(() => overdueCount(board.allIncidents(), now.value));
  const open = board.allIncidents().filter((one) => one.open).length;
  return html`<div class="top__counts">
    <span>${t("counts.open")}<b>${open}</b></span>
    <span class=${late.value > 0 ? "top__late" : ""}
      >${t("counts.overdue")}<b>${late.value}</b></span
    >
    <span>${t("counts.ended")}<b>${board.counts.value.ended}</b></span>
  </div>`;
}

function Time({ now }) {
  return html`<time class="top__clock">${clock(now.value)}</time>`;
}

function Link({ link }) {
  return html`<span class=${`top__link top__link--${link.value.state}`}
    >${t(`foot.server.${link.value.state}`)}</span
  >`;
}
