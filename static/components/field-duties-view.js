// Which duties a phone shows, and who is here, with what was tapped on it and nobody has heard yet. Pure.

import { stateOf } from "../board/readiness.js";

const isOn = (type, id) => (record) =>
  record.action.type === type && record.action.duty === id && record.state !== "refused";

/** The unit's own, else those of the group led, else those a person answers for. */
export function isOwn({ planned }, page) {
  if (page.unit) return planned.units.includes(page.unit);
  if (page.group) return planned.group === page.group;
  return Boolean(page.person) && planned.owner === page.person;
}

/**
 * What is still to be done first, soonest due first; then what is done.
 *
 * Each is the duty with `state` ("done", "done_late", "late", "open"), `count` (how many are ready,
 * as told or tapped) and `isWaiting` (something tapped here isn't with the server yet).
 */
export function ownDuties(duties, page, records, at) {
  return [...duties]
    .filter((one) => one.status !== "dropped" && isOwn(one, page))
    .map((one) => withTaps(one, records, at))
    .sort(
      (a, b) =>
        isDone(a) - isDone(b) || a.planned.due_at - b.planned.due_at || (a.id < b.id ? -1 : 1),
    );
}

export const isDone = ({ state }) => state === "done" || state === "done_late";

function withTaps(duty, records, at) {
  const completed = records.findLast(isOn("complete_duty", duty.id));
  const counted = records.findLast(isOn("update_duty", duty.id));
  const shown = completed
    ? { ...duty, status: "done", done: duty.planned.quantity, done_at: duty.done_at ?? completed.at }
    : duty;
  return {
    ...shown,
    state: stateOf(shown, at),
    count: completed ? shown.done : (counted?.action.done ?? duty.done),
    isWaiting: [completed, counted].some((record) => record?.state === "waiting"),
  };
}

/** Notices about a duty that this person has not answered. */
export function remindersOf(notices, duty, page) {
  return [...notices].filter(
    (one) =>
      one.about === `duty/${duty.id}` &&
      Boolean(page.person) &&
      one.person === page.person &&
      !one.acknowledged_at,
  );
}

/** Who comes and goes on this phone: the unit, else the person; null for a desk without a name. */
export function whoHere(page) {
  if (page.unit) return { unit: page.unit };
  return page.person ? { person: page.person } : null;
}

/** {here, at, isWaiting}: whether they are here, since when that is so, as told or tapped. */
export function attendanceOf(attendances, absent, page, records) {
  const who = whoHere(page);
  if (!who) return null;
  const [[kind, id]] = Object.entries(who);
  const tapped = records.findLast(
    ({ action, state }) =>
      ["check_in", "check_out"].includes(action.type) &&
      action[kind] === id &&
      state !== "refused",
  );
  if (tapped) {
    const here = tapped.action.type === "check_in";
    return { here, at: tapped.at, isWaiting: tapped.state === "waiting" };
  }
  const known = attendances.get(`${kind}-${id}`);
  const away = kind === "person" ? absent[id] : null;
  const here = Boolean(known) && !known.left_at && !away;
  const at = here ? known.arrived_at : (away?.since ?? known?.left_at ?? null);
  return { here, at, isWaiting: false };
}
