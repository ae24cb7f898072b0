import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { circumstancesAsked, usePlan } from "../../static/board/plan.js";
import {
  SAID,
  factSentence,
  fullSentence,
  isBackground,
  lastSaid,
  marks,
  sentence,
  spoken,
  who,
} from "../../static/board/sentences.js";
import { LANGUAGES, showLanguage, useWords } from "../../static/board/words.js";
import { AT, MINUTE, PLAN, aLine, anIncident } from "./cast.mjs";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
for (const tag of LANGUAGES) useWords(tag, JSON.parse(read(`static/i18n/${tag}.json`)));
usePlan(PLAN);

/** The names in `Fact = (A | B | …)`, as they are on the wire. */
function factTypes() {
  const union = /^Fact = \(([^)]+)\)/m.exec(read("command/domain/facts/__init__.py"))[1];
  return [...union.matchAll(/[A-Z]\w+/g)].map(([name]) =>
    name.replaceAll(/[A-Z]/g, (letter, place) => (place ? "_" : "") + letter.toLowerCase()),
  );
}

/** Values for an enum's fields, as they are on the wire. */
function enumValues(name) {
  const body = new RegExp(`class ${name}\\(.*?\\n\\n\\n`, "s").exec(
    read("command/domain/states.py"),
  )[0];
  return [...body.matchAll(/= "(\w+)"/g)].map(([, value]) => value);
}

const ANY = {
  duty: "bins",
  duties: [{ id: "bins" }],
  done: 2,
  document: "duty/bins",
  decision: "conditional_go",
  conditions: ["…"],
  condition: 1,
  go: "1",
  incident: 1,
  into: 2,
  seq: 3,
  incident_type: "fire",
  name: { zh: "演练", en: "Drill" },
  time: { event_at: AT, real_at: AT, rate: 1 },
  severity: 2,
  unit: "medic-1",
  person: "p1",
  people: ["p1", "p2"],
  rung: "lead",
  index: 0,
  step: "s1",
  text: "…",
  phase: "live",
  plan_digest: "0123456789abcdef",
  cut_bytes: 12,
  due_at: AT,
  kind: "dispatch",
  notice: "n1-1",
  status: "sent",
  channel: "page",
  state: "available",
  progress: "on_scene",
  why: "withdrawn",
  directive: "d7",
  supply: "bus",
  owner: "police",
  agency: "water",
  quantity: 2,
  lost: 0,
  posts: [{ unit: "medic-1", zone: null }],
  post: "commander",
  from_person: "p2",
  objectives: ["…"],
  outline: [],
  radius_m: 200,
  dead: 1,
  loss_yuan: 5,
  stage: "follow_up",
  number: 2,
  recipients: ["city"],
  owed: [{ to: "city" }],
  directive_kind: "gate_stop",
  addressees: ["unit/medic-1", "group/safety", "post/commander", "person/p2"],
  addressee: "group/traffic",
  deadline: "directive.d7.read_back.0.0.0",
};

test("every fact the domain knows has a sentence", () => {
  assert.deepEqual([...SAID].sort(), factTypes().sort());
});

test("every fact is said in both languages with nothing left to fill", async () => {
  for (const tag of LANGUAGES) {
    await showLanguage(tag);
    for (const type of factTypes()) {
      const said = factSentence({ ...ANY, type });

      assert.doesNotMatch(said, /\{|undefined|null|^fact\.|^\w+_\w+$/, `${tag} ${type}: ${said}`);
    }
  }
});

test("every state a fact can carry is said in both languages", async () => {
  const cases = [
    ...enumValues("Progress").map((progress) => ({ type: "unit_progressed", progress })),
    ...enumValues("NoticeStatus").map((status) => ({ type: "notice_outcome", status })),
    ...enumValues("DeadlineKind").map((kind) => ({ type: "deadline_missed", kind })),
    ...enumValues("Decision").map((decision) => ({ type: "go_decided", decision })),
    ...enumValues("Phase").map((phase) => ({ type: "phase_changed", phase })),
    ...enumValues("UnitState").map((state) => ({ type: "unit_state_set", state })),
    ...["withdrawn", "diverted", "merged", "ended"].map((why) => ({ type: "unit_withdrawn", why })),
    ...["closed", "one_way", "rescue_only"].map((kind) => ({ type: "measure_imposed", kind })),
    ...["city", "region"].map((level) => ({ type: "request_drafted", level })),
    ...[true, false].map((granted) => ({ type: "request_answered", granted })),
    ...[true, false].map((verified) => ({ type: "casualties_recorded", verified })),
    ...["requisition.r7.hand_over", "requisition.r7.back", "mobilisation.m7.answer"].map(
      (deadline) => ({ type: "due_missed", deadline }),
    ),
    ...["sitrep.s1-1.city.0.1", "sitrep.s1-1.city.0.soon", "sitrep.s1-1.city.phone.0"].map(
      (deadline) => ({ type: "due_missed", deadline }),
    ),
    ...["mobilisation.m7.arrival", "muster.a7.medic-1.2", "request.q7.answer"].map(
      (deadline) => ({ type: "due_missed", deadline }),
    ),
    ...["already_told", "nobody_in_place"].map((why) => ({ type: "rung_passed", why })),
    ...["general", "gate_stop", "evacuation", "programme_stop"].map((kind) => ({
      type: "directive_issued",
      directive_kind: kind,
    })),
    ...["read_back", "compare", "done"].map((what) => ({
      type: "due_missed",
      deadline: `directive.d7.${what}.0.0.0`,
    })),
    ...[true, false].map((approved) => ({ type: "request_decided", approved })),
  ];
  for (const tag of LANGUAGES) {
    await showLanguage(tag);
    for (const one of cases) {
      const said = factSentence({ ...ANY, ...one });

      assert.doesNotMatch(
        said,
        /\{|undefined|\w+\.\w+_?\w+\./,
        `${tag} ${JSON.stringify(one)}: ${said}`,
      );
    }
  }
});

test("an entry says what was done, not what followed by itself", async () => {
  await showLanguage("zh-CN");
  const line = aLine(1, [
    { ...ANY, type: "deadline_missed" },
    { ...ANY, type: "rung_climbed" },
    { ...ANY, type: "notice_issued" },
  ]);

  assert.equal(sentence(line), "派单超时，应于 10:42:17");
  assert.equal(fullSentence(line), "派单超时，应于 10:42:17；告知组长：甲、乙");
});

test("a reason follows what was done; hidden words leave none", async () => {
  await showLanguage("zh-CN");

  assert.equal(
    factSentence({ type: "incident_dismissed", incident: 1, reason: "误报" }),
    "无须处置：误报",
  );
  assert.equal(factSentence({ type: "incident_dismissed", incident: 1, reason: null }), "无须处置");
  assert.equal(factSentence({ type: "note_added", incident: 1, text: null }), "内容不在此显示");
});

test("a note has its speaker before it, and one heard on the radio says for whom", async () => {
  await showLanguage("zh-CN");
  const by = { role: "dispatcher", person: "p1", on_behalf_of: "medic-2" };

  const line = aLine(1, [{ type: "note_added", incident: 1, text: "到桥头" }], { by });

  assert.equal(who(line), "救护2（甲代报）");
  assert.equal(spoken(line), "救护2（甲代报）：到桥头");
});

test("a machine is known by where it spoke from", async () => {
  await showLanguage("zh-CN");

  assert.equal(who(aLine(1, [], { by: { role: "watch" }, source: "watch" })), "值守程序");
});

test("told a minute after it happened is late", () => {
  const happened = { occurred_at: AT, at: AT + MINUTE };

  assert.notEqual(marks(aLine(1, [], happened)).late, null);
  assert.equal(marks(aLine(1, [], { ...happened, at: AT + MINUTE - 1 })).late, null);
});

test("a line about sending notices only is background", () => {
  assert.equal(isBackground(aLine(1, [{ ...ANY, type: "notice_outcome" }])), true);
  assert.equal(
    isBackground(
      aLine(1, [
        { ...ANY, type: "deadline_missed" },
        { ...ANY, type: "notice_issued" },
      ]),
    ),
    false,
  );
});

test("the last thing said of an incident is its words, else what its unit did", async () => {
  await showLanguage("zh-CN");
  const last = { seq: 101, at: AT, kind: "unit_en_route", unit: "medic-1", words: null };

  assert.deepEqual(lastSaid(anIncident(1, { last })), { who: "救护1", text: "出发" });
  assert.deepEqual(
    lastSaid(anIncident(1, { last: { ...last, kind: "note_added", words: "清醒" } })),
    {
      who: "救护1",
      text: "清醒",
    },
  );
  assert.equal(lastSaid(anIncident(1)), null);
});

test("what comes to be known is said by the plan's names, and what it is not as well", async () => {
  usePlan({ ...PLAN, circumstances: { water: { id: "water", name: { zh: "水域", en: "Water" } } } });
  const known = { type: "circumstances_changed", incident: 1 };

  await showLanguage("zh-CN");
  assert.equal(factSentence({ ...known, injured: "yes", involves: ["water"] }), "情况更新：有人受伤、涉及水域");
  await showLanguage("en");
  assert.equal(factSentence({ ...known, rules_out: ["water"] }), "Now known: Water not involved");
  usePlan(PLAN);
});

test("a form asks what a rule of the type or of the plan asks, in the plan's order", () => {
  const rule = (circumstances, types = []) => ({ types, circumstances });
  const known = {
    circumstances: { water: {}, vehicle: {}, forest: {}, ice: {} },
    routes: [rule(["forest", "injured"]), rule(["ice"], ["fire"])],
    playbooks: { fire: { routes: [] }, drowning: { routes: [rule(["water"])] } },
  };

  assert.deepEqual(circumstancesAsked("fire", known), ["forest", "ice"]);
  assert.deepEqual(circumstancesAsked("drowning", known), ["water", "forest"]);
  assert.deepEqual(circumstancesAsked(null, known), ["forest"]);
  assert.deepEqual(circumstancesAsked("fire", { playbooks: { fire: {} } }), []);
});
