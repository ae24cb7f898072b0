// An event played back: its whole log, and the board as it was at any instant of it, through
// the same store as the live board. Seeking asks the server for a board; playing applies what
// the socket once sent, each entry at its time. Nothing is folded here.

import { batch, signal } from "../vendor/signals-core.mjs";
import { LINES_KEPT } from "../board/store.js";
import { indexOfSeq, indexAt } from "../board/timeline.js";
import { endedCount } from "../board/views.js";
import { GENESIS, canVerify, walk } from "./chain.js";

const LOG_PAGE = 1_000;
const MESSAGES_PAGE = 200;
/** Fetch the next page of messages when fewer than this wait to be played. */
const AHEAD = 100;
const BEAT_MS = 100;
const LOOK_FOR_MORE_MS = 5_000;
/** Entries hashed between two updates of the figure shown. */
const VERIFY_AT_ONCE = 100;

export class ReplaySource {
  /** Every line of the log so far, oldest first. */
  lines = signal([]);
  /** The newest incidents' documents as they are at the log's end, for charts. */
  outcome = signal([]);
  /** {state: "waiting"|"checking"|"whole"|"broken"|"hidden"|"cannot", done, total, broken}. */
  chain = signal({ state: "waiting", done: 0, total: 0, broken: null });
  playing = signal(false);
  /** Why the last asking failed, or null. */
  failure = signal(null);

  #base;
  #board;
  #clock;
  #fetch;
  #subtle;
  #verified = { seq: 0, hash: GENESIS };
  #unchecked = [];
  #queue = [];
  #fetched = 0;
  #reached = 0;
  #allFetched = false;
  #asking = null;
  #seeking = 0;
  #endedBefore = 0;
  #timers = [];

  constructor({ event, board, clock, fetch, subtle }) {
    this.#base = `/api/v1/events/${encodeURIComponent(event)}`;
    this.#board = board;
    this.#clock = clock;
    this.#fetch = fetch ?? ((...asked) => globalThis.fetch(...asked));
    this.#subtle = subtle ?? globalThis.crypto?.subtle;
  }

  /** Read the whole log, show its last instant, then keep reading what is added. */
  async open() {
    await this.#readLog();
    await this.seek(this.lines.peek().at(-1)?.at ?? 0);
    await this.#readOutcome();
    this.#verify();
    this.#timers = [
      setInterval(() => this.#beat(), BEAT_MS),
      setInterval(() => this.#grow(), LOOK_FOR_MORE_MS),
    ];
  }

  close() {
    for (const timer of this.#timers) clearInterval(timer);
  }

  get first() {
    return this.lines.value[0]?.at ?? 0;
  }

  get last() {
    return this.lines.value.at(-1)?.at ?? 0;
  }

  /** Show the board as it was at an instant. */
  async seek(at) {
    const asked = ++this.#seeking;
    const here = indexAt(this.lines.peek(), at);
    const seq = this.lines.peek()[here]?.seq ?? 0;
    const shown = await this.#get(`/board?seq=${seq}`);
    if (shown === null || asked !== this.#seeking) return;
    const lines = this.lines.peek().slice(Math.max(0, here + 1 - LINES_KEPT), here + 1);
    batch(() => {
      this.#board.replace({ ...shown, lines });
      this.#clock.set(at, this.playing.peek() ? this.#clock.rate.peek() : 0);
    });
    const documents = [...this.#board.incidents.peek().values()].map((one) => one.peek());
    this.#endedBefore = shown.counts.ended - endedCount(documents);
    this.#queue = [];
    this.#fetched = seq;
    this.#reached = at;
    this.#allFetched = false;
  }

  /** Show the board right after an entry. */
  seekSeq(seq) {
    const line = this.lines.peek()[indexOfSeq(this.lines.peek(), seq)];
    return line ? this.seek(line.at) : Promise.resolve();
  }

  play(rate) {
    this.playing.value = true;
    this.#clock.set(this.#clock.eventNow(), rate);
  }

  pause() {
    this.playing.value = false;
    this.#clock.set(this.#clock.eventNow(), 0);
  }

  /** Apply what is due by now; stop at the end of the log. */
  #beat() {
    if (!this.playing.peek()) return;
    const due = this.#takeDue(this.#clock.eventNow());
    if (due.length > 0) this.#apply(due);
    if (this.#queue.length < AHEAD && !this.#allFetched) this.#readAhead();
    const end = this.lines.peek().at(-1)?.at ?? 0;
    const shownAll = this.#allFetched && this.#queue.length === 0;
    if (!shownAll || this.#clock.eventNow() < end) return;
    batch(() => {
      this.playing.value = false;
      this.#clock.set(end, 0);
    });
  }

  #takeDue(now) {
    let due = 0;
    while (due < this.#queue.length && (this.#queue[due].line?.at ?? 0) <= now) due += 1;
    if (due > 0) this.#reached = this.#queue[due - 1].line?.at ?? now;
    // Entries not yet here hold the clock: it must not pass what it has not shown.
    if (due === this.#queue.length && !this.#allFetched) {
      this.#clock.set(this.#reached, this.#clock.rate.peek());
    }
    return this.#queue.splice(0, due);
  }

  #apply(messages) {
    batch(() => {
      this.#board.keepAllNewer(messages.flatMap((one) => one.docs));
      this.#board.addLines(messages.map((one) => one.line).filter(Boolean));
      const { seq, hash } = messages.at(-1);
      this.#board.head.value = { ...this.#board.head.peek(), seq, hash };
      const ended = this.#endedBefore + endedCount(this.#board.allIncidents());
      this.#board.counts.value = { ...this.#board.counts.peek(), ended };
    });
  }

  #readAhead() {
    this.#asking ??= this.#readMessages(this.#seeking).finally(() => {
      this.#asking = null;
    });
  }

  async #readMessages(asked) {
    const page = await this.#get(`/messages?after=${this.#fetched}&limit=${MESSAGES_PAGE}`);
    if (page === null || asked !== this.#seeking) return;
    this.#queue.push(...page.entries);
    this.#fetched = page.entries.at(-1)?.seq ?? this.#fetched;
    this.#allFetched = page.next === null;
  }

  async #readLog() {
    let after = this.lines.peek().at(-1)?.seq ?? 0;
    for (;;) {
      const page = await this.#get(`/log?after=${after}&limit=${LOG_PAGE}`);
      if (page === null) return;
      if (page.entries.length > 0) {
        this.#unchecked.push(...page.entries.map(({ seq, e, h }) => ({ seq, e, h })));
        // The exact bytes are needed once, for the chain; kept, they would double the page.
        const lines = page.entries.map(({ e, ...line }) => line);
        this.lines.value = markStruck([...this.lines.peek(), ...lines]);
      }
      if (page.next === null) return;
      after = page.next;
    }
  }

  async #readOutcome() {
    const now = await this.#get("/board");
    if (now) this.outcome.value = now.docs.filter((one) => one.kind === "incident");
  }

  async #grow() {
    const before = this.lines.peek().length;
    await this.#readLog();
    if (this.lines.peek().length === before) return;
    this.#allFetched = false;
    await Promise.all([this.#readOutcome(), this.#verify()]);
  }

  /** Check the chain over what was read, in pieces, telling how far it got. */
  async #verify() {
    if (this.chain.peek().state === "checking" || this.chain.peek().state === "broken") return;
    if (!canVerify(this.#subtle)) return this.#say("cannot");
    if (this.#unchecked.some((one) => one.e === undefined)) return this.#say("hidden");
    while (this.#unchecked.length > 0) {
      this.#say("checking");
      const piece = this.#unchecked.splice(0, VERIFY_AT_ONCE);
      const { broken, ...head } = await walk(this.#verified, piece, this.#subtle);
      this.#verified = head;
      if (broken !== null) return this.#say("broken", broken);
    }
    this.#say("whole");
  }

  #say(state, broken = null) {
    const total = this.lines.peek().length;
    this.chain.value = { state, done: this.#verified.seq, total, broken };
  }

  /** GET as JSON; null, with the failure told, where it did not come. */
  async #get(path) {
    try {
      const answer = await this.#fetch(this.#base + path, {
        headers: { Accept: "application/json" },
        credentials: "same-origin",
      });
      this.failure.value = answer.ok ? null : { status: answer.status };
      return answer.ok ? await answer.json() : null;
    } catch {
      this.failure.value = { status: null };
      return null;
    }
  }

  /** The log byte for byte, for whoever may have it. */
  async export() {
    const answer = await this.#fetch(`${this.#base}/log`, {
      headers: { Accept: "application/jsonl" },
      credentials: "same-origin",
    });
    this.failure.value = answer.ok ? null : { status: answer.status };
    return answer.ok ? answer.blob() : null;
  }
}

function markStruck(lines) {
  const struck = new Set(
    lines.flatMap((line) =>
      line.facts.filter((fact) => fact.type === "entry_struck").map((fact) => fact.seq),
    ),
  );
  return lines.map((line) =>
    struck.has(line.seq) && !line.struck ? { ...line, struck: true } : line,
  );
}
