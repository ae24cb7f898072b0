// What of a board may be left on a phone. A unit is sent its own work only. A lead is sent
// everybody's: of that stays what their page shows. Who leads no group keeps nothing. Pure.

import { ownAnswers } from "../board/directives.js";
import { commandOf } from "./dispatch-acts-view.js";
import { isMine } from "./dispatch-view.js";
import { isOwn } from "./field-duties-view.js";
import { ownReports } from "./field-view.js";

/** Whether a board may be kept at all: who sees everybody's work leaves none of it behind. */
export const mayKeep = (page) => Boolean(page.unit || page.group);

/** The part of a wrapped board (live/keepsake.js) that may stay on this phone. */
export function partFor(page, wrapped) {
  if (page.unit) return wrapped;
  const shown = shownTo(page, wrapped);
  const docs = wrapped.docs.filter((one) => KEPT[one.kind]?.(one, shown)).map(withoutReporter);
  return { ...wrapped, docs, lines: [] };
}

/** {page, known, about, numbers}: what a lead was told about, and the incidents on their page. */
function shownTo(page, { docs, plan }) {
  const of = (kind) => docs.filter((one) => one.kind === kind);
  const told = of("notice").filter((one) => isMine(one, page));
  const commanded = of("scene").filter((one) => isCommanded(one, page));
  const named = [...told.map((one) => one.incident), ...commanded.map((one) => one.incident)];
  const numbers = of("incident")
    .filter((one) => one.open && (one.lead === page.group || named.includes(one.number)))
    .map((one) => one.number);
  return {
    page,
    known: { plan, absent: of("event")[0]?.absent },
    about: new Set(told.map((one) => one.about)),
    numbers: new Set(numbers),
  };
}

const isCommanded = (scene, page) =>
  Boolean(page.person) && commandOf(scene)?.person === page.person;

/** Of a kind without a row, nothing is kept. */
const KEPT = {
  event: () => true,
  muster: () => true,
  incident: (one, { page, numbers }) => numbers.has(one.number) || ownReports([one], page).length > 0,
  scene: (one, { numbers }) => numbers.has(one.incident),
  notice: (one, { page }) => isMine(one, page),
  duty: (one, { page, about }) => isOwn(one, page) || about.has(`duty/${one.id}`),
  directive: (one, { page, known, about }) =>
    ownAnswers(one, page, known).length > 0 || about.has(`directive/${one.id}`),
  attendance: (one, { page }) => Boolean(page.person) && one.person === page.person,
};

/** Who reported and how to call them back: no phone page shows it. */
const withoutReporter = (one) => (one.kind === "incident" ? { ...one, reporter: null } : one);
