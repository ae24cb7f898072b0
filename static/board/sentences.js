// Every fact as a sentence, in the reader's language, with the plan's names.
// An entry holds codes and ids; nothing here comes from the server as prose.

import {
  addresseeName,
  recipientName,
  dutyName,
  groupName,
  numberText,
  personName,
  postName,
  rungName,
  stepText,
  typeName,
  unitName,
  zoneName,
} from "./plan.js";
import { dutySentences } from "./sentences_of_duties.js";
import { ROUTE_SENTENCES } from "./route_sentences.js";
import { MINUTE_MS, clock } from "./times.js";
import { has, inLanguage, t } from "./words.js";
import { ACT_SENTENCES } from "./acts-sentences.js";
import { because, placeOf, variant } from "./sentence-parts.js";

/** Told at least so long after it happened: shown late, though in its place. */
export const LATE_AFTER_MS = MINUTE_MS;

/** What follows by itself from another fact of the same entry. */
const FOLLOW_ON = new Set([
  "rung_climbed",
  "rung_passed",
  "notice_issued",
  "request_drafted",
  "incident_rerouted",
  "support_asked",
  "support_answered",
  "support_passed_on",
  "units_mustered",
]);

/** A unit freed because its incident ended was told so by that. */
function followsOn(fact) {
  const freed = fact.type === "unit_withdrawn" && (fact.why === "ended" || fact.why === "merged");
  return freed || FOLLOW_ON.has(fact.type);
}

/** What the system does without being asked. */
const BY_ITSELF = new Set([...FOLLOW_ON, "deadline_missed", "deadline_expired", "due_missed", "notice_outcome"]);

const SAY = {
  ...ACT_SENTENCES,
  event_opened: (fact) => t("fact.event_opened", { name: inLanguage(fact.name) }),
  log_recovered: (fact) => t("fact.log_recovered", { bytes: fact.cut_bytes }),
  event_time_set: ({ time }) =>
    t(time.rate === 0 ? "fact.event_time_set.paused" : "fact.event_time_set", {
      time: clock(time.event_at),
      rate: time.rate,
    }),
  phase_changed: (fact) => t("fact.phase_changed", { phase: t(`phase.${fact.phase}`) }),
  plan_adopted: (fact) => t("fact.plan_adopted", { version: fact.plan_digest.slice(0, 8) }),
  plan_activated: (fact) => because(t("fact.plan_activated"), fact.reason),
  activation_ended: (fact) => because(t("fact.activation_ended"), fact.reason),
  person_absent: (fact) =>
    t(fact.acting ? "fact.person_absent.acting" : "fact.person_absent", {
      person: personName(fact.person),
      acting: personName(fact.acting),
    }),
  person_present: (fact) => t("fact.person_present", { person: personName(fact.person) }),
  incident_reported: (fact) =>
    because(
      t("fact.incident_reported", { type: typeName(fact.incident_type), place: placeOf(fact) }),
      fact.what,
    ),
  incident_confirmed: () => t("fact.incident_confirmed"),
  incident_merged: (fact) => t("fact.incident_merged", { into: numberText(fact.into) }),
  incident_dismissed: (fact) => because(t("fact.incident_dismissed"), fact.reason),
  severity_changed: (fact) =>
    because(t("fact.severity_changed", { severity: t(`severity.${fact.severity}`) }), fact.reason),
  location_changed: (fact) => t("fact.location_changed", { place: placeOf(fact) }),
  ...ROUTE_SENTENCES,
  unit_assigned: (fact) => t("fact.unit_assigned", { unit: unitName(fact.unit) }),
  unit_withdrawn: (fact) =>
    because(variant("fact.unit_withdrawn", fact.why, { unit: unitName(fact.unit) }), fact.reason),
  unit_progressed: (fact) =>
    t(`fact.unit_progressed.${fact.progress}`, { unit: unitName(fact.unit) }),
  note_added: (fact) => t("fact.note_added", { text: fact.text ?? t("fact.words_hidden") }),
  step_ticked: (fact) => t("fact.step_ticked", { step: stepText(fact.step) }),
  incident_controlled: () => t("fact.incident_controlled"),
  incident_resolved: () => t("fact.incident_resolved"),
  incident_reopened: (fact) => because(t("fact.incident_reopened"), fact.reason),
  incident_closed: () => t("fact.incident_closed"),
  entry_struck: (fact) => because(t("fact.entry_struck", { seq: fact.seq }), fact.reason),
  escalated_by_hand: (fact) => because(t("fact.escalated_by_hand"), fact.reason),
  rung_climbed: (fact) =>
    t("fact.rung_climbed", {
      rung: rungName(fact.rung),
      people: fact.people.map(personName).join(t("line.and")),
    }),
  rung_passed: (fact) => variant("fact.rung_passed", fact.why, { rung: rungName(fact.rung) }),
  request_decided: (fact) =>
    because(
      t(fact.approved ? "fact.request_decided.approved" : "fact.request_decided.declined"),
      fact.reason,
    ),
  due_missed: dueMissed,
  directive_issued: (fact) =>
    because(
      t("fact.directive_issued", {
        kind: t(`directive.${fact.directive_kind}`),
        whom: fact.addressees.map(addresseeName).join(t("line.and")),
      }),
      fact.text,
    ),
  directive_read_back: (fact) => because(ofAddressee(fact), fact.text),
  read_back_confirmed: ofAddressee,
  read_back_corrected: (fact) => because(ofAddressee(fact), fact.text),
  directive_completed: ofAddressee,
  directive_declined: (fact) => because(ofAddressee(fact), fact.reason),
  sitrep_owed: (fact) =>
    t("fact.sitrep_owed", { whom: fact.owed.map((one) => recipientName(one.to)).join(t("line.and")) }),
  sitrep_dropped: () => t("fact.sitrep_dropped"),
  sitrep_drafted: (fact) => t("fact.sitrep_drafted", { report: reportName(fact) }),
  sitrep_edited: () => t("fact.sitrep_edited"),
  sitrep_approved: (fact) => t("fact.sitrep_approved", { report: reportName(fact) }),
  sitrep_phoned: (fact) =>
    t("fact.sitrep_phoned", { whom: fact.recipients.map(recipientName).join(t("line.and")) }),
  sitrep_sent: (fact) =>
    t("fact.sitrep_sent", {
      report: reportName(fact),
      whom: fact.recipients.map(recipientName).join(t("line.and")),
    }),
  directive_withdrawn: (fact) => because(t("fact.directive_withdrawn"), fact.reason),
  ...dutySentences(because),
  deadline_missed: (fact) => t("fact.deadline_missed", deadlineOf(fact)),
  deadline_expired: (fact) => t("fact.deadline_expired", deadlineOf(fact)),
  notice_issued: (fact) =>
    t(fact.instead_of ? "fact.notice_issued.instead" : "fact.notice_issued", {
      whom: whom(fact),
      instead: personName(fact.instead_of),
    }),
  notice_outcome: (fact, notices) =>
    because(
      t(`fact.notice_outcome.${fact.status}`, {
        whom: whom(notices?.get(fact.notice) ?? {}),
        channel: variant("channel", fact.channel),
      }),
      fact.reason ? variant("failed", fact.reason) : null,
    ),
  notice_seen: (fact, notices) =>
    t("fact.notice_seen", { whom: whom(notices?.get(fact.notice) ?? {}) }),
  notice_acknowledged: (fact, notices) =>
    t("fact.notice_acknowledged", {
      whom: whom(fact.person ? fact : (notices?.get(fact.notice) ?? {})),
    }),
  unit_state_set: (fact) =>
    because(t(`fact.unit_state_set.${fact.state}`, { unit: unitName(fact.unit) }), fact.reason),
};

/** The types of fact that have a sentence. */
export const SAID = Object.keys(SAY);

/**
 * One fact as a sentence.
 *
 * @param notices Map of id → notice, for facts that name only the notice.
 */
export function factSentence(fact, notices) {
  const say = SAY[fact.type];
  return say ? say(fact, notices) : t("fact.unknown", { type: fact.type });
}

/** The line as one sentence: what was done, without what followed by itself. */
export function sentence(line, notices) {
  const chosen = line.facts.filter((fact) => !followsOn(fact));
  const facts = chosen.length > 0 ? chosen : line.facts;
  return facts.map((fact) => factSentence(fact, notices)).join(t("line.join"));
}

/** Everything the line says but whom it had to be told to, unless it says nothing else. */
export function fullSentence(line, notices) {
  const told = line.facts.filter((fact) => fact.type !== "notice_issued");
  const facts = told.length > 0 ? told : line.facts;
  const inOrder = [...facts.filter((fact) => !followsOn(fact)), ...facts.filter(followsOn)];
  return inOrder.map((fact) => factSentence(fact, notices)).join(t("line.join"));
}

/** How notices fared: for the log, not for a room full of people. */
const BACKGROUND = new Set(["notice_issued", "notice_outcome", "notice_seen"]);

export function isBackground(line) {
  return line.facts.every((fact) => BACKGROUND.has(fact.type));
}

/** Who a line is from. */
export function who(line) {
  const by = line.by ?? {};
  const speaker = speakerOf(by, line.source);
  if (!by.on_behalf_of) return speaker;
  return t("line.on_behalf", { unit: unitName(by.on_behalf_of), who: speaker });
}

function speakerOf(by, source) {
  if (by.unit) return unitName(by.unit);
  if (by.person) return personName(by.person);
  if (by.post) return postName(by.post);
  if (by.group) return groupName(by.group);
  return has(`source.${source}`) ? t(`source.${source}`) : t(`role.${by.role}`);
}

/** The sentence with its speaker before it, where it does not name one itself. */
export function spoken(line, notices, say = sentence) {
  const text = say(line, notices);
  const bare = line.facts.every((fact) => fact.type === "note_added");
  return bare ? t("line.says", { who: who(line), text }) : text;
}

/** Marks beside a sentence: {late: text|null, struck: bool}. */
export function marks(line) {
  const late = line.late || line.at - line.occurred_at >= LATE_AFTER_MS;
  const times = { time: clock(line.occurred_at), told: clock(line.at) };
  return { late: late ? t("line.late_long", times) : null, struck: Boolean(line.struck) };
}

/** The kind of a line in one word, for a table's column. */
export function lineKind(line) {
  const fact = line.facts.find((one) => !followsOn(one)) ?? line.facts[0];
  return variant("line_kind", fact?.type);
}

/** The last thing said of an incident: {who, text}. */
export function lastSaid(incident) {
  const last = incident.last;
  if (!last) return null;
  const name = BY_ITSELF.has(last.kind) ? t("role.system") : unitName(last.unit);
  return { who: name, text: last.words ?? lastText(last) };
}

/** A step of a unit is kept as "unit_" and the step. */
function lastText({ kind }) {
  const progress = `progress.${kind.replace(/^unit_/, "")}`;
  return has(progress) ? t(progress) : variant("last", kind);
}

function deadlineOf(fact) {
  const what = fact.group
    ? t("deadline.of_group", { group: groupName(fact.group) })
    : t(`deadline.${fact.kind}`);
  return { what, time: clock(fact.due_at) };
}

/** 初报, 续报2, 终报 */
export const reportName = ({ stage, number }) =>
  t(`sitrep.${stage}`, { n: stage === "follow_up" ? number - 1 : number });

function ofAddressee(fact) {
  return t(`fact.${fact.type}`, { whom: addresseeName(fact.addressee) });
}

/** A deadline's id says what of which document was not done: directive.d12.read_back.0.0.0 */
function dueMissed({ deadline }) {
  const [kind, id, what, ...rest] = (deadline ?? "").split(".");
  if (kind === "duty") return t("fact.due_missed.duty", { duty: dutyName(id) });
  if (kind === "muster") return t("fact.due_missed.muster", { unit: unitName(what) });
  if (kind === "sitrep") return reportMissed(recipientName(what), rest);
  return variant("fact.due_missed", `${kind}.${what}`);
}

/** A call or a report, late or soon due: sitrep.s1-1.city.phone.soon */
function reportMissed(whom, [means, step]) {
  const what = means === "phone" ? "sitrep_phone" : "sitrep";
  return t(`fact.due_missed.${what}${step === "soon" ? "_soon" : ""}`, { whom });
}

function whom({ person, unit, post }) {
  if (person) return personName(person);
  if (unit) return unitName(unit);
  return post ? postName(post) : t("fact.somebody");
}
