// Who leads and supports, and why: each rule of the plan with its clauses, and what a person decided
// over them. Ids and clauses come with the incident; what a rule asks is looked up in the plan.

import { agencyName, groupName, kindName, name, plan, typeName, zoneName } from "../board/plan.js";
import { circumstanceText } from "../board/route_sentences.js";
import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { QUESTIONS } from "./dispatch-questions.js";
import { put } from "./dispatch-state.js";
import { AskedGroups } from "./dispatch-support.js";
import { html } from "./html.js";

export const WHERE = "route";
const COMMANDS = ["change_circumstances", "overrule_route"];

export function RoutePanel({ incident, now, who }) {
  const offered = COMMANDS.filter((type) => incident.open && may(who, type, { incident }));
  const reasons = incident.reasons ?? [];
  const { groups, support } = byHand(incident);
  return html`<section class="block" aria-labelledby="route-title">
    <div class="block__head">
      <h2 id="route-title">${t("dispatch.route")}</h2>
      <span class="block__note">
        ${offered.map(
          (type) =>
            html`<button
              class="button button--small"
              key=${type}
              data-command=${type}
              onClick=${() => put(QUESTIONS[type](incident))}
            >
              ${t(`dispatch.command.${type}`)}
            </button>`,
        )}
      </span>
    </div>
    <${Advised} incident=${incident} who=${who} />
    <p class="route__lead">
      ${t("dispatch.route_lead", { group: groupName(incident.lead) })}
      ${incident.overruled && html`<em>${t("dispatch.route_by_hand")}</em>`}
    </p>
    <${AskedGroups} ...${{ incident, now, who }} />
    <ul class="route">
      ${reasons.map(
        (reason) =>
          html`<${Reason} key=${reason.rule ?? ""} reason=${reason} incident=${incident} />`,
      )}
      ${
        groups.length + support.length > 0 &&
        html`<li class="route__one" data-rule="by-hand">
          <b>${t("dispatch.route_added")}</b>
          <span>${[...groups.map(groupName), ...support.map(agencyName)].join(t("line.and"))}</span>
        </li>`
      }
    </ul>
    <${Clauses} reasons=${reasons} />
    <${Answer} where=${WHERE} />
  </section>`;
}

/** The rules would have another lead by now; somebody has to say so. */
function Advised({ incident, who }) {
  if (!incident.advised_lead || !incident.open) return null;
  return html`<div class="route__advised" role="status">
    <span>${t("dispatch.route_advised", { group: groupName(incident.advised_lead) })}</span>
    ${
      may(who, "overrule_route", { incident }) &&
      html`<button
        class="button button--small button--primary"
        data-command="hand_on"
        onClick=${() => put(QUESTIONS.overrule_route(incident))}
      >
        ${t("dispatch.hand_on")}
      </button>`
    }
  </div>`;
}

function Reason({ reason, incident }) {
  return html`<li class="route__one" data-rule=${reason.rule ?? "playbook"}>
    <b>${whenText(reason, incident)}</b>
    <span>${broughtIn(reason, incident).map((one) => html`<${Brought} key=${one.id} one=${one} />`)}</span>
    <small>${reason.source.join(" ")}</small>
  </li>`;
}

function Brought({ one }) {
  return one.gone
    ? html`<s>${one.text}<span class="for-readers"> ${t("dispatch.route_gone")}</span></s>${" "}`
    : html`<i>${one.text}</i>${" "}`;
}

/** Everybody a reason names; those a person sent away since are marked. */
function broughtIn({ lead, groups, support, send }, incident) {
  const all = [...incident.support_groups, incident.lead];
  const leads = lead && { id: `l-${lead}`, text: leadText(lead), gone: lead !== incident.lead };
  return [
    ...(leads ? [leads] : []),
    ...groups.map((one) => ({ id: one, text: groupName(one), gone: !all.includes(one) })),
    ...support.map((one) => ({ id: one, text: agencyName(one), gone: !incident.support.includes(one) })),
    ...send.map((kind, n) => ({ id: `${kind}-${n}`, text: kindName(kind), gone: false })),
  ];
}

const leadText = (group) => t("dispatch.route_lead", { group: groupName(group) });

/** Who supports though no rule says so. */
function byHand(incident) {
  const reasons = incident.reasons ?? [];
  const groups = new Set(reasons.flatMap((one) => one.groups));
  const support = new Set(reasons.flatMap((one) => one.support));
  const usual = reasons.some((one) => one.rule === null);
  return {
    groups: (incident.support_groups ?? []).filter((one) => !groups.has(one)),
    support: usual ? incident.support.filter((one) => !support.has(one)) : [],
  };
}

/** What a rule asks, in words; the type's own name for what holds in any case. */
function whenText({ rule }, incident) {
  if (rule === null) return t("dispatch.route_type", { type: typeName(incident.type) });
  const known = plan.value?.playbooks?.[incident.type]?.routes ?? [];
  const found = [...known, ...(plan.value?.routes ?? [])].find((one) => one.id === rule);
  if (!found) return t("dispatch.route_rule", { rule });
  const asked = [
    ...(found.zones.length > 0 ? [found.zones.map(zoneName).join(t("dispatch.or"))] : []),
    ...found.circumstances.map(knownText),
    ...(found.severity ? [t("dispatch.route_grade", { grade: t(`severity.${found.severity}`) })] : []),
  ];
  return asked.join(t("line.and"));
}

const knownText = (one) =>
  one === "injured" ? t("circumstance.injured.yes") : circumstanceText(one, true);

/** The clauses in a few words each, for whoever has to say why. */
function Clauses({ reasons }) {
  const cited = [...new Set(reasons.flatMap((one) => one.source))].filter(
    (one) => plan.value?.clauses?.[one],
  );
  if (cited.length === 0) return null;
  return html`<details class="route__clauses">
    <summary>${t("dispatch.route_clauses")}</summary>
    <dl>
      ${cited.map(
        (one) =>
          html`<dt>${one}</dt>
            <dd>${name(plan.value.clauses[one].gist)}</dd>`,
      )}
    </dl>
  </details>`;
}
