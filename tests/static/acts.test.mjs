import assert from "node:assert/strict";
import { test } from "node:test";

import {
  inOrderOfTime,
  leftOf,
  musterStanding,
  outOf,
  ownPost,
  runningMuster,
  waitedFor,
} from "../../static/components/dispatch-acts-view.js";
import { mayAtScene } from "../../static/components/dispatch-authority.js";
import { ringIn } from "../../static/components/site_layout.js";

const requisition = (rest) => ({
  kind: "requisition",
  id: "r1",
  v: 1,
  status: "asked",
  supply: "bus",
  quantity: 3,
  handed: 0,
  lost: 0,
  returns: [],
  hand_over_due_at: 100,
  back_due_at: null,
  ...rest,
});
const post = (unit, rest = {}) => ({
  unit,
  zone: "gate",
  due_at: 100,
  arrived_at: null,
  excused: null,
  ...rest,
});
const muster = (posts, rest = {}) => ({ called_at: 0, ended_at: null, posts, ...rest });

test("what is asked for, out or lost is nobody else's", () => {
  const supply = { id: "bus", quantity: 10 };
  const out = { status: "handed_over", handed: 3, returns: [{ quantity: 1 }], lost: 1 };

  assert.equal(leftOf(supply, [requisition()]), 7);
  assert.equal(outOf(requisition(out)), 1);
  assert.equal(leftOf(supply, [requisition(out)]), 8);
  assert.equal(leftOf(supply, [requisition({ status: "cancelled" })]), 10);
  assert.equal(leftOf(supply, [requisition({ supply: "other" })]), 10);
});

test("a call waits for its next step and for nothing once it is settled", () => {
  assert.deepEqual(waitedFor(requisition()), { what: "hand_over", dueAt: 100 });
  assert.equal(waitedFor(requisition({ status: "handed_over" })), null);
  assert.deepEqual(waitedFor(requisition({ status: "handed_over", back_due_at: 9 })), {
    what: "back",
    dueAt: 9,
  });
  assert.equal(waitedFor(requisition({ status: "returned" })), null);
});

test("what is due soonest comes first, what is over last", () => {
  const listed = inOrderOfTime([
    requisition({ id: "over", status: "returned" }),
    requisition({ id: "later", hand_over_due_at: 300 }),
    requisition({ id: "soon", hand_over_due_at: 200 }),
  ]);

  assert.deepEqual(
    listed.map((one) => one.id),
    ["soon", "later", "over"],
  );
});

test("a muster counts who is there, late, coming and needed elsewhere", () => {
  const standing = musterStanding(
    muster([
      post("a", { arrived_at: 50 }),
      post("b"),
      post("c", { due_at: 900 }),
      post("d", { excused: "incident" }),
    ]),
    500,
  );

  const names = (posts) => posts.map((one) => one.unit).join();
  assert.equal(standing.all, 4);
  assert.equal(names(standing.there), "a");
  assert.equal(names(standing.late), "b");
  assert.equal(names(standing.coming), "c");
  assert.equal(names(standing.excused), "d");
});

test("a phone shows its own post until it is there, or has said so", () => {
  const running = muster([post("a"), post("b", { arrived_at: 5 }), post("c", { excused: "incident" })]);
  const tapped = { action: { type: "arrive_at_post" }, at: 10, state: "waiting" };

  assert.equal(ownPost([running], "a")?.unit, "a");
  assert.equal(ownPost([running], "b"), null);
  assert.equal(ownPost([running], "c"), null);
  assert.equal(ownPost([running], "a", [tapped]), null);
  assert.equal(ownPost([running], "a", [{ ...tapped, state: "refused" }])?.unit, "a");
  assert.equal(ownPost([muster([post("a")], { ended_at: 9 })], "a"), null);
});

test("what was tapped in an earlier muster says nothing of this one", () => {
  const again = muster([post("a")], { called_at: 100 });
  const tapped = { action: { type: "arrive_at_post" }, at: 10, state: "taken" };

  assert.equal(ownPost([again], "a", [tapped])?.unit, "a");
});

test("only a muster that has not ended runs", () => {
  assert.equal(runningMuster([]), null);
  assert.equal(runningMuster([muster([], { ended_at: 1 })]), null);
});

test("a ring stays inside its zone", () => {
  assert.deepEqual(ringIn([[0, 0], [100, 0], [100, 40], [0, 40], [0, 0]]), { x: 50, y: 20, r: 18 });
});

test("who has the command at a scene decides there, whichever group leads", () => {
  const scene = { commands: [{ person: "p2" }, { person: "p1" }] };
  const incident = { lead: "traffic" };
  const lead = (person) => ({ role: "group_lead", group: "safety", person });
  const may = (who, type = "set_objectives") => mayAtScene(who, type, { incident, scene });

  assert.equal(may(lead("p1")), true);
  assert.equal(may(lead("p2")), false);
  assert.equal(may(lead("p1"), "close_incident"), false);
  assert.equal(may({ ...lead("p1"), group: "traffic" }, "resolve_incident"), true);
  assert.equal(may({ role: "field_unit", person: null, unit: "u" }), false);
  assert.equal(mayAtScene({ role: "wall", person: null }, "set_objectives", { incident, scene: null }), false);
});
