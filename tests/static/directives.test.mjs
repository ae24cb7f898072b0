// Orders on pages: what is waited for from whom, and what a phone has tapped meanwhile.

import assert from "node:assert/strict";
import { test } from "node:test";

import { openDirectives, ownAnswers, waitedFor } from "../../static/board/directives.js";
import { mayAnswer, mayGuide, mayReplace, mayWithdraw } from "../../static/components/dispatch-authority.js";
import { orderAction } from "../../static/components/dispatch-order-state.js";
import { ownOrders } from "../../static/components/field-orders-view.js";
import { AT, MINUTE, PLAN } from "./cast.mjs";

const SECOND = 1000;
const KNOWN = { plan: PLAN, absent: {} };
const MEDIC = { unit: "medic-1", person: null, group: null, post: null };

const anAnswer = (to, given = {}) => ({
  to,
  status: "issued",
  read_back_by: AT + MINUTE,
  done_by: AT + 5 * MINUTE,
  attempt: 0,
  read_back: null,
  read_back_at: null,
  correction: null,
  received_at: null,
  ended_at: null,
  reason: null,
  ...given,
});

const aDirective = (id, answers, given = {}) => ({
  kind: "directive",
  id,
  v: 1,
  directive_kind: "gate_stop",
  text: "…",
  incident: null,
  issued_at: AT,
  issued_by: { role: "commander", person: "p1", post: null, group: null },
  ordered_by: null,
  read_back_s: 60,
  answers,
  replaces: null,
  replaced_by: null,
  withdrawn_at: null,
  reason: null,
  missed: [],
  ...given,
});

const tapped = (type, state = "waiting", rest = {}) => ({
  state,
  action: { type, directive: "d1", addressee: "unit/medic-1", ...rest },
});

test("first a read-back is waited for, then that somebody compares it, then that it is done", () => {
  const of = (given) => {
    const answer = anAnswer("unit/medic-1", given);
    return waitedFor(aDirective("d1", [answer]), answer);
  };

  assert.deepEqual(of({}), { kind: "read_back", dueAt: AT + MINUTE });
  assert.deepEqual(of({ status: "read_back", read_back_at: AT + 5 * SECOND }), {
    kind: "compare",
    dueAt: AT + 65 * SECOND,
  });
  assert.deepEqual(of({ status: "received" }), { kind: "done", dueAt: AT + 5 * MINUTE });
  assert.equal(of({ status: "declined" }), null);
});

test("open orders come by what is due soonest; withdrawn, replaced and finished ones are none", () => {
  const later = aDirective("d1", [anAnswer("unit/medic-1", { status: "received" })]);
  const sooner = aDirective("d2", [anAnswer("unit/medic-1")]);
  const gone = [
    aDirective("d3", [anAnswer("unit/medic-1")], { withdrawn_at: AT }),
    aDirective("d4", [anAnswer("unit/medic-1")], { replaced_by: "d2" }),
    aDirective("d5", [anAnswer("unit/medic-1", { status: "done" })]),
  ];

  const open = openDirectives([later, ...gone, sooner]).map((one) => one.id);

  assert.deepEqual(open, ["d2", "d1"]);
});

test("a phone has its unit's orders, a lead's those of group, post and person", () => {
  const directive = aDirective("d1", [
    anAnswer("unit/medic-1"),
    anAnswer("group/safety"),
    anAnswer("post/commander"),
    anAnswer("person/p2"),
  ]);
  const to = (who, absent = {}) =>
    ownAnswers(directive, who, { plan: PLAN, absent }).map((one) => one.to);

  assert.deepEqual(to(MEDIC), ["unit/medic-1"]);
  assert.deepEqual(to({ unit: null, person: "p1", group: "safety", post: null }), [
    "group/safety",
    "post/commander",
  ]);
  const acting = { p1: { person: "p1", acting: "p2" } };
  assert.deepEqual(to({ unit: null, person: "p2", group: null, post: null }, acting), [
    "post/commander",
    "person/p2",
  ]);
});

test("own words tapped on the phone wait to be compared, a read-back without any to be done", () => {
  const critical = aDirective("d1", [anAnswer("unit/medic-1")]);
  const ordinary = { ...critical, directive_kind: "ordinary" };
  const step = (directive, ...taps) => ownOrders([directive], MEDIC, KNOWN, taps)[0]?.step;
  const read = tapped("read_back_directive", "waiting", { text: "停止检票" });

  assert.equal(step(critical), "read_back");
  assert.equal(step(critical, read), "compare");
  assert.equal(step(critical, tapped("read_back_directive")), "complete");
  assert.equal(ownOrders([critical], MEDIC, KNOWN, [read])[0].said, "停止检票");
  assert.equal(step(ordinary, read), "complete");
  assert.equal(step(ordinary, { ...read, state: "refused" }), "read_back");
  assert.equal(step(ordinary, tapped("complete_directive")), undefined);
});

test("a read-back that was corrected is asked for again though the first tap was taken", () => {
  // The outbox forgets what was taken once the documents show it.
  const corrected = aDirective("d1", [anAnswer("unit/medic-1", { status: "corrected" })]);

  assert.equal(ownOrders([corrected], MEDIC, KNOWN, [])[0].step, "read_back");
});

test("an order without words or addressees is none yet; empty times are left to the server", () => {
  const draft = {
    kind: "ordinary",
    text: " 回撤 ",
    addressees: ["unit/medic-1"],
    incident: 3,
    read_back_s: "",
    done_s: "600",
    ordered_by: "",
    replaces: null,
    reason: "",
  };

  assert.equal(orderAction({ ...draft, text: " " }), null);
  assert.equal(orderAction({ ...draft, replaces: "d2" }), null);
  assert.equal(orderAction({ ...draft, addressees: [] }), null);
  assert.deepEqual(orderAction(draft), {
    type: "issue_directive",
    directive_kind: "ordinary",
    text: "回撤",
    addressees: ["unit/medic-1"],
    incident: 3,
    done_s: 600,
  });
});

test("a lead answers for their own and guides what they gave; the desk does for everybody", () => {
  const lead = { role: "group_lead", group: "safety", person: "p1", post: null };
  const desk = { role: "dispatcher", group: null, person: null, post: null };
  const theirs = aDirective("d1", [], { issued_by: { role: "group_lead", group: "safety" } });

  assert.equal(mayAnswer(lead, "unit/medic-1", PLAN), true);
  assert.equal(mayAnswer(lead, "unit/engine-1", PLAN), false);
  assert.equal(mayAnswer(lead, "group/traffic", PLAN), false);
  assert.equal(mayAnswer(desk, "group/traffic", PLAN), true);
  assert.equal(mayGuide(lead, theirs), true);
  assert.equal(mayGuide(lead, aDirective("d2", [])), false);
  assert.equal(mayGuide(desk, theirs), true);
});

test("a critical order is taken back by who commands; the desk may pass on another instead", () => {
  const lead = { role: "group_lead", group: "safety" };
  const desk = { role: "dispatcher", standing: false };
  const commander = { role: "commander", standing: true };
  const critical = aDirective("d1", []);
  const ordinary = aDirective("d2", [], { directive_kind: "ordinary" });

  assert.equal(mayWithdraw(desk, critical), false);
  assert.equal(mayReplace(desk, critical), true);
  assert.equal(mayWithdraw(desk, ordinary), true);
  assert.equal(mayWithdraw(commander, critical), true);
  assert.equal(mayReplace({ ...lead }, aDirective("d3", [], { issued_by: { group: "safety" } })), false);
});
