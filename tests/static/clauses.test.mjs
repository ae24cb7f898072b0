// The plan's clauses on a page: how far each is, and what a reader looks for.

import assert from "node:assert/strict";
import { test } from "node:test";

import { usePlan } from "../../static/board/plan.js";
import { PLAN } from "./cast.mjs";
import { articles, courseOf, elementName, narrowed, tally } from "../../static/board/clauses.js";

const aClause = (id, counts = {}, elements = []) => ({
  id,
  kind: "duty",
  gist: { zh: `条文 ${id}`, en: `clause ${id}` },
  elements,
  counts: { late: 0, running: 0, done: 0, ...counts },
  bearings: [],
});

const CAPABILITIES = { roster: { name: { zh: "在岗", en: "The roster" }, page: "dispatch" } };
const LATE = aClause("A8.2", { late: 1, running: 2 });
const DONE = aClause("P4.1", { done: 3 });
const QUIET = aClause("A8.4", {}, [{ kind: "capability", id: "roster", of: null }]);

test("a clause is as far as the worst that bears on it", () => {
  assert.deepEqual([LATE, DONE, QUIET].map(courseOf), ["late", "done", "none"]);
  assert.deepEqual(tally([LATE, DONE, QUIET]), { late: 1, running: 0, done: 1, none: 1 });
});

test("articles keep the plan's order and count what is left of them", () => {
  assert.deepEqual(articles([DONE, LATE, QUIET]), [
    { id: "P4", count: 1 },
    { id: "A8", count: 2 },
  ]);
});

test("every word looked for must be in the clause, its number or who carries it", () => {
  const all = [LATE, DONE, QUIET];
  const found = (words) => narrowed(all, { words, capabilities: CAPABILITIES }).map(({ id }) => id);

  assert.deepEqual(found("a8"), ["A8.2", "A8.4"]);
  assert.deepEqual(found("A8 在岗"), ["A8.4"]);
  assert.deepEqual(found("nothing like it"), []);
});

test("a course narrows further, and none of them is any", () => {
  const all = [LATE, DONE, QUIET];

  assert.deepEqual(narrowed(all, { course: "late" }), [LATE]);
  assert.deepEqual(narrowed(all, { course: null }), all);
});

test("a duty is called what the plan calls it", () => {
  usePlan({ ...PLAN, readiness: { duties: { bins: { name: { zh: "垃圾桶", en: "Bins" } } } } });

  assert.equal(elementName({ kind: "duty", id: "bins", of: null }), "垃圾桶");
});

test("an element of a kind that nobody named yet keeps its id", () => {
  assert.equal(elementName({ kind: "kite", id: "red-1", of: null }), "red-1");
});
