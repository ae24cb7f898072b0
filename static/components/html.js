// Markup for components: preact through htm, no build. Importing the signals here is what makes
// a component follow every signal it reads.

import htm from "../vendor/htm.mjs";
import { h } from "../vendor/preact.mjs";
import "../vendor/signals.mjs";

export { Fragment, createContext, render } from "../vendor/preact.mjs";
export {
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "../vendor/preact-hooks.mjs";
export { batch, computed, effect, signal, useComputed, useSignal } from "../vendor/signals.mjs";

export const html = htm.bind(h);

/** Class names of those that hold: classes("row", {"row--overdue": late}). */
export function classes(...given) {
  return given
    .flatMap((one) =>
      typeof one === "string" ? [one] : Object.keys(one ?? {}).filter((key) => one[key]),
    )
    .join(" ");
}
