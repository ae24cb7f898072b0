// Playing: start and stop, from milestone to milestone, how fast.

import { factSentence } from "../board/sentences.js";
import { clock, shortClock } from "../board/times.js";
import { t } from "../board/words.js";
import { html } from "./html.js";
import { Icon } from "./icons.js";

export const RATES = [1, 10, 60, 300, 600];

export function Transport({ now, from, to, playing, rate, before, after, on }) {
  return html`<div class="transport">
    <div class="transport__time">
      <time class="transport__clock">${clock(now.value)}</time>
      <span>${t("replay.span", { from: shortClock(from), to: shortClock(to) })}</span>
    </div>
    <div class="transport__buttons">
      <${Move}
        icon="previous"
        label=${t("replay.previous")}
        keys="["
        disabled=${!before}
        act=${on.previous}
      />
      <button
        type="button"
        class="transport__play"
        aria-label=${t(playing ? "replay.pause" : "replay.play")}
        aria-keyshortcuts="Space"
        title=${t("replay.key", { label: t("replay.play"), keys: t("replay.space") })}
        onClick=${on.toggle}
      >
        <${Icon} name=${playing ? "pause" : "play"} />
      </button>
      <${Move} icon="next" label=${t("replay.next")} keys="]" disabled=${!after} act=${on.next} />
      <span class="transport__next"
        >${
          after
            ? t("replay.next_is", {
                time: shortClock(after.line.at),
                what: factSentence({ ...after.fact, what: null }),
              })
            : t("replay.no_next")
        }</span
      >
    </div>
    <div class="transport__rates" role="group" aria-label=${t("replay.rate")}>
      ${RATES.map(
        (one, place) =>
          html`<button
            key=${one}
            type="button"
            aria-pressed=${one === rate ? "true" : "false"}
            aria-keyshortcuts=${String(place + 1)}
            title=${t("replay.key", { label: `${one}×`, keys: place + 1 })}
            onClick=${() => on.rate(one)}
          >
            ${one}×
          </button>`,
      )}
    </div>
  </div>`;
}

function Move({ icon, label, keys, disabled, act }) {
  return html`<button
    type="button"
    class="button transport__move"
    aria-label=${label}
    aria-keyshortcuts=${keys}
    title=${t("replay.key", { label, keys })}
    disabled=${disabled}
    onClick=${act}
  >
    <${Icon} name=${icon} />
  </button>`;
}
