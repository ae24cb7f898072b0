import assert from "node:assert/strict";
import { test } from "node:test";

import { Board } from "../../static/board/store.js";
import { Connection } from "../../static/live/connection.js";
import { AT, aLine, anEvent, anIncident } from "./cast.mjs";

const HASH = (seq) => String(seq).padStart(64, "0");
const head = (seq, epoch = "e1") => ({ epoch, seq, hash: HASH(seq) });
const tick = (seq, given = {}) => ({
  head: head(seq),
  at: AT,
  real_at: AT,
  rate: 1,
  counts: { open: 1, overdue: 0, ended: 2 },
  ...given,
});
const snapshot = (seq) => ({
  mode: "snapshot",
  docs: [anEvent(), anIncident(1, { v: seq })],
  lines: [],
  head: head(seq),
  tick: tick(seq),
});
const entry = (seq, given = {}) => ({
  seq,
  hash: HASH(seq),
  docs: [anIncident(1, { v: seq })],
  line: aLine(seq, []),
  ...given,
});

/** Timers the test fires, in the order they fall due. */
class Machine {
  at = 0;
  #waiting = [];

  now = () => this.at;
  after = (ms, then) => this.#wait({ due: this.at + ms, then });
  every = (ms, then) => this.#wait({ due: this.at + ms, then, every: ms });

  #wait(one) {
    this.#waiting.push(one);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== one);
    };
  }

  async pass(ms) {
    const end = this.at + ms;
    for (;;) {
      await settled();
      const next = this.#waiting.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.at = next.due;
      if (next.every) next.due += next.every;
      else this.#waiting = this.#waiting.filter((one) => one !== next);
      next.then();
    }
    this.at = end;
    await settled();
  }
}

async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** A server at the other end: sockets it was offered, questions it was asked. */
function aServer() {
  const server = { sockets: [], asked: [], answers: [], refuses: false };
  server.io = () => {
    const handlers = {};
    const socket = {
      said: [],
      gone: false,
      on: (name, handle) => (handlers[name] = handle),
      emit: (name, value) => socket.said.push([name, value]),
      disconnect: () => (socket.gone = true),
      tell: (name, value) => handlers[name](value),
    };
    server.sockets.push(socket);
    if (server.refuses)
      queueMicrotask(() => socket.tell("connect_error", new Error("websocket error")));
    return socket;
  };
  server.fetch = async (path) => {
    server.asked.push(path);
    const answer = server.answers.shift();
    if (answer === undefined) throw new TypeError("network");
    return typeof answer === "number"
      ? new Response(null, { status: answer })
      : Response.json(answer);
  };
  return server;
}

/** A connection that has its board and its welcome. */
async function connected(seq = 10, more = {}) {
  const [server, clock, board] = [aServer(), new Machine(), new Board()];
  server.answers.push(snapshot(seq));
  const connection = new Connection({
    event: "e",
    board,
    io: server.io,
    fetch: server.fetch,
    clock,
    random: () => 1,
    ...more,
  });
  connection.open();
  await clock.pass(0);
  const socket = server.sockets[0];
  socket.tell("connect");
  socket.tell("welcome", { mode: "delta", docs: [], lines: [], head: head(seq), tick: tick(seq) });
  await clock.pass(0);
  return { connection, server, clock, board, socket };
}

test("a page asks for the board, then says how far it has come", async () => {
  const { server, socket, board, connection } = await connected();

  assert.deepEqual(server.asked, ["/api/v1/events/e/sync?"]);
  assert.deepEqual(socket.said, [["hello", { cursor: head(10) }]]);
  assert.equal(board.incident(1).v, 10);
  assert.equal(connection.link.value.state, "live");
});

test("entries are applied one after the other", async () => {
  const { socket, board } = await connected();

  socket.tell("entry", entry(11));
  socket.tell("entry", entry(12, { docs: [], line: null }));
  socket.tell("entry", entry(13));

  assert.deepEqual(board.head.value, head(13));
  assert.deepEqual(
    board.lines.value.map((line) => line.seq),
    [13, 11],
  );
});

test("an entry heard twice changes nothing", async () => {
  const { socket, board } = await connected();
  socket.tell("entry", entry(11));

  socket.tell("entry", entry(11, { docs: [anIncident(1, { v: 99 })] }));

  assert.equal(board.incident(1).v, 11);
});

test("a gap is not jumped: the page says hello again from where it is", async () => {
  const { socket, board } = await connected();

  socket.tell("entry", entry(13));

  assert.equal(board.head.value.seq, 10);
  assert.deepEqual(socket.said.at(-1), ["hello", { cursor: head(10) }]);
});

test("a cursor the server doesn't know costs one new snapshot", async () => {
  const { socket, server, board, clock } = await connected();
  server.answers.push({ ...snapshot(4), head: head(4, "e2") });

  socket.tell("welcome", { mode: "snapshot" });
  await clock.pass(0);

  assert.equal(board.incident(1).v, 4);
  assert.deepEqual(socket.said.at(-1), ["hello", { cursor: head(4, "e2") }]);
});

test("behind the ticks twice running, something was lost: hello again", async () => {
  const { socket } = await connected();

  socket.tell("tick", tick(11));
  assert.equal(socket.said.length, 1);
  socket.tell("tick", tick(11));

  assert.equal(socket.said.length, 2);
});

test("a tick of another history makes the page ask", async () => {
  const { socket } = await connected();

  socket.tell("tick", tick(10, { head: head(10, "e2") }));

  assert.equal(socket.said.length, 2);
});

test("silence is told: stale after a missed tick, lost at fifteen seconds, live at the next", async () => {
  const { connection, clock, socket } = await connected();

  await clock.pass(7_000);
  assert.equal(connection.link.value.state, "live");
  await clock.pass(1_000);
  assert.equal(connection.link.value.state, "stale");
  socket.tell("tick", tick(10));
  assert.equal(connection.link.value.state, "live");
  await clock.pass(15_000);
  assert.equal(connection.link.value.state, "lost");
});

test("a socket that says nothing is left for another", async () => {
  const { server, clock, socket } = await connected();

  await clock.pass(17_000);

  assert.equal(socket.gone, true);
  assert.equal(server.sockets.length, 2);
});

test("a dropped line is taken up again with the same cursor, ever more slowly", async () => {
  const { server, clock, socket } = await connected();
  socket.tell("entry", entry(11));

  socket.tell("disconnect");
  await clock.pass(999);
  assert.equal(server.sockets.length, 1);
  await clock.pass(1);
  server.sockets[1].tell("connect");
  server.sockets[1].tell("disconnect");
  await clock.pass(1_999);
  assert.equal(server.sockets.length, 2);
  await clock.pass(1);

  assert.equal(server.sockets.length, 3);
  assert.deepEqual(server.sockets[1].said, [["hello", { cursor: head(11) }]]);
});

test("where no socket gets through, the page asks by long poll", async () => {
  const { server, clock, socket, board, connection } = await connected();
  server.refuses = true;
  server.answers.push({
    mode: "delta",
    docs: [anIncident(1, { v: 12 })],
    lines: [aLine(12, [])],
    head: head(12),
    tick: tick(12),
  });

  socket.tell("disconnect");
  await clock.pass(4_000);

  assert.equal(server.asked[1], `/api/v1/events/e/sync?epoch=e1&seq=10&hash=${HASH(10)}&wait=0`);
  assert.equal(board.incident(1).v, 12);
  assert.equal(connection.link.value.by, "poll");
  connection.close();
});

test("a network that neither opens a socket nor refuses one is asked by long poll, too", async () => {
  const { server, clock, connection } = await connected();
  server.answers.push({ mode: "delta", docs: [], lines: [], head: head(10), tick: tick(10) });

  await clock.pass(15_000);

  assert.match(server.asked[1], /wait=0$/);
  assert.equal(connection.link.value.state, "live");
  connection.close();
});

test("a socket that opens again ends the polling", async () => {
  const { server, clock, socket, connection } = await connected();
  server.refuses = true;
  socket.tell("disconnect");
  await clock.pass(4_000);
  server.refuses = false;

  await clock.pass(60_000);
  const opened = server.sockets.at(-1);
  opened.tell("connect");
  opened.tell("welcome", { mode: "delta", docs: [], lines: [], head: head(10), tick: tick(10) });
  const asked = server.asked.length;
  opened.tell("tick", tick(10));
  await clock.pass(5_000);

  assert.equal(server.asked.length, asked);
  assert.equal(connection.link.value.by, "socket");
});

test("a page turned out stays out and says so", async () => {
  const refused = [];
  const { server, clock, socket, connection } = await connected(10, {
    onRefused: (status) => refused.push(status),
  });

  socket.tell("bye", { reason: "revoked" });
  await clock.pass(120_000);

  assert.deepEqual(refused, [401]);
  assert.equal(server.sockets.length, 1);
  assert.deepEqual(
    [connection.link.value.state, connection.link.value.reason],
    ["lost", "refused"],
  );
});

test("a server that restarts is found again", async () => {
  const { server, clock, socket } = await connected();

  socket.tell("bye", { reason: "restart" });
  await clock.pass(1_000);

  assert.equal(server.sockets.length, 2);
});

test("without a first answer the page keeps asking", async () => {
  const [server, clock, board] = [aServer(), new Machine(), new Board()];
  const connection = new Connection({
    event: "e",
    board,
    io: server.io,
    fetch: server.fetch,
    clock,
    random: () => 1,
  });

  connection.open();
  await clock.pass(1_000);
  server.answers.push(snapshot(3));
  await clock.pass(2_000);

  assert.equal(board.head.value.seq, 3);
  assert.equal(server.sockets.length, 1);
  connection.close();
});

test("told that the machine is online again, the page does not wait", async () => {
  const { server, clock, socket, connection } = await connected();
  await clock.pass(8_000);
  socket.tell("disconnect");

  connection.retryNow();
  await clock.pass(0);

  assert.equal(server.sockets.length, 2);
});
