// What came to be known on scene: whether people are hurt, and what else is involved. The unit
// that was sent says it, and who leads.

import { circumstanceName, circumstancesAsked, numberText, plan } from "../board/plan.js";
import { circumstanceText } from "../board/route_sentences.js";
import { t } from "../board/words.js";
import { changesOf } from "./field-view.js";
import { Sheet } from "./field-sheet.js";
import { ask, sheet, tap } from "./field-state.js";
import { html, useSignal } from "./html.js";
import { Icon } from "./icons.js";
import { CircumstanceToggles, InjuredChoice, toggled } from "./report-form.js";

/** What is known of it so far, in a line. */
export const knownText = ({ injured, involves, rules_out: ruledOut }) =>
  [
    t(`injured.${injured}`),
    ...involves.map((one) => circumstanceText(one, true)),
    ...ruledOut.map((one) => circumstanceText(one, false)),
  ].join(" · ");

/**
 * Opens the sheet.
 *
 * @param ofMany whether others stand beside it, so that readers have to hear of which this is
 * @param waits whether what was said of it is still on the phone
 */
export function CircumstancesTile({ incident, ofMany = false, waits = false }) {
  return html`<button class="tile" data-tile="circumstances" onClick=${() => ask("circumstances", incident)}>
    <${Icon} name="illness" />${t("field.circumstances")}
    ${ofMany && html`<span class="for-readers">${numberText(incident.number)}</span>`}
    ${waits && html`<em>${t("field.waiting")}</em>`}
  </button>`;
}

export function CircumstancesSheet({ incident }) {
  const injured = useSignal(incident.injured);
  const involves = useSignal(incident.involves);
  const asked = askedOf(incident);
  const changes = changesOf(incident, { injured: injured.value, involves: involves.value });
  const send = (event) => {
    event.preventDefault();
    tap(event.currentTarget, {
      type: "change_circumstances",
      incident: incident.number,
      ...changes,
    });
    sheet.value = null;
  };
  return html`<${Sheet} title=${t("field.circumstances_on", { number: numberText(incident.number) })}>
    <form class="errand__form" onSubmit=${send}>
      <p>${t("field.injured")}</p>
      <${InjuredChoice}
        value=${injured.value}
        choose=${(one) => (injured.value = one)}
        label=${t("field.injured")}
      />
      ${
        asked.length > 0 &&
        html`<p>${t("report.involved")}</p>
          <${CircumstanceToggles}
            asked=${asked}
            value=${involves.value}
            toggle=${(one) => (involves.value = toggled(involves.peek(), one))}
            label=${t("report.involved")}
          />`
      }
      ${changes?.rules_out && html`<p>${t("circumstance.not_so", { what: changes.rules_out.map(circumstanceName).join(t("line.and")) })}</p>`}
      <button class="go go--small" data-step="change_circumstances" disabled=${!changes}>
        <b>${t("field.send")}</b>
      </button>
    </form>
  <//>`;
}

/** What the type asks, and what was said of it when it was of another. */
function askedOf({ type, involves }) {
  const known = involves.filter((one) => plan.value.circumstances?.[one]);
  return [...new Set([...circumstancesAsked(type), ...known])];
}
