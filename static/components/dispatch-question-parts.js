// What questions of command acts are put together from: their fields, and the action they make.

import { numberText, plan, zoneName } from "../board/plan.js";
import { has, t } from "../board/words.js";

export const about = (where, type, { incident = null, fields = [], build = (values) => values, ...rest }) => ({
  where,
  title: t(`dispatch.ask.${type}`, { number: incident ? numberText(incident.number) : "" }),
  note: has(`dispatch.note.${type}`) ? t(`dispatch.note.${type}`) : "",
  fields,
  confirm: t(`dispatch.command.${type}`),
  build: (values) => ({
    type,
    ...(incident ? { incident: incident.number } : {}),
    ...build(values),
  }),
  ...rest,
});

export const text = (name, label, required = false, value = "") => ({
  name,
  kind: "text",
  label: t(label),
  required,
  value,
});
export const reason = (required = true) => text("reason", "dispatch.reason", required);
export const count = (name, label, value = "", required = false) => ({
  name,
  kind: "number",
  label,
  required,
  value,
});
export const select = (name, label, options, { required = false, value = "" } = {}) => ({
  name,
  kind: "select",
  label: t(label),
  options,
  required,
  value,
});

export const zones = () =>
  Object.keys(plan.value?.zones ?? {}).map((id) => ({ value: id, label: zoneName(id) }));

export const numbers = (values, names) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, names.has(name) ? Number(value) : value]),
  );
