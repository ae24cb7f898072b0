// One clause: its words, who carries it, and what of it is late, running or done today.

import { COURSES, courseOf, elementName } from "../board/clauses.js";
import { name, numberText } from "../board/plan.js";
import { t } from "../board/words.js";
import { classes, html, useEffect, useRef, useState } from "./html.js";

const ELEMENTS_SHOWN = 4;

/** @param hrefOf where a bearing is looked up, or null where this reader may not */
export function Clause({ clause, capabilities, hrefOf, chosen }) {
  const course = courseOf(clause);
  const own = useRef(null);
  useEffect(() => {
    // An address names a clause that wasn't there yet when the page was opened.
    if (chosen) own.current?.scrollIntoView({ block: "center" });
  }, [chosen]);
  return html`<li
    ref=${own}
    id=${`clause-${clause.id}`}
    class=${classes("clause", `clause--${course}`, { "clause--chosen": chosen })}
  >
    <a class="clause__id" href=${`#clause-${clause.id}`}>${clause.id}</a>
    <div class="clause__words">
      <p>${name(clause.gist)}</p>
      <${Elements} elements=${clause.elements} capabilities=${capabilities} />
    </div>
    <span class="clause__kind">${t(`plan.kind.${clause.kind}`)}</span>
    <div class="clause__course">
      <${Counts} counts=${clause.counts} />
      <${Bearings} clause=${clause} hrefOf=${hrefOf} />
    </div>
  </li>`;
}

function Elements({ elements, capabilities }) {
  const [all, setAll] = useState(false);
  const shown = all ? elements : elements.slice(0, ELEMENTS_SHOWN);
  return html`<ul class="clause__elements" aria-label=${t("plan.elements")}>
    ${shown.map(
      (one) =>
        html`<li key=${`${one.kind}/${one.of}/${one.id}`}>
          <span>${kindWord(one.kind)}</span> ${elementName(one, capabilities)}
        </li>`,
    )}
    ${
      elements.length > ELEMENTS_SHOWN &&
      html`<li key="more">
        <button type="button" class="clause__more" aria-expanded=${all} onClick=${() => setAll(!all)}>
          ${all ? t("plan.fewer") : t("plan.show_all", { count: elements.length })}
        </button>
      </li>`
    }
  </ul>`;
}

/** A kind that a later version brings is called by its own name. */
function kindWord(kind) {
  const key = `plan.element.${kind}`;
  const word = t(key);
  return word === key ? kind : word;
}

function Counts({ counts }) {
  const there = COURSES.filter((course) => counts[course] > 0);
  if (there.length === 0) return html`<span class="course course--none">${t("plan.course.none")}</span>`;
  return there.map(
    (course) =>
      html`<span key=${course} class=${`course course--${course}`}
        >${t(`plan.course.${course}`)} <b>${counts[course]}</b></span
      >`,
  );
}

function Bearings({ clause, hrefOf }) {
  const { bearings, counts } = clause;
  const rest = counts.late + counts.running + counts.done - bearings.length;
  if (bearings.length === 0) return null;
  return html`<ul class="clause__bearings">
    ${bearings.map((one) => html`<li key=${one.ref}><${Bearing} bearing=${one} hrefOf=${hrefOf} /></li>`)}
    ${rest > 0 && html`<li key="rest">${t("plan.more", { count: rest })}</li>`}
  </ul>`;
}

function Bearing({ bearing, hrefOf }) {
  const href = hrefOf(bearing);
  const text = bearingText(bearing);
  const look = `bearing bearing--${bearing.course}`;
  return href ? html`<a class=${look} href=${href}>${text}</a>` : html`<span class=${look}>${text}</span>`;
}

function bearingText({ ref, incident }) {
  const [kind, id] = ref.split("/");
  if (kind === "event") return t("plan.event");
  if (kind === "incident") return numberText(incident);
  const named =
    kind === "notice"
      ? t("plan.notice", { id })
      : `${kindWord(kind)} ${elementName({ kind, id, of: null })}`;
  return incident === null ? named : `${named} · ${numberText(incident)}`;
}
