// The plan's clauses as a reader narrows them down. Pure: no signals of a page, no document.

import {
  agencyName,
  groupName,
  name,
  personName,
  plan,
  postName,
  rungName,
  stepText,
  supplyName,
  typeName,
  unitName,
  zoneName,
} from "./plan.js";
import { t } from "./words.js";

export const COURSES = ["late", "running", "done", "none"];

/** The worst that is true of a clause: "late", "running", "done", or "none" where nothing bears on it. */
export function courseOf(clause) {
  return COURSES.find((course) => clause.counts[course] > 0) ?? "none";
}

/** How many clauses are how far. */
export function tally(clauses) {
  const found = Object.fromEntries(COURSES.map((course) => [course, 0]));
  for (const clause of clauses) found[courseOf(clause)] += 1;
  return found;
}

/** "A15.4" → "A15": the article a clause is in. */
export const articleOf = (id) => id.split(".")[0];

/** The articles in the plan's order, with how many of their clauses are left. */
export function articles(clauses) {
  const found = new Map();
  for (const { id } of clauses) found.set(articleOf(id), (found.get(articleOf(id)) ?? 0) + 1);
  return [...found].map(([id, count]) => ({ id, count }));
}

/** Clauses of one course (null: any) that hold every word looked for. */
export function narrowed(clauses, { words = "", course = null, capabilities = {} }) {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return clauses.filter((clause) => {
    if (course !== null && courseOf(clause) !== course) return false;
    if (wanted.length === 0) return true;
    const text = readable(clause, capabilities).toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

function readable(clause, capabilities) {
  const names = clause.elements.map((one) => elementName(one, capabilities));
  return [clause.id, name(clause.gist), ...names].join(" ");
}

const NAMES = {
  agency: agencyName,
  person: personName,
  post: postName,
  group: groupName,
  unit: unitName,
  zone: zoneName,
  supply: supplyName,
  incident: typeName,
};

/** What people call an element of the plan. */
export function elementName({ kind, id, of }, capabilities = {}) {
  if (kind in NAMES) return NAMES[kind](id);
  if (kind === "plan") return plan.value ? name(plan.value.name) : id;
  if (kind === "step") return stepText(id, of);
  if (kind === "rung") return t("plan.rung", { type: typeName(of), rung: rungName(id, of) });
  if (kind === "route") return t("plan.route", { id });
  if (kind === "capability") return capabilities[id] ? name(capabilities[id].name) : id;
  const named = plan.value?.[`${kind}s`]?.[id] ?? plan.value?.readiness?.duties?.[id];
  return named?.name ? name(named.name) : id;
}
