import assert from "node:assert/strict";
import { test } from "node:test";

import {
  axisMarks,
  histogram,
  indexAt,
  indexOfSeq,
  milestones,
  neighbours,
} from "../../static/board/timeline.js";
import { AT, MINUTE, aLine } from "./cast.mjs";

const at = (minutes, facts, seq) => aLine(seq, facts, { at: AT + minutes * MINUTE });
const DAY = [
  at(0, [{ type: "event_opened" }], 1),
  at(1, [{ type: "incident_reported", incident: 1, severity: 3 }], 2),
  at(2, [{ type: "note_added", incident: 1 }], 3),
  at(3, [{ type: "severity_changed", incident: 1, severity: 1 }], 4),
  at(3, [{ type: "note_added", incident: 1 }], 5),
  at(9, [{ type: "plan_activated" }], 6),
];

test("the newest line at an instant is the last of those that share it", () => {
  assert.equal(indexAt(DAY, AT + 3 * MINUTE), 4);
  assert.equal(indexAt(DAY, AT - 1), -1);
  assert.equal(indexAt([], AT), -1);
  assert.equal(indexOfSeq(DAY, 4), 3);
});

test("a day is remembered by its turns and its grave incidents", () => {
  assert.deepEqual(
    milestones(DAY).map(({ line }) => line.seq),
    [1, 4, 6],
  );
});

test("from an instant one can go to the milestone before and the one after", () => {
  const { before, after } = neighbours(milestones(DAY), AT + 3 * MINUTE);

  assert.deepEqual([before.line.seq, after.line.seq], [1, 6]);
  assert.equal(neighbours([], AT).after, null);
});

test("entries are counted by the grade their incident had then", () => {
  const bars = histogram(DAY, AT, AT + 9 * MINUTE, 3);

  assert.deepEqual(bars, [
    { none: 1, 1: 0, 2: 0, 3: 2, 4: 0 },
    { none: 0, 1: 2, 2: 0, 3: 0, 4: 0 },
    { none: 1, 1: 0, 2: 0, 3: 0, 4: 0 },
  ]);
});

test("an axis has round marks, about as many as asked", () => {
  const marks = axisMarks(AT, AT + 60 * MINUTE, 6);

  assert.ok(marks.length <= 7);
  assert.ok(marks.every((mark) => mark % (10 * MINUTE) === 0));
});
