// The board as this page last heard it. Keeps the newer of two documents and never folds:
// the server folds, once, for everybody. Never touches the document.

import { batch, signal } from "../vendor/signals-core.mjs";

/** As many lines as the server sends with a snapshot; older ones are fetched when asked for. */
export const LINES_KEPT = 200;

/** Kinds with a place of their own; every other kind is kept by its name. */
const OWN_PLACE = new Set(["event", "incident", "unit", "notice"]);

const COUNTS = { open: 0, overdue: 0, ended: 0 };

export class Board {
  /** The event document, or null before the first answer. */
  event = signal(null);
  /** Map of number → signal of the incident: one changed row renders alone. */
  incidents = signal(new Map());
  /** Map of id → unit. */
  units = signal(new Map());
  /** Map of id → notice. */
  notices = signal(new Map());
  /** Name of a further kind → signal of its Map of id → document. */
  #others = new Map();
  /** Newest first. */
  lines = signal([]);
  /** {epoch, seq, hash} of the last entry applied, or null. */
  head = signal(null);
  counts = signal(COUNTS);
  /** Whether the board has ever been filled. */
  ready = signal(false);

  #linesKept;

  constructor({ linesKept = LINES_KEPT } = {}) {
    this.#linesKept = linesKept;
  }

  /** The incident's document, or null. Reading it follows it. */
  incident(number) {
    return this.incidents.value.get(number)?.value ?? null;
  }

  /** The documents of a further kind (a duty, a directive …) by id. Reading it follows them. */
  of(kind) {
    if (!this.#others.has(kind)) this.#others.set(kind, signal(new Map()));
    return this.#others.get(kind);
  }

  /** All documents of the further kinds. Reading them follows them. */
  allOthers() {
    return [...this.#others.values()].flatMap((held) => [...held.value.values()]);
  }

  /** Every incident's document. Reading it follows all of them. */
  allIncidents() {
    return [...this.incidents.value.values()].map((one) => one.value);
  }

  keepNewer(document) {
    this.keepAllNewer([document]);
  }

  /** Keep those documents that are newer than what is here; the rest are ignored. */
  keepAllNewer(documents) {
    batch(() => {
      this.#keepIncidents(documents.filter((one) => one.kind === "incident"));
      keepIn(
        this.units,
        documents.filter((one) => one.kind === "unit"),
      );
      keepIn(
        this.notices,
        documents.filter((one) => one.kind === "notice"),
      );
      const others = documents.filter((one) => !OWN_PLACE.has(one.kind));
      for (const kind of new Set(others.map((one) => one.kind))) {
        keepIn(
          this.of(kind),
          others.filter((one) => one.kind === kind),
        );
      }
      for (const one of documents) {
        if (isEvent(one) && one.v > (this.event.peek()?.v ?? -1)) this.event.value = one;
      }
    });
  }

  #keepIncidents(documents) {
    const known = this.incidents.peek();
    const fresh = new Map();
    for (const one of documents) {
      const number = Number(one.number ?? one.id);
      const here = known.get(number) ?? fresh.get(number);
      if (!here) fresh.set(number, signal(one));
      else if (one.v > here.peek().v) here.value = one;
    }
    if (fresh.size > 0) this.incidents.value = new Map([...known, ...fresh]);
  }

  addLine(line) {
    this.addLines([line]);
  }

  /** Take lines in any order, once each, newest first; a line that strikes another marks it. */
  addLines(lines) {
    const bySeq = new Map(this.lines.peek().map((line) => [line.seq, line]));
    for (const line of lines) if (line) bySeq.set(line.seq, line);
    for (const line of lines) for (const seq of struckBy(line)) strike(bySeq, seq);
    const kept = [...bySeq.values()].sort((a, b) => b.seq - a.seq);
    this.lines.value = kept.slice(0, this.#linesKept);
  }

  /** Show this and nothing else: a snapshot, or another instant of a replay. */
  replace({ docs, lines = [], head, counts }) {
    batch(() => {
      this.reset();
      this.keepAllNewer(docs);
      this.addLines(lines);
      this.head.value = head ?? null;
      if (counts) this.counts.value = counts;
      this.ready.value = true;
    });
  }

  reset() {
    batch(() => {
      this.event.value = null;
      this.incidents.value = new Map();
      this.units.value = new Map();
      this.notices.value = new Map();
      for (const held of this.#others.values()) held.value = new Map();
      this.lines.value = [];
      this.head.value = null;
      this.counts.value = COUNTS;
    });
  }
}

function isEvent(one) {
  return one.kind === "event";
}

function keepIn(held, documents) {
  const newer = documents.filter((one) => one.v > (held.peek().get(one.id)?.v ?? -1));
  if (newer.length === 0) return;
  const next = new Map(held.peek());
  for (const one of newer) if (one.v > (next.get(one.id)?.v ?? -1)) next.set(one.id, one);
  held.value = next;
}

function struckBy(line) {
  return (line?.facts ?? []).filter((fact) => fact.type === "entry_struck").map((fact) => fact.seq);
}

function strike(bySeq, seq) {
  const line = bySeq.get(seq);
  if (line && !line.struck) bySeq.set(seq, { ...line, struck: true });
}

/** The board of this page. */
export const board = new Board();
