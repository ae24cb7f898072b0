// The playbook's checklist for the incident, with whose each step is and the clause it comes from;
// below it what was told when it was reported.

import { agencyName, name, numberText, plan, typeName } from "../board/plan.js";
import { clock } from "../board/times.js";
import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { unticking } from "./dispatch-questions.js";
import { ask, isPending, open, put } from "./dispatch-state.js";
import { classes, html } from "./html.js";
import { Icon } from "./icons.js";

const WHERE = "checklist";

export function Checklist({ incident, who }) {
  const steps = plan.value?.playbooks?.[incident.type]?.checklist ?? [];
  const done = new Map(incident.steps.map((one) => [one.step, one]));
  const offers = {
    tick: incident.open && may(who, "tick_step", { incident }),
    strike: may(who, "strike_entry", { incident }),
  };
  return html`<section class="block" aria-labelledby="steps-title">
    <div class="block__head">
      <h2 id="steps-title">${t("dispatch.checklist")}</h2>
      <span class="block__count"> ${typeName(incident.type)} ${doneText(steps, done)} </span>
      <${Source} playbook=${plan.value?.playbooks?.[incident.type]} />
    </div>
    ${steps.length === 0 && html`<p class="checklist__none">${t("dispatch.no_steps")}</p>`}
    <ul class="checklist">
      ${steps.map((step) => html`<${Step} key=${step.id} step=${step} done=${done.get(step.id)} incident=${incident} offers=${offers} />`)}
    </ul>
    <${Answer} where=${WHERE} />
  </section>`;
}

function doneText(steps, done) {
  return `${steps.filter((step) => done.has(step.id)).length} / ${steps.length}`;
}

/** The clause an incident of this type stands on, in the plan; beside the desk, not instead of it. */
function Source({ playbook }) {
  if (!playbook) return null;
  const clause = playbook.situation;
  const href = `/plan${location.search}#clause-${clause}`;
  return html`<a class="block__note" href=${href} target="_blank" rel="noopener"
    >${t("dispatch.source", { clause })}</a
  >`;
}

function Step({ step, done, incident, offers }) {
  const toggle = (event) => {
    if (done) put(unticking(incident, done));
    else
      ask(event.currentTarget, WHERE, {
        type: "tick_step",
        incident: incident.number,
        step: step.id,
      });
  };
  const offered = done ? offers.strike : offers.tick;
  return html`<li>
    <button
      class=${classes("step", { "step--done": done })}
      role="checkbox"
      aria-checked=${Boolean(done)}
      data-step=${step.id}
      disabled=${!offered || isPending(WHERE)}
      onClick=${toggle}
    >
      <span class="step__box" aria-hidden="true"
        >${done && html`<${Icon} name="check" strong />`}</span
      >
      <span class="step__text">${name(step.text)}</span>
      <span class="step__time">${done ? clock(done.at) : ""}</span>
      <span class="step__whose">${agencyName(step.agency)}</span>
      <span class="step__source">${step.source.join(" ")}</span>
    </button>
  </li>`;
}

/** What was told, by whom, and the reports that turned out to be the same thing. */
export function Told({ incident, who }) {
  const isDesk = ["dispatcher", "commander", "admin"].includes(who.role);
  const rows = [
    ["dispatch.what", incident.what],
    ["dispatch.place", incident.place],
    ["dispatch.reporter", isDesk ? incident.reporter : null],
  ].filter(([, text]) => text);
  return html`<section class="block block--ruled" aria-labelledby="told-title">
    <div class="block__head"><h2 id="told-title">${t("dispatch.told_title")}</h2></div>
    <dl class="told-list">
      ${rows.map(
        ([key, text]) =>
          html`<div key=${key}>
            <dt>${t(key)}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
      <div>
        <dt>${t("dispatch.injured")}</dt>
        <dd>${t(`injured.${incident.injured}`)}</dd>
      </div>
      ${
        incident.duplicates.length > 0 &&
        html`<div>
          <dt>${t("dispatch.duplicates")}</dt>
          <dd>
            ${incident.duplicates.map((n) => html`<button key=${n} class="link" onClick=${() => open(n)}>${numberText(n)}</button> `)}
          </dd>
        </div>`
      }
    </dl>
  </section>`;
}
