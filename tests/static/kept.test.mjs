// What of a board may be left on a phone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { mayKeep, partFor } from "../../static/components/field-kept.js";
import { Keepsake, keptAs } from "../../static/live/keepsake.js";
import { anIncident, PLAN } from "./cast.mjs";

const UNIT = { event: "drill-1", unit: "medic-2", group: null, name: "medic-2", person: null };
const LEAD = { event: "drill-1", unit: null, group: "safety", name: "seat-1", person: "wang-tao" };
const EVENT = { kind: "event", id: "drill-1", absent: {} };
const OWN = anIncident(1, { lead: "safety", reporter: { name: "王五", contact: "1390000" } });
const OTHERS = anIncident(2, { lead: "traffic" });

const aNotice = (given) => ({ kind: "notice", id: "n", incident: null, about: null, ...given });
const aScene = (incident, person) => ({
  kind: "scene",
  id: String(incident),
  incident,
  commands: [{ person }],
});
const wrapped = (...docs) => ({ docs: [EVENT, ...docs], lines: [{ seq: 1 }], plan: PLAN });
const keptOf = (page, ...docs) =>
  partFor(page, wrapped(...docs)).docs.map((one) => `${one.kind} ${one.id}`);

test("a unit's board is kept as it was sent", () => {
  const board = wrapped(OWN, OTHERS);

  assert.equal(partFor(UNIT, board), board);
});

test("of a lead's board what another group leads isn't kept, nor what ended", () => {
  const ended = anIncident(3, { lead: "safety", open: false });

  assert.deepEqual(keptOf(LEAD, OWN, OTHERS, ended), ["event drill-1", "incident 1"]);
});

test("what a lead was told of or commands at is kept, whoever leads it", () => {
  const told = aNotice({ incident: 2, person: "wang-tao" });
  const commanded = anIncident(4, { lead: "traffic" });

  assert.deepEqual(keptOf(LEAD, OTHERS, told, commanded, aScene(4, "wang-tao")), [
    "event drill-1",
    "incident 2",
    "notice n",
    "incident 4",
    "scene 4",
  ]);
});

test("what others were told, decide or say of themselves isn't kept", () => {
  const others = [
    aNotice({ incident: 2, person: "li-na" }),
    aScene(2, "li-na"),
    { kind: "attendance", id: "person-li-na", person: "li-na", unit: null },
    { kind: "duty", id: "d", planned: { group: "traffic" } },
    { kind: "directive", id: "o", answers: [{ to: "group/traffic" }] },
    { kind: "request", id: "r" },
    { kind: "unit", id: "medic-2" },
  ];

  assert.deepEqual(keptOf(LEAD, OTHERS, ...others), ["event drill-1"]);
});

test("a lead's own orders and duties are kept, and what they were told is late", () => {
  const own = [
    { kind: "duty", id: "d", planned: { group: "safety" } },
    { kind: "directive", id: "o", answers: [{ to: "group/safety" }] },
    { kind: "directive", id: "late", answers: [{ to: "group/traffic" }] },
    aNotice({ about: "directive/late", person: "wang-tao" }),
    { kind: "attendance", id: "person-wang-tao", person: "wang-tao", unit: null },
  ];

  assert.equal(keptOf(LEAD, ...own).length, 1 + own.length);
});

test("neither the log nor who reported stays on a lead's phone", () => {
  const { docs, lines } = partFor(LEAD, wrapped(OWN));

  assert.deepEqual(lines, []);
  assert.equal(docs.find((one) => one.kind === "incident").reporter, null);
});

test("who sees everybody's work may keep nothing", () => {
  assert.equal(mayKeep({ unit: null, group: null, role: "commander" }), false);
  assert.equal(mayKeep(LEAD) && mayKeep(UNIT), true);
});

test("a person who leads another group by now isn't shown the last one's board", () => {
  assert.notEqual(keptAs(LEAD), keptAs({ ...LEAD, group: "traffic" }));
});

test("nothing is kept once the phone may change hands, not even what was about to be", async () => {
  const written = [];
  const store = { keep: async (name) => written.push(name) };
  const keepsake = new Keepsake({ store, name: keptAs(LEAD) });

  keepsake.save(() => wrapped());
  keepsake.close();
  keepsake.save(() => wrapped());
  await new Promise((resume) => setTimeout(resume));

  assert.deepEqual(written, []);
});
