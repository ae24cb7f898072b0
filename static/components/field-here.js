// Here, or gone: the unit at its place, or the person who leads, says so with one tap. P5.1, A26.

import { personName, plan } from "../board/plan.js";
import { board } from "../board/store.js";
import { clock } from "../board/times.js";
import { t } from "../board/words.js";
import { attendanceOf, whoHere } from "./field-duties-view.js";
import { sheet, tap } from "./field-state.js";
import { html } from "./html.js";

const ONLY_LOOKING = new Set(["wall", "reviewer"]);

/** @param records the outbox's; offline whether nobody hears us now; busy on a task, whose button stays the only big one */
export function Here({ page, records, offline, busy }) {
  const absent = board.event.value?.absent ?? {};
  const stands = attendanceOf(board.of("attendance").value, absent, page, records);
  if (!stands || ONLY_LOOKING.has(page.role)) return null;
  if (stands.here) return html`<${Present} stands=${stands} />`;
  const come = (event) => tap(event.currentTarget, { type: "check_in", ...whoHere(page) });
  return html`<div class="here" data-here="no">
    ${stands.at !== null && html`<p>${leftText(absent[page.person], stands)}</p>`}
    ${
      busy
        ? html`<button class="tile" type="button" data-step="check_in" onClick=${come}>
            ${t("ready.check_in")}
          </button>`
        : html`<button class="go go--small" type="button" data-step="check_in" onClick=${come}>
            <b>${t("ready.check_in")}</b>
            <span>${t(offline ? "field.tap_offline" : page.unit ? "field.here_unit" : "field.here_person")}</span>
          </button>`
    }
  </div>`;
}

function Present({ stands }) {
  return html`<div class="here" data-here="yes">
    <p>
      ${t("field.here_since", { time: clock(stands.at) })}
      ${stands.isWaiting && html`<em class="errand__waits">${t("field.waiting")}</em>`}
    </p>
    <button class="tile" type="button" data-tile="check_out" onClick=${() => (sheet.value = "going")}>
      ${t("field.go_off")}
    </button>
  </div>`;
}

function leftText(absence, { at }) {
  const acting = absence?.acting;
  const said = t("field.left_since", { time: clock(at) });
  return acting && plan.value.people[acting]
    ? `${said} ${t("ready.acts", { who: personName(acting) })}`
    : said;
}
