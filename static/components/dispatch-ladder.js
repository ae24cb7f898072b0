// The chain: who was told when and why, who answered, who is next and when. Below it what was
// drafted for the city, and how the telling went outside this system.

import { personName, rungName } from "../board/plan.js";
import { board } from "../board/store.js";
import { clock, duration } from "../board/times.js";
import { standing } from "../board/views.js";
import { has, t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { QUESTIONS } from "./dispatch-questions.js";
import { Requests } from "./dispatch-requests.js";
import { ask, isPending, put } from "./dispatch-state.js";
import { isMine, rungs } from "./dispatch-view.js";
import { classes, html } from "./html.js";
import { Icon } from "./icons.js";

const WHERE = "ladder";
const MAY_ANSWER_FOR = ["admin", "commander", "dispatcher"];

export function LadderPanel({ incident, now, who }) {
  const listed = rungs(incident);
  const left = listed.some((one) => one.state === "next");
  const mayEscalate = incident.open && left && may(who, "escalate", { incident });
  const notices = [...board.notices.value.values()].filter(
    (one) => one.incident === incident.number,
  );
  return html`<section class="block" aria-labelledby="ladder-title">
    <div class="block__head">
      <h2 id="ladder-title">${t("dispatch.ladder")}</h2>
      <span class="block__note">
        ${
          mayEscalate &&
          html`<button
            class="button button--small"
            data-command="escalate"
            onClick=${() => put(QUESTIONS.escalate(incident))}
          >
            ${t("dispatch.escalate_now")}<kbd>E</kbd>
          </button>`
        }
      </span>
    </div>
    <ol class="ladder">
      ${listed.map((one) => html`<${Rung} key=${one.index} one=${one} incident=${incident} now=${now} who=${who} notices=${notices} />`)}
    </ol>
    ${listed.length === 0 && html`<p class="ladder__none">${t("dispatch.no_ladder")}</p>`}
    <${Requests} incident=${incident} who=${who} />
    <${Answer} where=${WHERE} />
  </section>`;
}

function Rung({ one, incident, now, who, notices }) {
  const { rung, index, told, state } = one;
  // What a former lead was told before another took its place is no longer this rung's.
  const its = notices.filter(
    (notice) => notice.rung === index && notice.issued_at >= (told?.at ?? 0),
  );
  return html`<li class=${`rung rung--${state}`} data-rung=${index} data-state=${state}>
    <i class="rung__mark" aria-hidden="true"
      >${state === "answered" ? html`<${Icon} name="check" strong />` : index + 1}</i
    >
    <span class="rung__what">
      <span
        ><b>${rungName(rung.id, incident.type)}</b>${" "}
        ${(told?.people ?? []).map(personName).join(t("line.and"))}</span
      >
      <small>${toldText(one)}</small>
      ${its.map((notice) => html`<${NoticeLine} key=${notice.id} notice=${notice} named=${its.length > 1} />`)}
    </span>
    <span class="rung__when"><${When} one=${one} incident=${incident} now=${now} /></span>
    ${incident.open && its.map((notice) => html`<${Answering} key=${notice.id} notice=${notice} who=${who} />`)}
  </li>`;
}

function toldText({ rung, told, state }) {
  if (state === "passed") return t(`dispatch.passed.${told.passed}`);
  if (told) return t("dispatch.told_at", { time: clock(told.at) });
  return t(`dispatch.rung_kind.${rung.kind}`);
}

function When({ one, incident, now }) {
  const { told, state, dueAt } = one;
  if (state === "answered") {
    const by = told.answered_by ? personName(told.answered_by) : "";
    return html`${clock(told.answered_at)}<small>${t("dispatch.answered", { person: by })}</small>`;
  }
  if (state === "told") return html`<small>${t("dispatch.not_answered")}</small>`;
  if (!incident.open || state !== "next" || dueAt === null) return null;
  const { state: left, ms } = standing({ due_at: dueAt }, now.value);
  if (left === "overdue") return html`<b class="rung__now">${t("dispatch.due_now")}</b>`;
  return html`<b>${duration(ms)}</b><small>${t("dispatch.then_told")}</small>`;
}

/** How the telling went; said only where something did go. */
function NoticeLine({ notice, named }) {
  const instead = notice.instead_of
    ? t("dispatch.instead", { person: personName(notice.instead_of) })
    : "";
  const failed = notice.status === "failed" && notice.failed_reason;
  const reason = failed
    ? has(`failed.${notice.failed_reason}`)
      ? t(`failed.${notice.failed_reason}`)
      : notice.failed_reason
    : "";
  const whose = named && notice.person ? personName(notice.person) : "";
  const words = [whose, instead, t(`notice_status.${notice.status}`), reason].filter(Boolean);
  return html` <small class=${failed ? "rung__failed" : ""}
    >${words.join(t("dispatch.dot"))}</small
  >`;
}

/** The one told answers; a dispatcher who reached them by telephone answers for them. */
export function Answering({ notice, who }) {
  const mine = isMine(notice, who);
  if (notice.acknowledged_at || !(mine || MAY_ANSWER_FOR.includes(who.role))) return null;
  const taken = (event) =>
    ask(event.currentTarget, WHERE, { type: "acknowledge_notice", notice: notice.id });
  const words = mine
    ? t("dispatch.acknowledge")
    : t("dispatch.answer_for", { person: personName(notice.person) });
  return html`<span class="rung__mine">
    <button
      class=${classes("button button--small", { "button--primary": mine })}
      data-notice=${notice.id}
      disabled=${isPending(WHERE)}
      onClick=${taken}
    >
      ${words}
    </button>
  </span>`;
}
