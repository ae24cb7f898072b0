// What sentences of facts are put together from.

import { zoneName } from "./plan.js";
import { has, t } from "./words.js";

export function because(text, reason) {
  return reason ? t("line.because", { text, reason }) : text;
}

/** The words for a code, or those for the general case. */
export function variant(key, code, params) {
  const special = `${key}.${code}`;
  if (has(special)) return t(special, params);
  return has(key) ? t(key, params) : (code ?? "");
}

export function placeOf(fact) {
  const zone = fact.zone ? zoneName(fact.zone) : "";
  return [zone, fact.place].filter(Boolean).join(" ") || t("board.place_unknown");
}
