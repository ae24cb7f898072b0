// Every module of our own under static/, with its text: for tests that read the code itself.

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../static/", import.meta.url));

export function modules() {
  return readdirSync(ROOT, { recursive: true })
    .filter((path) => path.endsWith(".js") && !path.startsWith("vendor"))
    .map((path) => ({ path, text: readFileSync(ROOT + path, "utf8") }));
}
