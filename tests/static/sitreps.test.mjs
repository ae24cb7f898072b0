// Which situation reports press, and what of one was changed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SOON_MS, clocksOf, isLate, pressing } from "../../static/board/sitreps.js";
import { editAction, forget, write } from "../../static/components/dispatch-sitrep-state.js";
import { AT, MINUTE } from "./cast.mjs";

const channel = (to, due_at, given = {}) => ({ to, due_at, sent: 0, ...given });
const aSitrep = (incident, ...channels) => ({ id: `s${incident}-1`, incident, channels });
const named = (found) => found.map((one) => `${one.incident} ${one.waiting.to} ${one.waiting.what}`);

test("a report presses from five minutes before it is due, what is due soonest first", () => {
  const sitreps = [
    aSitrep(1, channel("city", AT + 4 * MINUTE), channel("region", AT + 6 * MINUTE)),
    aSitrep(2, channel("city", AT - MINUTE, { sent: 1 })),
  ];

  assert.deepEqual(named(pressing(sitreps, AT)), ["2 city next", "1 city first"]);
  assert.equal(pressing(sitreps, AT + 6 * MINUTE - SOON_MS).length, 3);
});

test("a call presses by its own clock, as long before as the plan says", () => {
  const both = channel("city", AT + 9 * MINUTE, { phone_due_at: AT + MINUTE, warn_s: 120 });

  const [called, written] = clocksOf(both);

  assert.deepEqual(named(pressing([aSitrep(1, both)], AT)), ["1 city phone"]);
  assert.deepEqual([called.what, written.what], ["phone", "first"]);
  assert.deepEqual([isLate(called, AT + MINUTE), isLate(written, AT + MINUTE)], [true, false]);
});

test("nothing presses where nothing more is owed", () => {
  assert.deepEqual(pressing([aSitrep(1, channel("city", null, { sent: 2 }))], AT), []);
});

test("a field that was emptied is saved as empty, one never written is not", () => {
  const sitrep = { id: "s1-1", draft: { number: 1, casualties: "two hurt" } };
  forget();

  write(sitrep, "casualties", " ");
  write(sitrep, "needs", "");

  assert.deepEqual(editAction(sitrep), { type: "edit_sitrep", sitrep: "s1-1", emptied: ["casualties"] });
  forget();
  assert.equal(editAction(sitrep), null);
});
