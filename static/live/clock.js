// The event's clock on this page: set by ticks, run by the machine's monotonic clock, so that a
// wrong wall clock or a changed time zone of this machine never moves a countdown.

import { signal } from "../vendor/signals-core.mjs";

const REFRESH_MS = 1000;
/** A fast drill's seconds would jump by many; four steps a second still read as running. */
const FAST_REFRESH_MS = 250;
/** Ticks arrive unevenly by network delay; inside this, time never runs backwards. */
const JITTER_MS = 1500;

export class EventClock {
  /** The event's time, refreshed each second. */
  now = signal(0);
  rate = signal(1);

  #monotonic;
  #setAt = null;
  #eventAt = 0;
  #timer = null;

  constructor({ monotonic = () => performance.now() } = {}) {
    this.#monotonic = monotonic;
  }

  /** Whether anybody has told the time yet. */
  get isSet() {
    return this.#setAt !== null;
  }

  /** The event's time now, in ms since the epoch. */
  eventNow() {
    if (this.#setAt === null) return Date.now();
    return Math.round(this.#eventAt + (this.#monotonic() - this.#setAt) * this.rate.peek());
  }

  /** Take a tick's {at, rate}. */
  follow({ at, rate = 1 }) {
    const here = this.eventNow();
    const behind = this.#setAt !== null && rate === this.rate.peek() ? here - at : 0;
    const slack = JITTER_MS * Math.max(1, rate);
    this.set(behind > 0 && behind <= slack ? here : at, rate);
  }

  /** Set the clock, backwards too: a replay seeks. */
  set(at, rate = 1) {
    this.#eventAt = at;
    this.#setAt = this.#monotonic();
    this.rate.value = rate;
    this.now.value = this.eventNow();
  }

  /** Keep `now` fresh until the returned function is called. */
  run({ setTimeout = globalThis.setTimeout, clearTimeout = globalThis.clearTimeout } = {}) {
    const beat = () => {
      this.now.value = this.eventNow();
      const every = this.rate.peek() > 1 ? FAST_REFRESH_MS : REFRESH_MS;
      // Change with the event's second, so that the clock and every countdown step together.
      const wait = every === REFRESH_MS ? REFRESH_MS - (this.now.peek() % REFRESH_MS) : every;
      this.#timer = setTimeout(beat, wait);
    };
    beat();
    return () => clearTimeout(this.#timer);
  }
}

/** The clock of this page. */
export const clock = new EventClock();
export const now = clock.now;
export const eventNow = () => clock.eventNow();
