// A situation report written: what the log says beside what people add, approved, then sent.

import { numberText, personName, recipientName } from "../board/plan.js";
import { reportName } from "../board/sentences.js";
import { asText, mayBeFinal, rows, TYPED } from "../board/sitreps.js";
import { clock, shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { Owed, sitrepShown, stateText } from "./dispatch-sitreps.js";
import { editAction, forget, shown, write } from "./dispatch-sitrep-state.js";
import { ask, isPending, panel } from "./dispatch-state.js";
import { html, useLayoutEffect, useRef } from "./html.js";

const WHERE = "sitrep";
const TEXT_MAX_CHARS = 1000;

export function SitrepSheet({ incident, now, who }) {
  const sheet = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    sheet.current.querySelector("button").focus();
    return () => before?.focus?.();
  }, []);
  const sitrep = sitrepShown(incident);
  const writes = sitrep?.ended_at === null && may(who, "draft_sitrep");
  const calls = sitrep?.ended_at === null && may(who, "phone_sitrep");
  return html`<section class="sheet" role="dialog" aria-labelledby="sitrep-sheet" ref=${sheet}>
    <div class="sheet__head">
      <h2 id="sitrep-sheet">${t("sitrep.title")} ${incident && numberText(incident.number)}</h2>
      <button class="button button--quiet" type="button" onClick=${() => (panel.value = null)}>
        ${t("dispatch.leave")}<kbd>Esc</kbd>
      </button>
    </div>
    <div class="sheet__form" tabindex="0" role="group" aria-labelledby="sitrep-sheet">
      ${sitrep && html`<ul class="owed">
        ${sitrep.channels.map(
          (one) => html`<${Owed}
            key=${one.to}
            channel=${one}
            now=${now}
            call=${calls && html`<${Called} sitrep=${sitrep} to=${one.to} />`}
          />`,
        )}
      </ul>`}
      <${Answer} where=${WHERE} />
      ${sitrep?.draft && html`<${Report} report=${sitrep.draft} />`}
      ${sitrep?.draft && html`<${Written} sitrep=${sitrep} writes=${writes} />`}
      ${sitrep && html`<${History} sitrep=${sitrep} incident=${incident} />`}
    </div>
    ${sitrep?.ended_at === null && html`<${Controls} ...${{ sitrep, incident, who, writes }} />`}
  </section>`;
}

function Called({ sitrep, to }) {
  const action = { type: "phone_sitrep", incident: sitrep.incident, recipients: [to] };
  return html`<button
    class="button button--small"
    type="button"
    data-sitrep-do=${`phone-${to}`}
    disabled=${isPending(WHERE)}
    onClick=${(event) => ask(event.currentTarget, WHERE, action)}
  >
    ${t("sitrep.say_phoned")}<span class="for-readers"> ${recipientName(to)}</span>
  </button>`;
}

function Report({ report }) {
  return html`<div class="sheet__part">
    <h3>${reportName(report)}<em>${t("sitrep.from_log")}</em></h3>
    <dl class="report-rows">
      ${rows(report).map(
        ([name, text]) => html`<div key=${name} data-row=${name}>
          <dt>${t(`sitrep.row.${name}`)}</dt>
          <dd>${text}</dd>
        </div>`,
      )}
    </dl>
  </div>`;
}

function Written({ sitrep, writes }) {
  return TYPED.map(
    (name) => html`<div class="sheet__part" key=${name}>
      <label for=${`sitrep-${name}`}>${t(`sitrep.${name}`)}</label>
      <textarea
        id=${`sitrep-${name}`}
        class="input"
        rows="2"
        maxlength=${TEXT_MAX_CHARS}
        readonly=${!writes}
        placeholder=${t("sitrep.unknown")}
        value=${shown(sitrep, name)}
        onInput=${(event) => write(sitrep, name, event.currentTarget.value)}
      />
    </div>`,
  );
}

function History({ sitrep, incident }) {
  if (sitrep.sent.length === 0) return null;
  return html`<div class="sheet__part">
    <h3>${t("sitrep.history")}</h3>
    ${[...sitrep.sent].reverse().map(
      (one) => html`<details class="report-sent" key=${one.report.number}>
        <summary>
          <b>${reportName(one.report)}</b> ${clock(one.at)} → ${one.to.map(recipientName).join(t("line.and"))}
        </summary>
        <pre>${asText(one.report, titleOf(one.report, incident))}</pre>
      </details>`,
    )}
  </div>`;
}

const titleOf = (report, incident) => `${reportName(report)} ${numberText(incident.number)}`;

/** One step at a time: draft, save, approve, send. What can't be done yet isn't offered. */
function Controls({ sitrep, incident, who, writes }) {
  const { draft } = sitrep;
  const edit = draft ? editAction(sitrep) : null;
  const canApprove = draft && !draft.approved_at && !edit && may(who, "approve_sitrep");
  return html`<div class="sheet__controls">
    ${writes && !draft && html`<${Button} primary name="draft" action=${drafting(sitrep)} text=${nextText(sitrep)} />`}
    ${writes && edit && html`<${Button} primary name="save" action=${edit} then=${forget} text=${t("sitrep.save")} />`}
    ${canApprove && html`<${Button} primary name="approve" action=${approving(sitrep)} text=${t("sitrep.approve")} />`}
    ${writes && draft?.approved_at && !edit && html`<${Sending} sitrep=${sitrep} />`}
    ${writes && draft && !edit && html`<${Button} name="redraft" action=${drafting(sitrep, draft.stage === "final")} text=${t("sitrep.redraft")} />`}
    ${
      writes && draft?.stage !== "final" && mayBeFinal(incident) && !edit &&
      html`<${Button} name="final" action=${drafting(sitrep, true)} text=${t("sitrep.draft_final")} />`
    }
    ${draft && html`<${Copy} text=${asText(draft, titleOf(draft, incident))} />`}
    <span class="sheet__need">${needText(sitrep, edit, canApprove)}</span>
  </div>`;
}

const drafting = (sitrep, final = false) => ({ type: "draft_sitrep", sitrep: sitrep.id, final });
const approving = (sitrep) => ({ type: "approve_sitrep", sitrep: sitrep.id, seen: sitrep.draft.v });

function nextText({ sent }) {
  const stage = sent.length === 0 ? "first" : "follow_up";
  return t("sitrep.draft_next", { report: reportName({ stage, number: sent.length + 1 }) });
}

function needText(sitrep, edit, canApprove) {
  const { draft } = sitrep;
  if (!draft) return stateText(sitrep);
  if (edit) return t("sitrep.need.save");
  if (draft.approved_at) {
    const who = draft.approved_by ? personName(draft.approved_by) : "";
    return t("sitrep.approved_by", { who, time: shortClock(draft.approved_at) });
  }
  return canApprove ? "" : t("sitrep.need.approval");
}

function Sending({ sitrep }) {
  const base = { type: "send_sitrep", sitrep: sitrep.id, number: sitrep.draft.number };
  const all = sitrep.channels.map((one) => one.to);
  const single = sitrep.draft.stage === "final" || all.length === 1 ? [] : all;
  return html`<${Button} primary name="send" action=${base} text=${t("sitrep.send", { whom: all.map(recipientName).join(t("line.and")) })} />
    ${single.map(
      (to) => html`<${Button} key=${to} name=${`send-${to}`} action=${{ ...base, recipients: [to] }} text=${t("sitrep.send_only", { whom: recipientName(to) })} />`,
    )}`;
}

function Button({ name, action, text, then, primary = false }) {
  return html`<button
    class=${primary ? "button button--primary" : "button"}
    type="button"
    data-sitrep-do=${name}
    disabled=${isPending(WHERE)}
    onClick=${(event) => ask(event.currentTarget, WHERE, action, then)}
  >
    ${text}
  </button>`;
}

function Copy({ text }) {
  if (!navigator.clipboard) return null;
  return html`<button class="button button--quiet" type="button" onClick=${() => navigator.clipboard.writeText(text)}>
    ${t("sitrep.copy")}
  </button>`;
}
