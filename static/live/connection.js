// The line to the server: a board, then every entry after it, in order and without holes.
// Downstream only; what people ask for goes by HTTP (outbox.js). Never touches the document.
//
//   GET sync ──▶ hello(cursor) ──▶ welcome ──▶ entry, entry, … and a tick each 5 s
//        ▲            ▲                │ gap, foreign head: hello again
//        └────────────┴── lost ◀───────┘ reconnect 1→15 s; after 3 failures: long poll

import { signal } from "../vendor/signals-core.mjs";
import { LongPoll } from "./long_poll.js";
import { machineClock } from "./machine_clock.js";
import { openSocket } from "./socket.js";
import { UNHEARD, backoff, syncOf } from "./sync.js";

export const STALE_AFTER_MS = 7_500; // One tick of 5 s missed.
export const LOST_AFTER_MS = 15_000;
export const FAILURES_BEFORE_POLLING = 3;
export const RETRY_SOCKET_WHILE_POLLING_MS = 60_000;
const WATCH_MS = 1_000;

/** Connect an event's board. See Connection for what comes back. */
export function connect(options) {
  return new Connection(options).open();
}

export class Connection {
  /** {state: "live"|"stale"|"lost", since, lastTickAt, tries, by: "socket"|"poll", reason}. */
  link = signal(UNHEARD);
  /** The newest tick, or null. */
  tick = signal(null);

  #event;
  #board;
  #io;
  #sync;
  #clock;
  #random;
  #onTick;
  #onWelcome;
  #onRefused;
  #socket = null;
  #socketAt = 0;
  #cursor = null;
  #failures = 0;
  #retry = null;
  #watch = null;
  #poll;
  #closed = false;
  #syncing = null;
  #openedAt;
  #behind = 0;

  /**
   * @param event the event's id; board a Board (board/store.js)
   * @param onTick called with each tick; onWelcome with each welcome, when lately sent actions
   *   are to be offered again; onRefused with an HTTP status when the session may not look
   * @param io, fetch, clock, random  the outside world; given by tests
   */
  constructor({ event, board, onTick, onWelcome, onRefused, io, fetch, clock, random }) {
    this.#event = event;
    this.#board = board;
    this.#onTick = onTick ?? (() => {});
    this.#onWelcome = onWelcome ?? (() => {});
    this.#onRefused = onRefused ?? (() => {});
    this.#io = io ?? openSocket;
    this.#sync = syncOf(event, fetch);
    this.#clock = clock ?? machineClock;
    this.#random = random ?? Math.random;
    this.#openedAt = this.#clock.now();
    this.#poll = new LongPoll({
      ask: (query, signal) => this.#ask(query, signal),
      clock: this.#clock,
    });
  }

  open() {
    this.#show("stale");
    this.#start();
    this.#watch = this.#clock.every(WATCH_MS, () => this.#look());
    return this;
  }

  close() {
    this.#closed = true;
    this.#retry?.();
    this.#watch?.();
    this.#poll.stop();
    this.#drop();
  }

  /** Try at once: the machine says it is online again, or somebody came back to the page. */
  retryNow() {
    if (this.#closed || this.link.peek().state === "live") return;
    this.#drop();
    this.#retry?.();
    this.#start();
  }

  async #start() {
    this.#retry = null;
    if (this.#closed) return;
    if (this.#cursor === null && !(await this.#snapshot())) return this.#again();
    if (!this.#closed && this.#socket === null) this.#openSocket();
  }

  /** Fetch the whole board; true when it came. */
  #snapshot() {
    this.#syncing ??= this.#ask({})
      .then((answer) => {
        if (answer) this.#take(answer);
        return answer !== null;
      })
      .finally(() => {
        this.#syncing = null;
      });
    return this.#syncing;
  }

  /** GET sync; null when it did not come. */
  async #ask(query, signal) {
    const { status, body } = await this.#sync(query, signal);
    if (status === 401 || status === 403) this.#refused(status);
    return body;
  }

  #refused(status) {
    this.#show("lost", { reason: "refused" });
    this.#onRefused(status);
  }

  /** Take a snapshot or a delta, from either way. */
  #take({ mode, docs, lines, head, tick, counts }) {
    if (mode === "delta") {
      this.#board.keepAllNewer(docs);
      this.#board.addLines(lines ?? []);
    } else {
      this.#board.replace({ docs, lines, head, counts });
    }
    this.#move(head);
    if (tick) this.#heard(tick);
  }

  #move(head) {
    this.#cursor = head;
    this.#board.head.value = head;
    this.#behind = 0;
  }

  #openSocket() {
    const socket = this.#io(this.#event);
    this.#socket = socket;
    this.#socketAt = this.#clock.now();
    const mine = (handle) => (told) => {
      if (this.#socket === socket) handle(told);
    };
    socket.on(
      "connect",
      mine(() => this.#hello()),
    );
    socket.on(
      "welcome",
      mine((told) => this.#welcome(told)),
    );
    socket.on(
      "entry",
      mine((told) => this.#entry(told)),
    );
    socket.on(
      "tick",
      mine((told) => this.#checked(told)),
    );
    socket.on(
      "bye",
      mine((told) => this.#bye(told)),
    );
    socket.on(
      "disconnect",
      mine(() => this.#failed()),
    );
    socket.on(
      "connect_error",
      mine((failure) => this.#turnedAway(failure)),
    );
  }

  #hello() {
    this.#socket?.emit("hello", { cursor: this.#cursor });
  }

  async #welcome(told) {
    if (told.mode === "snapshot") {
      this.#cursor = null;
      if (await this.#snapshot()) this.#hello();
      else this.#failed();
      return;
    }
    this.#failures = 0;
    this.#poll.stop();
    this.link.value = { ...this.link.peek(), by: "socket" };
    this.#take(told);
    this.#onWelcome(told);
  }

  #entry({ seq, hash, docs, line }) {
    if (this.#cursor === null || seq <= this.#cursor.seq) return;
    if (seq > this.#cursor.seq + 1) return this.#hello();
    this.#board.keepAllNewer(docs);
    if (line) this.#board.addLine(line);
    this.#move({ epoch: this.#cursor.epoch, seq, hash });
  }

  /** A tick says where the log is: behind it twice running, something was lost on the way. */
  #checked(tick) {
    const head = tick.head;
    if (this.#cursor && head) {
      this.#behind = head.seq > this.#cursor.seq ? this.#behind + 1 : 0;
      if (head.epoch !== this.#cursor.epoch || this.#behind >= 2) this.#hello();
    }
    this.#heard(tick);
  }

  #heard(tick) {
    this.tick.value = tick;
    if (tick.counts) this.#board.counts.value = tick.counts;
    this.#show("live", { lastTickAt: this.#clock.now(), tries: 0, reason: null });
    this.#onTick(tick);
  }

  #bye({ reason }) {
    this.#drop();
    if (reason === "revoked") {
      this.close();
      this.#refused(401);
      return;
    }
    this.#again();
  }

  #turnedAway(failure) {
    if (failure?.message === "signed-out") this.#bye({ reason: "revoked" });
    else this.#failed();
  }

  #failed() {
    this.#drop();
    this.#again();
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.disconnect();
  }

  /** Try again later; after three failures ask by long poll meanwhile. */
  #again() {
    if (this.#closed || this.#retry) return;
    this.#failures += 1;
    this.#count();
    const polls = this.#failures >= FAILURES_BEFORE_POLLING;
    if (polls) this.#startPolling();
    const wait =
      polls && this.#cursor ? RETRY_SOCKET_WHILE_POLLING_MS : backoff(this.#failures, this.#random);
    this.#retry = this.#clock.after(wait, () => this.#start());
  }

  #count() {
    const link = this.link.peek();
    if (link.state !== "live") this.link.value = { ...link, tries: link.tries + 1 };
  }

  #startPolling() {
    this.#poll.start({
      cursor: () => this.#cursor,
      take: (answer) => {
        this.link.value = { ...this.link.peek(), by: "poll" };
        this.#take(answer);
        if (answer.mode !== "delta") this.#onWelcome(answer);
      },
      missed: () => this.#count(),
    });
  }

  /** Once a second: has it been quiet for too long? */
  #look() {
    const { lastTickAt, state } = this.link.peek();
    const quiet = this.#clock.now() - (lastTickAt ?? this.#openedAt);
    if (quiet >= LOST_AFTER_MS) {
      if (state !== "lost") this.#show("lost");
      // Some networks neither open a socket nor refuse one; asking may still get through.
      this.#startPolling();
      // A socket that says nothing is dead, whatever it believes of itself.
      if (this.#socket && this.#clock.now() - this.#socketAt >= LOST_AFTER_MS) this.#failed();
    } else if (quiet >= STALE_AFTER_MS && state === "live") {
      this.#show("stale");
    }
  }

  #show(state, more = {}) {
    const link = this.link.peek();
    const since = link.state === state ? link.since : this.#clock.now();
    this.link.value = { ...link, ...more, state, since };
  }
}
