// A phone that changes hands: what it was told goes, on every way out and in; what was tapped stays.

import { DeviceStore } from "./device-store.js";
import { forgetPage } from "./shell.js";

/** Forget every board and the page that says whose phone it was. */
export async function forgetKept({ store = new DeviceStore() } = {}) {
  // A disk that fails must not keep anybody from signing in or out.
  await Promise.allSettled([store.forgetKept(), forgetPage()]);
}
