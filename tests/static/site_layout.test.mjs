import assert from "node:assert/strict";
import { test } from "node:test";

import { flow, stretch, textWidth, wrap } from "../../static/components/site_layout.js";

const SQUARE = [
  [0, 0],
  [200, 0],
  [200, 150],
  [0, 150],
  [0, 0],
];
const TRIANGLE = [
  [100, 0],
  [200, 200],
  [0, 200],
  [100, 0],
];
const START = { x: 20, y: 50 };
const more = (missing) => ({ more: `+${missing}`, width: 24 });
const pills = (count, width = 70) => Array.from({ length: count }, (_, n) => ({ n, width }));

test("things stand in rows from the zone's name on", () => {
  const placed = flow(SQUARE, pills(3), START, more);

  assert.deepEqual(
    placed.map(({ x, y }) => [x, y]),
    [
      [20, 50],
      [98, 50],
      [20, 88],
    ],
  );
});

test("what does not fit is counted, not hidden", () => {
  const placed = flow(SQUARE, pills(12), START, more);

  const shown = placed.filter(({ item }) => !item.more).length;
  assert.equal(placed.at(-1).item.more, `+${12 - shown}`);
});

test("a thing too wide for its zone is counted, and others are still shown", () => {
  const placed = flow(SQUARE, [...pills(1), ...pills(1, 400), ...pills(1)], START, more);

  assert.deepEqual(
    placed.map(({ item }) => item.more ?? item.width),
    [70, 70, "+1"],
  );
});

test("nothing lies outside a slanted zone", () => {
  for (const { x, y, item } of flow(TRIANGLE, pills(8, 40), { x: 0, y: 60 }, more)) {
    const [left, right] = stretch(TRIANGLE, y - 17, y + 17);

    assert.ok(x >= left && x + item.width <= right);
  }
});

test("a name is broken between words, into two lines at most", () => {
  assert.deepEqual(wrap("Forest park and green land", 20, 160), ["Forest park", "and green land"]);
  assert.deepEqual(wrap("北武当庙", 20, 20), ["北武当庙"]);
  assert.equal(textWidth("救护", 20), 40);
});
