// The supporting groups that have to answer: told whom and when, answered, or silent and who heard.

import { groupName, personName, unitName } from "../board/plan.js";
import { board } from "../board/store.js";
import { clock, duration } from "../board/times.js";
import { standing } from "../board/views.js";
import { t } from "../board/words.js";
import { Answering } from "./dispatch-ladder.js";
import { html } from "./html.js";
import { Icon } from "./icons.js";

const ASKED = new Set(["support", "support_instead"]);

export function AskedGroups({ incident, now, who }) {
  const asked = incident.asked ?? [];
  if (asked.length === 0) return null;
  return html`<ul class="asked" aria-label=${t("dispatch.asked")}>
    ${asked.map((one) => html`<${Asked} key=${one.group} ...${{ one, incident, now, who }} />`)}
  </ul>`;
}

function Asked({ one, incident, now, who }) {
  const state = stateOf(one);
  return html`<li class="asked__one" data-group=${one.group} data-state=${state}>
    <b>${state === "answered" && html`<${Icon} name="check" strong />`} ${groupName(one.group)}</b>
    <span class="asked__when"><${Left} incident=${incident} group=${one.group} now=${now} /></span>
    <small>${SAID[state](one)}</small>
    ${
      state !== "answered" &&
      incident.open &&
      noticesTo(one, incident).map(
        (notice) => html`<${Answering} key=${notice.id} notice=${notice} who=${who} />`,
      )
    }
  </li>`;
}

function stateOf(one) {
  if (one.answered_at) return "answered";
  return one.passed_on_at ? "passed-on" : "told";
}

const names = (people) => people.map(personName).join(t("line.and"));

const SAID = {
  answered: (one) =>
    one.answered_unit
      ? t("dispatch.asked_at_work", { time: clock(one.answered_at), unit: unitName(one.answered_unit) })
      : t("dispatch.asked_answered", { time: clock(one.answered_at), who: personName(one.answered_by) }),
  "passed-on": (one) =>
    one.passed_on_to.length > 0
      ? t("dispatch.asked_passed_on", { people: names(one.passed_on_to) })
      : t("dispatch.asked_passed_on.nobody"),
  told: (one) =>
    one.again
      ? t("dispatch.asked_again", { people: personName(one.people.at(-1)) })
      : t("dispatch.asked_told", { people: names(one.people) }),
};

function Left({ incident, group, now }) {
  const due = incident.deadlines.find((one) => one.kind === "support" && one.group === group);
  if (!due) return null;
  const { state, ms } = standing(due, now.value);
  return state === "overdue"
    ? html`<b>${t("dispatch.due_now")}</b>`
    : duration(ms);
}

/** What those told for a group can still answer. */
function noticesTo(one, incident) {
  return [...board.notices.value.values()].filter(
    (notice) =>
      notice.incident === incident.number &&
      ASKED.has(notice.why) &&
      notice.issued_at >= incident.opened_at &&
      one.people.includes(notice.person),
  );
}
