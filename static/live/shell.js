// Keeps the field page's files on the phone, by the service worker, where there is one.
// Inside WeChat there often is none; the outbox works all the same, only a cold start doesn't.

/** Register the worker for one version of the pages; the page works without it. */
export async function keepShell(version, { navigator = globalThis.navigator, mayTakeOver }) {
  if (!navigator.serviceWorker) return null;
  try {
    const found = await navigator.serviceWorker.register(`/sw.js?v=${encodeURIComponent(version)}`, {
      scope: "/field",
      updateViaCache: "none",
    });
    takeOverWhenIdle(found, mayTakeOver);
    return found;
  } catch {
    // Refused by the browser (a certificate the phone doesn't trust, private mode): go on without.
    return null;
  }
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
