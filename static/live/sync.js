// Asking the server for what a page has missed, and how long to wait before asking again.

const RETRY_FIRST_MS = 1_000;
const RETRY_MOST_MS = 15_000;

/** A link before anything was heard. */
export const UNHEARD = {
  state: "stale",
  since: 0,
  lastTickAt: null,
  tries: 0,
  by: "socket",
  reason: null,
};

/** How to ask for an event's sync: (query, signal) → {status, body}, both null when it failed. */
export function syncOf(event, fetch = (...asked) => globalThis.fetch(...asked)) {
  const address = `/api/v1/events/${encodeURIComponent(event)}/sync`;
  return async (query, signal) => {
    try {
      const answer = await fetch(`${address}?${new URLSearchParams(query)}`, {
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        cache: "no-store",
        signal,
      });
      return { status: answer.status, body: answer.ok ? await answer.json() : null };
    } catch {
      return { status: null, body: null };
    }
  };
}

/** From half of 1, 2, 4 … 15 s to all of it, after so many failures. */
export function backoff(failures, random) {
  const most = Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** (failures - 1));
  // Five hundred phones lose the same antenna at once; they must not come back at once.
  return most / 2 + (most / 2) * random();
}
