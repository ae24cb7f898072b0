// What calls a dispatcher who looks elsewhere. Each sound has its twin on the page: the row, the
// inverse countdown, the violet banner. Grades I and II can't be muted until somebody answers.

import { isNew, isOverdue } from "../board/views.js";
import { signal } from "./html.js";

const URGENT_EVERY_MS = 15_000;
const OVERDUE_EVERY_MS = 60_000;
/** Grades that call until they are answered. */
const URGENT_GRADE = 2;
const LOUDNESS = 0.2;

/** Notes in Hz, one after the other. */
const TUNES = {
  fresh: [660],
  overdue: [660, 520],
  urgent: [520, 660, 820],
  lost: [220, 220],
};
const NOTE_S = 0.22;

/** Whether the sounds that may be muted are. */
export const isQuiet = signal(false);

/** Decides, once a second, whether something calls now. */
export class Caller {
  #known = null;
  #lost = false;
  #urgentAt = -Infinity;
  #overdueAt = -Infinity;

  /**
   * @param at the machine's clock in ms: a fast drill mustn't sound faster
   * @returns "urgent", "fresh", "overdue", "lost" or null
   */
  call({ incidents, now, lost, at }) {
    const fresh = this.#isFresh(incidents);
    const justLost = lost && !this.#lost;
    this.#lost = lost;
    if (justLost) return "lost";
    const open = incidents.filter((one) => one.open);
    if (open.some(callsUntilAnswered) && at - this.#urgentAt >= URGENT_EVERY_MS) {
      this.#urgentAt = at;
      return "urgent";
    }
    if (fresh) return "fresh";
    if (open.some((one) => isUnowned(one, now)) && at - this.#overdueAt >= OVERDUE_EVERY_MS) {
      this.#overdueAt = at;
      return "overdue";
    }
    return null;
  }

  /** Incidents that weren't there a moment ago; those there at the start are no news. */
  #isFresh(incidents) {
    const numbers = new Set(incidents.map((one) => one.number));
    const isFirst = this.#known === null || this.#known.size === 0;
    const news = !isFirst && [...numbers].some((number) => !this.#known.has(number));
    this.#known = numbers;
    return news;
  }
}

const callsUntilAnswered = (one) =>
  one.severity <= URGENT_GRADE && isNew(one) && one.owner === null;
const isUnowned = (one, now) => one.owner === null && isOverdue(one, now);

/** Plays a tune, once somebody has touched the page: before that browsers allow none. */
export class Sounds {
  #context = null;

  constructor(window) {
    const unlock = () => {
      const Context = window.AudioContext ?? window.webkitAudioContext;
      if (Context) this.#context ??= new Context();
      void this.#context?.resume();
    };
    window.addEventListener("pointerdown", unlock);
    window.addEventListener("keydown", unlock);
  }

  play(name) {
    if (this.#context?.state !== "running") return;
    TUNES[name].forEach((hz, place) => this.#note(hz, this.#context.currentTime + place * NOTE_S));
  }

  #note(hz, at) {
    const [tone, level] = [this.#context.createOscillator(), this.#context.createGain()];
    tone.frequency.value = hz;
    level.gain.setValueAtTime(LOUDNESS, at);
    level.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S);
    tone.connect(level).connect(this.#context.destination);
    tone.start(at);
    tone.stop(at + NOTE_S);
  }
}
