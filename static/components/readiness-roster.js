// The right: every post and group, who holds it, how many hats they wear, who acts for the absent.

import { groupName, name, personName, plan, postName } from "../board/plan.js";
import { actingFor, hatsOf, roster } from "../board/readiness.js";
import { board } from "../board/store.js";
import { shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import { Answer } from "./dispatch-answer.js";
import { may } from "./dispatch-authority.js";
import { ask, isPending } from "./dispatch-state.js";
import { classes, html, signal, useSignal } from "./html.js";
import { Units } from "./readiness-units.js";

/** The person whose leaving is being said: {person, type}, or null. */
const leaving = signal(null);
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
          <th scope="col">${t("ready.column.holder")}${t("dispatch.dot")}${t("ready.column.came")}</th>
          <th scope="col">${t("ready.column.reserve")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((one) => html`<${Place} key=${`${one.kind}/${one.id}`} one=${one} absent=${absent} who=${who} />`)}
      </tbody>
    </table>
    ${looked.value && html`<${Hats} person=${looked.value} />`}
    <${Answer} where="roster" />
    <${Units} who=${who} />
  </section>`;
}

function Place({ one, absent, who }) {
  const state = one.standing.length === 0 ? "unmanned" : one.away.length > 0 ? "acting" : "held";
  return html`<tr data-place=${one.id} data-state=${state}>
    <th scope="row">${name(one.name)}</th>
    <td>
      ${one.holders.map((person) => html`<${Holder} key=${person} person=${person} place=${`${one.kind}/${one.id}`} away=${Boolean(absent[person])} who=${who} />`)}
      ${one.away.map(
        (person) => html`<p key=${person} class="roster__away">
          ${t("ready.away", { person: personName(person), time: shortClock(absent[person].since) })}
          ${one.standing.length > 0 && t("ready.acts", { who: one.standing.map(personName).join(t("line.and")) })}
        </p>`,
      )}
      ${state === "unmanned" && html`<b class="overdue-tag">${t("ready.unmanned")}</b>`}
    </td>
    <td>${one.reserve ? personName(one.reserve) : t("ready.no_reserve")}</td>
  </tr>
  ${one.holders.includes(leaving.value?.person) && leaving.value.place === `${one.kind}/${one.id}` && html`<${Leaving} key=${leaving.value.person} absent=${absent} />`}`;
}

function Holder({ person, place, away, who }) {
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
    <${Came} ...${{ person, place, away, who }} />
  </span>`;
}

/** Since when somebody is here, and what may be said of their coming and going. */
function Came({ person, place, away, who }) {
  const known = board.of("attendance").value.get(`person-${person}`);
  const here = known && !known.left_at && !away;
  const group = groupOf(person, who);
  const mayCome = may(who, "check_in", { group });
  return html`<span class="roster__came">
    ${here && html`<time>${shortClock(known.arrived_at)}</time>`}
    ${!here && !mayCome && t("ready.not_come")}
    ${!here && mayCome && html`<${Coming} person=${person} away=${away} />`}
    ${mayCome && html`<${Going} ...${{ person, place, here, away, who }} />`}
  </span>`;
}

/** A lead speaks for those of their own group, whatever else these lead. */
function groupOf(person, who) {
  const theirs = Object.values(plan.value.groups).filter((one) => [...one.leads, ...one.members].includes(person));
  return theirs.find((one) => one.id === who.group)?.id ?? theirs[0]?.id ?? null;
}

function Coming({ person, away }) {
  const come = (event) => ask(event.currentTarget, "roster", { type: "check_in", person });
  return html`<button
    type="button"
    class="button button--tiny"
    aria-label=${t(away ? "ready.back_of" : "ready.check_in_of", { person: personName(person) })}
    disabled=${isPending("roster")}
    onClick=${come}
  >
    ${t(away ? "dispatch.mark_present" : "ready.check_in")}
  </button>`;
}

/** Who is here leaves; of who never came it is said that they are away; for who is away, who acts. */
function Going({ person, place, here, away, who }) {
  const type = !here && may(who, "mark_absent") ? "mark_absent" : "check_out";
  const label = away ? "ready.name_acting" : here ? "ready.check_out" : "ready.is_away";
  const isOpen = leaving.value?.person === person && leaving.value.place === place;
  return html`<button
    type="button"
    class="button button--tiny"
    aria-expanded=${isOpen}
    aria-label=${t(`${label}_of`, { person: personName(person) })}
    onClick=${() => (leaving.value = isOpen ? null : { person, place, type, label })}
  >
    ${t(label)}
  </button>`;
}

function Leaving({ absent }) {
  const { person, type, label } = leaving.value;
  const acting = useSignal(absent[person]?.acting ?? "");
  const reason = useSignal("");
  const send = (event) => {
    event.preventDefault();
    const said = type === "check_out" ? reason.peek().trim() : "";
    const action = { type, person, ...(acting.peek() && { acting: acting.peek() }), ...(said && { reason: said }) };
    ask(event.currentTarget, "roster", action, () => (leaving.value = null));
  };
  return html`<tr class="duty__more">
    <td colspan="3">
      <form class="duty__form" onSubmit=${send}>
        <label class="duty__words">
          ${t("ready.acting_for", { person: personName(person) })}
          <select value=${acting.value} onChange=${(event) => (acting.value = event.currentTarget.value)}>
            <option value="">${t("field.acting_none")}</option>
            ${actingFor(plan.value, absent, person).map((one) => html`<option key=${one} value=${one}>${personName(one)}</option>`)}
          </select>
        </label>
        ${
          type === "check_out" &&
          html`<label class="duty__words">
            ${t("field.reason")}
            <input type="text" maxlength="2000" onInput=${(event) => (reason.value = event.currentTarget.value)} />
          </label>`
        }
        <button class="button button--primary" disabled=${isPending("roster")}>${t(label)}</button>
      </form>
    </td>
  </tr>`;
}

function Hats({ person }) {
  return html`<div class="roster__worn" role="status">
    <b>${personName(person)}</b>
    ${hatsOf(plan.value, person)
      .map((hat) => (hat.kind === "post" ? postName(hat.of) : groupName(hat.of)))
      .join(t("line.and"))}
  </div>`;
}
