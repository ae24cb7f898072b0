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
  const size = titleSize(incident);
  const mark =
    isNew(incident) && html`<${NewMark} since=${incident.reported_at} now=${now} rate=${rate} />`;
  return html`<li class="incident" data-number=${incident.number} data-stage=${incident.stage}>
    <div class="incident__grade"><${SeverityMark} grade=${incident.severity} /></div>
    <div class="incident__what">
      <div class="incident__title" data-size=${size}>
        <span class="incident__number">${numberText(incident.number)}</span>
        <${Icon} name=${iconOf(incident)} />
        <b>${typeName(incident.type)}</b>
        <span class="incident__place">${placeName(incident)}</span>
        ${markFits(incident, size) && mark}
      </div>
      <${LastSaid} incident=${incident} mark=${!markFits(incident, size) && mark} />
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

const TITLE_SIZES = [28, 25, 22, 19];
const MARK_PX = 64;

function titleWidth(incident, size) {
  return textWidth(`${typeName(incident.type)} ${placeName(incident)}`, size);
}

function titleSize(incident) {
  const fits = (size) => titleWidth(incident, size) <= TITLE_ROOM;
  return TITLE_SIZES.find(fits) ?? TITLE_SIZES.at(-1);
}

/** Beside the title if there is room, else before the last thing said. */
function markFits(incident, size) {
  return titleWidth(incident, size) + MARK_PX <= TITLE_ROOM;
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

function LastSaid({ incident, mark }) {
  const said = lastSaid(incident);
  return html`<div class="incident__last">
    ${mark}
    ${
      said &&
      html`<time>${shortClock(incident.last.at)}</time>
        ${said.who && html`<b>${said.who}</b>`}
        <span>${said.text}</span>`
    }
  </div>`;
}

function NewMark({ since, now, rate }) {
  // Asked once, when the mark is first shown: a page loaded later must not blink at old news.
  const fresh = useRef(now.peek() - since < FRESH_MS * Math.max(1, rate));
  return html`<span class="new-mark" data-fresh=${fresh.current ? "" : undefined}
    >${t("incident.new")}</span
  >`;
}

/** The last row when not all fit. */
export function MoreIncidents({ rest, worst }) {
  return html`<li class="incident incident--more">
    <div class="incident__grade"><${SeverityMark} grade=${worst} /></div>
    <div class="incident__rest">${t("incident.more", { n: rest.length })}</div>
  </li>`;
}
