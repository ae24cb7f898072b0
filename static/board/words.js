// The words of the pages, in the reader's language. Never reads the document: pages say which
// language it is, and every component that calls t() follows a switch by itself.

import { signal } from "../vendor/signals-core.mjs";

export const LANGUAGES = ["zh-CN", "en"];
export const DEFAULT_LANGUAGE = "zh-CN";

/** The language shown now. */
export const language = signal(DEFAULT_LANGUAGE);

const catalogues = signal({});

/** Put a catalogue in place without fetching it. */
export function useWords(tag, words) {
  catalogues.value = { ...catalogues.peek(), [tag]: words };
}

/** Fetch a language's words if need be, then show that language. */
export async function showLanguage(wanted, { fetch = globalThis.fetch } = {}) {
  const tag = LANGUAGES.includes(wanted) ? wanted : DEFAULT_LANGUAGE;
  if (!catalogues.peek()[tag]) {
    const answer = await fetch(`/static/i18n/${tag}.json`);
    if (!answer.ok) throw new Error(`words ${tag}: ${answer.status}`);
    useWords(tag, await answer.json());
  }
  language.value = tag;
  return tag;
}

/** Whether the catalogue has these words; for sentences that fall back to a general one. */
export function has(key) {
  return Object.hasOwn(catalogues.value[language.value] ?? {}, key);
}

/**
 * The words for a key, with {name} places filled.
 *
 * With n = 1 the key's ".one" is taken where the language has one. A missing key shows itself,
 * because a visible fault is found and an empty line is not.
 */
export function t(key, params = {}) {
  const words = catalogues.value[language.value] ?? {};
  const singular = params.n === 1 ? words[`${key}.one`] : undefined;
  const text = singular ?? words[key] ?? key;
  return text.replaceAll(/\{(\w+)\}/g, (place, name) =>
    Object.hasOwn(params, name) ? String(params[name] ?? "") : place,
  );
}

/** The plan's text in the language shown; Chinese where the other is missing. */
export function inLanguage(text) {
  if (text === null || text === undefined) return "";
  if (typeof text === "string") return text;
  return (language.value === "en" ? text.en : text.zh) || text.zh || text.en || "";
}
