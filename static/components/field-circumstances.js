// What came to be known on scene: whether people are hurt, and what else is involved.

import { circumstanceName, circumstancesAsked, numberText, plan } from "../board/plan.js";
import { t } from "../board/words.js";
import { changesOf } from "./field-view.js";
import { Sheet } from "./field-sheet.js";
import { sheet, tap } from "./field-state.js";
import { html, useSignal } from "./html.js";
import { CircumstanceToggles, InjuredChoice, toggled } from "./report-form.js";

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
