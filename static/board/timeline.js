// The log as a stretch of time: bars, milestones, and which entry was the newest at an instant.

import { SEVERITIES } from "./views.js";

/** What a day is remembered by; a reader jumps between these. */
const MILESTONES = new Set([
  "event_opened",
  "log_recovered",
  "phase_changed",
  "plan_activated",
  "activation_ended",
  "request_decided",
]);
/** Grades that make a report a milestone. */
const GRAVE = 2;

/** Index of the newest line at an instant; -1 before the first. Lines are in order of seq. */
export function indexAt(lines, at) {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle].at <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the line with that seq, or of the one before it. */
export function indexOfSeq(lines, seq) {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle].seq <= seq) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Lines that are milestones: [{line, fact}]. */
export function milestones(lines) {
  const found = [];
  for (const line of lines) {
    const fact = line.facts.find((one) => MILESTONES.has(one.type) || isGrave(one));
    if (fact) found.push({ line, fact });
  }
  return found;
}

function isGrave(fact) {
  const graded = fact.type === "incident_reported" || fact.type === "severity_changed";
  return graded && fact.severity <= GRAVE;
}

/** The milestone before and the one after an instant, or null. */
export function neighbours(found, at) {
  const before = found.findLast(({ line }) => line.at < at) ?? null;
  const after = found.find(({ line }) => line.at > at) ?? null;
  return { before, after };
}

/**
 * Entries counted in equal stretches, by the grade their incident had then; `none` are those
 * about no incident.
 */
export function histogram(lines, from, to, stretches) {
  const empty = () => ({ none: 0, ...Object.fromEntries(SEVERITIES.map((grade) => [grade, 0])) });
  const bars = Array.from({ length: stretches }, empty);
  const grades = new Map();
  for (const line of lines) {
    for (const fact of line.facts) if (fact.severity) grades.set(fact.incident, fact.severity);
    const place = Math.floor(((line.at - from) / Math.max(1, to - from)) * stretches);
    const bar = bars[Math.min(stretches - 1, Math.max(0, place))];
    bar[grades.get(line.incident) ?? "none"] += 1;
  }
  return bars;
}

/** Round instants between two, about so many: for the labels of an axis. */
export function axisMarks(from, to, about) {
  const steps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360].map((minutes) => minutes * 60_000);
  const step = steps.find((one) => (to - from) / one <= about) ?? steps.at(-1);
  const marks = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) marks.push(at);
  return marks;
}
