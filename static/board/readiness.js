// How ready the event is: pure views of duties, the decision and who is in place.
// Never asks the time: whoever calls gives it.

import { HOUR_MS, MINUTE_MS, clock, isoDay } from "./times.js";
import { t } from "./words.js";

/** Every duty with what the plan says of it, by group in the plan's order, soonest due first. */
export function dutiesByGroup(plan, duties, at) {
  const groups = Object.values(plan.groups).sort((a, b) => a.order - b.order);
  return groups
    .map((group) => {
      const own = [...duties.values()]
        .filter((one) => one.planned.group === group.id && one.status !== "dropped")
        .sort((a, b) => a.planned.due_at - b.planned.due_at || (a.id < b.id ? -1 : 1))
        .map((duty) => dutyRow(plan, duty, at));
      return { group, duties: own, ...tally(own) };
    })
    .filter((one) => one.duties.length > 0);
}

function dutyRow(plan, duty, at) {
  const known = plan.readiness?.duties?.[duty.id] ?? null;
  return { ...duty, known, state: stateOf(duty, at) };
}

/** "done", "done_late", "late" or "open". */
export function stateOf(duty, at) {
  if (duty.status === "done") return duty.done_at > duty.planned.due_at ? "done_late" : "done";
  return duty.planned.due_at <= at ? "late" : "open";
}

/** How many there are, are done, late and not done, done late, done without shown evidence. */
export function tally(rows) {
  const count = (...states) => rows.filter((one) => states.includes(one.state)).length;
  return {
    all: rows.length,
    done: count("done", "done_late"),
    late: count("late"),
    doneLate: count("done_late"),
    open: count("open"),
  };
}

/** The newest decision, or null. */
export function standingGo(decisions) {
  return [...decisions.values()].reduce((last, one) => (last && last.v > one.v ? last : one), null);
}

/** The next duties that fall due, soonest first. */
export function dueNext(rows, most = 5) {
  return rows
    .filter((one) => one.state === "open")
    .sort((a, b) => a.planned.due_at - b.planned.due_at)
    .slice(0, most);
}

/** How many posts somebody holds and groups they lead: the hats of one person in one place. */
export function hatsOf(plan, person) {
  const hats = plan.people[person]?.hats ?? [];
  return hats.filter((hat) => hat.kind === "post" || hat.kind === "group_lead");
}

/** Posts of both structures, then the groups' leads: who holds each, and who stands there now. */
export function roster(plan, absent) {
  const posts = Object.values(plan.posts).filter((post) => post.holders.length > 0);
  const groups = Object.values(plan.groups).sort((a, b) => a.order - b.order);
  return [
    ...posts.map((post) => place("post", post, post.holders, post.succession, absent)),
    ...groups.map((group) => place("group", group, group.leads, group.members, absent)),
  ];
}

function place(kind, one, holders, succession, absent) {
  const away = holders.filter((person) => absent[person]);
  const here = holders.filter((person) => !absent[person]);
  const acting = away.flatMap((person) => {
    const named = absent[person].acting;
    if (named && !absent[named]) return [named];
    const next = here.length > 0 ? null : succession.find((other) => !absent[other]);
    return next ? [next] : [];
  });
  const standing = [...new Set([...here, ...acting])];
  const reserve = succession.find((other) => !absent[other] && !standing.includes(other)) ?? null;
  return { kind, id: one.id, name: one.name, holders, away, standing, reserve };
}

/** Who may act for somebody who leaves: those beside them first, then everybody else in place. */
export function actingFor(plan, absent, person) {
  const holds = (one) => (one.holders ?? one.leads ?? []).includes(person);
  const isOf = (one) => holds(one) || (one.members ?? []).includes(person);
  const near = [
    ...Object.values(plan.posts).filter(holds).flatMap((one) => one.succession ?? []),
    ...Object.values(plan.groups).filter(isOf).flatMap((one) => [...one.leads, ...(one.members ?? [])]),
  ];
  const all = new Set([...near, ...Object.keys(plan.people)]);
  return [...all].filter((one) => one !== person && !absent[one]);
}

/**
 * The plan's units by group, in its order: who came, who hasn't.
 *
 * Each is {group, here: [{unit, at}], missing: [unit]}; a unit that left again hasn't come.
 */
export function unitsByGroup(plan, attendances) {
  const groups = Object.values(plan.groups).sort((a, b) => a.order - b.order);
  return groups
    .map((group) => {
      const own = Object.values(plan.units).filter((one) => one.group === group.id);
      const at = (one) => attendances.get(`unit-${one.id}`);
      const isHere = (one) => Boolean(at(one)) && !at(one).left_at;
      return {
        group,
        here: own.filter(isHere).map((one) => ({ unit: one, at: at(one).arrived_at })),
        missing: own.filter((one) => !isHere(one)),
      };
    })
    .filter(({ here, missing }) => here.length + missing.length > 0);
}

/** The instant of a day and time on site, as a form has it: "2020-10-24T18:00". */
export function instantOnSite(text) {
  const asIfThere = Date.parse(`${text}Z`);
  const shown = Date.parse(`${isoDay(asIfThere)}T${clock(asIfThere)}Z`);
  return asIfThere - (shown - asIfThere);
}

/** A length of time in its two largest parts, such as "1 天 13 时". */
export function lengthOf(ms) {
  const h = Math.floor(ms / HOUR_MS);
  const m = Math.floor(ms / MINUTE_MS) % 60;
  if (h >= 24) return t("ready.length.days", { d: Math.floor(h / 24), h: h % 24 });
  return h > 0 ? t("ready.length.hours", { h, m }) : t("ready.length.minutes", { m });
}
