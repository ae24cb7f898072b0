// What the pages show, worked out from documents and the clock. Pure: no signals, no document.

import { SECOND_MS } from "./times.js";

export const STAGES = [
  "reported",
  "dispatched",
  "acknowledged",
  "en_route",
  "on_scene",
  "controlled",
  "closed",
];
export const SEVERITIES = [1, 2, 3, 4];

/** From here on a countdown is boxed: somebody should look. */
export const SOON_MS = 60 * SECOND_MS;

/** A drill's data never pass for real ones: every page asks this. */
export function isDrill(event) {
  return event?.event_kind === "drill";
}

/** The earliest promise not yet met, or null. */
export function nextDeadline(incident) {
  return incident.deadlines?.[0] ?? null;
}

/** How a deadline stands: {state: "left"|"soon"|"overdue", ms}; ms is never negative. */
export function standing(deadline, now) {
  const left = deadline.due_at - now;
  if (left <= 0 || deadline.missed) return { state: "overdue", ms: Math.max(0, -left) };
  return { state: left <= SOON_MS ? "soon" : "left", ms: left };
}

export function isOverdue(incident, now) {
  const next = nextDeadline(incident);
  return incident.open && next !== null && standing(next, now).state === "overdue";
}

/** Nobody has taken it up yet: neither a unit nor triage. */
export function isNew(incident) {
  const early = incident.stage === "reported" || incident.stage === "dispatched";
  return early && incident.status === "reported";
}

/**
 * Worst first, then the least time left.
 *
 * Compared by the instant a promise falls due, not by what is left of it, so that rows move when
 * an incident changes and never because a second passed.
 */
export function inOrder(incidents) {
  const due = (one) => nextDeadline(one)?.due_at ?? Number.POSITIVE_INFINITY;
  return [...incidents].sort(
    (a, b) => a.severity - b.severity || compare(due(a), due(b)) || a.number - b.number,
  );
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function openInOrder(incidents) {
  return inOrder(incidents.filter((one) => one.open));
}

export function overdueCount(incidents, now) {
  return incidents.filter((one) => isOverdue(one, now)).length;
}

const ENDED = new Set(["closed", "merged", "dismissed"]);

export function endedCount(incidents) {
  return incidents.filter((one) => ENDED.has(one.status)).length;
}

/** {1: n, 2: n, 3: n, 4: n} */
export function bySeverity(incidents) {
  const counts = Object.fromEntries(SEVERITIES.map((grade) => [grade, 0]));
  for (const one of incidents) counts[one.severity] += 1;
  return counts;
}

export function worst(incidents) {
  return incidents.length > 0 ? Math.min(...incidents.map((one) => one.severity)) : null;
}

/** Split for so many rows: those shown, and the rest behind one line with its worst grade. */
export function fitRows(incidents, rows) {
  if (incidents.length <= rows) return { shown: incidents, rest: [] };
  return { shown: incidents.slice(0, rows - 1), rest: incidents.slice(rows - 1) };
}

/** "committed", "free" or "unavailable". */
export function unitStanding(unit) {
  if (unit.incidents.length > 0) return "committed";
  return unit.state === "available" ? "free" : "unavailable";
}

/** The newest assignment of a unit on an incident that still binds it, or its newest at all. */
export function assignmentOf(incident, unit) {
  const its = (incident?.assignments ?? []).filter((one) => one.unit === unit);
  return its.find((one) => isActive(one)) ?? its.at(-1) ?? null;
}

export function isActive(assignment) {
  return !assignment.withdrawn && assignment.progress !== "clear";
}

/** Each group of the plan, in the plan's order, with its incidents and units. */
export function groups(plan, incidents, units, now) {
  const open = incidents.filter((one) => one.open);
  return Object.values(plan?.groups ?? {})
    .sort((a, b) => a.order - b.order)
    .map((group) => {
      const its = open.filter((one) => one.lead === group.id);
      const crews = unitsWhere(plan, units, (planned) => planned.group === group.id);
      return {
        group,
        open: its.length,
        overdue: overdueCount(its, now),
        worst: worst(its),
        ...countUnits(crews),
      };
    });
}

function unitsWhere(plan, units, wanted) {
  return [...units.values()].filter((unit) => {
    const planned = plan?.units?.[unit.id];
    return planned && wanted(planned);
  });
}

function countUnits(crews) {
  const counts = { committed: 0, free: 0, unavailable: 0 };
  for (const unit of crews) counts[unitStanding(unit)] += 1;
  return { ...counts, crews: crews.length };
}

/** Each kind of unit, in the plan's order: which are out, and where; which are free. */
export function kinds(plan, units) {
  const named = Object.keys(plan?.unit_kinds ?? {});
  const used = new Set(Object.values(plan?.units ?? {}).map((one) => one.kind));
  const order = [...named, ...[...used].filter((kind) => !named.includes(kind))];
  return order
    .map((kind) => {
      const crews = unitsWhere(plan, units, (planned) => planned.kind === kind);
      return { kind, units: crews, ...countUnits(crews) };
    })
    .filter((one) => one.crews > 0);
}

/** Each zone of the plan with its open incidents, the crews on them, and the crews waiting there. */
export function zones(plan, incidents, units) {
  const open = openInOrder(incidents);
  return Object.values(plan?.zones ?? {}).map((zone) => {
    const its = open.filter((one) => one.zone === zone.id);
    const busy = new Set(its.flatMap((one) => activeUnits(one)));
    const waiting = [...units.values()].filter(
      (unit) =>
        unitStanding(unit) === "free" &&
        !busy.has(unit.id) &&
        (unit.zone ?? plan.units?.[unit.id]?.home ?? null) === zone.id,
    );
    return {
      zone,
      incidents: its.map((one) => ({ incident: one, units: activeUnits(one) })),
      waiting: waiting.map((unit) => unit.id),
    };
  });
}

export function activeUnits(incident) {
  return incident.assignments.filter(isActive).map((one) => one.unit);
}

/** The people who answer for a group now: an absent lead's acting one stands in for them. */
export function leadsNow(group, absent) {
  return (group?.leads ?? []).map((person) => {
    const absence = absent?.[person];
    if (!absence) return { person, acting: false, absent: false };
    if (absence.acting) return { person: absence.acting, acting: true, absent: false };
    return { person, acting: false, absent: true };
  });
}

/** Spans of an incident's life by stage: [{stage, from, to}], to is null while it lasts. */
export function spans(incident) {
  const starts = [
    ["reported", incident.reported_at],
    ["dispatched", earliest(incident.assignments.map((one) => one.assigned_at))],
    ...["acknowledged", "en_route", "on_scene"].map((stage) => [
      stage,
      firstStamp(incident, stage),
    ]),
    ["controlled", incident.controlled_at],
    ["closed", incident.ended_at ?? incident.resolved_at],
  ].filter(([, at]) => at !== null && at !== undefined);
  const forward = [];
  for (const [stage, at] of starts) {
    // A step told late can lie before the step it follows: time on the chart only runs forward.
    const from = Math.max(at, forward.at(-1)?.from ?? at);
    forward.push({ stage, from });
  }
  return forward.map((span, place) => ({ ...span, to: forward[place + 1]?.from ?? null }));
}

/** What each promise of a kind took and was allowed: [{key, took, target}], in ms. */
export function measures(incidents, kind) {
  return incidents.flatMap((incident) => {
    const target = incident.targets[`${kind}_s`] * SECOND_MS;
    return taken(incident, kind)
      .filter(({ took }) => took >= 0)
      .map(({ key, took }) => ({ key: `${incident.number}.${key}`, took, target }));
  });
}

function taken(incident, kind) {
  if (kind === "acknowledge") {
    return incident.assignments.flatMap((one) =>
      one.stamps
        .filter((stamp) => stamp.progress === "acknowledged")
        .map((stamp) => ({ key: one.id, took: stamp.at - one.assigned_at })),
    );
  }
  const ends = {
    dispatch: earliest(incident.assignments.map((one) => one.assigned_at)),
    on_scene: firstStamp(incident, "on_scene"),
    control: incident.controlled_at,
  };
  return ends[kind] === null ? [] : [{ key: kind, took: ends[kind] - incident.reported_at }];
}

function firstStamp(incident, progress) {
  const stamps = incident.assignments.flatMap((one) => one.stamps);
  return earliest(stamps.filter((one) => one.progress === progress).map((one) => one.at));
}

function earliest(instants) {
  return instants.length > 0 ? Math.min(...instants) : null;
}
