// Words being written into a situation report, until they were saved or the report is another one.

import { TYPED } from "../board/sitreps.js";
import { signal } from "./html.js";

/** {of: "s3-1 2", words: {account: …}} */
const written = signal({ of: null, words: {} });

const keyOf = (sitrep) => `${sitrep.id} ${sitrep.draft?.number}`;

export function write(sitrep, name, text) {
  const { of, words } = written.peek();
  const kept = of === keyOf(sitrep) ? words : {};
  written.value = { of: keyOf(sitrep), words: { ...kept, [name]: text } };
}

export function forget() {
  written.value = { of: null, words: {} };
}

/** What stands in a field: what was just written, else what the draft says. */
export function shown(sitrep, name) {
  return wordsFor(sitrep)[name] ?? sitrep.draft[name] ?? "";
}

function wordsFor(sitrep) {
  return written.value.of === keyOf(sitrep) ? written.value.words : {};
}

/** The action that saves what was changed; null while nothing was. An emptied field is emptied. */
export function editAction(sitrep) {
  const words = wordsFor(sitrep);
  const said = {};
  const emptied = [];
  for (const name of TYPED.filter((one) => words[one] !== undefined)) {
    const text = words[name].trim();
    const before = sitrep.draft?.[name] ?? "";
    if (text && text !== before) said[name] = text;
    else if (!text && before) emptied.push(name);
  }
  if (Object.keys(said).length + emptied.length === 0) return null;
  return { type: "edit_sitrep", sitrep: sitrep.id, ...said, ...(emptied.length > 0 && { emptied }) };
}

export const isSitrepWritten = () => Object.values(written.value.words).some((text) => text.trim());
