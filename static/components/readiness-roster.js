// The right: every post and group, who holds it, how many hats they wear, who acts for the absent.

import { groupName, name, personName, plan, postName } from "../board/plan.js";
import { hatsOf, roster } from "../board/readiness.js";
import { board } from "../board/store.js";
import { shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { ask, isPending } from "./dispatch-state.js";
import { classes, html, signal } from "./html.js";

/** The person whose hats are shown, or null. */
const looked = signal(null);

export function Roster({ who }) {
  const absent = board.event.value.absent ?? {};
  const rows = roster(plan.value, absent);
  const manned = rows.filter((one) => one.standing.length > 0).length;
  return html`<section class="roster" aria-label=${t("ready.roster")}>
    <header class="ready__head">
      <h2>${t("ready.roster")}</h2>
      <span class=${classes({ "overdue-tag": manned < rows.length })}>${t("ready.manned", { manned, all: rows.length })}</span>
    </header>
    <table>
      <thead>
        <tr>
          <th scope="col">${t("ready.column.post")}</th>
          <th scope="col">${t("ready.column.holder")}</th>
          <th scope="col">${t("ready.column.came")}</th>
          <th scope="col">${t("ready.column.reserve")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((one) => html`<${Place} key=${`${one.kind}/${one.id}`} one=${one} absent=${absent} who=${who} />`)}
      </tbody>
    </table>
    ${looked.value && html`<${Hats} person=${looked.value} />`}
    <${Answer} where="roster" />
    <${Units} />
  </section>`;
}

function Place({ one, absent, who }) {
  const state = one.standing.length === 0 ? "unmanned" : one.away.length > 0 ? "acting" : "held";
  return html`<tr data-place=${one.id} data-state=${state}>
    <th scope="row">${name(one.name)}</th>
    <td>
      ${one.holders.map((person) => html`<${Holder} key=${person} person=${person} away=${Boolean(absent[person])} />`)}
      ${one.away.map(
        (person) => html`<p key=${person} class="roster__away">
          ${t("ready.away", { person: personName(person), time: shortClock(absent[person].since) })}
          ${one.standing.length > 0 && t("ready.acts", { who: one.standing.map(personName).join(t("line.and")) })}
        </p>`,
      )}
      ${state === "unmanned" && html`<b class="overdue-tag">${t("ready.unmanned")}</b>`}
    </td>
    <td>${one.holders.map((person) => html`<${Came} key=${person} person=${person} away=${Boolean(absent[person])} who=${who} />`)}</td>
    <td>${one.reserve ? personName(one.reserve) : t("ready.no_reserve")}</td>
  </tr>`;
}

function Holder({ person, away }) {
  const hats = hatsOf(plan.value, person).length;
  return html`<span class="roster__holder">
    <b data-away=${away ? "" : undefined}>${personName(person)}</b>
    ${
      hats > 1 &&
      html`<button
        type="button"
        class="roster__hats"
        aria-expanded=${looked.value === person}
        aria-label=${t("ready.hats_of", { n: hats, person: personName(person) })}
        onClick=${() => (looked.value = looked.peek() === person ? null : person)}
      >
        ${t("ready.hats", { n: hats })}
      </button>`
    }
  </span>`;
}

/** Since when somebody is here; else what can be said of it. */
function Came({ person, away, who }) {
  const known = board.of("attendance").value.get(`person-${person}`);
  const here = known && !known.left_at && !away;
  if (here) return html`<time class="roster__came">${shortClock(known.arrived_at)}</time>`;
  const leads = Object.values(plan.value.groups).filter((one) => [...one.leads, ...one.members].includes(person));
  const group = leads.find((one) => one.id === who.group)?.id ?? leads[0]?.id ?? null;
  if (!may(who, "check_in", { group })) return html`<span class="roster__came">${t("ready.not_come")}</span>`;
  return html`<span class="roster__came"><button
    type="button"
    class="button button--tiny"
    aria-label=${t("ready.check_in_of", { person: personName(person) })}
    disabled=${isPending("roster")}
    onClick=${(event) => ask(event.currentTarget, "roster", { type: "check_in", person })}
  >
    ${t("ready.check_in")}
  </button></span>`;
}

function Hats({ person }) {
  return html`<div class="roster__worn" role="status">
    <b>${personName(person)}</b>
    ${hatsOf(plan.value, person)
      .map((hat) => (hat.kind === "post" ? postName(hat.of) : groupName(hat.of)))
      .join(t("line.and"))}
  </div>`;
}

function Units() {
  const units = [...board.units.value.values()];
  const able = units.filter((one) => one.state === "available").length;
  const unable = units.length - able;
  const came = [...board.of("attendance").value.values()].filter((one) => one.unit && !one.left_at).length;
  return html`<p class="roster__units">
    <b>${came} / ${units.length}</b> ${t("ready.units_came")}
    <b>${able}</b> ${t("ready.units")}
    ${unable > 0 && html`<span>${t("ready.units_out", { n: unable })}</span>`}
  </p>`;
}
