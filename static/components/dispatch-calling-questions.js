// What has to be said before something is called on, handed over or given back.

import { agencyName, plan, supplyMeasure, supplyName } from "../board/plan.js";
import { board } from "../board/store.js";
import { shortClock } from "../board/times.js";
import { inLanguage, t } from "../board/words.js";
import { leftOf } from "./dispatch-acts-view.js";
import { about, count, numbers, reason, select, text, zones } from "./dispatch-question-parts.js";

const MINUTES = [10, 20, 30, 45, 60, 90];
const HOURS = [1, 2, 4, 8, 24];
const MINUTE_MS = 60_000;
const CALLING = "calling";

export const callingOn = (incident, now) =>
  about(CALLING, "requisition_supply", {
    incident,
    fields: [
      select("supply", "dispatch.supply", supplies(), { required: true }),
      count("quantity", t("dispatch.quantity"), 1, true),
      select("zone", "dispatch.wanted_at", zones(), { value: incident?.zone ?? "" }),
      select(
        "back_due_at",
        "dispatch.back_by",
        HOURS.map((hours) => later(now, hours * 60)),
      ),
      reason(),
    ],
    build: (values) => numbers(values, new Set(["quantity", "back_due_at"])),
  });

function supplies() {
  const all = [...board.of("requisition").value.values()];
  return Object.values(plan.value?.supplies ?? {}).map((one) => ({
    value: one.id,
    label: t("dispatch.supply_left", {
      supply: supplyName(one.id),
      owner: agencyName(one.owner),
      left: leftOf(one, all),
      measure: inLanguage(one.measure),
    }),
  }));
}

const later = (now, minutes) => {
  const at = now + minutes * MINUTE_MS;
  return { value: at, label: shortClock(at) };
};

export const handingOver = (requisition) =>
  about(CALLING, "hand_over_supply", {
    note: requisitionText(requisition),
    fields: [count("quantity", t("dispatch.quantity"), requisition.quantity, true)],
    build: ({ quantity }) => ({ requisition: requisition.id, quantity: Number(quantity) }),
  });

export const givingBack = (requisition, out) =>
  about(CALLING, "return_supply", {
    note: requisitionText(requisition),
    fields: [
      count("quantity", t("dispatch.quantity_back"), out, true),
      text("condition", "dispatch.condition"),
      {
        name: "rest",
        kind: "choice",
        label: t("dispatch.rest"),
        options: ["still_out", "lost"].map((one) => ({
          value: one,
          label: t(`dispatch.rest.${one}`),
        })),
        value: "still_out",
        required: true,
      },
    ],
    build: ({ rest, quantity, ...values }) => ({
      requisition: requisition.id,
      quantity: Number(quantity),
      rest_lost: rest === "lost",
      ...values,
    }),
  });

export const callingOff = (requisition) =>
  about(CALLING, "cancel_requisition", {
    note: requisitionText(requisition),
    fields: [reason()],
    build: (values) => ({ requisition: requisition.id, ...values }),
  });

const requisitionText = (one) => `${supplyText(one)} ${agencyName(one.owner)}`;

/** What and how much of it. */
export const supplyText = ({ supply, quantity }) =>
  t("dispatch.supply_of", {
    supply: supplyName(supply),
    quantity,
    measure: supplyMeasure(supply),
  });

export const calling = (incident) =>
  about(CALLING, "mobilise_agency", {
    incident,
    fields: [
      select("agency", "dispatch.agency", outsiders(), { required: true }),
      select("zone", "dispatch.wanted_at", zones(), { value: incident?.zone ?? "" }),
      reason(),
    ],
  });

/** Agencies that aren't on site, each with the other names that the plan has for it. */
function outsiders() {
  return Object.values(plan.value?.agencies ?? {})
    .filter((one) => one.outside)
    .map((one) => ({
      value: one.id,
      label: [agencyName(one.id), ...one.aliases.map(inLanguage)].join(" / "),
    }));
}

export const answering = (mobilisation, coming, now) =>
  about(CALLING, "answer_mobilisation", {
    title: t(coming ? "dispatch.ask.agency_comes" : "dispatch.ask.agency_declines", {
      agency: agencyName(mobilisation.agency),
    }),
    note: "",
    fields: [
      ...(coming
        ? [
            select(
              "arrive_due_at",
              "dispatch.arrives_by",
              MINUTES.map((minutes) => later(now, minutes)),
            ),
          ]
        : []),
      text("text", "dispatch.what_they_said"),
    ],
    confirm: t(coming ? "dispatch.agency_comes" : "dispatch.agency_declines"),
    build: (values) => ({
      mobilisation: mobilisation.id,
      coming,
      ...numbers(values, new Set(["arrive_due_at"])),
    }),
  });

export const releasing = (mobilisation) =>
  about(CALLING, "release_agency", {
    note: agencyName(mobilisation.agency),
    fields: [reason(false)],
    build: (values) => ({ mobilisation: mobilisation.id, ...values }),
  });
