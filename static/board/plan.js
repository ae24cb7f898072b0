// The plan as the server gives it, and the names in it by id, in the reader's language.

import { signal } from "../vendor/signals-core.mjs";
import { isoDay, shortClock, useZone } from "./times.js";
import { inLanguage, t } from "./words.js";

/** The plan, or null until it was fetched. */
export const plan = signal(null);

/** Use a plan that is already here. */
export function usePlan(value) {
  useZone(value?.timezone);
  plan.value = value;
}

/** Fetch the event's plan: the version of a digest, else the one it goes by now. */
export async function loadPlan(event, { digest = null, fetch = globalThis.fetch } = {}) {
  const version = digest ? `?digest=${encodeURIComponent(digest)}` : "";
  const answer = await fetch(`/api/v1/events/${encodeURIComponent(event)}/plan${version}`, {
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  });
  if (!answer.ok) throw Object.assign(new Error(`plan: ${answer.status}`), answer);
  usePlan(await answer.json());
  return plan.peek();
}

/** A text of the plan in the language shown. */
export const name = inLanguage;

function named(part, id) {
  const found = plan.value?.[part]?.[id];
  return found ? inLanguage(found.name) : (id ?? "");
}

export const personName = (id) => named("people", id);

/** Where there is little room: "Zhang H."; a Chinese name is short as it is. */
export function shortPersonName(id) {
  const [family, given] = personName(id).split(" ");
  return given ? `${family} ${given[0]}.` : family;
}

export const groupName = (id) => named("groups", id);
export const postName = (id) => named("posts", id);
export const unitName = (id) => named("units", id);
export const zoneName = (id) => named("zones", id);
export const agencyName = (id) => named("agencies", id);
export const supplyName = (id) => named("supplies", id);

/** What a supply is counted in. */
export function supplyMeasure(id) {
  const measure = plan.value?.supplies?.[id]?.measure;
  return measure ? inLanguage(measure) : "";
}

export const typeName = (id) => named("playbooks", id);

/** Something that may be involved, as the plan calls it. */
export const circumstanceName = (id) => named("circumstances", id);

/**
 * What to ask of an incident of a type besides people hurt: what a rule of the type or of the plan
 * asks. Without a type, what is asked whatever the type.
 */
export function circumstancesAsked(type, known = plan.value) {
  const ofPlan = (known?.routes ?? []).filter((rule) => rule.types.length === 0 || rule.types.includes(type));
  const rules = [...(known?.playbooks?.[type]?.routes ?? []), ...ofPlan];
  const asked = new Set(rules.flatMap((rule) => rule.circumstances));
  return Object.keys(known?.circumstances ?? {}).filter((one) => asked.has(one));
}

/** Somebody above who is reported to. */
export function recipientName(id) {
  const found = plan.value?.reporting?.recipients?.[id];
  return found ? inLanguage(found.name) : id;
}

const ADDRESSEES = { unit: unitName, group: groupName, post: postName, person: personName };

/** "unit/fire-1", "group/safety" …: whom an order is for. */
export function addresseeName(to) {
  const [kind, id] = (to ?? "").split("/");
  return ADDRESSEES[kind]?.(id) ?? to;
}

/** A preparatory duty. */
export function dutyName(id) {
  const found = plan.value?.readiness?.duties?.[id];
  return found ? inLanguage(found.name) : (id ?? "");
}

/** The time on the day itself, with the date on another day. */
export function dayAndTime(at) {
  const day = isoDay(at);
  return day === plan.value.day ? shortClock(at) : `${day.slice(5)} ${shortClock(at)}`;
}

/** What a kind of unit is called. */
export function kindName(kind) {
  const text = plan.value?.unit_kinds?.[kind];
  return text ? inLanguage(text) : kind;
}

/** A rung of an incident's ladder: its post's name, else its own name in the playbook. */
export function rungName(rung, type) {
  const inPlaybook = plan.value?.playbooks?.[type]?.ladder?.find((one) => one.id === rung);
  if (inPlaybook) return inLanguage(inPlaybook.name);
  for (const playbook of Object.values(plan.value?.playbooks ?? {})) {
    const same = playbook.ladder?.find((one) => one.id === rung);
    if (same) return inLanguage(same.name);
  }
  return rung ?? "";
}

/** A step of a playbook's checklist. */
export function stepText(step, type) {
  const checklists = type
    ? [plan.value?.playbooks?.[type]?.checklist]
    : Object.values(plan.value?.playbooks ?? {}).map((one) => one.checklist);
  for (const checklist of checklists) {
    const found = checklist?.find((one) => one.id === step);
    if (found) return inLanguage(found.text);
  }
  return step ?? "";
}

/** Where an incident is: its zone, else the place as it was told. */
export function placeName(incident) {
  if (incident.zone) return zoneName(incident.zone);
  return incident.place ?? t("board.place_unknown");
}

/** #0012 */
export function numberText(number) {
  return `#${String(number).padStart(4, "0")}`;
}
