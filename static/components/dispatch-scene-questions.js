// What has to be said before somebody commands at a scene, marks its bounds or counts what is lost.

import { numberText, plan, postName } from "../board/plan.js";
import { COUNTS } from "../board/acts-sentences.js";
import { t } from "../board/words.js";
import { about, count, numbers, reason, select, text, zones } from "./dispatch-question-parts.js";

const SCENE = "scene";
const MEASURES = ["closed", "one_way", "rescue_only"];

/** Posts that somebody holds: of the scene first, then of the command centre. */
function posts() {
  const held = Object.values(plan.value?.posts ?? {}).filter((one) => one.holders.length > 0);
  const order = ["scene", "command_centre", "leading_group"];
  return held
    .sort((a, b) => order.indexOf(a.structure) - order.indexOf(b.structure))
    .map((one) => ({ value: one.id, label: postName(one.id) }));
}

export const settingUp = (incident) =>
  about(SCENE, "set_up_scene", {
    incident,
    fields: [
      select("post", "dispatch.scene_post", posts(), { required: true, value: posts()[0]?.value }),
      select("zone", "dispatch.zone", zones(), { value: incident.zone ?? "" }),
      text("place", "dispatch.place"),
    ],
  });

export const transferring = (incident) =>
  about(SCENE, "transfer_command", {
    incident,
    fields: [select("post", "dispatch.scene_post", posts(), { required: true }), reason()],
  });

export const aiming = (incident, objectives) =>
  about(SCENE, "set_objectives", {
    incident,
    fields: [
      {
        name: "objectives",
        kind: "lines",
        label: t("dispatch.objectives_lines"),
        required: true,
        value: objectives.join("\n"),
      },
    ],
    build: ({ objectives: said }) => ({
      objectives: said
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
    }),
  });

export const bounding = (incident, perimeter) =>
  about(SCENE, "set_perimeter", {
    incident,
    fields: [
      {
        name: "outline",
        kind: "outline",
        label: t("dispatch.perimeter_draw"),
        value: perimeter?.outline ?? [],
      },
      select("zone", "dispatch.perimeter_zone", zones()),
      count("radius_m", t("dispatch.perimeter_radius"), perimeter?.radius_m ?? ""),
    ],
    build: boundsOf,
  });

/** What was drawn goes before a whole zone, and that before a distance; nothing: no bounds. */
function boundsOf({ outline = [], zone, radius_m }) {
  if (outline.length >= 3) return { outline };
  if (zone) return { outline: open(plan.value.zones[zone].outline) };
  return radius_m ? { radius_m: Number(radius_m) } : {};
}

/** A zone's ring ends with its first point; an outline doesn't. */
const open = (ring) => ring.slice(0, -1);

export const imposing = (incident) =>
  about(SCENE, "impose_measure", {
    incident,
    fields: [
      {
        name: "kind",
        kind: "choice",
        label: t("dispatch.measure_kind"),
        options: MEASURES.map((one) => ({ value: one, label: t(`measure.${one}`) })),
        required: true,
      },
      select("zone", "dispatch.zone", zones()),
      text("place", "dispatch.place"),
    ],
  });

export const counting = (incident, last, verified) =>
  about(SCENE, "record_casualties", {
    incident,
    title: t(verified ? "dispatch.ask.verify_casualties" : "dispatch.ask.record_casualties", {
      number: numberText(incident.number),
    }),
    fields: [
      ...COUNTS.map((name) => count(name, t(`casualties.${name}`), last?.[name] || "")),
      count("loss_yuan", t("casualties.loss_yuan"), last?.loss_yuan ?? ""),
      text("text", "dispatch.casualties_text"),
    ],
    confirm: t(verified ? "dispatch.command.verify" : "dispatch.command.record_casualties"),
    build: (values) => ({ verified, ...numbers(values, new Set([...COUNTS, "loss_yuan"])) }),
  });
