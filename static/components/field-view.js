// What a unit's phone shows, worked out from documents and from what waits on the phone. Pure.

import { assignmentOf, inOrder, isActive } from "../board/views.js";
import { nextStep, PROGRESS_AFTER } from "./dispatch-view.js";

export const STEPS = ["acknowledge", "go_en_route", "arrive_on_scene", "clear_unit"];
const ORDER = ["assigned", "acknowledged", "en_route", "on_scene", "clear"];
/** After a tap the button does nothing for so long: the next step must never come of a double tap. */
export const GUARD_MS = 1_500;

/** The unit's own work, worst first: {incident, assignment, progress, steps}. */
export function tasks(incidents, unit, records) {
  const own = incidents.filter((one) => one.open && assignmentOf(one, unit));
  return inOrder(own)
    .map((incident) => task(incident, unit, records))
    .filter((one) => isActive(one.assignment) && one.progress !== "clear");
}

/** One incident as the unit's own: what it said and what it tapped that nobody has heard yet. */
export function task(incident, unit, records) {
  const assignment = assignmentOf(incident, unit);
  const tapped = records.filter((one) => isStepOf(one, incident.number) && one.state !== "refused");
  const progress = furthest([
    assignment.progress,
    ...tapped.map((one) => PROGRESS_AFTER[one.action.type]),
  ]);
  return { incident, assignment, progress, steps: steps(assignment, tapped, progress) };
}

const isStepOf = (record, number) =>
  record.action.incident === number && STEPS.includes(record.action.type);

const furthest = (all) => all.reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a));

/** Each step of the day: {type, progress, at, state: "done"|"waiting"|"next"|"ahead"}. */
function steps(assignment, tapped, progress) {
  return STEPS.map((type) => {
    const after = PROGRESS_AFTER[type];
    const stamp = assignment.stamps.find((one) => one.progress === after);
    const tap = tapped.find((one) => one.action.type === type);
    const at = stamp?.at ?? tap?.at ?? null;
    return { type, progress: after, at, state: stepState(after, assignment, tap, progress) };
  });
}

function stepState(after, assignment, tap, progress) {
  const place = ORDER.indexOf(after);
  if (ORDER.indexOf(assignment.progress) >= place) return "done";
  // The server has it, though its documents haven't come yet: that is done, not waiting.
  if (tap) return tap.state === "taken" ? "done" : "waiting";
  if (ORDER.indexOf(progress) >= place) return "done";
  return place === ORDER.indexOf(progress) + 1 ? "next" : "ahead";
}

/** What the big button does now, or null. */
export function nextTap({ assignment, progress }) {
  return nextStep({ ...assignment, progress });
}

/** The promise that is this unit's to keep now, or null: a step tapped already keeps it. */
export function ownDeadline({ incident, assignment, progress }) {
  const mine = incident.deadlines.find((one) => one.assignment === assignment.id);
  if (progress === "assigned") return mine ?? null;
  const kind = progress === "on_scene" ? "control" : "on_scene";
  return incident.deadlines.find((one) => one.kind === kind) ?? null;
}

/** The incidents this unit, or who leads, told of, newest first. */
export function ownReports(incidents, { unit, person }) {
  const isOwn = ({ reported_by: by }) =>
    unit ? by?.unit === unit : Boolean(person) && by?.person === person;
  return incidents
    .filter(isOwn)
    .sort((a, b) => b.reported_at - a.reported_at);
}

/** What was written about an incident by others, newest first. */
export function newsOf(lines, number, most) {
  const isNews = (line) =>
    line.incident === number &&
    line.facts.some((fact) => fact.type === "note_added") &&
    !line.struck;
  return lines.filter(isNews).slice(0, most);
}

/**
 * What somebody on scene says otherwise than it is known, or null: {injured, involves, rules_out}.
 *
 * Only what was known to be involved can be said not to be: off says nothing of the rest.
 */
export function changesOf(incident, { injured, involves }) {
  const more = involves.filter((one) => !incident.involves.includes(one));
  const less = incident.involves.filter((one) => !involves.includes(one));
  const changes = {
    ...(injured !== incident.injured && { injured }),
    ...(more.length > 0 && { involves: more }),
    ...(less.length > 0 && { rules_out: less }),
  };
  return Object.keys(changes).length > 0 ? changes : null;
}
