import assert from "node:assert/strict";
import { test } from "node:test";

import { Board } from "../../static/board/store.js";
import { effect } from "../../static/vendor/signals-core.mjs";
import { aLine, aUnit, anEvent, anIncident } from "./cast.mjs";

test("the newer of two documents is kept, whichever comes first", () => {
  const board = new Board();

  board.keepNewer(anIncident(7, { v: 20, stage: "on_scene" }));
  board.keepNewer(anIncident(7, { v: 12, stage: "reported" }));

  assert.equal(board.incident(7).stage, "on_scene");
});

test("a change of one incident is not heard by those who follow another", () => {
  const board = new Board();
  board.keepAllNewer([anIncident(1), anIncident(2)]);
  const heard = [];
  effect(() => void heard.push(board.incidents.value.get(1).value.v));

  board.keepNewer(anIncident(2, { v: 90 }));

  assert.equal(heard.length, 1);
});

test("one batch of documents is heard once", () => {
  const board = new Board();
  let heard = 0;
  effect(() => {
    board.incidents.value;
    board.units.value;
    heard += 1;
  });

  board.keepAllNewer([anIncident(1), anIncident(2), aUnit("medic-1"), aUnit("medic-2")]);

  assert.equal(heard, 2);
});

test("the event is known, and whether it is a drill", () => {
  const board = new Board();

  board.keepNewer(anEvent({ event_kind: "drill" }));

  assert.equal(board.event.value.event_kind, "drill");
});

test("lines stand newest first, each once, and no more than are kept", () => {
  const board = new Board({ linesKept: 3 });
  const notes = [1, 2, 3, 4].map((seq) => aLine(seq, [{ type: "note_added", incident: 1 }]));

  board.addLines([notes[2], notes[0]]);
  board.addLines([notes[3], notes[1], notes[2]]);

  assert.deepEqual(
    board.lines.value.map((line) => line.seq),
    [4, 3, 2],
  );
});

test("a line struck by a later one is marked", () => {
  const board = new Board();
  board.addLine(aLine(5, [{ type: "note_added", incident: 1 }]));

  board.addLine(aLine(6, [{ type: "entry_struck", incident: 1, seq: 5 }]));

  assert.deepEqual(
    board.lines.value.map((line) => line.struck),
    [false, true],
  );
});

test("a snapshot replaces everything, older documents too", () => {
  const board = new Board();
  board.keepAllNewer([anIncident(1, { v: 50 }), anIncident(2)]);

  board.replace({ docs: [anIncident(1, { v: 10 })], head: { epoch: "e2", seq: 10, hash: "h" } });

  assert.deepEqual(
    board.allIncidents().map((one) => [one.number, one.v]),
    [[1, 10]],
  );
  assert.equal(board.head.value.epoch, "e2");
});
