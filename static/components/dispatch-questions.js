// What has to be said before an action is asked for: a reason, a choice, or only a second look.
// Each question knows its fields and makes the action of the answers.

import { language, t } from "../board/words.js";
import {
  agencyName,
  circumstanceName,
  circumstancesAsked,
  groupName,
  numberText,
  personName,
  plan,
  stepText,
  typeName,
  zoneName,
} from "../board/plan.js";
import { circumstanceText } from "../board/route_sentences.js";
import { board } from "../board/store.js";
import { openInOrder, SEVERITIES } from "../board/views.js";

/** {where, title, note, fields: [{name, kind, label, options, required}], confirm, build(values)}. */
const about = (incident, type, rest = {}) => ({
  where: "incident",
  title: t(`dispatch.ask.${type}`, { number: numberText(incident.number) }),
  note: t(`dispatch.note.${type}`),
  fields: [],
  confirm: t(`dispatch.command.${type}`),
  build: (values) => ({ type, incident: incident.number, ...values }),
  ...rest,
});

const INJURED = ["no", "yes", "unknown"];
const YES_NO = ["yes", "no"];

const reason = (required = true) => ({
  name: "reason",
  kind: "text",
  label: t("dispatch.reason"),
  required,
});

const simple = (type) => (incident) => about(incident, type);

export const QUESTIONS = {
  confirm_incident: simple("confirm_incident"),
  control_incident: simple("control_incident"),
  resolve_incident: simple("resolve_incident"),
  close_incident: simple("close_incident"),
  reopen_incident: (incident) => about(incident, "reopen_incident", { fields: [reason()] }),
  dismiss_incident: (incident) => about(incident, "dismiss_incident", { fields: [reason()] }),
  escalate: (incident) => about(incident, "escalate", { where: "ladder", fields: [reason()] }),
  change_severity: (incident) =>
    about(incident, "change_severity", {
      fields: [
        {
          name: "severity",
          kind: "choice",
          label: t("dispatch.grade"),
          options: SEVERITIES.map((grade) => ({
            value: grade,
            label: t(`severity.${grade}`),
            grade,
          })),
          value: incident.severity,
          required: true,
        },
        reason(false),
      ],
    }),
  change_location: (incident) =>
    about(incident, "change_location", {
      fields: [
        {
          name: "zone",
          kind: "select",
          label: t("dispatch.zone"),
          options: zoneOptions(),
          value: incident.zone,
        },
        { name: "place", kind: "text", label: t("dispatch.place"), value: incident.place ?? "" },
      ],
    }),
  change_circumstances: (incident) =>
    about(incident, "change_circumstances", {
      where: "route",
      fields: [
        {
          name: "injured",
          kind: "select",
          label: t("dispatch.injured_ask"),
          options: INJURED.map((one) => ({ value: one, label: t(`injured.${one}`) })),
          value: incident.injured,
        },
        ...circumstancesToAsk(incident).map((one) => ({
          name: one,
          kind: "select",
          label: circumstanceName(one),
          options: YES_NO.map((value) => ({ value, label: circumstanceText(one, value === "yes") })),
          value: incident.involves.includes(one) ? "yes" : incident.rules_out.includes(one) ? "no" : "",
        })),
      ],
      build: ({ injured, ...said }) => ({
        type: "change_circumstances",
        incident: incident.number,
        ...(injured && { injured }),
        ...listed("involves", said, "yes"),
        ...listed("rules_out", said, "no"),
      }),
    }),
  overrule_route: (incident) =>
    about(incident, "overrule_route", {
      where: "route",
      fields: [
        picking("lead", groupOptions(), incident.advised_lead ?? incident.lead),
        picking("add_groups", groupOptions((one) => !supports(incident, one))),
        picking("drop_groups", groupOptions((one) => incident.support_groups.includes(one))),
        picking("add_support", agencyOptions((one) => !incident.support.includes(one))),
        picking("drop_support", agencyOptions((one) => incident.support.includes(one))),
        reason(),
      ].filter((field) => field.kind !== "select" || field.options.length > 0),
      build: ({ lead, reason: why, ...lists }) => ({
        type: "overrule_route",
        incident: incident.number,
        reason: why,
        ...(lead && lead !== incident.lead && { lead }),
        ...Object.fromEntries(Object.entries(lists).map(([key, one]) => [key, [one]])),
      }),
    }),
  merge_incident: (incident) =>
    about(incident, "merge_incident", {
      fields: [
        {
          name: "into",
          kind: "choice",
          label: t("dispatch.into"),
          options: openInOrder(board.allIncidents())
            .filter((one) => one.number !== incident.number)
            .map((one) => ({ value: one.number, label: incidentText(one), grade: one.severity })),
          required: true,
        },
      ],
    }),
};

/** Take a unit off. */
export const withdrawing = (incident, assignment, unit) =>
  about(incident, "withdraw_unit", {
    where: "units",
    title: t("dispatch.ask.withdraw_unit", { unit }),
    fields: [reason(false)],
    build: (values) => ({
      type: "withdraw_unit",
      incident: incident.number,
      assignment,
      ...values,
    }),
  });

/** Strike a line; what it said stays readable. */
export const striking = (incident, seq, said, where = "log") =>
  about(incident, "strike_entry", {
    where,
    title: t("dispatch.ask.strike_entry"),
    note: said,
    fields: [reason()],
    build: (values) => ({ type: "strike_entry", incident: incident.number, seq, ...values }),
  });

/** The same for a ticked step. */
export const unticking = (incident, done) =>
  striking(incident, done.seq, stepText(done.step, incident.type), "checklist");

/** Say that a unit can, or can't, be sent. */
export const unitOut = (unit, name) => ({
  where: "posts",
  title: t("dispatch.ask.unit_out", { unit: name }),
  note: t("dispatch.note.unit_out"),
  fields: [reason(false)],
  confirm: t("dispatch.unit_out"),
  build: (values) => ({ type: "set_unit_state", unit, state: "unavailable", ...values }),
});

/** Say who isn't in place, and who acts for them. */
export const absence = () => ({
  where: "posts",
  title: t("dispatch.ask.mark_absent"),
  note: t("dispatch.note.mark_absent"),
  fields: [
    {
      name: "person",
      kind: "select",
      label: t("dispatch.person"),
      options: peopleOptions(),
      required: true,
    },
    { name: "acting", kind: "select", label: t("dispatch.acting"), options: peopleOptions() },
  ],
  confirm: t("dispatch.mark_absent"),
  build: (values) => ({ type: "mark_absent", ...values }),
});

/** Put the contingency plan in force, or end it. */
export const activation = (type) => ({
  where: "posts",
  title: t(`dispatch.ask.${type}`),
  note: t(`dispatch.note.${type}`),
  fields: [reason(false)],
  confirm: t(`dispatch.${type}`),
  build: (values) => ({ type, ...values }),
});

/** Move the event to another phase. */
export const phase = (to) => ({
  where: "posts",
  title: t("dispatch.ask.change_phase", { phase: t(`phase.${to}`) }),
  note: t(`dispatch.note.phase.${to}`),
  fields: [],
  confirm: t("dispatch.change_phase", { phase: t(`phase.${to}`) }),
  build: () => ({ type: "change_phase", phase: to }),
});

/** What the type asks by now, and what was said of it when it was of another. */
function circumstancesToAsk({ type, involves, rules_out: ruledOut }) {
  const known = Object.keys(plan.value?.circumstances ?? {});
  const said = [...involves, ...ruledOut].filter((one) => known.includes(one));
  return [...new Set([...circumstancesAsked(type), ...said])];
}

function listed(key, said, answer) {
  const names = Object.keys(said).filter((one) => said[one] === answer);
  return names.length > 0 ? { [key]: names } : {};
}

const picking = (key, options, value = "") => ({
  name: key,
  kind: "select",
  label: t(`dispatch.route.${key}`),
  options,
  value,
});

const supports = (incident, group) =>
  group === incident.lead || incident.support_groups.includes(group);

const groupOptions = (fits = () => true) => idOptions(plan.value?.groups, groupName, fits);
const agencyOptions = (fits) => idOptions(plan.value?.agencies, agencyName, fits);

function idOptions(part, nameOf, fits) {
  const ids = Object.keys(part ?? {}).filter(fits);
  return ids.map((id) => ({ value: id, label: nameOf(id) }));
}

const incidentText = (one) =>
  [numberText(one.number), typeName(one.type), one.zone ? zoneName(one.zone) : one.place]
    .filter(Boolean)
    .join(" ");

function zoneOptions() {
  const zones = Object.keys(plan.value?.zones ?? {});
  return zones.map((zone) => ({ value: zone, label: zoneName(zone) }));
}

function peopleOptions() {
  const people = Object.keys(plan.value?.people ?? {}).filter(
    (one) => !board.event.value?.absent?.[one],
  );
  const options = people.map((person) => ({ value: person, label: personName(person) }));
  return options.sort((a, b) => a.label.localeCompare(b.label, language.value));
}
