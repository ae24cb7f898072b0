import assert from "node:assert/strict";
import { test } from "node:test";

import {
  fitRows,
  groups,
  isNew,
  kinds,
  leadsNow,
  measures,
  openInOrder,
  overdueCount,
  spans,
  standing,
  worst,
  zones,
} from "../../static/board/views.js";
import { AT, MINUTE, PLAN, aDeadline, aUnit, anAssignment, anIncident } from "./cast.mjs";

const numbers = (incidents) => incidents.map((one) => one.number);
const byId = (...units) => new Map(units.map((one) => [one.id, one]));

test("the worst stand first, then those with the least time left", () => {
  const incidents = [
    anIncident(1, { severity: 3, deadlines: [aDeadline("control", AT + 9 * MINUTE)] }),
    anIncident(2, {
      severity: 3,
      deadlines: [aDeadline("on_scene", AT - MINUTE, { missed: true })],
    }),
    anIncident(3, { severity: 1, deadlines: [] }),
    anIncident(4, { severity: 3, deadlines: [] }),
    anIncident(5, { open: false, severity: 1 }),
  ];

  assert.deepEqual(numbers(openInOrder(incidents)), [3, 2, 1, 4]);
});

test("rows keep their order while only time passes", () => {
  const incidents = [
    anIncident(1, { deadlines: [aDeadline("control", AT + 2 * MINUTE)] }),
    anIncident(2, { deadlines: [aDeadline("control", AT + 3 * MINUTE)] }),
  ];

  // The order is a function of the documents alone: no clock is passed.
  assert.deepEqual(numbers(openInOrder(incidents)), numbers(openInOrder(incidents.toReversed())));
});

test("a countdown is boxed in its last minute and turns at its very end", () => {
  const deadline = aDeadline("control", AT);

  assert.deepEqual(standing(deadline, AT - 61_000), { state: "left", ms: 61_000 });
  assert.deepEqual(standing(deadline, AT - 60_000), { state: "soon", ms: 60_000 });
  assert.deepEqual(standing(deadline, AT), { state: "overdue", ms: 0 });
  assert.deepEqual(standing(deadline, AT + 65_000), { state: "overdue", ms: 65_000 });
});

test("overdue counts open incidents, not their deadlines", () => {
  const late = [aDeadline("dispatch", AT - 2), aDeadline("on_scene", AT - 1)];

  const incidents = [
    anIncident(1, { deadlines: late }),
    anIncident(2, { open: false, deadlines: late }),
  ];

  assert.equal(overdueCount(incidents, AT), 1);
});

test("an incident is new until triage or a unit takes it up", () => {
  assert.equal(isNew(anIncident(1, { status: "reported", stage: "dispatched" })), true);
  assert.equal(isNew(anIncident(1, { status: "confirmed", stage: "dispatched" })), false);
  assert.equal(isNew(anIncident(1, { status: "reported", stage: "acknowledged" })), false);
});

test("what does not fit stands behind the last row, with its worst grade", () => {
  const nine = [1, 1, 2, 2, 3, 3, 3, 3, 4].map((severity, place) =>
    anIncident(place, { severity }),
  );

  const { shown, rest } = fitRows(nine, 8);

  assert.equal(shown.length, 7);
  assert.equal(rest.length, 2);
  assert.equal(worst(rest), 3);
  assert.equal(fitRows(nine.slice(0, 8), 8).rest.length, 0);
});

test("groups stand in the plan's order with what they have open and left", () => {
  const units = byId(
    aUnit("medic-1", { incidents: [1] }),
    aUnit("medic-2", { state: "unavailable" }),
    aUnit("engine-1"),
  );
  const incidents = [
    anIncident(1, { lead: "safety", severity: 2, deadlines: [aDeadline("control", AT - 1)] }),
  ];

  const [safety, traffic] = groups(PLAN, incidents, units, AT);

  assert.deepEqual(
    [safety.group.id, safety.open, safety.overdue, safety.worst],
    ["safety", 1, 1, 2],
  );
  assert.deepEqual([safety.committed, safety.free, safety.unavailable], [1, 0, 1]);
  assert.deepEqual([traffic.open, traffic.free, traffic.worst], [0, 1, null]);
});

test("kinds stand in the plan's order and count what is free", () => {
  const units = byId(aUnit("medic-1", { incidents: [1] }), aUnit("medic-2"), aUnit("engine-1"));

  const found = kinds(PLAN, units).map(({ kind, free, crews }) => [kind, free, crews]);

  assert.deepEqual(found, [
    ["fire_engine", 1, 1],
    ["ambulance", 1, 2],
  ]);
});

test("a unit stands in the zone of its incident, else where it waits", () => {
  const incident = anIncident(1, { zone: "plaza", assignments: [anAssignment("medic-1", AT)] });
  const units = byId(aUnit("medic-1", { incidents: [1] }), aUnit("medic-2", { zone: "temple" }));

  const [temple, plaza] = zones(PLAN, [incident], units);

  assert.deepEqual(
    plaza.incidents.map((one) => one.units),
    [["medic-1"]],
  );
  assert.deepEqual([temple.waiting, plaza.waiting], [["medic-2"], []]);
});

test("an absent lead's acting one stands in", () => {
  const absent = { p1: { person: "p1", since: AT, acting: "p2" } };

  assert.deepEqual(leadsNow(PLAN.groups.safety, absent), [
    { person: "p2", acting: true, absent: false },
  ]);
  assert.deepEqual(leadsNow(PLAN.groups.traffic, { p2: { person: "p2", acting: null } }), [
    { person: "p2", acting: false, absent: true },
  ]);
});

test("an incident's spans follow each other, a late step never backwards", () => {
  const incident = anIncident(1, {
    reported_at: AT,
    assignments: [
      anAssignment("medic-1", AT + 30, [
        ["acknowledged", AT + 20],
        ["on_scene", AT + 90],
      ]),
    ],
    controlled_at: AT + 200,
  });

  assert.deepEqual(spans(incident), [
    { stage: "reported", from: AT, to: AT + 30 },
    { stage: "dispatched", from: AT + 30, to: AT + 30 },
    { stage: "acknowledged", from: AT + 30, to: AT + 90 },
    { stage: "on_scene", from: AT + 90, to: AT + 200 },
    { stage: "controlled", from: AT + 200, to: null },
  ]);
});

test("what each promise took is measured against its own target", () => {
  const incident = anIncident(1, {
    reported_at: AT,
    assignments: [anAssignment("medic-1", AT + 30_000, [["acknowledged", AT + 120_000]])],
  });

  assert.deepEqual(measures([incident], "dispatch"), [
    { key: "1.dispatch", took: 30_000, target: 60_000 },
  ]);
  assert.deepEqual(measures([incident], "acknowledge"), [
    { key: "1.1-medic-1", took: 90_000, target: 60_000 },
  ]);
  assert.deepEqual(measures([incident], "control"), []);
});
