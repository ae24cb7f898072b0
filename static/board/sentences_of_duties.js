// What happened to preparatory duties and to the decision whether the gates open, as sentences.

import { dutyName } from "./plan.js";
import { t } from "./words.js";

/**
 * A sentence by type of fact.
 *
 * @param because joins a sentence and somebody's words.
 */
export function dutySentences(because) {
  return {
    duties_opened: (fact) => t("fact.duties_opened", { n: fact.duties.length }),
    duties_dropped: (fact) => t("fact.duties_dropped", { n: fact.duties.length }),
    duty_updated: (fact) => t("fact.duty_updated", { duty: dutyName(fact.duty), done: fact.done }),
    duty_completed: (fact) =>
      because(t("fact.duty_completed", { duty: dutyName(fact.duty) }), fact.evidence),
    duty_reopened: (fact) =>
      because(t("fact.duty_reopened", { duty: dutyName(fact.duty) }), fact.reason),
    duty_reminded: (fact) => t("fact.duty_reminded", { duty: dutyName(fact.duty) }),
    go_decided: (fact) =>
      because(
        t(`fact.go_decided.${fact.decision}`, {
          conditions: fact.conditions.map((one) => one ?? t("fact.words_hidden")).join(t("line.join")),
        }),
        fact.reason,
      ),
    condition_met: (fact) => t("fact.condition_met", { n: fact.condition }),
  };
}
