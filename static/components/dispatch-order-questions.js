// What has to be said before an answer to an order is written down, or an order taken back.

import { addresseeName } from "../board/plan.js";
import { t } from "../board/words.js";

const WHERE = "order-question";

const about = (type, directive, { whom, field, confirm, build }) => ({
  where: WHERE,
  title: t(`dispatch.ask.${type}`, { whom }),
  note: [directive.text, t(`dispatch.note.${type}`)].filter(Boolean).join("  "),
  fields: [{ kind: "text", required: true, ...field }],
  confirm: t(confirm),
  build: (values) => ({ type, directive: directive.id, ...build, ...values }),
});

const REASON = () => ({ name: "reason", label: t("dispatch.reason") });

export const correcting = (directive, to) =>
  about("correct_read_back", directive, {
    whom: addresseeName(to),
    field: { name: "text", label: t("dispatch.order_what_is_wrong") },
    confirm: "dispatch.order_correct",
    build: { addressee: to },
  });

export const declining = (directive, to) =>
  about("decline_directive", directive, {
    whom: addresseeName(to),
    field: REASON(),
    confirm: "dispatch.order_cannot",
    build: { addressee: to },
  });

export const withdrawing = (directive) =>
  about("withdraw_directive", directive, {
    whom: "",
    field: REASON(),
    confirm: "dispatch.order_withdraw",
    build: {},
  });
