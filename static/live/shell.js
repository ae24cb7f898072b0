// Keeps the field page's files on the phone, by the service worker, where there is one.
// Inside WeChat there often is none; the outbox works all the same, only a cold start doesn't.

const PAGE = "/field";
const CACHES = "denggao-field-";

/** Register the worker for one version of the pages; the page works without it. */
export async function keepShell(version, { navigator = globalThis.navigator, mayTakeOver }) {
  if (!navigator.serviceWorker) return null;
  try {
    const found = await navigator.serviceWorker.register(
      `/sw.js?v=${encodeURIComponent(version)}`,
      {
        scope: PAGE,
        updateViaCache: "none",
      },
    );
    takeOverWhenIdle(found, mayTakeOver);
    return found;
  } catch {
    // Refused by the browser (a certificate the phone doesn't trust, private mode): go on without.
    return null;
  }
}

/**
 * Forget the page kept for whoever used this phone before.
 *
 * It says whose phone it was: shown to the next team on a slow network it would let them act as the last.
 */
export async function forgetPage({ caches = globalThis.caches } = {}) {
  if (!caches) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(CACHES));
  await Promise.all(names.map(async (name) => (await caches.open(name)).delete(PAGE)));
}

function takeOverWhenIdle(found, mayTakeOver) {
  const offer = (worker) => {
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && mayTakeOver()) worker.postMessage("take-over");
    });
  };
  offer(found.installing);
  found.addEventListener("updatefound", () => offer(found.installing));
}
