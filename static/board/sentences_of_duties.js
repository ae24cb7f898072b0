// What happened before the gates open, as sentences: duties, the decision, who came and left.

import { dutyName, personName, unitName } from "./plan.js";
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
    checked_in: (fact) => t("fact.checked_in", { whom: comer(fact) }),
    checked_out: (fact) => because(t("fact.checked_out", { whom: comer(fact) }), fact.reason),
    condition_met: (fact) => t("fact.condition_met", { n: fact.condition }),
  };
}

function comer({ person, unit }) {
  return person ? personName(person) : unitName(unit);
}
