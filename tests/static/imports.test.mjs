import assert from "node:assert/strict";
import { posix } from "node:path";
import { test } from "node:test";

import { modules } from "./modules.mjs";

/** Each folder, and the folders its modules may import from besides their own. */
const MAY_IMPORT = {
  pages: ["components", "board", "live", "vendor"],
  components: ["board", "live", "vendor"],
  live: ["board", "vendor"],
  board: ["vendor"],
  // The service worker stands alone.
  "": [],
};

const folderOf = (path) => (path.includes("/") ? path.split("/")[0] : "");

function imports() {
  return modules().flatMap(({ path, text }) =>
    [...text.matchAll(/^(?:import|export)[^;]*?from\s+"([^"]+)"|^import "([^"]+)"/gm)].map(
      ([, named, bare]) => ({ path, to: named ?? bare }),
    ),
  );
}

test("imports point inward: pages to components to board and live to vendor", () => {
  const wrong = imports().filter(({ path, to }) => {
    const folder = folderOf(path);
    const target = folderOf(posix.join(posix.dirname(path), to));
    return target !== folder && !MAY_IMPORT[folder].includes(target);
  });

  assert.deepEqual(wrong, []);
});

test("a page imports no other page", () => {
  const wrong = imports().filter(
    ({ path, to }) => folderOf(path) === "pages" && to.startsWith("./"),
  );

  assert.deepEqual(wrong, []);
});

test("board and live never touch the document", () => {
  const inward = modules().filter(
    ({ path }) => path.startsWith("board/") || path.startsWith("live/"),
  );

  const touching = inward.filter(({ text }) =>
    /\bdocument\.(?!at|set)\w|\bwindow\./.test(withoutComments(text)),
  );

  assert.deepEqual(
    touching.map(({ path }) => path),
    [],
  );
});

test("no markup is built from strings", () => {
  const wrong = modules().filter(({ text }) =>
    /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySet/.test(text),
  );

  assert.deepEqual(
    wrong.map(({ path }) => path),
    [],
  );
});

test("no module is longer than 350 lines", () => {
  const long = modules().filter(({ text }) => text.split("\n").length > 350);

  assert.deepEqual(
    long.map(({ path }) => path),
    [],
  );
});

function withoutComments(text) {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}
