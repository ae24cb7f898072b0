import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { LANGUAGES, has, inLanguage, showLanguage, t, useWords } from "../../static/board/words.js";

const catalogue = (tag) =>
  JSON.parse(readFileSync(new URL(`../../static/i18n/${tag}.json`, import.meta.url)));
const places = (text) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
/** "key.one" is the singular some languages have and others do without. */
const plain = (words) => Object.keys(words).filter((key) => !key.endsWith(".one"));

test("both languages have the same words", () => {
  const [zh, en] = LANGUAGES.map(catalogue);

  assert.deepEqual(plain(zh), plain(en));
});

test("a text has the same places to fill in both languages", () => {
  const [zh, en] = LANGUAGES.map(catalogue);

  const different = plain(zh).filter((key) => places(zh[key]).join() !== places(en[key]).join());

  assert.deepEqual(different, []);
});

test("the catalogues are sorted, so that two people's new words do not collide", () => {
  for (const tag of LANGUAGES) {
    const keys = Object.keys(catalogue(tag));

    assert.deepEqual(keys, [...keys].sort());
  }
});

test("every word a module asks for by name is in the catalogues", async () => {
  const words = catalogue("zh-CN");

  const missing = (await askedFor()).filter(({ key }) => !(key in words));

  assert.deepEqual(missing, []);
});

test("an unknown language shows Chinese", async () => {
  useWords("zh-CN", { greeting: "你好" });

  assert.equal(await showLanguage("fr"), "zh-CN");
  assert.equal(t("greeting"), "你好");
});

test("a language is fetched once", async () => {
  const asked = [];
  const fetch = async (path) => (asked.push(path), Response.json({ greeting: "Hello {who}" }));

  await showLanguage("en", { fetch });
  await showLanguage("zh-CN", { fetch });
  await showLanguage("en", { fetch });

  assert.deepEqual(asked, ["/static/i18n/en.json"]);
  assert.equal(t("greeting", { who: "you" }), "Hello you");
});

test("a missing word shows its key", () => {
  assert.equal(has("no.such"), false);
  assert.equal(t("no.such"), "no.such");
});

test("a text of the plan falls back to Chinese", async () => {
  useWords("en", {});
  await showLanguage("en");

  assert.equal(inLanguage({ zh: "庙", en: "" }), "庙");
  assert.equal(inLanguage(null), "");
});

async function askedFor() {
  const { modules } = await import("./modules.mjs");
  return modules().flatMap(({ path, text }) =>
    [...text.matchAll(/\bt\(\s*"([a-z_.0-9]+)"/g)].map(([, key]) => ({ path, key })),
  );
}
