// The log's chain, checked here in the reader's browser: each hash covers the one before it and
// the entry's exact bytes, so a changed, missing or moved entry shows. Source: docs/log-format.md

export const GENESIS = "0".repeat(64);

/** Whether this browser can hash: only pages from https or this machine may. */
export function canVerify(subtle = globalThis.crypto?.subtle) {
  return subtle !== undefined;
}

/** The hash of an entry that follows the one with the hash `previous`. */
export async function link(previous, e, subtle = globalThis.crypto.subtle) {
  const digest = await subtle.digest("SHA-256", new TextEncoder().encode(previous + e));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Walk on from {seq, hash} over entries with their exact bytes.
 *
 * @returns {seq, hash, broken}: how far the chain holds; broken is the first seq that does not
 *   fit, or null
 */
export async function walk(head, entries, subtle = globalThis.crypto.subtle) {
  let { seq, hash } = head;
  for (const entry of entries) {
    const follows = entry.seq === seq + 1 && entry.h === (await link(hash, entry.e, subtle));
    if (!follows) return { seq, hash, broken: seq + 1 };
    ({ seq, h: hash } = entry);
  }
  return { seq, hash, broken: null };
}
