// The parts a report is made of, for a dispatcher's sheet and for a phone: type, injured, zone.

import { name, plan, typeName, zoneName } from "../board/plan.js";
import { t } from "../board/words.js";
import { classes, html } from "./html.js";
import { Icon } from "./icons.js";

/** As many types as there are digit keys get one. */
export const DIGITS = 9;
export const INJURED = ["no", "yes", "unknown"];

/** The plan's types in its order. */
export function typesOf(plan) {
  return Object.values(plan?.playbooks ?? {}).map((playbook) => ({
    id: playbook.id,
    icon: playbook.icon,
    name: playbook.name,
  }));
}

/**
 * Cards of the types, one of which may be chosen.
 *
 * @param digits whether the cards show their digit keys
 */
export function TypeCards({ value, choose, digits = false, label }) {
  return html`<div class="types" role="group" aria-label=${label}>
    ${typesOf(plan.value).map(
      (type, place) =>
        html`<button
          key=${type.id}
          type="button"
          class=${classes("types__one", { "types__one--chosen": value === type.id })}
          data-type=${type.id}
          aria-pressed=${value === type.id}
          onClick=${() => choose(type.id)}
        >
          ${digits && place < DIGITS && html`<kbd aria-hidden="true">${place + 1}</kbd>`}
          <${Icon} name=${type.icon} /><span>${name(type.name) || typeName(type.id)}</span>
        </button>`,
    )}
  </div>`;
}

export function InjuredChoice({ value, choose, label }) {
  return html`<div class="injured" role="group" aria-label=${label}>
    ${INJURED.map(
      (one) =>
        html`<button
          key=${one}
          type="button"
          class=${classes("injured__one", { "injured__one--chosen": value === one })}
          data-injured=${one}
          aria-pressed=${value === one}
          onClick=${() => choose(one)}
        >
          ${t(`field.injured.${one}`)}
        </button>`,
    )}
  </div>`;
}

export function ZoneSelect({ value, choose, id, label }) {
  const zones = Object.keys(plan.value?.zones ?? {});
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select
      id=${id}
      class="input"
      value=${value ?? ""}
      onChange=${(event) => choose(event.currentTarget.value || null)}
    >
      <option value="">${t("field.zone_unknown")}</option>
      ${zones.map((zone) => html`<option key=${zone} value=${zone} selected=${zone === value}>${zoneName(zone)}</option>`)}
    </select>
  </div>`;
}
