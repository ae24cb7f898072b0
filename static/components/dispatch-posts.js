// Who and what is in place: phase, contingency plan, people absent and who acts, units in service.

import { groupName, kindName, personName, plan, unitName } from "../board/plan.js";
import { board } from "../board/store.js";
import { shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { CallingPart } from "./dispatch-calling.js";
import { absence, activation, phase, unitOut } from "./dispatch-questions.js";
import { RequestsPart } from "./dispatch-requests.js";
import { ask, isPending, panel, put } from "./dispatch-state.js";
import { html, useLayoutEffect, useRef } from "./html.js";
import { MusterPart } from "./muster.js";

const WHERE = "posts";

/** Which phases may follow which; the server has the same table. Source: P1. */
const NEXT_PHASES = {
  readiness: ["live"],
  live: ["stand_down"],
  stand_down: ["live", "closed"],
  closed: ["stand_down"],
};
/** How fast a drill's clock may be set from here. */
const RATES = [0, 1, 10, 60];

export function PostsSheet({ now, who, page }) {
  const sheet = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    sheet.current.querySelector("button").focus();
    return () => before?.focus?.();
  }, []);
  const event = board.event.value;
  return html`<section class="sheet" role="dialog" aria-labelledby="posts-title" ref=${sheet}>
    <div class="sheet__head">
      <h2 id="posts-title">${t("dispatch.posts")}</h2>
      <button class="button button--quiet" type="button" onClick=${() => (panel.value = null)}>
        ${t("dispatch.leave")}<kbd>Esc</kbd>
      </button>
    </div>
    <div class="sheet__form" tabindex="0" aria-labelledby="posts-title" role="group">
      <${Answer} where=${WHERE} />
      <${EventPart} event=${event} who=${who} />
      ${page.event_kind === "drill" && may(who, "set_event_time") && html`<${ClockPart} event=${event} />`}
      <${MusterPart} ...${{ board, now, who }} />
      <${RequestsPart} who=${who} />
      <${CallingPart} ...${{ now, who }} />
      <${PeoplePart} event=${event} who=${who} />
      <${UnitsPart} who=${who} />
    </div>
  </section>`;
}

function EventPart({ event, who }) {
  const active = event.activation;
  const offered = active ? "end_activation" : "activate_plan";
  return html`<div class="sheet__part">
    <h3>${t("dispatch.event")}</h3>
    <p>
      ${t("dispatch.phase_now", { phase: t(`phase.${event.phase}`), time: shortClock(event.phase_since) })}
    </p>
    <p class="sheet__row">
      ${
        may(who, "change_phase") &&
        NEXT_PHASES[event.phase].map(
          (to) =>
            html`<button
              key=${to}
              class="button"
              type="button"
              data-phase=${to}
              onClick=${() => put(phase(to))}
            >
              ${t("dispatch.change_phase", { phase: t(`phase.${to}`) })}
            </button>`,
        )
      }
    </p>
    <p>${active ? activeText(active) : t("dispatch.not_active")}</p>
    <p class="sheet__row">
      ${
        may(who, offered)
          ? html`<button
              class="button button--primary"
              type="button"
              data-activation=${offered}
              onClick=${() => put(activation(offered))}
            >
              ${t(`dispatch.${offered}`)}
            </button>`
          : html`<small>${t("dispatch.commander_only")}</small>`
      }
    </p>
  </div>`;
}

function activeText({ at, by }) {
  return t("dispatch.active_since", { time: shortClock(at), person: by ? personName(by) : "" });
}

function ClockPart({ event }) {
  const set = (rate) => (click) => {
    const now = Date.now();
    const { event_at, real_at, rate: before } = event.time;
    const at = Math.round(event_at + (now - real_at) * before);
    ask(click.currentTarget, WHERE, {
      type: "set_event_time",
      time: { event_at: at, real_at: now, rate },
    });
  };
  return html`<div class="sheet__part">
    <h3>${t("dispatch.drill_clock")}</h3>
    <p class="sheet__row">
      ${RATES.map(
        (rate) =>
          html`<button
            key=${rate}
            class="button"
            type="button"
            aria-pressed=${event.time.rate === rate}
            disabled=${isPending(WHERE)}
            onClick=${set(rate)}
          >
            ${rate === 0 ? t("dispatch.paused") : t("dispatch.rate", { rate })}
          </button>`,
      )}
    </p>
  </div>`;
}

function PeoplePart({ event, who }) {
  const absent = Object.values(event.absent);
  const mayMark = may(who, "mark_absent");
  const back = (person) => (click) =>
    ask(click.currentTarget, WHERE, { type: "mark_present", person });
  return html`<div class="sheet__part">
    <h3>${t("dispatch.absent")}</h3>
    ${absent.length === 0 && html`<p>${t("dispatch.all_in_place")}</p>`}
    <ul class="sheet__list">
      ${absent.map(
        (one) =>
          html`<li key=${one.person} data-person=${one.person}>
            <span>${absentText(one)}</span>
            ${
              mayMark &&
              html`<button
                class="button button--small"
                type="button"
                disabled=${isPending(WHERE)}
                onClick=${back(one.person)}
              >
                ${t("dispatch.mark_present")}
              </button>`
            }
          </li>`,
      )}
    </ul>
    ${mayMark && html`<${MarkAbsent} />`}
  </div>`;
}

function absentText({ person, acting, since }) {
  const said = { person: personName(person), time: shortClock(since) };
  if (!acting) return t("dispatch.absent_alone", said);
  return t("dispatch.absent_acting", { ...said, acting: personName(acting) });
}

function MarkAbsent() {
  return html`<p class="sheet__row">
    <button class="button" type="button" data-mark="absent" onClick=${() => put(absence())}>
      ${t("dispatch.mark_absent")}
    </button>
  </p>`;
}

function UnitsPart({ who }) {
  const listed = [...board.units.value.values()]
    .filter((unit) => plan.value?.units?.[unit.id])
    .map((unit) => ({ unit, planned: plan.value.units[unit.id] }))
    .filter(({ planned }) => may(who, "set_unit_state", { unitGroup: planned.group }));
  return html`<div class="sheet__part">
    <h3>${t("dispatch.units_service")}</h3>
    <ul class="sheet__list">
      ${listed.map(({ unit, planned }) => html`<${UnitRow} key=${unit.id} unit=${unit} planned=${planned} />`)}
    </ul>
  </div>`;
}

function UnitRow({ unit, planned }) {
  const isOut = unit.state === "unavailable";
  const bring = (click) =>
    ask(click.currentTarget, WHERE, { type: "set_unit_state", unit: unit.id, state: "available" });
  return html`<li data-unit=${unit.id} data-state=${unit.state}>
    <span
      ><b>${unitName(unit.id)}</b>${" "}
      <small>${groupName(planned.group)} ${kindName(planned.kind)}</small></span
    >
    <span
      >${isOut ? [t("unit_state.unavailable"), unit.reason].filter(Boolean).join(t("dispatch.dot")) : t("unit_state.available")}</span
    >
    ${
      isOut
        ? html`<button
            class="button button--small"
            type="button"
            disabled=${isPending(WHERE)}
            onClick=${bring}
          >
            ${t("dispatch.unit_in")}
          </button>`
        : html`<button
            class="button button--small"
            type="button"
            onClick=${() => put(unitOut(unit.id, unitName(unit.id)))}
          >
            ${t("dispatch.unit_out")}
          </button>`
    }
  </li>`;
}
