// Telling of something new from a phone: what, whether people are hurt, where, one line of words.

import { board } from "../board/store.js";
import { circumstancesAsked, numberText, plan, typeName, zoneName } from "../board/plan.js";
import { clock } from "../board/times.js";
import { t } from "../board/words.js";
import { ownReports } from "./field-view.js";
import { tap } from "./field-state.js";
import { html, signal, useSignal } from "./html.js";
import { Icon } from "./icons.js";
import {
  CircumstanceToggles,
  InjuredChoice,
  NOTHING_INVOLVED,
  TypeCards,
  ZoneSelect,
  involvedIn,
  toggled,
} from "./report-form.js";

const REPORTS_SHOWN = 5;
const WORDS_MAX_CHARS = 500;
const EMPTY = {
  type: null,
  injured: null,
  involves: NOTHING_INVOLVED,
  zone: undefined,
  what: "",
};

/** The draft outlives a switch of tabs. */
export const draft = signal(EMPTY);
const set = (name, value) => (draft.value = { ...draft.peek(), [name]: value });

export function ReportView({ unit, person, offline, waitingPanel }) {
  const told = useSignal(false);
  const { type, injured, what } = draft.value;
  const zone = draft.value.zone === undefined ? whereIs(unit) : draft.value.zone;
  const ready = type !== null && injured !== null;
  const send = (event) => {
    event.preventDefault();
    if (!ready) return;
    const said = { ...involvedIn(draft.peek()), ...(zone && { zone }), ...(what.trim() && { what: what.trim() }) };
    tap(event.currentTarget, { type: "report", incident_type: type, injured, ...said });
    draft.value = EMPTY;
    told.value = true;
  };
  return html`<form class="tell" onSubmit=${send}>
    <h1 class="for-readers">${t("field.tab.report")}</h1>
    <div class="tell__form" tabindex="0" role="group" aria-label=${t("field.tab.report")}>
      ${told.value && html`<p class="tell__told" role="status">${t(offline ? "field.told_offline" : "field.told")}</p>`}
      ${waitingPanel}
      <${Part} n=${1} done=${type !== null} title=${t("field.what")} />
      <${TypeCards}
        value=${type}
        choose=${(one) => choose("type", one, told)}
        label=${t("field.what")}
      />
      <${Part} n=${2} done=${injured !== null} title=${t("field.injured")} />
      <${InjuredChoice}
        value=${injured}
        choose=${(one) => choose("injured", one, told)}
        label=${t("field.injured")}
      />
      <${Involved} type=${type} />
      <${ZoneSelect}
        id="zone"
        label=${t("field.zone")}
        value=${zone}
        choose=${(one) => set("zone", one)}
      />
      <div class="field">
        <label for="what">${t("field.say")}</label>
        <textarea
          id="what"
          class="input"
          rows="2"
          maxlength=${WORDS_MAX_CHARS}
          value=${what}
          onInput=${(event) => set("what", event.currentTarget.value)}
        />
      </div>
      <${Told} ...${{ unit, person }} />
    </div>
    <div class="task__do">
      <button class="go go--report" data-send="report" disabled=${!ready}>
        <b>${t("field.send")}</b>
        <span>${ready ? saidText({ type, injured, zone }) : t("field.send_needs")}</span>
      </button>
    </div>
  </form>`;
}

/** Asked only where the plan has something to do about it. */
function Involved({ type }) {
  const asked = circumstancesAsked(type);
  if (asked.length === 0) return null;
  return html`<h2 class="tell__part tell__part--plain">${t("report.involved")}</h2>
    <${CircumstanceToggles}
      asked=${asked}
      value=${draft.value.involves}
      toggle=${(one) => set("involves", toggled(draft.peek().involves, one))}
      label=${t("report.involved")}
    />`;
}

function saidText({ type, injured, zone }) {
  const said = [typeName(type), t(`injured.${injured}`), zone && zoneName(zone)];
  return said.filter(Boolean).join(" · ");
}

function choose(name, value, told) {
  told.value = false;
  set(name, value);
}

/** Where the unit last said it is, else where the plan puts it. */
function whereIs(unit) {
  return board.units.value.get(unit)?.zone ?? plan.value?.units?.[unit]?.home ?? null;
}

function Part({ n, done, title }) {
  return html`<h2 class="tell__part" data-done=${done ? "" : undefined}>
    <i aria-hidden="true">${done ? html`<${Icon} name="check" strong />` : n}</i>${title}
  </h2>`;
}

/** What became of what this unit, or who leads, told before. */
function Told({ unit, person }) {
  const reports = ownReports(board.allIncidents(), { unit, person }).slice(0, REPORTS_SHOWN);
  if (reports.length === 0) return null;
  return html`<section class="card">
    <h2>${t("field.own_reports")}</h2>
    <ol>
      ${reports.map(
        (one) =>
          html`<li key=${one.number}>
            <time>${clock(one.reported_at)}</time>${" "}
            <b>${numberText(one.number)} ${typeName(one.type)}</b>${" "}
            ${one.open ? t(`stage.${one.stage}`) : t(`status.${one.status}`)}
          </li>`,
      )}
    </ol>
  </section>`;
}
