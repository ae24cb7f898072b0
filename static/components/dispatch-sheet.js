// A new report. What is half typed stays when the sheet is closed, until it was taken or cleared.

import { board } from "../board/store.js";
import { circumstancesAsked, numberText, plan, typeName, zoneName } from "../board/plan.js";
import { duration } from "../board/times.js";
import { SEVERITIES } from "../board/views.js";
import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { answer, ask, isPending, open, panel } from "./dispatch-state.js";
import { gradeOf, likelyDuplicates } from "./dispatch-view.js";
import { classes, html, signal, useLayoutEffect, useRef } from "./html.js";
import {
  CircumstanceToggles,
  InjuredChoice,
  NOTHING_INVOLVED,
  TypeCards,
  atDigit,
  familiesOf,
  involvedIn,
  openFamily,
  toggled,
} from "./report-form.js";
import { SeverityMark } from "./severity.js";

const WHERE = "report";
const WORDS_MAX_CHARS = 1000;
const EMPTY = {
  type: null,
  zone: null,
  place: "",
  what: "",
  injured: "unknown",
  involves: NOTHING_INVOLVED,
  severity: null,
  reporter: "",
};

/** The draft; kept in memory only, since it may hold a caller's name. */
export const draft = signal(EMPTY);
export const isDrafted = () =>
  Object.entries(EMPTY).some(([key, value]) => draft.value[key] !== value);

const set = (name, value) => (draft.value = { ...draft.peek(), [name]: value });

export function ReportSheet({ now }) {
  const sheet = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    sheet.current.querySelector(".types__one").focus();
    return () => before?.focus?.();
  }, []);
  const { type, injured, zone } = draft.value;
  const same = likelyDuplicates(board.allIncidents(), { type, zone }, now.peek());
  const send = (into, then) => (event) => {
    event.preventDefault();
    if (type && !isPending(WHERE)) report(event.currentTarget, into, then);
  };
  return html`<section
    class="sheet"
    role="dialog"
    aria-labelledby="sheet-title"
    ref=${sheet}
    onKeyDown=${(event) => keys(event, same, send)}
  >
    <div class="sheet__head">
      <h2 id="sheet-title">${t("dispatch.report")}</h2>
      <button class="button button--quiet" type="button" onClick=${close}>
        ${t("dispatch.leave")}<kbd>Esc</kbd>
      </button>
    </div>
    <form class="sheet__form" onSubmit=${send(null)}>
      <div class="sheet__part">
        <h3>
          ${t("dispatch.type")}<em>${keysText()}</em>
        </h3>
        <${TypeCards}
          value=${type}
          choose=${(one) => set("type", one)}
          digits
          label=${t("dispatch.type")}
        />
      </div>
      <${Where} />
      ${same.map((one) => html`<${Duplicate} key=${one.number} one=${one} now=${now} merge=${send(one.number)} />`)}
      <${Words}
        key="what"
        name="what"
        label=${t("dispatch.what")}
        hint=${t("dispatch.what_hint")}
        rows=${3}
      />
      <div class="sheet__part">
        <h3>${t("dispatch.injured_ask")}</h3>
        <${InjuredChoice}
          value=${injured}
          choose=${(one) => set("injured", one)}
          label=${t("dispatch.injured_ask")}
        />
      </div>
      <${Involved} />
      <${Grade} />
      <${Words}
        key="reporter"
        name="reporter"
        label=${t("dispatch.reporter")}
        hint=${t("dispatch.reporter_hint")}
        rows=${1}
      />
      <${Answer} where=${WHERE} />
    </form>
    <${Controls} same=${same} send=${send} />
  </section>`;
}

/** Which digit keys do what. */
function keysText() {
  const [first, ...others] = familiesOf(plan.value);
  const n = first?.types.length ?? 0;
  return others.length > 0 ? t("dispatch.type_keys.families", { n }) : t("dispatch.type_keys", { n });
}

function Controls({ same, send }) {
  const isOff = !draft.value.type || isPending(WHERE);
  const [first] = same;
  return html`<div class="sheet__controls">
    ${
      first &&
      html`<button
        class="button button--primary"
        type="button"
        disabled=${isOff}
        onClick=${send(first.number)}
      >
        ${t("dispatch.merge_into", { number: numberText(first.number) })}
      </button>`
    }
    <button
      class=${classes("button", { "button--primary": !first })}
      type="button"
      disabled=${isOff}
      data-send="report"
      onClick=${send(null)}
    >
      ${t(first ? "dispatch.report_apart" : "dispatch.report_send")}<kbd>Ctrl Enter</kbd>
    </button>
    ${!draft.value.type && html`<span class="sheet__need">${t("dispatch.type_needed")}</span>`}
    <button class="button sheet__clear" type="button" disabled=${!isDrafted()} onClick=${clear}>
      ${t("dispatch.clear")}
    </button>
  </div>`;
}

function Where() {
  const { zone, place } = draft.value;
  const zones = Object.keys(plan.value?.zones ?? {});
  return html`<div class="sheet__part">
    <h3>${t("dispatch.zone")}</h3>
    <div class="zones" role="group" aria-label=${t("dispatch.zone")}>
      ${zones.map(
        (one) =>
          html`<button
            key=${one}
            type="button"
            class=${classes("zones__one", { "zones__one--chosen": one === zone })}
            data-zone=${one}
            aria-pressed=${one === zone}
            onClick=${() => set("zone", one === zone ? null : one)}
          >
            ${zoneName(one)}
          </button>`,
      )}
    </div>
    <label for="report-place">${t("dispatch.place")}</label>
    <input
      id="report-place"
      class="input"
      maxlength="200"
      autocomplete="off"
      value=${place}
      placeholder=${t("dispatch.place_hint")}
      onInput=${(event) => set("place", event.currentTarget.value)}
    />
  </div>`;
}

function Words({ name: field, label, hint, rows }) {
  const id = `report-${field}`;
  const common = {
    id,
    class: "input",
    maxlength: WORDS_MAX_CHARS,
    autocomplete: "off",
    placeholder: hint,
  };
  const change = (event) => set(field, event.currentTarget.value);
  return html`<div class="sheet__part">
    <label for=${id}>${label}</label>
    ${
      rows > 1
        ? html`<textarea ...${common} rows=${rows} value=${draft.value[field]} onInput=${change} />`
        : html`<input ...${common} value=${draft.value[field]} onInput=${change} />`
    }
  </div>`;
}

/** Asked only where the plan has something to do about it. */
function Involved() {
  const asked = circumstancesAsked(draft.value.type);
  if (asked.length === 0) return null;
  return html`<div class="sheet__part">
    <h3>${t("report.involved")}</h3>
    <${CircumstanceToggles}
      asked=${asked}
      value=${draft.value.involves}
      toggle=${(one) => set("involves", toggled(draft.peek().involves, one))}
      label=${t("report.involved")}
    />
  </div>`;
}

/** The playbook's grade stands unless a person picks another. */
function Grade() {
  const { type, injured, severity } = draft.value;
  const suggested = gradeOf(plan.value?.playbooks?.[type], injured);
  const note = suggested
    ? t("dispatch.grade_rule", { grade: t(`severity.${suggested}`), why: t(`injured.${injured}`) })
    : "";
  return html`<div class="sheet__part">
    <h3>${t("dispatch.grade")}<em>${note}</em></h3>
    <div class="grades" role="group" aria-label=${t("dispatch.grade")}>
      ${SEVERITIES.map(
        (grade) =>
          html`<button
            key=${grade}
            type="button"
            class=${classes("grades__one", { "grades__one--chosen": grade === (severity ?? suggested) })}
            data-grade=${grade}
            aria-pressed=${grade === (severity ?? suggested)}
            onClick=${() => set("severity", grade === suggested ? null : grade)}
          >
            <${SeverityMark} grade=${grade} quiet /><span>${t(`severity.${grade}`)}</span>
          </button>`,
      )}
    </div>
  </div>`;
}

function Duplicate({ one, now, merge }) {
  const ago = duration(Math.max(0, now.peek() - one.reported_at));
  return html`<aside class="duplicate">
    <${SeverityMark} grade=${one.severity} />
    <div>
      <h3>${t("dispatch.same", { number: numberText(one.number) })}</h3>
      <p>
        ${t("dispatch.same_why", { type: typeName(one.type), zone: zoneName(one.zone), ago })}${" "}
        ${one.what ?? one.place ?? ""}
      </p>
      <button class="button button--primary button--small" type="button" onClick=${merge}>
        ${t("dispatch.merge_into", { number: numberText(one.number) })}<kbd>Ctrl M</kbd>
      </button>
      <button class="button button--small" type="button" onClick=${() => open(one.number)}>
        ${t("dispatch.compare")}
      </button>
    </div>
  </aside>`;
}

/** Report; when it repeats another, say so at once afterwards: both calls stay on record. */
function report(target, into) {
  const { type, zone, place, what, injured, severity, reporter } = draft.peek();
  const said = {
    zone,
    place: place.trim(),
    what: what.trim(),
    severity,
    reporter: reporter.trim(),
  };
  const involved = involvedIn(draft.peek());
  const filled = Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== null && value !== ""),
  );
  ask(target, WHERE, { type: "report", incident_type: type, injured, ...involved, ...filled }, (receipt) => {
    clear();
    close();
    open(into ?? receipt.incident);
    if (into)
      ask(document.body, "incident", { type: "merge_incident", incident: receipt.incident, into });
  });
}

function keys(event, same, send) {
  const inText = event.target.matches("input, textarea");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(null)(event);
  else if (event.key === "m" && event.ctrlKey && same[0]) send(same[0].number)(event);
  else if (!inText && /^[0-9]$/.test(event.key) && !event.ctrlKey) pickType(event);
}

function pickType(event) {
  const found = atDigit(plan.peek(), event.key);
  if (!found) return;
  event.preventDefault();
  if (found.type) set("type", found.type);
  else openFamily(found.family, { focus: true });
}

function clear() {
  draft.value = EMPTY;
  answer(WHERE, null);
}

function close() {
  panel.value = null;
}
