// What a phone promises about a tap: kept in order, sent until answered, applied once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { NotReached, Refused } from "../../static/live/actions.js";
import { Outbox, REFUSED, TAKEN, WAITING } from "../../static/live/outbox.js";

const OWNER = "unit:medic-2";
const EVENT = "double-ninth-2020";
const NOON = 1_603_598_400_000;

/** The disk of a phone, as far as the outbox sees it. */
class Disk {
  rows = new Map();
  #next = 1;

  async add(record) {
    const order = this.#next++;
    this.rows.set(order, { ...record, order });
    return { ...record, order };
  }

  async put(record) {
    this.rows.set(record.order, { ...record });
  }

  async remove(order) {
    this.rows.delete(order);
  }

  async all() {
    return [...this.rows.values()].map((record) => ({ ...record }));
  }
}

/** A server that applies each id once, however often and in whatever order it hears of it. */
class Server {
  applied = [];
  batches = [];
  receipts = new Map();
  /** What the answers meet on the way back. */
  onTheWay = (answer) => answer;

  take = async (_event, actions) => {
    this.batches.push(actions.map((action) => action.id));
    const results = actions.map((action) => this.#apply(action));
    return this.onTheWay({ results, head: { seq: this.applied.length } });
  };

  #apply(action) {
    const known = this.receipts.get(action.id);
    if (known) return { ...known, result: "repeated" };
    this.applied.push(action);
    const receipt = { id: action.id, result: "done", seq: this.applied.length, problem: null };
    this.receipts.set(action.id, receipt);
    return receipt;
  }
}

const lost = () => {
  throw new NotReached();
};
const asIs = (answer) => answer;
const withResults =
  (change) =>
  ({ results, head }) => ({ results: change(results), head });

function aPhone({ disk = new Disk(), server = new Server(), owner = OWNER } = {}) {
  const retries = [];
  const later = (work) => retries.push(work);
  const outbox = new Outbox({ store: disk, sendBatch: server.take, owner, event: EVENT, later });
  return { outbox, disk, server, retries };
}

const step = (type) => ({ type, incident: 16, unit: "medic-2" });
const typesOf = (actions) => actions.map((action) => action.type);

test("taps reach the server in the order they were made", async () => {
  const { outbox, server } = aPhone();

  await Promise.all(
    ["acknowledge", "go_en_route", "arrive_on_scene"].map((type, n) =>
      outbox.submit(step(type), { at: NOON + n }),
    ),
  );
  await outbox.flush();

  assert.deepEqual(typesOf(server.applied), ["acknowledge", "go_en_route", "arrive_on_scene"]);
});

test("an action carries the time of the tap, not of the sending", async () => {
  const { outbox, server } = aPhone();

  await outbox.submit(step("acknowledge"), { at: NOON });
  await outbox.flush();

  assert.equal(server.applied[0].occurred_at, NOON);
});

test("an answer that got lost leads to a resend with the same id, applied once", async () => {
  const { outbox, server, disk } = aPhone();
  server.onTheWay = lost;
  await outbox.submit(step("acknowledge"), { at: NOON });
  await outbox.flush();

  server.onTheWay = asIs;
  await outbox.flush();

  assert.equal(server.applied.length, 1);
  assert.ok(server.batches.length > 1);
  assert.equal(new Set(server.batches.flat()).size, 1);
  assert.equal(disk.rows.size, 0);
});

test("three waiting answers that come back in another order are each matched by their id", async () => {
  const { outbox, server, disk } = aPhone();
  server.onTheWay = lost;
  for (const type of ["acknowledge", "go_en_route", "arrive_on_scene"]) {
    await outbox.submit(step(type), { at: NOON });
  }
  await outbox.flush();

  server.onTheWay = withResults((results) => [results[2], results[0], results[1]]);
  await outbox.flush();

  assert.deepEqual(typesOf(server.applied), ["acknowledge", "go_en_route", "arrive_on_scene"]);
  assert.deepEqual(
    outbox.records.value.map(({ state, seq }) => [state, seq]),
    [
      [TAKEN, 1],
      [TAKEN, 2],
      [TAKEN, 3],
    ],
  );
  assert.equal(disk.rows.size, 0);
});

test("the same answers heard three times change nothing the second and third time", async () => {
  const { outbox, server } = aPhone();
  server.onTheWay = withResults((results) => [...results, ...results, ...results]);

  await outbox.submit(step("acknowledge"), { at: NOON });
  await outbox.flush();

  assert.equal(server.applied.length, 1);
  assert.equal(outbox.records.value.length, 1);
});

test("a tap made while a batch is on its way goes with the next one at once", async () => {
  const { outbox, server } = aPhone();
  let tapped = null;
  server.onTheWay = (answer) => {
    tapped ??= outbox.submit(step("go_en_route"), { at: NOON + 1 });
    return answer;
  };

  await outbox.submit(step("acknowledge"), { at: NOON });
  await outbox.flush();
  await tapped;
  await outbox.flush();

  assert.deepEqual(typesOf(server.applied), ["acknowledge", "go_en_route"]);
});

test("a refused action is kept with its reason and holds up nobody", async () => {
  const { outbox, server, disk } = aPhone();
  const problem = { code: "not-assigned", detail: "该队伍没有派往事件 0016。", status: 409 };
  server.onTheWay = withResults((results) =>
    results.map((one) => (one.seq === 1 ? { ...one, result: "refused", problem } : one)),
  );

  await outbox.submit(step("acknowledge"), { at: NOON });
  await outbox.submit(step("go_en_route"), { at: NOON + 1 });
  await outbox.flush();

  const states = outbox.records.value.map((record) => record.state);
  assert.deepEqual(states, [REFUSED, TAKEN]);
  assert.equal(outbox.records.value[0].problem.code, "not-assigned");
  assert.deepEqual(
    [...disk.rows.values()].map((row) => row.state),
    [REFUSED],
  );
});

test("a refused action goes when its reader lets it go", async () => {
  const { outbox, server, disk } = aPhone();
  server.onTheWay = withResults(([one]) => [{ ...one, result: "refused", problem: {} }]);
  const id = await outbox.submit(step("acknowledge"), { at: NOON });
  await outbox.flush();

  await outbox.dismiss(id);

  assert.equal(outbox.records.value.length, 0);
  assert.equal(disk.rows.size, 0);
});

test("an action that waits cannot be let go", async () => {
  const { outbox, server, disk } = aPhone();
  server.onTheWay = lost;
  const id = await outbox.submit(step("acknowledge"), { at: NOON });
  await outbox.flush();

  await outbox.dismiss(id);

  assert.equal(outbox.records.value[0].state, WAITING);
  assert.equal(disk.rows.size, 1);
});

test("a batch refused as a whole is sent one by one, so that only the bad one stays", async () => {
  const server = new Server();
  const strict = {
    take: (event, actions) =>
      actions.some((action) => action.type === "unheard_of")
        ? Promise.reject(new Refused(400, { status: 400, detail: "type" }))
        : server.take(event, actions),
  };
  const { outbox, disk } = aPhone({ server: strict });

  await Promise.all([
    outbox.submit({ type: "unheard_of" }, { at: NOON }),
    outbox.submit(step("acknowledge"), { at: NOON }),
  ]);
  await outbox.flush();

  assert.deepEqual(typesOf(server.applied), ["acknowledge"]);
  assert.deepEqual(
    [...disk.rows.values()].map((row) => row.action.type),
    ["unheard_of"],
  );
});

test("what the store was away for waits and is asked again later", async () => {
  const { outbox, server, retries } = aPhone();
  server.onTheWay = withResults(([one]) => [
    { ...one, result: "refused", problem: { status: 503 } },
  ]);

  await outbox.submit(step("acknowledge"), { at: NOON });
  await outbox.flush();

  assert.equal(outbox.records.value[0].state, WAITING);
  assert.equal(retries.length, 1);
});

test("taps outlive a reload, with their ids and in their order", async () => {
  const { outbox, server, disk } = aPhone();
  server.onTheWay = lost;
  for (const type of ["acknowledge", "go_en_route", "arrive_on_scene"]) {
    await outbox.submit(step(type), { at: NOON });
  }
  await outbox.flush();
  const before = outbox.records.value.map((record) => record.id);

  const after = aPhone({ disk, server });
  await after.outbox.open();

  assert.deepEqual(
    after.outbox.records.value.map((record) => record.id),
    before,
  );
  server.onTheWay = asIs;
  await after.outbox.flush();
  assert.deepEqual(typesOf(server.applied), ["acknowledge", "go_en_route", "arrive_on_scene"]);
});

test("nobody's taps are sent in another's name", async () => {
  const disk = new Disk();
  await disk.add({
    id: "a",
    owner: OWNER,
    event: EVENT,
    action: step("acknowledge"),
    state: WAITING,
  });
  const { outbox, server } = aPhone({ disk, owner: "unit:fire-1" });

  await outbox.open();
  await outbox.flush();

  assert.equal(outbox.foreign.value, 1);
  assert.deepEqual(server.batches, []);
});

test("an ended session loses nothing and asks for somebody to sign in", async () => {
  const { outbox, disk } = aPhone({
    server: { take: () => Promise.reject(new Refused(401, { status: 401 })) },
  });

  await outbox.submit(step("acknowledge"), { at: NOON });
  await outbox.flush();

  assert.equal(outbox.needsSignIn.value, true);
  assert.equal(disk.rows.size, 1);
});

test("a phone whose disk fails still sends, and says until then that it was not kept", async () => {
  const disk = new Disk();
  disk.add = () => Promise.reject(new Error("connection to indexed database server lost"));
  const { outbox, server } = aPhone({ disk });
  server.onTheWay = lost;

  await outbox.submit(step("acknowledge"), { at: NOON });
  await outbox.flush();
  const whileOut = outbox.records.value.map(({ state, saved }) => [state, saved]);
  server.onTheWay = asIs;
  await outbox.flush();

  assert.deepEqual(whileOut, [[WAITING, false]]);
  assert.equal(server.applied.length, 1);
});

test("what was taken is shown until the documents have it", async () => {
  const { outbox } = aPhone();
  await outbox.submit(step("acknowledge"), { at: NOON });
  await outbox.flush();

  outbox.settle(0);
  const still = outbox.records.value.length;
  outbox.settle(1);

  assert.equal(still, 1);
  assert.equal(outbox.records.value.length, 0);
});
