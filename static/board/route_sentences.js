// What comes to be known of an incident, whom the rules bring in, and what a person decides.

import { agencyName, circumstanceName, groupName, kindName, personName, unitName } from "./plan.js";
import { t } from "./words.js";

/** What a fact says of people hurt and of the plan's circumstances. */
function circumstancesOf(fact) {
  const so = (fact.involves ?? []).map((one) => circumstanceText(one, true));
  const notSo = (fact.rules_out ?? []).map((one) => circumstanceText(one, false));
  const injured = fact.injured ? [t(`circumstance.injured.${fact.injured}`)] : [];
  const graver = fact.severity ? [t("fact.severity_changed", { severity: t(`severity.${fact.severity}`) })] : [];
  return [...injured, ...so, ...notSo, ...graver];
}

/** That something is involved, or that it is not. */
export const circumstanceText = (id, isSo) =>
  t(isSo ? "circumstance.so" : "circumstance.not_so", { what: circumstanceName(id) });

/** Everybody whom a route names, groups first. */
function listOf({ groups = [], support = [], send = [] }) {
  const names = [...groups.map(groupName), ...support.map(agencyName), ...send.map(kindName)];
  return names.join(t("line.and")) || t("fact.nobody");
}

const peopleOf = (fact) => fact.people.map(personName).join(t("line.and"));

/** By the type of fact. */
export const ROUTE_SENTENCES = {
  circumstances_changed: (fact) =>
    t("fact.circumstances_changed", { what: circumstancesOf(fact).join(t("line.and")) }),
  incident_rerouted: (fact) =>
    t(fact.advised_lead ? "fact.incident_rerouted.advised" : "fact.incident_rerouted", {
      who: listOf(fact),
      clauses: [...new Set((fact.reasons ?? []).flatMap((one) => one.source))].join(" "),
      lead: groupName(fact.advised_lead),
    }),
  support_asked: (fact) =>
    t("fact.support_asked", { group: groupName(fact.group), people: peopleOf(fact) }),
  support_answered: (fact) =>
    t(fact.unit ? "fact.support_answered.unit" : "fact.support_answered", {
      group: groupName(fact.group),
      unit: unitName(fact.unit),
    }),
  support_passed_on: (fact) =>
    t(fact.people.length > 0 ? "fact.support_passed_on" : "fact.support_passed_on.nobody", {
      group: groupName(fact.group),
      people: peopleOf(fact),
    }),
  route_overruled: (fact) => {
    const who = listOf({ groups: fact.groups });
    const text = t("fact.route_overruled", { lead: groupName(fact.lead), who });
    return fact.reason ? t("line.because", { text, reason: fact.reason }) : text;
  },
};
