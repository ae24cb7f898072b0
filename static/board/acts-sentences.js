// Sentences of command acts: the muster, the scene, what is called on, and requests upward.

import {
  agencyName,
  personName,
  postName,
  supplyMeasure,
  supplyName,
  unitName,
} from "./plan.js";
import { because, placeOf } from "./sentence-parts.js";
import { clock, shortClock } from "./times.js";
import { t } from "./words.js";

/** The bounds of a scene: drawn, or so many metres around it. */
export const boundsText = ({ outline, radius_m, at }) =>
  t(outline.length > 0 ? "dispatch.bounds.outline" : "dispatch.bounds.radius", {
    n: outline.length,
    metres: radius_m,
    time: shortClock(at),
  });

export const ACT_SENTENCES = {
  request_drafted: (fact) =>
    because(t(`fact.request_drafted.${fact.level ?? "city"}`), fact.text),
  request_revised: (fact) => because(t("fact.request_revised"), fact.text),
  request_sent: () => t("fact.request_sent"),
  request_answered: (fact) =>
    because(t(fact.granted ? "fact.request_answered.granted" : "fact.request_answered.refused"), fact.text),
  units_mustered: (fact) => t("fact.units_mustered", { count: fact.posts.length }),
  unit_at_post: (fact) => t("fact.unit_at_post", { unit: unitName(fact.unit) }),
  scene_set_up: (fact) =>
    t("fact.scene_set_up", { post: postName(fact.post), person: personName(fact.person) }),
  command_transferred: (fact) =>
    because(
      t("fact.command_transferred", {
        from: personName(fact.from_person),
        person: personName(fact.person),
        post: postName(fact.post),
      }),
      fact.reason,
    ),
  objectives_set: (fact) =>
    t("fact.objectives_set", {
      text: fact.objectives.map((one) => one ?? t("fact.words_hidden")).join(t("line.join")),
    }),
  perimeter_set: (fact) => t(perimeterKey(fact), { metres: fact.radius_m }),
  measure_imposed: (fact) =>
    t("fact.measure_imposed", { kind: t(`measure.${fact.kind}`), place: placeOf(fact) }),
  measure_lifted: () => t("fact.measure_lifted"),
  casualties_recorded: (fact) =>
    because(
      t(fact.verified ? "fact.casualties_recorded.verified" : "fact.casualties_recorded", {
        counts: countsText(fact),
      }),
      fact.text,
    ),
  supply_requisitioned: (fact) =>
    because(
      t("fact.supply_requisitioned", {
        supply: supplyName(fact.supply),
        quantity: fact.quantity,
        measure: supplyMeasure(fact.supply),
        owner: agencyName(fact.owner),
      }),
      fact.reason,
    ),
  supply_handed_over: (fact) => t("fact.supply_handed_over", { quantity: fact.quantity }),
  supply_returned: (fact) =>
    because(
      t(fact.lost ? "fact.supply_returned.lost" : "fact.supply_returned", {
        quantity: fact.quantity,
        lost: fact.lost,
      }),
      fact.condition,
    ),
  requisition_cancelled: (fact) => because(t("fact.requisition_cancelled"), fact.reason),
  agency_mobilised: (fact) =>
    because(t("fact.agency_mobilised", { agency: agencyName(fact.agency) }), fact.reason),
  mobilisation_answered: (fact) => because(answerOf(fact), fact.text),
  agency_arrived: () => t("fact.agency_arrived"),
  agency_released: (fact) => because(t("fact.agency_released"), fact.reason),
};

/** The kinds of casualties, the gravest first. */
export const COUNTS = [
  "dead",
  "missing",
  "trapped",
  "badly_injured",
  "lightly_injured",
  "evacuated",
];

/** How many of what, without what there is none of. */
export function countsText(revision) {
  const said = COUNTS.filter((name) => revision[name] > 0).map((name) =>
    t("casualties.count", { name: t(`casualties.${name}`), count: revision[name] }),
  );
  if (revision.loss_yuan != null) said.push(t("casualties.loss", { yuan: revision.loss_yuan }));
  return said.length > 0 ? said.join(t("line.and")) : t("casualties.nobody");
}

function perimeterKey(fact) {
  if (fact.outline.length > 0) return "fact.perimeter_set.outline";
  return fact.radius_m ? "fact.perimeter_set.radius" : "fact.perimeter_set.none";
}

function answerOf(fact) {
  if (!fact.coming) return t("fact.mobilisation_answered.declined");
  if (!fact.arrive_due_at) return t("fact.mobilisation_answered.coming");
  return t("fact.mobilisation_answered.coming.by", { time: clock(fact.arrive_due_at) });
}
