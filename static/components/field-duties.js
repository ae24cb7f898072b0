// What this unit or group has to have ready, on its phone: how many, done, on what evidence. P5.2.

import { dayAndTime, dutyName, plan, zoneName } from "../board/plan.js";
import { lengthOf } from "../board/readiness.js";
import { board } from "../board/store.js";
import { MINUTE_MS, shortClock } from "../board/times.js";
import { inLanguage, t } from "../board/words.js";
import { isDone, ownDuties, remindersOf } from "./field-duties-view.js";
import { duty as opened, tap } from "./field-state.js";
import { html, useSignal } from "./html.js";
import { PhotoInput } from "./readiness-photo.js";

const EVIDENCE_MAX_CHARS = 500;

/** The duties shown here; none: the page needs no place for them. */
export function dutiesHere(page, records, at) {
  return ownDuties(board.of("duty").value.values(), page, records, at);
}

/** How many should have been ready by now. */
export const late = (duties) => duties.filter((one) => one.state === "late").length;

/** @param duties as `dutiesHere` lists them; photos the page's way to the server */
export function DutiesView({ duties, page, records, now, offline, photos, waitingPanel, foot }) {
  return html`<div class="lead" tabindex="0" role="group" aria-label=${t("field.tab.duties")}>
    <h1>${t("ready.duties")}</h1>
    <p class="lead__none">${t("field.duties_done", { done: duties.filter(isDone).length, all: duties.length })}</p>
    ${waitingPanel}
    ${duties.map(
      (one) =>
        html`<${Duty} key=${one.id} duty=${one} ...${{ page, records, now, offline, photos }} />`,
    )}
    ${foot}
  </div>`;
}

function Duty({ duty, page, records, now, offline, photos }) {
  const known = plan.value.readiness?.duties?.[duty.id];
  const measure = known?.measure ? inLanguage(known.measure) : "";
  const isOpen = opened.value === duty.id;
  return html`<section class="errand" data-duty=${duty.id} data-state=${duty.state}>
    <h2>${dutyName(duty.id)}</h2>
    ${duty.planned.closes && html`<p>${t("ready.closes", { zone: zoneName(duty.planned.closes) })}</p>`}
    <p>
      ${duty.planned.quantity > 1 && html`<b>${duty.count} / ${duty.planned.quantity}</b> ${measure}${" · "}`}
      <${When} duty=${duty} now=${now} />
      ${duty.isWaiting && html`<em class="errand__waits">${t("field.waiting")}</em>`}
    </p>
    ${remindersOf(board.notices.value.values(), duty, page).map(
      (one) => html`<${Reminder} key=${one.id} notice=${one} records=${records} />`,
    )}
    ${
      !isDone(duty) &&
      html`<button
        class="tile"
        type="button"
        aria-expanded=${isOpen}
        onClick=${() => (opened.value = isOpen ? null : duty.id)}
      >
        ${t("field.duty_say")}
      </button>`
    }
    ${!isDone(duty) && isOpen && html`<${Saying} duty=${duty} offline=${offline} photos=${photos} measure=${measure} />`}
  </section>`;
}

function When({ duty, now }) {
  if (isDone(duty)) return html`<span class="errand__done">${t("field.duty_done", { time: dayAndTime(duty.done_at) })}</span>`;
  const due = t("field.duty_due", { time: dayAndTime(duty.planned.due_at) });
  // By the minute: seconds say nothing of a thing due this morning.
  const over = now.value - duty.planned.due_at;
  if (over < MINUTE_MS) return due;
  return html`${due}${" "}<b class="errand__late">${t("ready.over_by", { time: lengthOf(over) })}</b>`;
}

function Reminder({ notice, records }) {
  const isTapped = records.some((one) => one.action.notice === notice.id && one.state !== "refused");
  if (isTapped) return null;
  const answer = (event) =>
    tap(event.currentTarget, { type: "acknowledge_notice", notice: notice.id });
  return html`<p class="errand__reminder">
    <span>${t(`field.told.${notice.why}`)} · ${shortClock(notice.issued_at)}</span>
    <button class="tile" type="button" data-step="acknowledge_notice" onClick=${answer}>
      ${t("dispatch.acknowledge")}
    </button>
  </p>`;
}

function Saying({ duty, offline, photos, measure }) {
  const words = useSignal("");
  const photo = useSignal(null);
  const said = words.value.trim();
  const lacks = duty.planned.needs_evidence && !said && !photo.value;
  const complete = (event) => {
    event.preventDefault();
    if (lacks) return;
    tap(event.currentTarget, {
      type: "complete_duty",
      duty: duty.id,
      ...(said && { evidence: said }),
      ...(photo.value && { photo: photo.value }),
    });
    opened.value = null;
  };
  return html`<form class="errand__form" onSubmit=${complete}>
    ${duty.planned.quantity > 1 && html`<${Counting} duty=${duty} measure=${measure} />`}
    <label>
      ${t(duty.planned.needs_evidence ? "ready.evidence_needed" : "ready.evidence")}
      <input
        class="input"
        maxlength=${EVIDENCE_MAX_CHARS}
        autocomplete="off"
        onInput=${(event) => (words.value = event.currentTarget.value)}
      />
    </label>
    ${
      offline
        ? html`<p class="lead__none">${t("field.photo_later")}</p>`
        : html`<${PhotoInput} photos=${photos} onKept=${(digest) => (photo.value = digest)} />`
    }
    <button class="go go--small" data-step="complete_duty" disabled=${lacks}>
      <b>${t("ready.complete")}</b><span>${t(offline ? "field.tap_offline" : "field.tap")}</span>
    </button>
  </form>`;
}

function Counting({ duty, measure }) {
  const count = useSignal(String(duty.count));
  const wanted = Number(count.value);
  const isCount = count.value !== "" && Number.isInteger(wanted) && wanted >= 0;
  const can = isCount && wanted <= duty.planned.quantity && wanted !== duty.count;
  const update = (event) =>
    tap(event.currentTarget, { type: "update_duty", duty: duty.id, done: wanted });
  return html`<div class="errand__count">
    <label>
      ${t("ready.count", { most: `${duty.planned.quantity}${measure && ` ${measure}`}` })}
      <input
        class="input"
        type="number"
        inputmode="numeric"
        min="0"
        max=${duty.planned.quantity}
        value=${count.value}
        onInput=${(event) => (count.value = event.currentTarget.value)}
      />
    </label>
    <button class="tile" type="button" data-step="update_duty" disabled=${!can} onClick=${update}>
      ${t("ready.update")}
    </button>
  </div>`;
}
