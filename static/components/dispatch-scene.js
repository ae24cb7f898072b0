// The scene of the incident opened: who commands there, what for, within which bounds, what is lost.

import { personName, postName, zoneName } from "../board/plan.js";
import { boundsText, countsText } from "../board/acts-sentences.js";
import { board } from "../board/store.js";
import { shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import {
  aiming,
  bounding,
  counting,
  imposing,
  settingUp,
  transferring,
} from "./dispatch-scene-questions.js";
import { commandOf, inForce, lastCasualties } from "./dispatch-acts-view.js";
import { Answer } from "./dispatch-answer.js";
import { may, mayAtScene } from "./dispatch-authority.js";
import { ask, isPending, put } from "./dispatch-state.js";
import { classes, html } from "./html.js";

const WHERE = "scene";

export function ScenePanel({ incident, who }) {
  const scene = board.of("scene").value.get(String(incident.number)) ?? null;
  const mayCount = mayAtScene(who, "record_casualties", { incident, scene });
  if (!scene) return incident.open ? html`<${Beginning} incident=${incident} who=${who} />` : null;
  return html`<section class="block" aria-labelledby="scene-title">
    <div class="block__head"><h2 id="scene-title">${t("dispatch.scene")}</h2></div>
    <dl class="acts">
      <${Headquarters} ...${{ scene, incident, who }} />
      <${Objectives} ...${{ scene, incident, who }} />
      <${Bounds} ...${{ scene, incident, who }} />
      <${Measures} ...${{ scene, incident, who }} />
      <${Casualties} ...${{ scene, incident, mayCount }} />
    </dl>
    <${Answer} where=${WHERE} />
  </section>`;
}

/** Most incidents never have a scene: until then one row of what could begin it. */
function Beginning({ incident, who }) {
  const first = {
    set_up_scene: () => settingUp(incident),
    set_objectives: () => aiming(incident, []),
    set_perimeter: () => bounding(incident, null),
    impose_measure: () => imposing(incident),
    record_casualties: () => counting(incident, null, false),
  };
  const types = Object.keys(first).filter((type) => may(who, type, { incident }));
  if (types.length === 0) return null;
  return html`<section class="block" aria-labelledby="scene-title">
    <div class="block__head"><h2 id="scene-title">${t("dispatch.scene")}</h2></div>
    <p class="acts__offers">
      ${types.map(
        (type) =>
          html`<${Button}
            key=${type}
            type=${type}
            label=${t(`dispatch.begin.${type}`)}
            question=${first[type]}
          />`,
      )}
    </p>
    <${Answer} where=${WHERE} />
  </section>`;
}

/** One line: what it is, what is so, and what can be done about it. */
function Row({ name, label, children, act = null }) {
  return html`<div class="acts__row" data-act=${name}>
    <dt>${label}</dt>
    <dd>${children}</dd>
    ${act && html`<dd class="acts__do">${act}</dd>`}
  </div>`;
}

function Button({ type, label, question }) {
  return html`<button
    class="button button--small"
    type="button"
    data-ask=${type}
    onClick=${() => put(question())}
  >
    ${label}
  </button>`;
}

const offered = (type, { incident, scene, who }) =>
  incident.open && mayAtScene(who, type, { incident, scene });

function Headquarters({ scene, incident, who }) {
  const holds = commandOf(scene);
  const type = holds ? "transfer_command" : "set_up_scene";
  const act =
    offered(type, { incident, scene, who }) &&
    html`<${Button}
      type=${type}
      label=${t(`dispatch.command.${type}`)}
      question=${() => (holds ? transferring(incident) : settingUp(incident))}
    />`;
  return html`<${Row} name="command" label=${t("dispatch.scene_command")} act=${act}>
    ${
      holds
        ? html`<b>${personName(holds.person)}</b>${" "}
            <small>${postName(holds.post)} ${t("dispatch.since", { time: shortClock(holds.at) })}</small>
            ${whereText(scene) && html` <small>${whereText(scene)}</small>`}
            ${scene.commands.length > 1 && html`<${Earlier} commands=${scene.commands} />`}`
        : html`<span class="acts__none">${t("dispatch.scene_none")}</span>`
    }
  <//>`;
}

const whereText = ({ zone, place }) => [zone ? zoneName(zone) : "", place].filter(Boolean).join(" ");

/** How the command passed, from the first. */
function Earlier({ commands }) {
  return html`<details>
    <summary>${t("dispatch.commands", { n: commands.length })}</summary>
    <ol>
      ${commands.map(
        (one) =>
          html`<li key=${one.seq}>
            ${shortClock(one.at)} ${personName(one.person)} ${one.reason ?? ""}
          </li>`,
      )}
    </ol>
  </details>`;
}

function Objectives({ scene, incident, who }) {
  const objectives = (scene?.objectives ?? []).map((one) => one ?? t("fact.words_hidden"));
  const act =
    offered("set_objectives", { incident, scene, who }) &&
    html`<${Button}
      type="set_objectives"
      label=${t("dispatch.command.set_objectives")}
      question=${() => aiming(incident, scene?.objectives.filter(Boolean) ?? [])}
    />`;
  return html`<${Row} name="objectives" label=${t("dispatch.objectives")} act=${act}>
    ${
      objectives.length > 0
        ? html`<ol class="acts__list">
            ${objectives.map((one, n) => html`<li key=${n}>${one}</li>`)}
          </ol>`
        : html`<span class="acts__none">${t("dispatch.not_said")}</span>`
    }
  <//>`;
}

function Bounds({ scene, incident, who }) {
  const perimeter = scene?.perimeter ?? null;
  const act =
    offered("set_perimeter", { incident, scene, who }) &&
    html`<${Button}
      type="set_perimeter"
      label=${t("dispatch.command.set_perimeter")}
      question=${() => bounding(incident, perimeter)}
    />`;
  return html`<${Row} name="perimeter" label=${t("dispatch.perimeter")} act=${act}>
    ${perimeter ? html`<span>${boundsText(perimeter)}</span>` : html`<span class="acts__none">${t("dispatch.not_said")}</span>`}
  <//>`;
}

function Measures({ scene, incident, who }) {
  const act =
    offered("impose_measure", { incident, scene, who }) &&
    html`<${Button}
      type="impose_measure"
      label=${t("dispatch.command.impose_measure")}
      question=${() => imposing(incident)}
    />`;
  const measures = inForce(scene);
  return html`<${Row} name="measures" label=${t("dispatch.measures")} act=${act}>
    ${measures.length === 0 && html`<span class="acts__none">${t("dispatch.measures_none")}</span>`}
    ${measures.map((one) => html`<${Measure} key=${one.id} ...${{ one, scene, incident, who }} />`)}
  <//>`;
}

function Measure({ one, scene, incident, who }) {
  const lift = (event) =>
    ask(event.currentTarget, WHERE, {
      type: "lift_measure",
      incident: incident.number,
      measure: one.id,
    });
  return html`<p class="acts__measure">
    <b>${t(`measure.${one.kind}`)}</b> ${whereText(one)}${" "}
    <small>${t("dispatch.since", { time: shortClock(one.at) })}</small>
    ${
      mayAtScene(who, "lift_measure", { incident, scene }) &&
      html`<button
        class="button button--small"
        type="button"
        data-ask="lift_measure"
        disabled=${isPending(WHERE)}
        onClick=${lift}
      >
        ${t("dispatch.command.lift_measure")}<span class="for-readers"> ${whereText(one)}</span>
      </button>`
    }
  </p>`;
}

function Casualties({ scene, incident, mayCount }) {
  const last = lastCasualties(scene);
  const act =
    mayCount &&
    html`<${Button}
        type="record_casualties"
        label=${t("dispatch.command.record_casualties")}
        question=${() => counting(incident, last, false)}
      /><${Button}
        type="verify_casualties"
        label=${t("dispatch.command.verify")}
        question=${() => counting(incident, last, true)}
      />`;
  return html`<${Row} name="casualties" label=${t("dispatch.casualties")} act=${act}>
    ${last ? html`<${Revision} one=${last} />` : html`<span class="acts__none">${t("dispatch.not_said")}</span>`}
    ${scene && scene.casualties.length > 1 && html`<${Revisions} all=${scene.casualties} />`}
  <//>`;
}

function Revision({ one }) {
  return html`<p>
    <span class=${classes("acts__mark", { "acts__mark--sure": one.verified })}
      >${t(one.verified ? "casualties.verified" : "casualties.reported")}</span
    >
    ${" "}<b>${countsText(one)}</b> <small>${shortClock(one.at)}</small>
    ${one.text && html` <small>${one.text}</small>`}
  </p>`;
}

function Revisions({ all }) {
  return html`<details>
    <summary>${t("dispatch.revisions", { n: all.length })}</summary>
    ${[...all].reverse().map((one) => html`<${Revision} key=${one.seq} one=${one} />`)}
  </details>`;
}
