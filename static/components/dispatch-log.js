// The incident's log, newest first, and the line to write in. Struck lines stay, struck through.

import { board } from "../board/store.js";
import { fullSentence, marks, spoken, who as whoSaid } from "../board/sentences.js";
import { clock } from "../board/times.js";
import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { striking } from "./dispatch-questions.js";
import { ask, details, isPending, put } from "./dispatch-state.js";
import { LINE_FILTERS, canStrike, linesOf, mergeLines } from "./dispatch-view.js";
import { classes, html, useSignal } from "./html.js";

const WHERE = "log";
const NOTE_MAX_CHARS = 1000;

export function IncidentLog({ incident, who, drafts }) {
  const kind = useSignal("all");
  const fetched = details.value.get(incident.number);
  const lines = mergeLines(fetched?.lines, board.lines.value, incident.number);
  const shown = linesOf(lines, kind.value);
  const mayStrike = may(who, "strike_entry", { incident });
  return html`<section class="block block--grows" aria-labelledby="log-title">
    <div class="block__head">
      <h2 id="log-title">${t("dispatch.log")}</h2>
      <span class="block__count">${t("dispatch.n_lines", { n: lines.length })}</span>
      <${LineFilters} kind=${kind} />
    </div>
    ${!fetched && html`<p class="log__loading">${t("dispatch.loading_log")}</p>`}
    <ol class="log" tabindex="0" aria-labelledby="log-title">
      ${shown.map((line) => html`<${LogLine} key=${line.seq} line=${line} incident=${incident} mayStrike=${mayStrike} />`)}
    </ol>
    <${Answer} where=${WHERE} />
    ${may(who, "add_note", { incident }) && html`<${NoteForm} key=${incident.number} incident=${incident} drafts=${drafts} />`}
  </section>`;
}

function LineFilters({ kind }) {
  return html`<div
    class="block__note log__filters"
    role="group"
    aria-label=${t("dispatch.log_filters")}
  >
    ${LINE_FILTERS.map(
      (one) =>
        html`<button
          key=${one}
          class="link"
          aria-pressed=${kind.value === one}
          onClick=${() => (kind.value = one)}
        >
          ${t(`dispatch.lines.${one}`)}
        </button>`,
    )}
  </div>`;
}

function LogLine({ line, incident, mayStrike }) {
  const { late, struck } = marks(line);
  const text = spoken(line, board.notices.value, fullSentence);
  const look = classes("log__line", `log__line--${lookOf(line)}`, { "log__line--struck": struck });
  return html`<li class=${look} data-seq=${line.seq}>
    <time title=${`#${line.seq}`}>${clock(line.occurred_at)}</time>
    <i aria-hidden="true" />
    <span class="log__text">
      ${struck ? html`<s>${text}</s> <em class="log__mark">${t("line.struck")}</em>` : text}
      ${late && html` <em class="log__mark" title=${late}>${t("line.late")}</em>`}
      <small>${byText(line)}</small>
    </span>
    ${
      mayStrike &&
      canStrike(line) &&
      html`<button
        class="button button--small button--quiet log__strike"
        onClick=${() => put(striking(incident, line.seq, text))}
      >
        ${t("dispatch.strike")} <span class="for-readers">${text}</span>
      </button>`
    }
  </li>`;
}

/** Who wrote it down, where the sentence itself doesn't say so. */
function byText(line) {
  const isNote = line.facts.every((fact) => fact.type === "note_added");
  const own = line.by?.unit && !line.by.on_behalf_of;
  // What a machine carried or noticed says so itself.
  const isMachine = line.source === "worker" || line.source === "watch";
  return isNote || own || isMachine ? "" : whoSaid(line);
}

const STAGE_FACTS = new Set([
  "incident_reported",
  "unit_assigned",
  "unit_progressed",
  "incident_controlled",
  "incident_resolved",
  "incident_closed",
  "incident_reopened",
]);
const LATE_FACTS = new Set(["deadline_missed", "deadline_expired", "escalated_by_hand"]);

function lookOf(line) {
  if (line.facts.some((fact) => LATE_FACTS.has(fact.type))) return "late";
  if (line.facts.some((fact) => STAGE_FACTS.has(fact.type))) return "stage";
  return line.facts.some((fact) => fact.type === "note_added") ? "note" : "other";
}

/** What is half written stays with its incident while the person looks at another. */
function NoteForm({ incident, drafts }) {
  const text = useSignal(drafts.get(incident.number) ?? "");
  const keep = (value) => {
    text.value = value;
    if (value) drafts.set(incident.number, value);
    else drafts.delete(incident.number);
  };
  const submit = (event) => {
    event.preventDefault();
    const said = text.peek().trim();
    if (!said || isPending(WHERE)) return;
    // Cleared only once the server has it: a refused note must not have to be typed again.
    ask(
      event.currentTarget,
      WHERE,
      { type: "add_note", incident: incident.number, text: said },
      () => {
        if (text.peek().trim() === said) keep("");
      },
    );
  };
  return html`<form class="note" onSubmit=${submit}>
    <input
      id="note"
      class="input"
      aria-label=${t("dispatch.note_for", { number: incident.number })}
      placeholder=${t("dispatch.note_hint")}
      maxlength=${NOTE_MAX_CHARS}
      autocomplete="off"
      value=${text.value}
      onInput=${(event) => keep(event.currentTarget.value)}
    />
    <button class="button" disabled=${isPending(WHERE)}>${t("dispatch.write")}<kbd>C</kbd></button>
  </form>`;
}
