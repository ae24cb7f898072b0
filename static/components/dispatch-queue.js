// The queue: what is open, worst first; search and filters with true counts.

import { board } from "../board/store.js";
import { groupName, numberText, placeName, typeName, unitName } from "../board/plan.js";
import { lastSaid } from "../board/sentences.js";
import { shortClock } from "../board/times.js";
import { activeUnits, isNew } from "../board/views.js";
import { t } from "../board/words.js";
import { Countdown } from "./countdown.js";
import { CALLS, isUnsettled } from "./dispatch-acts-view.js";
import { Answer } from "./dispatch-answer.js";
import { answer, ask, filter, isPending, open, panel, query, selected } from "./dispatch-state.js";
import { FILTERS, isMine, matches, queue, queueCounts } from "./dispatch-view.js";
import { classes, html, useComputed } from "./html.js";
import { Icon } from "./icons.js";
import { SeverityMark } from "./severity.js";

/**
 * @param now  signal of the event's time
 * @param who  who looks: {role, person, …}
 * @param lost whether the line to the server is lost
 */
export function Queue({ now, who, lost, mayReport }) {
  // Follows the seconds only where one changes something: an incident falling overdue.
  const late = useComputed(() => lateNumbers(now.value));
  const [incidents, at] = [board.allIncidents(), late.value.at];
  const shown = queue(incidents, filter.value, at).filter(isWanted);
  return html`<section class="queue" aria-label=${t("dispatch.queue")}>
    <${Search} />
    <${Filters} counts=${queueCounts(incidents, at)} />
    <${MyNotices} who=${who} />
    ${
      mayReport &&
      html`<button
        class="queue__report button button--primary"
        onClick=${() => (panel.value = "report")}
      >
        <${Icon} name="call" />${t("dispatch.report")}<kbd>N</kbd>
      </button>`
    }
    <div class="queue__order">
      <span>${t(filter.value === "ended" ? "dispatch.order_ended" : "dispatch.order")}</span>
      <span>${t("dispatch.n_incidents", { n: shown.length })}</span>
    </div>
    <ol class="queue__rows">
      ${shown.map((one) => html`<${QueueRow} key=${one.number} incident=${one} now=${now} lost=${lost} />`)}
    </ol>
    ${shown.length === 0 && html`<p class="queue__empty">${emptyText()}</p>`}
  </section>`;
}

let heard = { key: "", at: 0 };

/** The same object while the same incidents are overdue. */
function lateNumbers(at) {
  const key = queue(board.allIncidents(), "overdue", at)
    .map((one) => one.number)
    .join();
  if (key !== heard.key || heard.at === 0) heard = { key, at };
  return heard;
}

function isWanted(incident) {
  if (!query.value.trim()) return true;
  const { number, what, place } = incident;
  const units = incident.assignments.map((one) => unitName(one.unit));
  const texts = [
    typeName(incident.type),
    placeName(incident),
    place,
    what,
    groupName(incident.lead),
  ];
  return matches(query.value, number, [...texts, ...units]);
}

function emptyText() {
  if (query.value.trim()) return t("dispatch.empty_search");
  return t(`dispatch.empty.${filter.value}`);
}

function Search() {
  return html`<div class="search">
    <${SearchIcon} />
    <input
      id="search"
      type="search"
      aria-label=${t("dispatch.search")}
      placeholder=${t("dispatch.search")}
      value=${query.value}
      onInput=${(event) => (query.value = event.currentTarget.value)}
    />
    <kbd aria-hidden="true">/</kbd>
  </div>`;
}

function SearchIcon() {
  return html`<svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    aria-hidden="true"
  >
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="m15.500 15.500 5 5" />
  </svg>`;
}

function Filters({ counts }) {
  return html`<div class="filters" role="group" aria-label=${t("dispatch.filters")}>
    ${FILTERS.map(
      (one) =>
        html`<button
          key=${one}
          class="filters__one"
          data-filter=${one}
          aria-pressed=${filter.value === one}
          onClick=${() => (filter.value = one)}
        >
          ${t(`dispatch.filter.${one}`)}<b>${counts[one]}</b>
        </button>`,
    )}
  </div>`;
}

/** The incident that a notice is about: itself, or through what was called on or asked for it. */
function toldOf({ incident, about }) {
  if (incident !== null) return incident;
  const [kind, id] = (about ?? "").split("/");
  const one = CALLS.has(kind) ? board.of(kind).value.get(id) : null;
  return one && isUnsettled(one) ? one.incident : null;
}

/** What the chain has told this person and waits to hear about. */
function MyNotices({ who }) {
  const mine = [...board.notices.value.values()].filter(
    (one) => isMine(one, who) && board.incident(toldOf(one))?.open,
  );
  if (mine.length === 0) return null;
  return html`<div
    class="queue__told"
    role="group"
    aria-label=${t("dispatch.my_notices")}
    tabindex="0"
  >
    ${mine.map((notice) => html`<${MyNotice} key=${notice.id} notice=${notice} />`)}
  </div>`;
}

function MyNotice({ notice }) {
  const where = `notice:${notice.id}`;
  const number = toldOf(notice);
  const incident = board.incident(number);
  const taken = (event) =>
    ask(event.currentTarget, where, { type: "acknowledge_notice", notice: notice.id });
  return html`<div class="told">
    <button class="told__what" onClick=${() => open(number)}>
      <b>${t(`dispatch.told.${notice.why}`)}</b>
      <span>
        ${numberText(number)} ${typeName(incident.type)} ${shortClock(notice.issued_at)}
      </span>
    </button>
    <button
      class="button button--primary button--small"
      disabled=${isPending(where)}
      onClick=${taken}
    >
      ${t("dispatch.acknowledge")}
    </button>
    <${Answer} where=${where} />
  </div>`;
}

function QueueRow({ incident, now, lost }) {
  const isOpen = selected.value === incident.number;
  const look = classes("queue-row", { "queue-row--ended": !incident.open });
  return html`<li>
    <button
      class=${look}
      data-number=${incident.number}
      aria-current=${isOpen ? "true" : undefined}
      onClick=${() => choose(incident.number)}
    >
      <span class="queue-row__grade"
        ><${SeverityMark} grade=${incident.severity} hollow=${!incident.open}
      /></span>
      <span class="queue-row__what">
        <span class="queue-row__number">${numberText(incident.number)}</span>${" "}
        <b>${typeName(incident.type)}</b>
        ${isNew(incident) && html`<em class="queue-row__new">${t("incident.new")}</em>`}
      </span>
      <span class="queue-row__where">
        ${placeName(incident)} <em>${groupName(incident.lead)}</em>
      </span>
      ${
        incident.open
          ? html`<${Countdown} incident=${incident} now=${now} lost=${lost} />`
          : html`<span class="queue-row__end">${t(`status.${incident.status}`)}</span>`
      }
      <${LastLine} incident=${incident} />
    </button>
  </li>`;
}

function choose(number) {
  answer("incident", null);
  open(number);
}

function LastLine({ incident }) {
  const said = lastSaid(incident);
  if (!said)
    return html`<span class="queue-row__last"
      >${activeUnits(incident).map(unitName).join(" ")}</span
    >`;
  return html`<span class="queue-row__last"
    >${shortClock(incident.last.at)} ${said.who} ${said.text}</span
  >`;
}
