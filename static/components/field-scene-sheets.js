// What who commands at a scene says there: what is to be reached, within which bounds, what is lost.

import { COUNTS } from "../board/acts-sentences.js";
import { numberText, plan, zoneName } from "../board/plan.js";
import { t } from "../board/words.js";
import { lastCasualties } from "./dispatch-acts-view.js";
import { sceneAt } from "./field-scene.js";
import { Sheet } from "./field-sheet.js";
import { sheet, tap } from "./field-state.js";
import { html, useSignal } from "./html.js";

const OBJECTIVES_MAX_CHARS = 2000;
const TEXT_MAX_CHARS = 500;

/** The sheet of that name, or null where it is none of a scene's. */
export function SceneSheet({ name, number }) {
  const Shown = SHEETS[name];
  return Shown ? html`<${Shown} number=${number} scene=${sceneAt(number)} />` : null;
}

function say(event, action) {
  event.preventDefault();
  tap(event.currentTarget, action);
  sheet.value = null;
}

const linesOf = (said) =>
  said
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

function ObjectivesSheet({ number, scene }) {
  const before = (scene?.objectives ?? []).filter(Boolean).join("\n");
  const said = useSignal(before);
  const objectives = linesOf(said.value);
  const send = (event) => say(event, { type: "set_objectives", incident: number, objectives });
  return html`<${Sheet} title=${t("dispatch.ask.set_objectives", { number: numberText(number) })}>
    <form class="errand__form" onSubmit=${send}>
      <label for="objectives">${t("dispatch.objectives_lines")}</label>
      <textarea
        id="objectives"
        class="input"
        rows="4"
        maxlength=${OBJECTIVES_MAX_CHARS}
        value=${before}
        onInput=${(event) => (said.value = event.currentTarget.value)}
      />
      <button class="go go--small" data-step="set_objectives" disabled=${objectives.length === 0}>
        <b>${t("field.send")}</b>
      </button>
    </form>
  <//>`;
}

/** A whole zone or a distance; drawing is for the desk's large screen. */
function PerimeterSheet({ number, scene }) {
  const zone = useSignal("");
  const metres = useSignal(String(scene?.perimeter?.radius_m ?? ""));
  const radius = Number(metres.value);
  const isSaid = zone.value || (Number.isInteger(radius) && radius > 0);
  const bounds = () =>
    // A zone's ring ends with its first point; an outline doesn't.
    zone.value ? { outline: plan.value.zones[zone.value].outline.slice(0, -1) } : { radius_m: radius };
  const send = (event) => say(event, { type: "set_perimeter", incident: number, ...bounds() });
  return html`<${Sheet} title=${t("dispatch.ask.set_perimeter", { number: numberText(number) })}>
    <form class="errand__form" onSubmit=${send}>
      <label for="perimeter-zone">${t("field.perimeter_zone")}</label>
      <select id="perimeter-zone" class="input" onChange=${(event) => (zone.value = event.currentTarget.value)}>
        <option value="">${t("field.perimeter_metres")}</option>
        ${Object.keys(plan.value.zones).map(
          (one) => html`<option key=${one} value=${one}>${zoneName(one)}</option>`,
        )}
      </select>
      ${
        !zone.value &&
        html`<label for="perimeter-metres">${t("field.perimeter_radius")}</label>
          <input
            id="perimeter-metres"
            class="input"
            type="number"
            inputmode="numeric"
            min="1"
            value=${metres.value}
            onInput=${(event) => (metres.value = event.currentTarget.value)}
          />`
      }
      <button class="go go--small" data-step="set_perimeter" disabled=${!isSaid}>
        <b>${t("field.send")}</b>
      </button>
    </form>
  <//>`;
}

/** All of it as it is known now: what isn't changed is said again. A14.2. */
function CasualtiesSheet({ number, scene }) {
  const last = lastCasualties(scene);
  const counts = useSignal(Object.fromEntries(COUNTS.map((one) => [one, last?.[one] ?? 0])));
  const text = useSignal("");
  const verified = useSignal(false);
  const isSaid = Object.values(counts.value).every((one) => Number.isInteger(one) && one >= 0);
  const set = (one) => (event) =>
    (counts.value = { ...counts.peek(), [one]: Number(event.currentTarget.value || 0) });
  const send = (event) =>
    say(event, {
      type: "record_casualties",
      incident: number,
      verified: verified.peek(),
      ...counts.peek(),
      // The loss is counted at the desk; what is known of it stays said.
      ...(last?.loss_yuan != null && { loss_yuan: last.loss_yuan }),
      ...(text.peek().trim() && { text: text.peek().trim() }),
    });
  return html`<${Sheet} title=${t("field.casualties_ask", { number: numberText(number) })}>
    <form class="errand__form" onSubmit=${send}>
      <div class="hq__counts">
        ${COUNTS.map(
          (one) => html`<label key=${one}>
            ${t(`casualties.${one}`)}
            <input class="input" type="number" inputmode="numeric" min="0" data-count=${one} value=${last?.[one] || ""} onInput=${set(one)} />
          </label>`,
        )}
      </div>
      <label>
        ${t("dispatch.casualties_text")}
        <input class="input" maxlength=${TEXT_MAX_CHARS} autocomplete="off" onInput=${(event) => (text.value = event.currentTarget.value)} />
      </label>
      <label class="hq__sure">
        <input type="checkbox" onChange=${(event) => (verified.value = event.currentTarget.checked)} />
        ${t("field.casualties_verified")}
      </label>
      <button class="go go--small" data-step="record_casualties" disabled=${!isSaid}>
        <b>${t("field.send")}</b>
      </button>
    </form>
  <//>`;
}

const SHEETS = { objectives: ObjectivesSheet, perimeter: PerimeterSheet, casualties: CasualtiesSheet };
