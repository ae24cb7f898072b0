// The scene headquarters on a phone: who commands, what for, within which bounds, who else is
// there. Units read it; who may decide there finds the acts below it. Source: A12–A14.1.

import { boundsText, countsText } from "../board/acts-sentences.js";
import { numberText, personName, placeName, postName, typeName, unitName, zoneName } from "../board/plan.js";
import { board } from "../board/store.js";
import { shortClock } from "../board/times.js";
import { isActive } from "../board/views.js";
import { t } from "../board/words.js";
import {
  commandOf,
  inForce,
  lastCasualties,
  musterStanding,
  runningMuster,
} from "./dispatch-acts-view.js";
import { mayAtScene } from "./dispatch-authority.js";
import { ask } from "./field-state.js";
import { html } from "./html.js";
import { SeverityMark } from "./severity.js";

const ACTS = { set_objectives: "objectives", set_perimeter: "perimeter", record_casualties: "casualties" };

export const sceneAt = (number) => board.of("scene").value.get(String(number)) ?? null;

/** Open incidents with a scene that somebody who leads looks at: their own command first. */
export function scenesOf(page, own) {
  const commanded = board
    .allIncidents()
    .filter((one) => one.open && page.person && commandOf(sceneAt(one.number))?.person === page.person);
  return [...new Set([...commanded, ...own.filter((one) => sceneAt(one.number))])];
}

/** @param incident whose scene; titled whether the card says which incident it is of */
export function SceneCard({ incident, page, now, titled = false }) {
  const scene = sceneAt(incident.number);
  if (!scene) return null;
  const mine = Boolean(page.person) && commandOf(scene)?.person === page.person;
  const types = page.unit ? [] : Object.keys(ACTS).filter((type) => mayAtScene(page, type, { incident, scene }));
  return html`<section class="hq" data-scene=${incident.number} data-mine=${mine ? "" : undefined}>
    ${titled && html`<${Title} incident=${incident} />`}
    <h2>${t(mine ? "field.scene_yours" : "field.scene")}</h2>
    <dl>
      <${Commander} scene=${scene} />
      <${Objectives} scene=${scene} />
      <${Row} name="perimeter" label=${t("dispatch.perimeter")}>
        ${scene.perimeter ? boundsText(scene.perimeter) : t("dispatch.not_said")}
      <//>
      <${Measures} scene=${scene} />
      <${Casualties} scene=${scene} />
      <${Units} incident=${incident} own=${page.unit} />
      <${Muster} page=${page} now=${now} />
    </dl>
    ${
      types.length > 0 &&
      incident.open &&
      html`<div class="hq__do">
        ${types.map((type) => html`<${Act} key=${type} type=${type} incident=${incident} />`)}
      </div>`
    }
  </section>`;
}

function Title({ incident }) {
  return html`<div class="call__what">
    <${SeverityMark} grade=${incident.severity} />
    <div>
      <b>${numberText(incident.number)} ${typeName(incident.type)}</b>
      <span>${placeName(incident)} · ${t(`stage.${incident.stage}`)}</span>
    </div>
  </div>`;
}

function Row({ name, label, children }) {
  return html`<div data-row=${name}>
    <dt>${label}</dt>
    <dd>${children}</dd>
  </div>`;
}

function Commander({ scene }) {
  const holds = commandOf(scene);
  const where = placeText(scene);
  return html`<${Row} name="command" label=${t("dispatch.scene_command")}>
    ${
      holds
        ? html`<b>${personName(holds.person)}</b>
            <small>${postName(holds.post)} ${t("dispatch.since", { time: shortClock(holds.at) })}</small>
            ${where && html`<small>${t("field.scene_where", { where })}</small>`}`
        : t("dispatch.scene_none")
    }
  <//>`;
}

const placeText = ({ zone, place }) => [zone ? zoneName(zone) : "", place].filter(Boolean).join(" ");

function Objectives({ scene }) {
  return html`<${Row} name="objectives" label=${t("dispatch.objectives")}>
    ${
      scene.objectives.length > 0
        ? html`<ol>
            ${scene.objectives.map((one, n) => html`<li key=${n}>${one ?? t("fact.words_hidden")}</li>`)}
          </ol>`
        : t("dispatch.not_said")
    }
  <//>`;
}

function Measures({ scene }) {
  const measures = inForce(scene);
  return html`<${Row} name="measures" label=${t("dispatch.measures")}>
    ${
      measures.length > 0
        ? measures.map(
            (one) => html`<p key=${one.id}><b>${t(`measure.${one.kind}`)}</b> ${placeText(one)}</p>`,
          )
        : t("dispatch.measures_none")
    }
  <//>`;
}

function Casualties({ scene }) {
  const last = lastCasualties(scene);
  return html`<${Row} name="casualties" label=${t("dispatch.casualties")}>
    ${
      last
        ? html`<b>${countsText(last)}</b>
            <small>${t(last.verified ? "casualties.verified" : "casualties.reported")} ${shortClock(last.at)}</small>`
        : t("dispatch.not_said")
    }
  <//>`;
}

/** Who was sent and how far each is: the division of the work. A13. */
function Units({ incident, own }) {
  const sent = incident.assignments.filter(isActive);
  if (sent.length === 0) return null;
  return html`<${Row} name="units" label=${t("field.scene_units")}>
    ${sent.map(
      (one) => html`<p key=${one.id}>
        <b>${unitName(one.unit)}</b> ${t(`progress.${one.progress}`)}${one.unit === own && ` · ${t("field.scene_you")}`}
      </p>`,
    )}
  <//>`;
}

/** A unit's own post, else how many are at theirs; nothing while no muster runs. A22. */
function Muster({ page, now }) {
  const muster = runningMuster(board.of("muster").value.values());
  if (!muster) return null;
  const { there, all, late } = musterStanding(muster, now.value);
  const post = muster.posts.find((one) => one.unit === page.unit);
  if (page.unit && !post) return null;
  return html`<${Row} name="muster" label=${t("muster.title")}>
    ${
      post
        ? `${post.zone ? zoneName(post.zone) : t("muster.your_post")} · ${postText(post)}`
        : t(late.length > 0 ? "muster.count_late" : "muster.count", { there: there.length, all, late: late.length })
    }
  <//>`;
}

function postText({ arrived_at, excused, due_at }) {
  if (arrived_at !== null) return t("muster.arrived", { time: shortClock(arrived_at) });
  return excused ? t(`muster.excused.${excused}`) : t("muster.due", { time: shortClock(due_at) });
}

function Act({ type, incident }) {
  return html`<button class="tile" type="button" data-ask=${type} onClick=${() => ask(ACTS[type], incident)}>
    ${t(`dispatch.begin.${type}`)}
  </button>`;
}
