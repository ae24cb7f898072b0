// One open incident in a row: what, where, who leads, how far, by when.

import { groupName, numberText, personName, placeName, plan, typeName } from "../board/plan.js";
import { lastSaid } from "../board/sentences.js";
import { shortClock } from "../board/times.js";
import { isNew, leadsNow } from "../board/views.js";
import { t } from "../board/words.js";
import { Countdown } from "./countdown.js";
import { html, useRef } from "./html.js";
import { Icon } from "./icons.js";
import { SeverityMark } from "./severity.js";
import { textWidth } from "./site_layout.js";
import { StageStrip } from "./stages.js";

/** A mark blinks for ten seconds at most; one that is older when first shown stays steady. */
const FRESH_MS = 10_000;

/**
 * @param one   signal of the incident
 * @param event the event document, for who is in place
 */
export function IncidentRow({ one, event, now, rate = 1, lost = false }) {
  const incident = one.value;
  return html`<li class="incident" data-number=${incident.number} data-stage=${incident.stage}>
    <div class="incident__grade"><${SeverityMark} grade=${incident.severity} /></div>
    <div class="incident__what">
      <div class="incident__title" data-size=${titleSize(incident)}>
        <span class="incident__number">${numberText(incident.number)}</span>
        <${Icon} name=${iconOf(incident)} />
        <b>${typeName(incident.type)}</b>
        <span class="incident__place">${placeName(incident)}</span>
        ${isNew(incident) && html`<${NewMark} since=${incident.reported_at} now=${now} rate=${rate} />`}
      </div>
      <${LastSaid} incident=${incident} />
    </div>
    <div class="incident__lead">
      <span>${groupName(incident.lead)}</span>
      <small>${leadNames(incident.lead, event)}</small>
    </div>
    <${StageStrip} stage=${incident.stage} />
    <${Countdown} incident=${incident} now=${now} lost=${lost} />
  </li>`;
}

/** Px the title has beside number and icon; a zone's name is shrunk rather than cut. */
const TITLE_ROOM = 330;

function titleSize(incident) {
  const sizes = [28, 25, 22, 19];
  const text = `${typeName(incident.type)} ${placeName(incident)}`;
  const taken = isNew(incident) ? 56 : 0;
  return sizes.find((size) => textWidth(text, size) + taken <= TITLE_ROOM) ?? sizes.at(-1);
}

export function iconOf(incident) {
  return plan.value?.playbooks?.[incident.type]?.icon ?? "other";
}

/** The names of those who lead a group now. */
export function leadNames(group, event, named = personName) {
  return leadsNow(plan.value?.groups?.[group], event?.absent)
    .map(({ person, acting, absent }) => {
      if (acting) return t("presence.acting", { person: named(person) });
      return absent ? t("presence.absent", { person: named(person) }) : named(person);
    })
    .join(" ");
}

function LastSaid({ incident }) {
  const said = lastSaid(incident);
  return html`<div class="incident__last">
    ${said &&
    html`<span>${shortClock(incident.last.at)}</span> ${said.who && html`<b>${said.who}</b>`} <span>${said.text}</span>`}
  </div>`;
}

function NewMark({ since, now, rate }) {
  // Asked once, when the mark is first shown: a page loaded later must not blink at old news.
  const fresh = useRef(now.peek() - since < FRESH_MS * Math.max(1, rate));
  return html`<span class="new-mark" data-fresh=${fresh.current ? "" : undefined}>${t("incident.new")}</span>`;
}

/** The last row when not all fit. */
export function MoreIncidents({ rest, worst }) {
  return html`<li class="incident incident--more">
    <div class="incident__grade"><${SeverityMark} grade=${worst} /></div>
    <div class="incident__rest">${t("incident.more", { n: rest.length })}</div>
  </li>`;
}
