// The head of a replay: that it is one, what was checked of the log, and the log itself to take away.

import { name } from "../board/plan.js";
import { isoDay } from "../board/times.js";
import { t } from "../board/words.js";
import { KindTag } from "./header.js";
import { html } from "./html.js";
import { Icon, Logo } from "./icons.js";
import { LanguageSwitch } from "./language.js";

/** @param onExport asked for the log byte for byte, where the reader may have it */
export function ReplayHead({ event, source, onExport }) {
  return html`<header class="replay-head">
    <${Logo} />
    <h1>${name(event.name)}</h1>
    <span class="replay-tag">${t("replay.tag")}</span>
    <span class="replay-head__day">${isoDay(source.first)}</span>
    <${KindTag} event=${event} />
    <${Integrity} chain=${source.chain.value} />
    <span class="replay-head__controls">
      <${LanguageSwitch} />
      ${
        onExport &&
        html`<button type="button" class="button" onClick=${onExport}>
          <${Icon} name="file" />${t("replay.export")}
        </button>`
      }
    </span>
  </header>`;
}

/** Says only what was really checked, and where. */
function Integrity({ chain }) {
  const { state, done, total, broken } = chain;
  const good = state === "whole";
  const bad = state === "broken";
  return html`<span class=${`integrity integrity--${state}`} role="status">
    ${(good || bad) && html`<${Icon} name=${good ? "check" : "cross"} strong />`}
    <b>${t(`replay.chain.${state}`)}</b>
    <span>${t(`replay.chain.${state}.more`, { done, total, broken })}</span>
  </span>`;
}
