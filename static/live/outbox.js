// Actions on their way from a phone. Keeps them in the order of the taps, with one id each for
// ever, until the server took or refused them; never loses, reorders or doubles one.

import { signal } from "../vendor/signals-core.mjs";
import { NotReached, Refused, newActionId } from "./actions.js";

const BATCH = 50;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
const TRY_EVERY_MS = 20_000;
const UNAUTHORISED = 401;

/**
 * A record: `order` (place), `id`, `owner`, `event`, `action`, `at` (the tap on the event clock),
 * `state`, `saved` (the disk has it), `problem` (why refused), `seq` (the entry that took it).
 */
export const WAITING = "waiting";
export const REFUSED = "refused";
/** Taken by the server, but the documents shown here don't have it yet. */
export const TAKEN = "taken";

export class Outbox {
  #store;
  #sendBatch;
  #owner;
  #event;
  #later;
  #records = [];
  #writes = Promise.resolve();
  #flushing = null;
  #retry = null;
  #retryMs = FIRST_RETRY_MS;
  #again = false;
  #oneByOne = false;

  /** Every record of this owner, oldest first; a new array at each change. */
  records = signal([]);
  /** Whether the session ended: nothing is lost, but somebody has to sign in. */
  needsSignIn = signal(false);
  /** Records of whoever used this phone before. They are never sent in another's name. */
  foreign = signal(0);

  constructor({ store, sendBatch, owner, event, later = (work, ms) => setTimeout(work, ms) }) {
    this.#store = store;
    this.#sendBatch = sendBatch;
    this.#owner = owner;
    this.#event = event;
    this.#later = later;
  }

  /** Take up what an earlier page left. */
  async open() {
    try {
      const all = await this.#store.all();
      const own = all
        .filter((record) => this.#isOwn(record))
        .map((record) => ({ ...record, saved: true }));
      this.foreign.value = all.length - own.length;
      this.#records = [...own, ...this.#records];
    } catch {
      // A phone that can't read its disk can still send what is tapped from now on.
    }
    this.#show();
  }

  /** Take a tap: shown at once, kept on the disk, sent as soon as may be. */
  submit(action, { at }) {
    const record = {
      id: newActionId(),
      owner: this.#owner,
      event: this.#event,
      action: { ...action, occurred_at: at },
      at,
      state: WAITING,
      problem: null,
    };
    const shown = { ...record, saved: false };
    this.#records.push(shown);
    this.#show();
    const kept = this.#keep(shown, record);
    void kept.then(() => this.flush());
    return kept.then(() => shown.id);
  }

  /** Send what waits, in order, one batch at a time. Safe to call at any moment. */
  flush() {
    if (this.#flushing) this.#again = true;
    this.#flushing ??= this.#flushUntilAsked().finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  async #flushUntilAsked() {
    do {
      this.#again = false;
      await this.#sendAll();
      // A tap made while the last batch was on its way asked for a round of its own.
    } while (this.#again);
  }

  /** The reader saw why it was refused and lets it go. */
  dismiss(id) {
    const record = this.#find(id);
    return record?.state === REFUSED ? this.#drop(record) : Promise.resolve();
  }

  /** Ask again for what was refused; the same id, so that it can't happen twice. */
  async again(id) {
    const record = this.#find(id);
    if (record?.state !== REFUSED) return;
    await this.#change(record, { state: WAITING, problem: null });
    await this.flush();
  }

  /** The documents now show everything up to `seq`: what was taken before need not be shown. */
  settle(seq) {
    const before = this.#records.length;
    this.#records = this.#records.filter((record) => record.state !== TAKEN || record.seq > seq);
    if (this.#records.length !== before) this.#show();
  }

  async #sendAll() {
    this.needsSignIn.value = false;
    for (let batch = this.#nextBatch(); batch.length; batch = this.#nextBatch()) {
      if (!(await this.#sendOne(batch))) return;
    }
    this.#retryMs = FIRST_RETRY_MS;
  }

  #nextBatch() {
    const waiting = this.#records.filter((record) => record.state === WAITING);
    return waiting.slice(0, this.#oneByOne ? 1 : BATCH);
  }

  /** True when something was answered, so that going on makes sense. */
  async #sendOne(batch) {
    try {
      const asked = batch.map(({ id, action }) => ({ id, ...action }));
      const answer = await this.#sendBatch(this.#event, asked);
      const moved = await this.#takeResults(batch, answer.results ?? []);
      if (!moved) this.#tryLater();
      return moved;
    } catch (trouble) {
      return this.#takeTrouble(batch, trouble);
    }
  }

  /** Results may come in any order, twice, or for records gone long since: the id decides. */
  async #takeResults(batch, results) {
    const asked = new Set(batch.map((record) => record.id));
    let moved = false;
    for (const result of results) {
      const record = this.#find(result.id);
      if (!asked.has(result.id) || record?.state !== WAITING) continue;
      if (isPassing(result)) continue;
      moved = true;
      if (result.result === "done" || result.result === "repeated")
        await this.#settleTaken(record, result);
      else await this.#change(record, { state: REFUSED, problem: result.problem ?? {} });
    }
    this.#oneByOne = false;
    return moved;
  }

  async #settleTaken(record, result) {
    const { seq } = result;
    await this.#forget(record);
    if (seq === null || seq === undefined)
      this.#records = this.#records.filter((one) => one !== record);
    else Object.assign(record, { state: TAKEN, seq });
    this.#show();
  }

  async #takeTrouble(batch, trouble) {
    if (trouble instanceof Refused && trouble.status !== UNAUTHORISED) {
      // One malformed record must not hold up the others: find it by sending them one by one.
      if (batch.length === 1)
        await this.#change(batch[0], { state: REFUSED, problem: trouble.problem });
      this.#oneByOne = batch.length > 1;
      return true;
    }
    if (trouble instanceof Refused) this.needsSignIn.value = true;
    else if (!(trouble instanceof NotReached)) throw trouble;
    this.#tryLater();
    return false;
  }

  #tryLater() {
    if (this.#retry !== null) return;
    // Half of it at random: a thousand phones come back into reach at the same moment.
    const wait = this.#retryMs / 2 + (Math.random() * this.#retryMs) / 2;
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
    this.#retry = this.#later(() => {
      this.#retry = null;
      void this.flush();
    }, wait);
  }

  /** Writes happen one after another, so that the disk has the order of the taps. */
  #keep(shown, record) {
    return this.#queueWrite(async () => {
      const { order } = await this.#store.add(record);
      Object.assign(shown, { order, saved: true });
    });
  }

  #change(record, changes) {
    Object.assign(record, changes);
    this.#show();
    const { saved, ...kept } = record;
    return saved ? this.#queueWrite(() => this.#store.put(kept)) : Promise.resolve();
  }

  async #drop(record) {
    await this.#forget(record);
    this.#records = this.#records.filter((one) => one !== record);
    this.#show();
  }

  #forget(record) {
    return record.saved
      ? this.#queueWrite(() => this.#store.remove(record.order))
      : Promise.resolve();
  }

  #queueWrite(write) {
    // A disk that fails must not stop the sending: the record stays here, marked as not saved.
    this.#writes = this.#writes
      .then(write)
      .catch(() => {})
      .then(() => this.#show());
    return this.#writes;
  }

  #isOwn(record) {
    return record.owner === this.#owner && record.event === this.#event;
  }

  #find(id) {
    return this.#records.find((record) => record.id === id);
  }

  #show() {
    this.records.value = this.#records.map((record) => ({ ...record }));
  }
}

/** Try whenever there is hope: back in reach, back on the screen, and every so often. */
export function keepFlushing(outbox, { page, sheet, every = (work, ms) => setInterval(work, ms) }) {
  const flush = () => void outbox.flush();
  for (const name of ["online", "pageshow", "focus"]) page.addEventListener(name, flush);
  sheet.addEventListener("visibilitychange", () => {
    if (!sheet.hidden) flush();
  });
  every(() => {
    if (!sheet.hidden) flush();
  }, TRY_EVERY_MS);
  flush();
}

/** The store was away for this one: it stays where it is and is sent again. */
function isPassing(result) {
  const status = result.problem?.status;
  return status >= 500 || status === 429;
}
