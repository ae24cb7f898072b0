// What a unit's phone shows: its own work, with what it tapped and nobody has heard yet.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { firstPage, tidyCode } from "../../static/live/entering.js";
import {
  changesOf,
  newsOf,
  nextTap,
  ownDeadline,
  ownReports,
  task,
  tasks,
} from "../../static/components/field-view.js";
import { actingFor, unitsByGroup } from "../../static/board/readiness.js";
import {
  attendanceOf,
  ownDuties,
  remindersOf,
} from "../../static/components/field-duties-view.js";
import { timeSince } from "../../static/live/keepsake.js";
import { aDeadline, aLine, anAssignment, anIncident, AT, MINUTE, PLAN } from "./cast.mjs";

const STATIC = fileURLToPath(new URL("../../static/", import.meta.url));
const UNIT = "medic-2";
const ORIGIN = "https://denggao.example";

const sent = (given = {}) =>
  anIncident(16, { assignments: [anAssignment(UNIT, AT, [], { id: "16-1" })], ...given });
const tapped = (type, state = "waiting") => ({
  id: type,
  at: AT + 1000,
  state,
  action: { type, incident: 16, unit: UNIT },
});
const statesOf = (one) => one.steps.map((step) => step.state);

test("a tap that waits is shown as waiting and moves the button on", () => {
  const one = task(sent(), UNIT, [tapped("acknowledge")]);

  assert.deepEqual(statesOf(one), ["waiting", "next", "ahead", "ahead"]);
  assert.equal(nextTap(one), "go_en_route");
  assert.equal(one.steps[0].at, AT + 1000);
});

test("a tap the server took is done before its documents come", () => {
  const one = task(sent(), UNIT, [tapped("acknowledge", "taken")]);

  assert.deepEqual(statesOf(one), ["done", "next", "ahead", "ahead"]);
});

test("a refused tap moves nothing", () => {
  const one = task(sent(), UNIT, [tapped("acknowledge", "refused")]);

  assert.deepEqual(statesOf(one), ["next", "ahead", "ahead", "ahead"]);
  assert.equal(nextTap(one), "acknowledge");
});

test("what the server has is done, whatever still waits here", () => {
  const incident = sent({ assignments: [anAssignment(UNIT, AT, [["acknowledged", AT + 1000]])] });

  const one = task(incident, UNIT, [tapped("acknowledge"), tapped("go_en_route")]);

  assert.deepEqual(statesOf(one), ["done", "waiting", "next", "ahead"]);
});

test("a step a dispatcher said for the unit isn't asked of it again", () => {
  const incident = sent({ assignments: [anAssignment(UNIT, AT, [["en_route", AT + 1000]])] });

  assert.equal(nextTap(task(incident, UNIT, [])), "arrive_on_scene");
});

test("a unit sees its own open work, worst first, and none it has left", () => {
  const worse = anIncident(2, { severity: 1, assignments: [anAssignment(UNIT, AT)] });
  const left = anIncident(3, { assignments: [anAssignment(UNIT, AT, [["clear", AT]])] });
  const withdrawn = anIncident(4, {
    assignments: [anAssignment(UNIT, AT, [], { withdrawn: true })],
  });
  const others = anIncident(5, { assignments: [anAssignment("fire-1", AT)] });

  const all = tasks([sent(), worse, left, withdrawn, others], UNIT, []);

  assert.deepEqual(
    all.map((one) => one.incident.number),
    [2, 16],
  );
});

test("a unit that tapped clear has left, though nobody has heard it yet", () => {
  const incident = sent({ assignments: [anAssignment(UNIT, AT, [["on_scene", AT]])] });

  assert.deepEqual(tasks([incident], UNIT, [tapped("clear_unit")]), []);
});

test("the promise shown is the unit's own, and ends with the tap that keeps it", () => {
  const deadlines = [
    aDeadline("acknowledge", AT + MINUTE, { assignment: "16-9" }),
    aDeadline("acknowledge", AT + 2 * MINUTE, { assignment: "16-1" }),
    aDeadline("on_scene", AT + 3 * MINUTE),
  ];

  assert.equal(ownDeadline(task(sent({ deadlines }), UNIT, [])).due_at, AT + 2 * MINUTE);
  assert.equal(
    ownDeadline(task(sent({ deadlines }), UNIT, [tapped("acknowledge")])).kind,
    "on_scene",
  );
});

test("a unit finds what it told of, newest first", () => {
  const by = { role: "field_unit", unit: UNIT };
  const own = [1, 2].map((n) => anIncident(n, { reported_by: by, reported_at: AT + n }));

  const found = ownReports([...own, anIncident(3)], { unit: UNIT });

  assert.deepEqual(
    found.map((one) => one.number),
    [2, 1],
  );
});

test("who leads finds what they told of themselves, and nobody else's", () => {
  const by = (given) => ({ role: "group_lead", ...given });
  const incidents = [
    anIncident(1, { reported_by: by({ person: "wang-tao" }) }),
    anIncident(2, { reported_by: by({ person: "liu-ning" }) }),
    anIncident(3, { reported_by: { role: "dispatcher" } }),
  ];

  assert.deepEqual(
    ownReports(incidents, { person: "wang-tao" }).map((one) => one.number),
    [1],
  );
  assert.deepEqual(ownReports(incidents, {}), []);
});

test("news are notes that stand", () => {
  const note = (seq, given) => aLine(seq, [{ type: "note_added", incident: 16, text: "x" }], given);

  const found = newsOf([note(3), note(2, { struck: true }), note(1)], 16, 5);

  assert.deepEqual(
    found.map((line) => line.seq),
    [3, 1],
  );
});

test("the event's time goes on by the phone's clock while nobody is heard, at the drill's rate", () => {
  const heard = { heardAt: AT, rate: 10, savedAt: 5_000 };

  assert.equal(timeSince(heard, 8_000), AT + 30_000);
  assert.equal(timeSince(heard, 4_000), AT);
});

test("a code may be typed with spaces, dashes and small letters", () => {
  assert.equal(tidyCode(" ewfb-fccn "), "EWFBFCCN");
});

test("after signing in one goes to a page of ours and nowhere else", () => {
  const unit = { role: "field_unit" };

  assert.equal(firstPage(unit, null, ORIGIN), "/field");
  assert.equal(firstPage(unit, "/field?event=drill-1", ORIGIN), "/field?event=drill-1");
  for (const next of [
    "https://elsewhere.example/field",
    "//elsewhere.example/wall",
    "/api/v1/session",
    "javascript:x",
  ]) {
    assert.equal(firstPage(unit, next, ORIGIN), "/field", next);
  }
});

test("the service worker keeps all that the field page loads, and only that", () => {
  const worker = readFileSync(join(STATIC, "sw.js"), "utf8");
  const [, listed] = /const FILES = \[([\s\S]*?)\]\.map/.exec(worker);
  const kept = [...listed.matchAll(/"([^"]+)"/g)].map(([, name]) => name).sort();

  assert.deepEqual(kept, loaded("pages/field.js"));
});

/** A module with everything it imports, the page's styles and both languages. */
function loaded(page) {
  const found = new Set(["i18n/en.json", "i18n/zh-CN.json", "css/tokens.css", "css/base.css"]);
  const walk = (path) => {
    if (found.has(path)) return;
    found.add(path);
    const text = readFileSync(join(STATIC, path), "utf8");
    for (const [, to] of text.matchAll(/(?:from|import)\s*["'](\.[^"']+)["']/g))
      walk(normalize(join(dirname(path), to)));
  };
  walk(page);
  const styles = ["css", "css/pages"].flatMap((folder) =>
    readdirSync(join(STATIC, folder))
      .filter((name) => /^field.*\.css$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  return [...found, ...styles].sort();
}

const aDuty = (id, given = {}) => ({
  id,
  status: "open",
  done: 0,
  done_at: null,
  planned: { group: "safety", units: [], owner: null, quantity: 40, due_at: AT + MINUTE },
  ...given,
});
const owned = (id, planned) =>
  aDuty(id, { planned: { ...aDuty(id).planned, ...planned } });
const said = (action, state = "waiting") => ({ id: action.type, at: AT + 1000, state, action });

test("a phone shows the duties of its unit, of the group led, or of the person", () => {
  const all = [
    owned("a", { units: [UNIT] }),
    owned("b", { group: "traffic" }),
    owned("c", { group: "traffic", owner: "p1" }),
    aDuty("d", { status: "dropped" }),
  ];
  const seen = (page) => ownDuties(all, page, [], AT).map((one) => one.id);

  assert.deepEqual(seen({ unit: UNIT }), ["a"]);
  assert.deepEqual(seen({ group: "traffic", person: "p1" }), ["b", "c"]);
  assert.deepEqual(seen({ person: "p1" }), ["c"]);
  assert.deepEqual(seen({}), []);
});

test("a duty completed without a network counts as done at the time of the tap", () => {
  const late = owned("a", { units: [UNIT], due_at: AT });

  const [one] = ownDuties([late], { unit: UNIT }, [said({ type: "complete_duty", duty: "a" })], AT);

  assert.deepEqual(
    [one.state, one.done_at, one.count, one.isWaiting],
    ["done_late", AT + 1000, 40, true],
  );
});

test("the number tapped last is shown, and none that was refused", () => {
  const duty = owned("a", { units: [UNIT] });
  const counts = [12, 38].map((done) => said({ type: "update_duty", duty: "a", done }));
  const refused = said({ type: "update_duty", duty: "a", done: 39 }, "refused");

  const [one] = ownDuties([duty], { unit: UNIT }, [...counts, refused], AT);

  assert.deepEqual([one.count, one.state], [38, "open"]);
});

test("what is still to do comes first", () => {
  const done = aDuty("a", { status: "done", done_at: AT, done: 40 });
  const later = owned("b", { due_at: AT + 9 * MINUTE });

  const found = ownDuties([done, later, aDuty("c")], { group: "safety" }, [], AT);

  assert.deepEqual(
    found.map((one) => one.id),
    ["c", "b", "a"],
  );
});

test("a reminder is that person's own, until they answer", () => {
  const notice = (person, given = {}) => ({ about: "duty/a", person, acknowledged_at: null, ...given });
  const all = [notice("p1"), notice("p2"), notice(null), notice("p1", { acknowledged_at: AT })];

  assert.deepEqual(remindersOf(all, aDuty("a"), { person: "p1" }), [all[0]]);
  assert.deepEqual(remindersOf(all, aDuty("a"), { unit: UNIT, person: null }), []);
});

test("who tapped here is here, whoever heard it", () => {
  const stands = (records, known = new Map(), absent = {}) =>
    attendanceOf(known, absent, { person: "p1" }, records);
  const came = new Map([["person-p1", { arrived_at: AT, left_at: null }]]);

  assert.equal(stands([]).here, false);
  assert.deepEqual(stands([said({ type: "check_in", person: "p1" })]), {
    here: true,
    at: AT + 1000,
    isWaiting: true,
  });
  assert.equal(stands([said({ type: "check_in", unit: UNIT })]).here, false);
  assert.equal(stands([], came).here, true);
  assert.deepEqual(stands([], came, { p1: { since: AT + 5 } }), { here: false, at: AT + 5, isWaiting: false });
  assert.equal(attendanceOf(came, {}, {}, []), null);
});

test("who may act are those beside the one who leaves first, and nobody who is away", () => {
  const plan = {
    posts: { head: { holders: ["p1"], succession: ["p4"] } },
    groups: { safety: { leads: ["p1"], members: ["p3"] } },
    people: { p1: {}, p2: {}, p3: {}, p4: {}, p5: {} },
  };

  assert.deepEqual(actingFor(plan, { p2: {} }, "p1"), ["p4", "p3", "p5"]);
});

test("units that are not here are named by their group, in the plan's order", () => {
  const came = { arrived_at: AT, left_at: null };
  const known = new Map([
    ["unit-medic-1", came],
    ["unit-medic-2", { ...came, left_at: AT + 1 }],
  ]);

  const found = unitsByGroup(PLAN, known).map(({ group, here, missing }) => [
    group.id,
    here.map((one) => one.unit.id),
    missing.map((one) => one.id),
  ]);

  assert.deepEqual(found, [
    ["safety", ["medic-1"], ["medic-2"]],
    ["traffic", [], ["engine-1"]],
  ]);
});

test("only what is said otherwise than it is known is told from the scene", () => {
  const incident = anIncident(1, { injured: "unknown", involves: ["temple"] });
  const said = (injured, involves) => changesOf(incident, { injured, involves });

  assert.equal(said("unknown", ["temple"]), null);
  assert.deepEqual(said("yes", ["temple", "forest"]), { injured: "yes", involves: ["forest"] });
  assert.deepEqual(said("unknown", []), { rules_out: ["temple"] });
});
