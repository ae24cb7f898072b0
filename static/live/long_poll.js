// Asking again and again, for networks that let no WebSocket through.

/** Shorter than the 15 s after which a page calls itself lost: a quiet day is not an outage. */
export const WAIT_S = 10;
const PAUSE_MS = 3_000;
/** A proxy may hold an answer back for ever; then ask anew. */
const GIVE_UP_MS = (WAIT_S + 10) * 1_000;

export class LongPoll {
  #ask;
  #clock;
  #round = 0;
  #running = false;
  #stopAsking = null;

  constructor({ ask, clock }) {
    this.#ask = ask;
    this.#clock = clock;
  }

  get isRunning() {
    return this.#running;
  }

  /** `cursor()` says where we are; `take` gets each answer, `missed` is told of each that failed. */
  start({ cursor, take, missed = () => {} }) {
    if (this.#running) return;
    this.#running = true;
    this.#round += 1;
    this.#loop(this.#round, cursor, take, missed);
  }

  stop() {
    this.#running = false;
    this.#round += 1;
    this.#stopAsking?.abort();
  }

  async #loop(round, cursor, take, missed) {
    // The first answer is wanted at once: until then the page counts as lost.
    for (let wait = 0; round === this.#round; wait = WAIT_S) {
      const at = cursor();
      const query = at ? { epoch: at.epoch, seq: at.seq, hash: at.hash, wait } : {};
      const answer = await this.#once(query);
      if (round !== this.#round) return;
      if (answer) take(answer);
      else {
        missed();
        await this.#pause();
      }
    }
  }

  async #once(query) {
    this.#stopAsking = new AbortController();
    const cancel = this.#clock.after(GIVE_UP_MS, () => this.#stopAsking.abort());
    try {
      return await this.#ask(query, this.#stopAsking.signal);
    } finally {
      cancel();
    }
  }

  #pause() {
    return new Promise((resume) => this.#clock.after(PAUSE_MS, resume));
  }
}
