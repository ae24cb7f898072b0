// Situation reports as pages read them: what is owed to whom by when, and the report in words.

import { agencyName, groupName, placeName, stepText, typeName, unitName } from "./plan.js";
import { countsText } from "./acts-sentences.js";
import { MINUTE_MS, SECOND_MS, clock } from "./times.js";
import { t } from "./words.js";

/** What people write, in the order shown: as in command/domain/sitrep.py. */
export const TYPED = ["account", "casualties", "measures", "outlook", "needs"];

const BEFORE_CONTROL = new Set(["reported", "confirmed"]);

/** The reports on an incident: those still owed, else the last ones; null where none ever were. */
export function sitrepOf(sitreps, number) {
  const own = [...sitreps].filter((one) => one.incident === number);
  return own.find((one) => one.ended_at === null) ?? own.at(-1) ?? null;
}

/** What a recipient waits for, what is due soonest first: [{to, what: "phone"|"first"|"next", …}]. */
export function clocksOf({ to, sent, due_at, phone_due_at, warn_s }) {
  const soon = warn_s ? warn_s * SECOND_MS : SOON_MS;
  const written = { to, what: sent ? "next" : "first", due_at, soon };
  const called = { to, what: "phone", due_at: phone_due_at ?? null, soon };
  return [called, written].filter((one) => one.due_at !== null);
}

export const isLate = (waiting, now) => waiting.due_at <= now;

/** So long before one is due it presses where the plan says nothing. */
export const SOON_MS = 5 * MINUTE_MS;

/** Calls and reports of all incidents that are late or soon will be, what is due soonest first. */
export function pressing(sitreps, now) {
  return [...sitreps]
    .flatMap(({ incident, channels }) =>
      channels.flatMap(clocksOf).map((waiting) => ({ incident, waiting })),
    )
    .filter(({ waiting }) => waiting.due_at - waiting.soon <= now)
    .sort((a, b) => a.waiting.due_at - b.waiting.due_at);
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
