// What the dispatch page shows, worked out from documents and the clock. Pure.

import { activeUnits, inOrder, isActive, isOverdue, STAGES, unitStanding } from "../board/views.js";
import { MINUTE_MS } from "../board/times.js";

/** Two reports of one type in one zone inside this are likely the same thing. */
export const DUPLICATE_WITHIN_MS = 10 * MINUTE_MS;

export const FILTERS = ["open", "overdue", "unanswered", "ended"];

const FILTER = {
  open: (one) => one.open,
  overdue: (one, now) => isOverdue(one, now),
  unanswered: (one) =>
    one.open && one.assignments.some((its) => isActive(its) && its.progress === "assigned"),
  ended: (one) => !one.open,
};

/** The incidents of a filter: worst first, those that ended newest first. */
export function queue(incidents, filter, now) {
  const chosen = incidents.filter((one) => FILTER[filter](one, now));
  return filter === "ended" ? chosen.sort((a, b) => endedAt(b) - endedAt(a)) : inOrder(chosen);
}

export function queueCounts(incidents, now) {
  return Object.fromEntries(
    FILTERS.map((filter) => [filter, incidents.filter((one) => FILTER[filter](one, now)).length]),
  );
}

const endedAt = (incident) => incident.ended_at ?? incident.resolved_at ?? 0;

/** Whether every word of a query is somewhere in these texts, or is the incident's number. */
export function matches(query, number, texts) {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const said = texts.filter(Boolean).join(" ").toLowerCase();
  return words.every((word) => {
    const asked = /^#?0*(\d+)$/.exec(word);
    return (asked && Number(asked[1]) === number) || said.includes(word);
  });
}

/** Which deadline stands for which stage of the line. */
const DUE = {
  dispatched: "dispatch",
  acknowledged: "acknowledge",
  on_scene: "on_scene",
  controlled: "control",
};

/** The seven stages: {stage, at, took, dueAt, state: "done"|"current"|"next"|"ahead"}. */
export function stageLine(incident) {
  const at = stageTimes(incident);
  const place = STAGES.indexOf(incident.stage);
  let before = null;
  return STAGES.map((stage, n) => {
    const reached = at[stage] ?? null;
    const took = reached !== null && before !== null ? Math.max(0, reached - before) : null;
    before = reached ?? before;
    const due = incident.deadlines.find((one) => one.kind === DUE[stage]);
    return {
      stage,
      at: reached,
      took,
      dueAt: due?.due_at ?? null,
      state: stateOf(n, place, reached),
    };
  });
}

function stateOf(n, place, reached) {
  if (n === place) return "current";
  if (n < place || reached !== null) return "done";
  return n === place + 1 ? "next" : "ahead";
}

function stageTimes(incident) {
  const stamps = incident.assignments.flatMap((one) => one.stamps);
  const first = (progress) =>
    earliest(stamps.filter((one) => one.progress === progress).map((one) => one.at));
  return {
    reported: incident.occurred_at ?? incident.reported_at,
    dispatched: earliest(incident.assignments.map((one) => one.assigned_at)),
    acknowledged: first("acknowledged"),
    en_route: first("en_route"),
    on_scene: first("on_scene"),
    controlled: incident.controlled_at,
    closed: incident.ended_at ?? incident.resolved_at,
  };
}

const earliest = (instants) => (instants.length ? Math.min(...instants) : null);

/** What command says next of an incident, or null. */
export function nextCommand(incident) {
  const next = {
    reported: "confirm_incident",
    confirmed: "control_incident",
    controlled: "resolve_incident",
    resolved: "close_incident",
  };
  return next[incident.status] ?? null;
}

const NEXT_STEP = {
  assigned: "acknowledge",
  acknowledged: "go_en_route",
  en_route: "arrive_on_scene",
  on_scene: "clear_unit",
};
/** What a step makes of an assignment. */
export const PROGRESS_AFTER = {
  acknowledge: "acknowledged",
  go_en_route: "en_route",
  arrive_on_scene: "on_scene",
  clear_unit: "clear",
};

/** What a unit says next on an assignment, or null. */
export function nextStep(assignment) {
  return isActive(assignment) ? NEXT_STEP[assignment.progress] : null;
}

/** Unit kinds the playbook sends, in its order: {kind, wanted, here}. */
export function wantedKinds(incident, plan) {
  const here = activeUnits(incident).map((unit) => plan.units[unit]?.kind);
  const kinds = [...new Set(incident.send)];
  return kinds.map((kind) => ({
    kind,
    wanted: incident.send.filter((one) => one === kind).length,
    here: here.filter((one) => one === kind).length,
  }));
}

/**
 * Every unit that isn't on this incident yet: those the playbook asks for first, and of them the free.
 *
 * Each is {unit, planned, standing, suggested}; groups keep the plan's order.
 */
export function candidates(incident, plan, units) {
  const here = new Set(activeUnits(incident));
  const missing = wantedKinds(incident, plan).filter((one) => one.here < one.wanted);
  const rank = (kind) => {
    const place = missing.findIndex((one) => one.kind === kind);
    return place < 0 ? missing.length : place;
  };
  const listed = [...units.values()]
    .filter((unit) => !here.has(unit.id) && plan.units[unit.id])
    .map((unit) => describe(unit, plan, incident, missing));
  return listed.sort(
    (a, b) =>
      b.suggested - a.suggested ||
      (a.suggested ? bySuggestion(a, b, rank) : 0) ||
      plan.groups[a.planned.group].order - plan.groups[b.planned.group].order ||
      FREE_FIRST[a.standing] - FREE_FIRST[b.standing],
  );
}

/** Of those asked for: free ones, in the playbook's order of kinds, near ones before far ones. */
const bySuggestion = (a, b, rank) =>
  FREE_FIRST[a.standing] - FREE_FIRST[b.standing] ||
  rank(a.planned.kind) - rank(b.planned.kind) ||
  b.near - a.near;

const FREE_FIRST = { free: 0, committed: 1, unavailable: 2 };

function describe(unit, plan, incident, missing) {
  const planned = plan.units[unit.id];
  return {
    unit,
    planned,
    standing: unitStanding(unit),
    suggested: missing.some((one) => one.kind === planned.kind),
    near: (unit.zone ?? planned.home) === incident.zone && incident.zone !== null,
  };
}

/** The grade a playbook's rule gives, before a person says otherwise. */
export function gradeOf(playbook, injured) {
  const rule = playbook?.severity;
  return rule ? { yes: rule.injured, unknown: rule.unknown, no: rule.default }[injured] : null;
}

/** Open incidents that a new report is likely to repeat, newest first. */
export function likelyDuplicates(incidents, { type, zone }, now) {
  if (!type || !zone) return [];
  return incidents
    .filter(
      (one) =>
        one.open &&
        one.type === type &&
        one.zone === zone &&
        now - one.reported_at <= DUPLICATE_WITHIN_MS,
    )
    .sort((a, b) => b.reported_at - a.reported_at);
}

/** The rungs of an incident with what became of each: state told, answered, passed, next or ahead. */
export function rungs(incident) {
  const due = incident.deadlines.find((one) => one.kind === "answer");
  const last = Math.max(-1, ...incident.told.map((one) => one.index));
  return incident.ladder.map((rung, index) => {
    const told = incident.told.find((one) => one.index === index) ?? null;
    return {
      rung,
      index,
      told,
      state: rungState(told, index, last),
      dueAt: index === last + 1 ? (due?.due_at ?? null) : null,
    };
  });
}

function rungState(told, index, last) {
  if (told?.passed) return "passed";
  if (told) return told.answered_at ? "answered" : "told";
  return index === last + 1 ? "next" : "ahead";
}

/** Whether a notice waits for this person, or for the post they sit at. */
export function isMine(notice, who) {
  const isFor =
    (who.person && notice.person === who.person) || (who.post && notice.post === who.post);
  return Boolean(isFor) && !notice.acknowledged_at;
}

const KINDS_OF_LINE = {
  units: new Set(["unit_assigned", "unit_withdrawn", "unit_progressed", "unit_state_set"]),
  notes: new Set(["note_added", "step_ticked", "incident_reported"]),
  orders: new Set([
    "directive_issued",
    "directive_read_back",
    "read_back_confirmed",
    "read_back_corrected",
    "directive_completed",
    "directive_declined",
    "directive_withdrawn",
  ]),
  chain: new Set([
    "rung_climbed",
    "rung_passed",
    "support_asked",
    "support_answered",
    "support_passed_on",
    "deadline_missed",
    "deadline_expired",
    "escalated_by_hand",
    "request_drafted",
    "request_decided",
    "notice_issued",
    "notice_outcome",
    "notice_seen",
    "notice_acknowledged",
  ]),
};
export const LINE_FILTERS = ["all", ...Object.keys(KINDS_OF_LINE)];

/** Lines of one kind. */
export function linesOf(lines, filter) {
  const kinds = KINDS_OF_LINE[filter];
  return kinds ? lines.filter((line) => line.facts.some((fact) => kinds.has(fact.type))) : lines;
}

const STRUCK_BY_HAND = new Set(["note_added", "unit_progressed", "step_ticked"]);

/** Whether an entry may be struck: a note, a step of a unit, a tick; once. */
export function canStrike(line) {
  return !line.struck && line.facts.some((fact) => STRUCK_BY_HAND.has(fact.type));
}

/** The incident's lines: those fetched, with those heard since, newest first, once each. */
export function mergeLines(fetched, live, number) {
  const bySeq = new Map((fetched ?? []).map((line) => [line.seq, line]));
  for (const line of live) if (line.incident === number) bySeq.set(line.seq, line);
  for (const line of [...bySeq.values()]) {
    for (const fact of line.facts) {
      const struck = fact.type === "entry_struck" ? bySeq.get(fact.seq) : null;
      if (struck && !struck.struck) bySeq.set(struck.seq, { ...struck, struck: true });
    }
  }
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}
