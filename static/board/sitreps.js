// Situation reports as pages read them: what is owed to whom by when, and the report in words.

import { agencyName, groupName, placeName, stepText, typeName, unitName } from "./plan.js";
import { countsText } from "./acts-sentences.js";
import { MINUTE_MS, clock } from "./times.js";
import { t } from "./words.js";

/** What people write, in the order shown: as in command/domain/sitrep.py. */
export const TYPED = ["account", "casualties", "measures", "outlook", "needs"];

const BEFORE_CONTROL = new Set(["reported", "confirmed"]);

/** The reports on an incident: those still owed, else the last ones; null where none ever were. */
export function sitrepOf(sitreps, number) {
  const own = [...sitreps].filter((one) => one.incident === number);
  return own.find((one) => one.ended_at === null) ?? own.at(-1) ?? null;
}

/** Recipients whose next report is waited for, the soonest first. */
export const owedTo = (sitrep) =>
  sitrep.channels.filter((one) => one.due_at !== null).sort((a, b) => a.due_at - b.due_at);

export const isLateFor = (channel, now) => channel.due_at !== null && channel.due_at <= now;

/** So long before one is due it presses. Ours. */
export const SOON_MS = 5 * MINUTE_MS;

/** Reports of all incidents that are late or soon will be, what is due soonest first. */
export function pressing(sitreps, now) {
  return [...sitreps]
    .flatMap((sitrep) => owedTo(sitrep).map((channel) => ({ incident: sitrep.incident, channel })))
    .filter(({ channel }) => channel.due_at - SOON_MS <= now)
    .sort((a, b) => a.channel.due_at - b.channel.due_at);
}

/** Whether the incident is far enough for a final report. */
export const mayBeFinal = (incident) => !BEFORE_CONTROL.has(incident.status);

/** What the log said when it was drafted: [name of the row, text], unknown things said so. */
export function rows(report) {
  const { elements } = report;
  return [
    ["what", `${typeName(elements.incident_type)} · ${severityText(elements.severity)}`],
    ["time", t("sitrep.times", times(elements))],
    ["place", placeText(report)],
    ["status", t(`status.${elements.status}`)],
    ["counted", countedText(elements)],
    ["lead", groupName(elements.lead)],
    ["units", listed(elements.units, (one) => `${unitName(one.unit)} ${t(`progress.${one.progress}`)}`)],
    ["steps", listed(elements.steps, (one) => stepText(one, elements.incident_type))],
    ["called", listed(elements.called, agencyName)],
    ["request", t(`sitrep.request.${elements.request ?? "none"}`)],
  ];
}

const severityText = (severity) =>
  t("severity.full", {
    numeral: t(`severity.numeral.${severity}`),
    label: t(`severity.${severity}`),
  });

const times = ({ occurred_at, reported_at, as_of }) => ({
  occurred: clock(occurred_at),
  reported: clock(reported_at),
  as_of: clock(as_of),
});

function placeText({ elements, place }) {
  const zone = elements.zone ? placeName(elements) : "";
  return [zone, place].filter(Boolean).join(" · ") || t("sitrep.unknown");
}

function countedText({ injured, counted }) {
  if (!counted) return `${t(`injured.${injured}`)} · ${t("sitrep.unverified")}`;
  return `${countsText(counted)} · ${t(counted.verified ? "sitrep.verified" : "sitrep.unverified")}`;
}

function listed(items, name) {
  return items.length > 0 ? items.map(name).join(t("line.and")) : t("sitrep.nothing");
}

/** The whole report as plain lines, to be pasted into what the recipient reads. */
export function asText(report, title) {
  const drafted = rows(report).map(([name, text]) => `${t(`sitrep.row.${name}`)}：${text}`);
  const typed = TYPED.map((name) => `${t(`sitrep.${name}`)}：${report[name] ?? t("sitrep.unknown")}`);
  return [title, ...drafted, ...typed].join("\n");
}
