// What has to be said before those above are asked, and before their answer is written down.

import { numberText } from "../board/plan.js";
import { t } from "../board/words.js";
import { about, reason, text } from "./dispatch-question-parts.js";

const LEVELS = ["city", "region"];
const LADDER = "ladder";

export const drafting = (incident) =>
  about(LADDER, "draft_request", {
    incident,
    fields: [
      {
        name: "level",
        kind: "choice",
        label: t("dispatch.level"),
        options: LEVELS.map((one) => ({ value: one, label: t(`level.${one}`) })),
        value: "city",
        required: true,
      },
      { name: "text", kind: "lines", label: t("dispatch.request_text"), required: true },
    ],
  });

export const wording = (request, standing) =>
  about(LADDER, "revise_request", {
    fields: [
      {
        name: "text",
        kind: "lines",
        label: t("dispatch.request_text"),
        required: true,
        value: request.text ?? standing,
      },
    ],
    build: (values) => ({ request: request.id, ...values }),
  });

export const deciding = (request, approve) =>
  about(LADDER, "decide_request", {
    title: t(approve ? "dispatch.ask.approve" : "dispatch.ask.decline", {
      number: request.incident ? numberText(request.incident) : t(`level.${request.level}`),
    }),
    confirm: t(approve ? "dispatch.approve" : "dispatch.decline"),
    fields: [reason(!approve)],
    build: (values) => ({ request: request.id, approve, ...values }),
  });

export const answeredBy = (request, granted) =>
  about(LADDER, "answer_request", {
    title: t(granted ? "dispatch.ask.granted" : "dispatch.ask.refused", {
      level: t(`level.${request.level}`),
    }),
    note: "",
    fields: [text("text", "dispatch.what_they_said")],
    confirm: t(granted ? "dispatch.granted" : "dispatch.refused"),
    build: (values) => ({ request: request.id, granted, ...values }),
  });
