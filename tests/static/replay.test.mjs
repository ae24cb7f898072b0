import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";

import { Board } from "../../static/board/store.js";
import { GENESIS, walk } from "../../static/live/chain.js";
import { EventClock } from "../../static/live/clock.js";
import { ReplaySource } from "../../static/live/replay_source.js";
import { AT, MINUTE, aLine, anEvent, anIncident } from "./cast.mjs";

function chained(count) {
  let previous = GENESIS;
  return Array.from({ length: count }, (_, place) => {
    const e = `{"seq":${place + 1},"what":"登高"}`;
    const h = createHash("sha256")
      .update(previous + e)
      .digest("hex");
    previous = h;
    return { seq: place + 1, e, h };
  });
}

/** A server with a log of so many entries, a minute apart. */
function aLog(count) {
  const entries = chained(count);
  const line = (seq) => ({
    ...aLine(seq, [{ type: "note_added", incident: 1 }], { at: AT + seq * MINUTE }),
    h: entries[seq - 1].h,
  });
  const docs = (seq) => [anEvent({ v: 1 }), anIncident(1, { v: seq })];
  const asked = [];
  const answers = {
    log: ({ after, limit }) =>
      page(after, limit, (seq) => ({ ...line(seq), e: entries[seq - 1].e })),
    messages: ({ after, limit }) =>
      page(after, limit, (seq) => ({
        seq,
        hash: entries[seq - 1].h,
        docs: [anIncident(1, { v: seq })],
        line: line(seq),
      })),
    board: ({ seq }) => ({
      docs: docs(seq ?? count),
      head: { epoch: "e1", seq: seq ?? count, hash: "" },
      at: AT,
      counts: { open: 1, overdue: 0, ended: 4 },
    }),
  };
  function page(after, limit, make) {
    const last = Math.min(count, after + limit);
    const seqs = Array.from({ length: Math.max(0, last - after) }, (_, place) => after + place + 1);
    return { entries: seqs.map(make), next: seqs.length === limit ? last : null };
  }
  const fetch = async (path) => {
    asked.push(path);
    const { pathname, searchParams } = new URL(path, "http://x");
    const query = Object.fromEntries([...searchParams].map(([key, value]) => [key, Number(value)]));
    return Response.json(answers[pathname.split("/").at(-1)](query));
  };
  return { fetch, asked, entries };
}

async function opened(count) {
  const machine = { at: 0 };
  const [board, log] = [new Board(), aLog(count)];
  const clock = new EventClock({ monotonic: () => machine.at });
  const source = new ReplaySource({ event: "e", board, clock, fetch: log.fetch });
  await source.open();
  return { source, board, clock, machine, log };
}

const until = async (holds) => {
  const deadline = Date.now() + 5_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, "it never came true");
    await new Promise((resume) => setImmediate(resume));
  }
};

test("the chain holds over what the server's own hashing made", async () => {
  const { broken, seq } = await walk({ seq: 0, hash: GENESIS }, chained(5));

  assert.deepEqual([seq, broken], [5, null]);
});

test("a changed, a missing and a moved entry each break it where they are", async () => {
  const start = { seq: 0, hash: GENESIS };
  const whole = chained(4);

  const changed = whole.map((one) =>
    one.seq === 3 ? { ...one, e: one.e.replace("登高", "登低") } : one,
  );
  const missing = whole.filter((one) => one.seq !== 2);
  const moved = [whole[1], whole[0], whole[2]];

  assert.equal((await walk(start, changed)).broken, 3);
  assert.equal((await walk(start, missing)).broken, 2);
  assert.equal((await walk(start, moved)).broken, 1);
});

test("a replay reads the whole log, checks it and shows its end", async (context) => {
  const { source, board } = await opened(1_203);
  context.after(() => source.close());

  await until(() => source.chain.value.state === "whole");

  assert.deepEqual(source.chain.value, { state: "whole", done: 1_203, total: 1_203, broken: null });
  assert.equal(source.lines.value.length, 1_203);
  assert.equal(board.head.value.seq, 1_203);
});

test("seeking asks for the board of that instant and stands still", async (context) => {
  const { source, board, clock, machine, log } = await opened(30);
  context.after(() => source.close());

  await source.seek(AT + 10.5 * MINUTE);
  machine.at += 5_000;

  assert.ok(log.asked.includes("/api/v1/events/e/board?seq=10"));
  assert.equal(board.incident(1).v, 10);
  assert.deepEqual(board.lines.value.map((line) => line.seq).slice(0, 2), [10, 9]);
  assert.equal(clock.eventNow(), AT + 10.5 * MINUTE);
});

test("of two seeks the later one holds, whichever answer comes first", async (context) => {
  const { source, board } = await opened(30);
  context.after(() => source.close());

  await Promise.all([source.seek(AT + 5 * MINUTE), source.seek(AT + 20 * MINUTE)]);

  assert.equal(board.incident(1).v, 20);
});

test("playing applies each entry at its time, and stops at the end", async (context) => {
  const { source, board, machine, clock, log } = await opened(30);
  context.after(() => source.close());
  await source.seek(AT + 10 * MINUTE);

  source.play(60);
  await until(() => source.playing.value && clock.rate.value === 60);
  // The clock waits for the messages, so they have to be here before the machine's time moves.
  await until(() => log.asked.some((path) => path.includes("/messages")));
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  machine.at += 3_000;
  await until(() => board.head.value.seq === 13);
  machine.at += 60_000;
  await until(() => !source.playing.value);

  assert.equal(board.head.value.seq, 30);
  assert.equal(clock.eventNow(), AT + 30 * MINUTE);
});

test("a clock that outruns the answers still shows every entry before it stops", async (context) => {
  const { source, board, machine } = await opened(5);
  context.after(() => source.close());
  await source.seek(AT + MINUTE);

  source.play(600);
  await until(() => {
    machine.at += 60_000;
    return !source.playing.value;
  });

  assert.equal(board.head.value.seq, 5);
});
