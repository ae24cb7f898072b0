// Which situation reports press, and when.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SOON_MS, isLateFor, pressing } from "../../static/board/sitreps.js";
import { AT, MINUTE } from "./cast.mjs";

const channel = (to, due_at, given = {}) => ({ to, due_at, sent: 0, ...given });
const aSitrep = (incident, ...channels) => ({ id: `s${incident}-1`, incident, channels });
const named = (found) => found.map((one) => `${one.incident} ${one.channel.to}`);

test("a report presses from five minutes before it is due, what is due soonest first", () => {
  const sitreps = [
    aSitrep(1, channel("city", AT + 4 * MINUTE), channel("region", AT + 6 * MINUTE)),
    aSitrep(2, channel("city", AT - MINUTE)),
  ];

  assert.deepEqual(named(pressing(sitreps, AT)), ["2 city", "1 city"]);
  assert.deepEqual(named(pressing(sitreps, AT + 6 * MINUTE - SOON_MS)), ["2 city", "1 city", "1 region"]);
  assert.equal(isLateFor(sitreps[0].channels[0], AT + 4 * MINUTE), true);
});

test("nothing presses where nothing more is owed", () => {
  assert.deepEqual(pressing([aSitrep(1, channel("city", null, { sent: 2 }))], AT), []);
});
