// The parts a report is made of, for a dispatcher's sheet and for a phone: type, injured, what else
// is involved, zone. Types stand in the plan's families: the first always in sight, the others one
// touch away, so that two dozen are as quick to find as five.

import { circumstanceName, circumstancesAsked, name, plan, zoneName } from "../board/plan.js";
import { t } from "../board/words.js";
import { classes, html, signal, useLayoutEffect, useRef } from "./html.js";
import { Icon } from "./icons.js";

/** The digit keys in the order of the keyboard: for the first family's types, then the families. */
export const DIGITS = "1234567890";
export const INJURED = ["no", "yes", "unknown"];

/** The family whose types are shown beside the first's, and whether the keyboard is to go there. */
const opened = signal({ family: null, focus: false });

/** The plan's types by family, in its order: [{id, name, types}]. Without families all are one. */
export function familiesOf(plan) {
  const types = Object.values(plan?.playbooks ?? {}).map(typeOf);
  const named = Object.entries(plan?.families ?? {}).map(([id, name]) => ({ id, name }));
  const known = new Set(named.map((one) => one.id));
  const rest = { id: "rest", name: null, types: types.filter((one) => !known.has(one.family)) };
  const families = named.map((one) => ({
    ...one,
    types: types.filter((type) => type.family === one.id),
  }));
  return [...families, rest].filter((one) => one.types.length > 0);
}

function typeOf({ id, icon, name, short, family }) {
  return { id, icon, name: short ?? name, family };
}

/** What a digit key stands for: a type of the first family, or another family. */
export function atDigit(plan, digit) {
  const [first, ...others] = familiesOf(plan);
  const place = DIGITS.indexOf(digit);
  const type = first?.types[place];
  if (type) return { type: type.id };
  const family = others[place - (first?.types.length ?? 0)];
  return family ? { family: family.id } : null;
}

/** Show a family's types; from the keyboard, go to the first of them. */
export function openFamily(family, { focus = false } = {}) {
  opened.value = { family, focus };
}

/**
 * Cards of the types, one of which may be chosen.
 *
 * @param digits whether the cards show their digit keys
 */
export function TypeCards({ value, choose, digits = false, label }) {
  const more = useRef(null);
  const { family, focus } = opened.value;
  useLayoutEffect(() => {
    if (focus) more.current?.querySelector("button")?.focus();
  }, [family, focus]);
  // The form may be left half filled: the family of what was chosen is the one to show.
  useLayoutEffect(() => () => openFamily(null), []);
  const [first, ...others] = familiesOf(plan.value);
  const key = (place) => digits && DIGITS[place];
  const chosenIn = others.find((one) => one.types.some((type) => type.id === value));
  const shown = others.find((one) => one.id === family) ?? chosenIn;
  const count = first?.types.length ?? 0;
  return html`<div class="types" role="group" aria-label=${label}>
      ${(first?.types ?? []).map(
        (type, place) =>
          html`<${TypeCard} key=${type.id} ...${{ type, value, choose, digit: key(place) }} />`,
      )}
    </div>
    ${
      others.length > 0 &&
      html`<div class="families" role="group" aria-label=${t("report.families")}>
        ${others.map(
          (one, place) =>
            html`<${FamilyChip}
              key=${one.id}
              family=${one}
              isOpen=${one === shown}
              chosen=${one === chosenIn}
              digit=${key(count + place)}
            />`,
        )}
      </div>`
    }
    ${
      shown &&
      html`<div
        class="types types--more"
        id="types-more"
        role="group"
        aria-label=${familyName(shown)}
        ref=${more}
      >
        ${shown.types.map(
          (type) => html`<${TypeCard} key=${type.id} ...${{ type, value, choose }} />`,
        )}
      </div>`
    }`;
}

const familyName = (family) => (family.name ? name(family.name) : t("report.rest"));

function TypeCard({ type, value, choose, digit = null }) {
  return html`<button
    type="button"
    class=${classes("types__one", { "types__one--chosen": value === type.id })}
    data-type=${type.id}
    aria-pressed=${value === type.id}
    onClick=${() => choose(type.id)}
  >
    ${digit && html`<kbd aria-hidden="true">${digit}</kbd>`}
    <${Icon} name=${type.icon} /><span>${name(type.name)}</span>
  </button>`;
}

function FamilyChip({ family, isOpen, chosen, digit }) {
  return html`<button
    type="button"
    class=${classes("families__one", { "families__one--open": isOpen, "families__one--chosen": chosen })}
    data-family=${family.id}
    aria-expanded=${isOpen}
    aria-controls=${isOpen ? "types-more" : undefined}
    onClick=${() => openFamily(isOpen && !chosen ? null : family.id)}
  >
    ${digit && html`<kbd aria-hidden="true">${digit}</kbd>`}
    <span>${familyName(family)}</span>
  </button>`;
}

/** Of a new draft; one value, so that a draft nobody touched is known by it. */
export const NOTHING_INVOLVED = [];

/** What is involved, with one more or one less. */
export function toggled(involves, one) {
  const others = involves.filter((each) => each !== one);
  const now = others.length < involves.length ? others : [...involves, one];
  return now.length > 0 ? now : NOTHING_INVOLVED;
}

/**
 * What else is involved, each on or off. Off says nothing: nobody knows yet.
 *
 * @param asked the circumstances to ask for
 * @param value those that are on
 */
export function CircumstanceToggles({ asked, value, toggle, label }) {
  return html`<div class="involved" role="group" aria-label=${label}>
    ${asked.map(
      (one) =>
        html`<button
          key=${one}
          type="button"
          class=${classes("involved__one", { "involved__one--on": value.includes(one) })}
          data-involved=${one}
          aria-pressed=${value.includes(one)}
          onClick=${() => toggle(one)}
        >
          ${circumstanceName(one)}
        </button>`,
    )}
  </div>`;
}

/** Those that are on, as a report says them; what its type doesn't ask isn't said. */
export function involvedIn({ type, involves }) {
  const said = circumstancesAsked(type).filter((one) => involves.includes(one));
  return said.length > 0 ? { involves: said } : {};
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
