// The last documents a phone saw, kept on it, so that the page says something true after a reload
// without a network, and says how old it is. What of it may be kept is the page's to say.

const SAVE_AFTER_MS = 1_000;
const LINES_KEPT = 60;

export class Keepsake {
  #store;
  #name;
  #timer = null;
  #isFirst = true;
  #isClosed = false;

  /** @param name whose and of which event: another unit's are never shown */
  constructor({ store, name }) {
    this.#store = store;
    this.#name = `board:${name}`;
  }

  /** What was kept, or null: {docs, lines, head, counts, plan, heardAt, rate, savedAt}. */
  async read() {
    try {
      return (await this.#store.kept(this.#name)) ?? null;
    } catch {
      return null;
    }
  }

  /** Keep what `take()` gives: the first at once, later ones soon; many calls make one write. */
  save(take) {
    if (this.#isClosed || this.#timer !== null) return;
    const wait = this.#isFirst ? 0 : SAVE_AFTER_MS;
    this.#isFirst = false;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      // A full disk costs the cold start without a network, nothing else.
      void this.#store.keep(this.#name, take()).catch(() => {});
    }, wait);
  }

  /** Keep nothing more, not even what was to be kept in a moment: the phone may change hands. */
  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }
}

/** Whose board: a unit's, or a person's as the lead of a group. */
export function keptAs({ event, unit, name, group }) {
  return unit ? `${event}:unit:${unit}` : `${event}:name:${name}:${group}`;
}

/** The board and the plan as plain values. */
export function wrap(board, plan, { heardAt, rate, savedAt }) {
  const docs = [
    board.event.peek(),
    ...[...board.incidents.peek().values()].map((one) => one.peek()),
  ];
  return {
    docs: [
      ...docs,
      ...board.units.peek().values(),
      ...board.notices.peek().values(),
      ...board.allOthers(),
    ].filter(Boolean),
    lines: board.lines.peek().slice(0, LINES_KEPT),
    head: board.head.peek(),
    counts: board.counts.peek(),
    plan,
    heardAt,
    rate,
    savedAt,
  };
}

/** The event's time now, by what was heard and how long ago that is on this machine's clock. */
export function timeSince({ heardAt, rate, savedAt }, nowMs) {
  return heardAt + Math.max(0, nowMs - savedAt) * rate;
}
