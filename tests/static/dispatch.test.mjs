// What a dispatcher is shown and offered, worked out from documents.

import assert from "node:assert/strict";
import { test } from "node:test";

import { may, standsAsCommander } from "../../static/components/dispatch-authority.js";
import { keyMeaning } from "../../static/components/dispatch-keys.js";
import { Caller } from "../../static/components/dispatch-sounds.js";
import {
  canStrike,
  candidates,
  DUPLICATE_WITHIN_MS,
  gradeOf,
  likelyDuplicates,
  linesOf,
  matches,
  mergeLines,
  nextCommand,
  nextStep,
  queue,
  queueCounts,
  rungs,
  stageLine,
  wantedKinds,
} from "../../static/components/dispatch-view.js";
import { aDeadline, aLine, anAssignment, anIncident, AT, aUnit, MINUTE } from "./cast.mjs";

const PLAN = {
  units: {
    "medic-1": { id: "medic-1", kind: "ambulance", group: "support", home: "gate" },
    "medic-2": { id: "medic-2", kind: "ambulance", group: "support", home: "temple" },
    "guide-1": { id: "guide-1", kind: "guide", group: "safety", home: "gate" },
    "food-1": { id: "food-1", kind: "food", group: "safety", home: null },
  },
  groups: { safety: { id: "safety", order: 1 }, support: { id: "support", order: 2 } },
};

const unitsOf = (...units) => new Map(units.map((unit) => [unit.id, unit]));
const idsOf = (listed) => listed.map((one) => one.unit.id);

test("the queue counts what it lists", () => {
  const late = anIncident(1, { deadlines: [aDeadline("control", AT - MINUTE)] });
  const silent = anIncident(2, { assignments: [anAssignment("medic-1", AT)] });
  const ended = anIncident(3, { open: false, status: "closed", deadlines: [], ended_at: AT });
  const all = [late, silent, ended];

  const counts = queueCounts(all, AT);

  assert.deepEqual(counts, { open: 2, overdue: 1, unanswered: 1, ended: 1 });
  assert.deepEqual(
    queue(all, "unanswered", AT).map((one) => one.number),
    [2],
  );
});

test("what ended last is first among the ended", () => {
  const first = anIncident(1, { open: false, deadlines: [], ended_at: AT });
  const second = anIncident(2, { open: false, deadlines: [], ended_at: AT + 1 });

  const shown = queue([first, second], "ended", AT);

  assert.deepEqual(
    shown.map((one) => one.number),
    [2, 1],
  );
});

test("a number finds its incident however it is written", () => {
  for (const query of ["17", "#17", "0017", "#0017"]) assert.ok(matches(query, 17, []), query);
  assert.ok(!matches("17", 170, []));
});

test("every word of a search has to fit", () => {
  const texts = ["拥挤受伤", "山门广场", "公安A"];

  assert.ok(matches("山门 公安a", 1, texts));
  assert.ok(!matches("山门 火灾", 1, texts));
});

test("the line of stages says when each was reached and how long it took", () => {
  const incident = anIncident(1, {
    stage: "en_route",
    assignments: [
      anAssignment("medic-1", AT - 4 * MINUTE, [
        ["acknowledged", AT - 3 * MINUTE],
        ["en_route", AT - MINUTE],
      ]),
    ],
    deadlines: [aDeadline("on_scene", AT + MINUTE)],
  });

  const line = stageLine(incident);

  assert.deepEqual(
    line.map((one) => one.state),
    ["done", "done", "done", "current", "next", "ahead", "ahead"],
  );
  assert.equal(line[2].took, MINUTE);
  assert.equal(line[4].dueAt, AT + MINUTE);
});

test("the next word of command follows the incident's status", () => {
  const statuses = ["reported", "confirmed", "controlled", "resolved", "closed"];

  assert.deepEqual(
    statuses.map((status) => nextCommand({ status })),
    ["confirm_incident", "control_incident", "resolve_incident", "close_incident", null],
  );
});

test("a unit taken off has nothing more to say", () => {
  assert.equal(nextStep(anAssignment("medic-1", AT, [], { withdrawn: true })), null);
});

test("units the playbook still misses come first, free before busy, near before far", () => {
  const incident = anIncident(1, { zone: "temple", send: ["ambulance", "guide"] });
  const units = unitsOf(
    aUnit("food-1"),
    aUnit("guide-1", { incidents: [2] }),
    aUnit("medic-1"),
    aUnit("medic-2"),
  );

  const listed = candidates(incident, PLAN, units);

  assert.deepEqual(idsOf(listed), ["medic-2", "medic-1", "guide-1", "food-1"]);
  assert.deepEqual(
    listed.map((one) => one.suggested),
    [true, true, true, false],
  );
});

test("a kind that is there in number is asked for no more", () => {
  const incident = anIncident(1, {
    send: ["ambulance"],
    assignments: [anAssignment("medic-1", AT)],
  });

  assert.deepEqual(wantedKinds(incident, PLAN), [{ kind: "ambulance", wanted: 1, here: 1 }]);
  assert.ok(candidates(incident, PLAN, unitsOf(aUnit("medic-2"))).every((one) => !one.suggested));
});

test("the grade suggested is the playbook's for what is known of people", () => {
  const playbook = { severity: { default: 4, injured: 2, unknown: 3 } };

  assert.deepEqual(
    ["no", "yes", "unknown"].map((one) => gradeOf(playbook, one)),
    [4, 2, 3],
  );
});

test("a report of the same type in the same zone inside ten minutes is a likely repeat", () => {
  const fresh = anIncident(1, { reported_at: AT - DUPLICATE_WITHIN_MS });
  const old = anIncident(2, { reported_at: AT - DUPLICATE_WITHIN_MS - 1 });
  const elsewhere = anIncident(3, { zone: "gate" });
  const over = anIncident(4, { open: false });

  const found = likelyDuplicates(
    [fresh, old, elsewhere, over],
    { type: "fire", zone: "temple" },
    AT,
  );

  assert.deepEqual(
    found.map((one) => one.number),
    [1],
  );
});

test("without a zone nothing is called a repeat", () => {
  assert.deepEqual(likelyDuplicates([anIncident(1)], { type: "fire", zone: null }, AT), []);
});

test("the ladder says of each rung what became of it, and when the next is told", () => {
  const rung = (id) => ({ id, kind: "post", post: id });
  const told = (index, more) => ({
    index,
    rung: "x",
    at: AT,
    people: [],
    passed: null,
    answered_at: null,
    ...more,
  });
  const incident = anIncident(1, {
    ladder: ["lead", "office", "scene", "deputies", "commander"].map(rung),
    told: [told(0, { answered_at: AT }), told(1, { passed: "already_told" }), told(2, {})],
    deadlines: [aDeadline("answer", AT + MINUTE)],
  });

  const listed = rungs(incident);

  assert.deepEqual(
    listed.map((one) => one.state),
    ["answered", "passed", "told", "next", "ahead"],
  );
  assert.deepEqual(
    listed.map((one) => one.dueAt),
    [null, null, null, AT + MINUTE, null],
  );
});

test("lines fetched and lines heard make one log, each once, newest first", () => {
  const note = (seq) => aLine(seq, [{ type: "note_added", incident: 1, text: "x" }]);
  const other = aLine(9, [{ type: "note_added", incident: 2, text: "y" }]);

  const merged = mergeLines([note(1), note(2)], [note(2), note(3), other], 1);

  assert.deepEqual(
    merged.map((line) => line.seq),
    [3, 2, 1],
  );
});

test("a struck line is marked and can't be struck again", () => {
  const note = aLine(1, [{ type: "note_added", incident: 1, text: "x" }]);
  const striking = aLine(2, [{ type: "entry_struck", incident: 1, seq: 1, reason: "wrong" }]);

  const [, struck] = mergeLines([note], [striking], 1);

  assert.equal(struck.struck, true);
  assert.ok(canStrike(note));
  assert.ok(!canStrike(struck));
  assert.ok(!canStrike(striking));
});

test("the log can be narrowed to units", () => {
  const step = aLine(1, [{ type: "unit_progressed", incident: 1 }]);
  const note = aLine(2, [{ type: "note_added", incident: 1 }]);

  assert.deepEqual(linesOf([step, note], "units"), [step]);
  assert.equal(linesOf([step, note], "all").length, 2);
});

test("letters typed into a field are letters, and Esc always leaves", () => {
  const pressed = (key, isTyping, more = {}) =>
    keyMeaning({ key, isTyping, ctrlKey: false, altKey: false, metaKey: false, ...more });

  assert.equal(pressed("n", false), "report");
  assert.equal(pressed("N", false), "report");
  assert.equal(pressed("n", true), null);
  assert.equal(pressed("Escape", true), "leave");
  assert.equal(pressed("c", false, { ctrlKey: true }), null);
});

test("a group's lead is offered its own incidents and units, and a note anywhere", () => {
  const who = { role: "group_lead", group: "safety" };

  assert.ok(may(who, "resolve_incident", { incident: anIncident(1, { lead: "safety" }) }));
  assert.ok(!may(who, "resolve_incident", { incident: anIncident(1, { lead: "support" }) }));
  assert.ok(may(who, "add_note", { incident: anIncident(1, { lead: "support" }) }));
  assert.ok(!may(who, "assign_unit", { unitGroup: "support" }));
});

test("who acts for an absent commander stands as commander", () => {
  const plan = {
    commander: "commander",
    posts: { commander: { holders: ["he"], succession: ["wang"] } },
  };
  const absent = { he: { person: "he", since: AT, acting: "liu" } };

  assert.ok(standsAsCommander(plan, { absent: {} }, "he"));
  assert.ok(!standsAsCommander(plan, { absent }, "he"));
  assert.ok(standsAsCommander(plan, { absent }, "liu"));
  assert.ok(standsAsCommander(plan, { absent: { he: { person: "he", acting: null } } }, "wang"));
});

const quiet = { incidents: [], now: AT, lost: false, at: 0 };
const urgent = anIncident(1, { severity: 1, status: "reported", deadlines: [] });

test("a grave report that nobody answered calls every fifteen seconds, then no more", () => {
  const caller = new Caller();
  const answered = { ...urgent, owner: "he" };

  const calls = [0, 1_000, 15_000].map((at) => caller.call({ ...quiet, incidents: [urgent], at }));

  assert.deepEqual(calls, ["urgent", null, "urgent"]);
  assert.equal(caller.call({ ...quiet, incidents: [answered], at: 60_000 }), null);
});

test("a new report calls once, and what was there before calls never", () => {
  const caller = new Caller();
  const [old, fresh] = [1, 2].map((number) => anIncident(number, { deadlines: [] }));
  caller.call({ ...quiet, incidents: [old] });

  const calls = [1_000, 2_000].map((at) => caller.call({ ...quiet, incidents: [old, fresh], at }));

  assert.deepEqual(calls, ["fresh", null]);
});

test("what is overdue calls each minute until somebody has it", () => {
  const caller = new Caller();
  const late = anIncident(1, { deadlines: [aDeadline("control", AT - MINUTE)] });

  const calls = [0, 30_000, 60_000].map((at) => caller.call({ ...quiet, incidents: [late], at }));

  assert.deepEqual(calls, ["overdue", null, "overdue"]);
  assert.equal(caller.call({ ...quiet, incidents: [{ ...late, owner: "he" }], at: 120_000 }), null);
});

test("a lost line is said once", () => {
  const caller = new Caller();

  const calls = [true, true, false, true].map((lost) => caller.call({ ...quiet, lost }));

  assert.deepEqual(calls, ["lost", null, null, "lost"]);
});
