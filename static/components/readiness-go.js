// The left column: what was signed, its conditions, how far everything is, what comes next.

import { groupName, name, personName, postName, zoneName, dutyName } from "../board/plan.js";
import { dueNext, standingGo, tally } from "../board/readiness.js";
import { board } from "../board/store.js";
import { shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { ask, isPending } from "./dispatch-state.js";
import { classes, html, signal } from "./html.js";

const WHERE = "go";
const decisionText = (one) => t(one === "go" ? "ready.go_short" : `ready.${one}`);
const DECISIONS = ["go", "conditional_go", "no_go"];
/** What is about to be signed, or null. */
const chosen = signal(null);
const written = signal("");

export function GoColumn({ groups, rows, who }) {
  const go = standingGo(board.of("go").value);
  return html`<section class="go" aria-label=${t("ready.go")}>
    <header class="ready__head">
      <h2>${t("ready.go")}</h2>
      <span>${go ? t("ready.signed_at", { time: shortClock(go.at) }) : t("ready.unsigned")}</span>
    </header>
    <${Choice} go=${go} who=${who} />
    ${go && html`<${Signed} go=${go} who=${who} />`}
    <${Opening} go=${go} who=${who} />
    <${Answer} where=${WHERE} />
    <${Counts} rows=${rows} />
    <${Groups} groups=${groups} />
    <${Next} rows=${rows} />
  </section>`;
}

function Choice({ go, who }) {
  const mayDecide = may(who, "decide_go");
  return html`<div class="go__choice" role="group" aria-label=${t("ready.go")}>
      ${DECISIONS.map(
        (one) =>
          html`<button
            key=${one}
            type="button"
            class=${classes("go__one", { "go__one--stands": go?.decision === one })}
            aria-pressed=${(chosen.value ?? go?.decision) === one}
            disabled=${!mayDecide}
            onClick=${() => (chosen.value = one)}
          >
            ${decisionText(one)}
          </button>`,
      )}
    </div>
    ${mayDecide && chosen.value && html`<${Signing} decision=${chosen.value} />`}
    ${!mayDecide && !go && html`<p class="go__who">${t("ready.only_commander")}</p>`}`;
}

function Signing({ decision }) {
  const isConditional = decision === "conditional_go";
  const lines = written.value
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const sign = (event) => {
    event.preventDefault();
    const words = isConditional ? { conditions: lines } : lines.length ? { reason: lines.join(" ") } : {};
    ask(event.currentTarget, WHERE, { type: "decide_go", decision, ...words }, () => {
      chosen.value = null;
      written.value = "";
    });
  };
  return html`<form class="go__signing" onSubmit=${sign}>
    <label>
      ${t(isConditional ? "ready.conditions" : "ready.reason")}
      <textarea
        rows=${isConditional ? 3 : 2}
        value=${written.value}
        onInput=${(event) => (written.value = event.currentTarget.value)}
      />
    </label>
    <div class="go__buttons">
      <button
        class="button button--primary"
        disabled=${isPending(WHERE) || (isConditional && lines.length === 0)}
      >
        ${t("ready.sign", { decision: decisionText(decision) })}
      </button>
      <button type="button" class="button" onClick=${() => (chosen.value = null)}>
        ${t("ready.not_now")}
      </button>
    </div>
  </form>`;
}

function Signed({ go, who }) {
  return html`<p class="go__who">
      <b>${personName(go.person)}</b> ${go.post ? postName(go.post) : ""}
      ${go.open.length > 0 && html`<span> · ${t("ready.open_then", { n: go.open.length })}</span>`}
    </p>
    ${go.reason && html`<p class="go__who">${go.reason}</p>`}
    <ol class="go__conditions">
      ${go.conditions.map(
        (one, place) => html`<li key=${place} data-met=${one.met_at ? "" : undefined}>
          <i class="go__mark" aria-hidden="true">${one.met_at ? "✓" : "!"}</i>
          <div>
            <b>${one.text ?? t("fact.words_hidden")}</b>
            ${
              one.met_at
                ? html`<span>${t("ready.met", { time: shortClock(one.met_at) })} ${personName(one.met_by)}</span>`
                : html`<span>${t("ready.unmet")}</span>`
            }
          </div>
          ${
            !one.met_at &&
            may(who, "meet_condition") &&
            html`<button
              type="button"
              class="button button--small"
              onClick=${(event) => ask(event.currentTarget, WHERE, { type: "meet_condition", go: go.id, condition: place + 1 })}
            >
              ${t("ready.meet")}
            </button>`
          }
        </li>`,
      )}
    </ol>
    ${
      go.open.length > 0 &&
      html`<details class="go__open">
        <summary>${t("ready.open_list")}</summary>
        <ul>
          ${go.open.map((one) => html`<li key=${`${one.kind}/${one.of}`}>${pointText(one)}</li>`)}
        </ul>
      </details>`
    }`;
}

const POINTS = { duty: dutyName, zone: zoneName, post: postName, group: groupName };

function pointText({ kind, of }) {
  return t(`ready.point.${kind}`, { name: POINTS[kind](of) });
}

/** The gates open by changing the phase; offered only once somebody signed for it. */
function Opening({ go, who }) {
  const ready = go && go.decision !== "no_go" && board.event.value.phase === "readiness";
  if (!ready || !may(who, "change_phase")) return null;
  return html`<button
    type="button"
    class="button button--primary go__opening"
    disabled=${isPending(WHERE)}
    onClick=${(event) => ask(event.currentTarget, WHERE, { type: "change_phase", phase: "live" })}
  >
    ${t("ready.open_gates")}
  </button>`;
}

function Counts({ rows }) {
  const { all, done, late, doneLate } = tally(rows);
  return html`<dl class="go__counts">
    <div><dd>${done}</dd><dt>${t("ready.done_of", { all })}</dt></div>
    <div data-late=${late > 0 ? "" : undefined}><dd>${late}</dd><dt>${t("ready.late")}</dt></div>
    <div><dd>${doneLate}</dd><dt>${t("ready.done_late")}</dt></div>
  </dl>`;
}

function Groups({ groups }) {
  return html`<ul class="go__groups">
    ${groups.map(
      ({ group, all, done, late }) => html`<li key=${group.id} data-late=${late > 0 ? "" : undefined}>
        <span>${name(group.name)}</span>
        <svg class="go__bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect width="100" height="8" class="go__bar-all" />
          <rect width=${(100 * done) / all} height="8" class="go__bar-done" />
        </svg>
        <span>${done} / ${all}</span>
        <i class="go__mark" role="img" aria-label=${t(late > 0 ? "ready.has_late" : done === all ? "ready.all_done" : "ready.under_way")}>
          ${late > 0 ? "!" : done === all ? "✓" : "·"}
        </i>
      </li>`,
    )}
  </ul>`;
}

function Next({ rows }) {
  const next = dueNext(rows);
  if (next.length === 0) return null;
  return html`<h2>${t("ready.next")}</h2>
    <ol class="go__next">
      ${next.map(
        (one) => html`<li key=${one.id}>
          <b>${shortClock(one.planned.due_at)}</b><span>${dutyName(one.id)}</span>
          <span>${groupName(one.planned.group)}</span>
        </li>`,
      )}
    </ol>`;
}
