// /plan: every clause with its course today; the articles beside it; the plan's own risks below.

import { COURSES, articleOf, articles, narrowed, tally } from "../board/clauses.js";
import { name } from "../board/plan.js";
import { t } from "../board/words.js";
import { KindTag } from "./header.js";
import { html, useState } from "./html.js";
import { Logo } from "./icons.js";
import { LanguageSwitch } from "./language.js";
import { Clause } from "./plan_clause.js";

/**
 * @param table what the server worked out; failed whether asking for a newer one failed
 * @param link the connection's signal; chosen the clause that the address names, or null
 */
export function PlanPage({ event, table, failed, link, hrefOf, chosen }) {
  const [words, setWords] = useState("");
  const [course, setCourse] = useState(null);
  const { clauses, capabilities, risks } = table;
  const found = narrowed(clauses, { words, course, capabilities });
  return html`<div class="plan">
    <${PlanHead} event=${event} link=${link} seq=${table.seq} />
    ${failed && html`<p class="plan__old" role="alert">${t("plan.unreachable")}</p>`}
    <${Narrow} tally=${tally(clauses)} total=${clauses.length} ...${{ words, setWords, course, setCourse }} />
    <div class="plan__body">
      <${Articles} found=${articles(found)} />
      <main>
        <h2>${t("plan.clauses")} <span class="plan__count">${found.length}</span></h2>
        ${found.length === 0 && html`<p class="plan__nothing">${t("plan.nothing_found")}</p>`}
        <ol class="plan__clauses">
          ${found.map(
            (clause) =>
              html`<${Clause}
                key=${clause.id}
                clause=${clause}
                capabilities=${capabilities}
                hrefOf=${hrefOf}
                chosen=${chosen === clause.id}
              />`,
          )}
        </ol>
        <${Risks} risks=${risks} />
      </main>
    </div>
  </div>`;
}

function PlanHead({ event, link, seq }) {
  return html`<header class="plan__head">
    <${Logo} />
    <h1>${name(event.name)}</h1>
    <${KindTag} event=${event} />
    <b>${t("plan.title")}</b>
    <span class="plan__seq">${t("plan.as_of", { seq })}</span>
    <span class=${`plan__link plan__link--${link.value.state}`} role="status">
      ${t(`foot.server.${link.value.state}`)}
    </span>
    <span class="plan__controls"><${LanguageSwitch} /></span>
  </header>`;
}

function Narrow({ tally: counts, total, words, setWords, course, setCourse }) {
  return html`<search class="plan__narrow">
    <label>
      <span class="for-readers">${t("plan.search")}</span>
      <input
        type="search"
        value=${words}
        placeholder=${t("plan.search")}
        onInput=${(typed) => setWords(typed.target.value)}
      />
    </label>
    <div role="group" aria-label=${t("plan.filter")}>
      <${Choice} on=${course === null} press=${() => setCourse(null)} text=${t("plan.all")} count=${total} />
      ${COURSES.map(
        (one) =>
          html`<${Choice}
            key=${one}
            on=${course === one}
            press=${() => setCourse(course === one ? null : one)}
            text=${t(`plan.course.${one}`)}
            count=${counts[one]}
            look=${one}
          />`,
      )}
    </div>
  </search>`;
}

function Choice({ on, press, text, count, look = "all" }) {
  return html`<button type="button" class=${`choice choice--${look}`} aria-pressed=${on} onClick=${press}>
    ${text} <b>${count}</b>
  </button>`;
}

function Articles({ found }) {
  return html`<nav class="plan__articles" aria-label=${t("plan.chapters")}>
    <ul>
      ${found.map(
        ({ id, count }) =>
          html`<li key=${id}>
            <button type="button" onClick=${() => showArticle(id)}>${id} <span>${count}</span></button>
          </li>`,
      )}
    </ul>
  </nav>`;
}

function showArticle(id) {
  const first = [...document.querySelectorAll(".clause")].find(
    (one) => articleOf(one.id.replace("clause-", "")) === id,
  );
  first?.scrollIntoView({ block: "start" });
  first?.querySelector("a")?.focus({ preventScroll: true });
}

function Risks({ risks }) {
  return html`<section class="plan__risks" aria-labelledby="risks">
    <h2 id="risks">${t("plan.risks")} <span class="plan__count">${risks.length}</span></h2>
    ${risks.length === 0 && html`<p class="plan__nothing">${t("plan.no_risks")}</p>`}
    <ol>
      ${risks.map(
        (risk) =>
          html`<li key=${`${risk.code} ${risk.what.en}`} class=${`risk risk--${risk.weight}`}>
            <b class="risk__weight">${t(`plan.risk.${risk.weight}`)}</b>
            <div>
              <p>${name(risk.what)}</p>
              <p class="risk__remedy">${name(risk.remedy)}</p>
            </div>
            <span class="risk__at">${placeOf(risk)}</span>
          </li>`,
      )}
    </ol>
  </section>`;
}

/** "plan.yaml:163 · people · liu-ning": to be opened in an editor. */
function placeOf({ at: { file, list, id }, line }) {
  return [line === null ? file : `${file}:${line}`, list, id].filter(Boolean).join(" · ");
}
