// The middle: every duty by group, with how many, whose, by when, since when, on what evidence.

import { dayAndTime, dutyName, personName, plan, unitName, zoneName } from "../board/plan.js";
import { instantOnSite, lengthOf, tally } from "../board/readiness.js";
import { shortClock } from "../board/times.js";
import { inLanguage, t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { ask, isPending } from "./dispatch-state.js";
import { classes, html, signal } from "./html.js";
import { Photo, PhotoInput } from "./readiness-photo.js";

const FILTERS = {
  all: () => true,
  undone: (one) => one.state === "late" || one.state === "open",
  late: (one) => one.state === "late" || one.state === "done_late",
};
const filter = signal("all");
/** The duty opened for saying something of it, or null. */
const opened = signal(null);
const evidence = signal("");
const photo = signal(null);
const count = signal("");
/** Since when it is ready, if before now: "2020-10-24T18:00" on site. */
const since = signal("");

function open(duty) {
  opened.value = opened.peek() === duty.id ? null : duty.id;
  evidence.value = "";
  photo.value = null;
  since.value = "";
  count.value = String(duty.done);
}

export function DutyTable({ groups, rows, who, now }) {
  const { all, late, open: waiting, doneLate } = tally(rows);
  const numbers = { all, undone: late + waiting, late: late + doneLate };
  return html`<section class="duties" aria-label=${t("ready.duties")}>
    <header class="ready__head">
      <h2>${t("ready.duties")}</h2>
      <div class="duties__filters" role="group" aria-label=${t("ready.filter")}>
        ${Object.keys(FILTERS).map(
          (one) => html`<button
            key=${one}
            type="button"
            class="duties__filter"
            aria-pressed=${filter.value === one}
            onClick=${() => (filter.value = one)}
          >
            ${t(`ready.filter.${one}`, { n: numbers[one] })}
          </button>`,
        )}
      </div>
    </header>
    <table>
      <thead>
        <tr>
          ${["group", "duty", "quantity", "owner", "due", "actual", "evidence"].map(
            (one) => html`<th key=${one} scope="col" data-column=${one}>${t(`ready.column.${one}`)}</th>`,
          )}
        </tr>
      </thead>
      ${groups.map((one) => html`<${Group} key=${one.group.id} one=${one} who=${who} now=${now} />`)}
    </table>
  </section>`;
}

function Group({ one, who, now }) {
  const shown = one.duties.filter(FILTERS[filter.value]);
  if (shown.length === 0) return null;
  const lines = shown.length + (shown.some((duty) => duty.id === opened.value) ? 1 : 0);
  return html`<tbody>
    ${shown.map(
      (duty, place) => html`<tr key=${duty.id} class="duty" data-duty=${duty.id} data-state=${duty.state}>
          ${place === 0 && html`<th scope="rowgroup" rowspan=${lines}>${inLanguage(one.group.name)}</th>`}
          <td>
            <button type="button" class="duty__name" aria-expanded=${opened.value === duty.id} onClick=${() => open(duty)}>
              <i class="go__mark" aria-hidden="true">${MARKS[duty.state]}</i>
              <span>${dutyName(duty.id)}</span>
            </button>
          </td>
          <td data-column="quantity">${duty.done}/${duty.planned.quantity}${measure(duty)}</td>
          <td>${ownerText(duty)}</td>
          <td>${dayAndTime(duty.planned.due_at)}</td>
          <td><${Actual} duty=${duty} now=${now} /></td>
          <td data-column="evidence"><${Evidence} duty=${duty} who=${who} /></td>
        </tr>
        ${opened.value === duty.id && html`<${Opened} key=${`${duty.id}-more`} duty=${duty} who=${who} />`}`,
    )}
  </tbody>`;
}

const MARKS = { done: "✓", done_late: "✓", late: "!", open: "·" };

const measure = (duty) => (duty.known?.measure ? ` ${inLanguage(duty.known.measure)}` : "");

function ownerText({ planned }) {
  if (planned.owner) return personName(planned.owner);
  return t("ready.leads", {
    who: (plan.value.groups[planned.group]?.leads ?? []).map(personName).join(t("line.and")),
  });
}

function Actual({ duty, now }) {
  if (duty.done_at !== null && duty.done_at !== undefined) {
    const late = duty.done_at - duty.planned.due_at;
    return html`${dayAndTime(duty.done_at)}
      ${late > 0 && html`<span class="late-tag">${t("ready.late_by", { time: lengthOf(late) })}</span>`}`;
  }
  if (duty.state !== "late") return null;
  return html`<span class="overdue-tag">${t("ready.over_by", { time: lengthOf(now.value - duty.planned.due_at) })}</span>`;
}

function Evidence({ duty, who }) {
  const where = `duty/${duty.id}`;
  if (duty.status !== "done") {
    return may(who, "remind_duty", { group: duty.planned.group })
      ? html`<button
          type="button"
          class="button button--small"
          disabled=${isPending(where)}
          onClick=${(event) => ask(event.currentTarget, where, { type: "remind_duty", duty: duty.id })}
        >
          ${t(duty.reminded_at ? "ready.reminded" : "ready.remind", { time: shortClock(duty.reminded_at) })}
        </button>`
      : null;
  }
  if (duty.photo) return t("ready.has_photo");
  return duty.evidence ? t("ready.has_words") : duty.planned.needs_evidence ? t("ready.has_none") : null;
}

function Opened({ duty, who }) {
  const where = `duty/${duty.id}`;
  const group = duty.planned.group;
  return html`<tr class="duty__more">
    <td colspan="6">
      <p class="duty__facts">
        ${duty.planned.closes && html`<span>${t("ready.closes", { zone: zoneName(duty.planned.closes) })}</span>`}
        ${(duty.said_by || duty.said_unit) && html`<span>${t("ready.said_by", { who: duty.said_unit ? unitName(duty.said_unit) : personName(duty.said_by) })}</span>`}
        ${duty.evidence && html`<span>${t("ready.seen", { words: duty.evidence })}</span>`}
        ${duty.photo && html`<${Photo} digest=${duty.photo} photos=${who.photos} />`}
        ${duty.reason && html`<span>${t("ready.reopened_for", { words: duty.reason })}</span>`}
        <span>${t("ready.sources", { clauses: (duty.known?.source ?? []).join(" ") })}</span>
      </p>
      ${duty.status === "open" && may(who, "complete_duty", { group }) && html`<${Completing} duty=${duty} where=${where} photos=${who.photos} />`}
      ${duty.status === "done" && may(who, "reopen_duty", { group }) && html`<${Reopening} duty=${duty} where=${where} />`}
      <${Answer} where=${where} />
    </td>
  </tr>`;
}

function Completing({ duty, where, photos }) {
  const said = evidence.value.trim();
  const lacks = duty.planned.needs_evidence && !said && !photo.value;
  const complete = (event) => {
    event.preventDefault();
    const at = since.value ? instantOnSite(since.value) : null;
    const shown = {
      ...(said && { evidence: said }),
      ...(photo.value && { photo: photo.value }),
      ...(at !== null && { done_at: at }),
    };
    ask(event.currentTarget, where, { type: "complete_duty", duty: duty.id, ...shown }, () => (opened.value = null));
  };
  return html`<form class="duty__form" onSubmit=${complete}>
    ${duty.planned.quantity > 1 && html`<${Counting} duty=${duty} where=${where} />`}
    <label class="duty__words">
      ${t(duty.planned.needs_evidence ? "ready.evidence_needed" : "ready.evidence")}
      <input type="text" maxlength="2000" value=${evidence.value} onInput=${(event) => (evidence.value = event.currentTarget.value)} />
    </label>
    <${PhotoInput} photos=${photos} onKept=${(digest) => (photo.value = digest)} />
    <label class="duty__since">
      ${t("ready.since")}
      <input type="datetime-local" value=${since.value} onInput=${(event) => (since.value = event.currentTarget.value)} />
    </label>
    <button class="button button--primary" disabled=${lacks || isPending(where)}>${t("ready.complete")}</button>
  </form>`;
}

function Counting({ duty, where }) {
  const wanted = Number(count.value);
  const can = Number.isInteger(wanted) && wanted >= 0 && wanted <= duty.planned.quantity;
  return html`<label class="duty__count">
      ${t("ready.count", { most: duty.planned.quantity })}
      <input type="number" min="0" max=${duty.planned.quantity} value=${count.value} onInput=${(event) => (count.value = event.currentTarget.value)} />
    </label>
    <button
      type="button"
      class="button"
      disabled=${!can || wanted === duty.done || isPending(where)}
      onClick=${(event) => ask(event.currentTarget, where, { type: "update_duty", duty: duty.id, done: wanted })}
    >
      ${t("ready.update")}
    </button>`;
}

function Reopening({ duty, where }) {
  const said = evidence.value.trim();
  const reopen = (event) => {
    event.preventDefault();
    ask(event.currentTarget, where, { type: "reopen_duty", duty: duty.id, reason: said });
  };
  return html`<form class="duty__form" onSubmit=${reopen}>
    <label class="duty__words">
      ${t("ready.reopen_reason")}
      <input type="text" maxlength="2000" value=${evidence.value} onInput=${(event) => (evidence.value = event.currentTarget.value)} />
    </label>
    <button class="button" disabled=${!said || isPending(where)}>${t("ready.reopen")}</button>
  </form>`;
}
