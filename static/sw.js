// Lets a phone open the field page without a network. Keeps the page and its files of one version;
// never an answer of the API, never a socket, never anything but a GET. Only the field page has
// this: a dispatcher who sees an empty list must be looking at an error, not at an old shell.

const VERSION = new URL(self.location.href).searchParams.get("v") ?? "0";
const PREFIX = "denggao-field-";
const CACHE = `${PREFIX}${VERSION}`;
const PAGE = "/field";
/** On a bad link the kept page beats a late one. */
const PAGE_WITHIN_MS = 2_000;

/** Everything the field page loads. A test walks its imports and compares. */
const FILES = [
  "board/acts-sentences.js",
  "board/directives.js",
  "board/plan.js",
  "board/sentence-parts.js",
  "board/readiness.js",
  "board/route_sentences.js",
  "board/sentences.js",
  "board/sentences_of_duties.js",
  "board/store.js",
  "board/times.js",
  "board/views.js",
  "board/words.js",
  "components/countdown.js",
  "components/dispatch-authority.js",
  "components/dispatch-view.js",
  "components/field-alert.js",
  "components/field-circumstances.js",
  "components/field-duties-view.js",
  "components/field-duties.js",
  "components/field-here.js",
  "components/field-kept.js",
  "components/field-lead.js",
  "components/dispatch-acts-view.js",
  "components/field-muster.js",
  "components/field-orders-view.js",
  "components/field-orders.js",
  "components/field-page.js",
  "components/field-report.js",
  "components/field-scene-sheets.js",
  "components/field-scene.js",
  "components/field-sheet.js",
  "components/field-sheets.js",
  "components/field-state.js",
  "components/field-task.js",
  "components/field-view.js",
  "components/field-waiting.js",
  "components/header.js",
  "components/html.js",
  "components/icons.js",
  "components/incident_icons.js",
  "components/incident_row.js",
  "components/language.js",
  "components/page.js",
  "components/readiness-photo.js",
  "components/report-form.js",
  "components/severity.js",
  "components/site_layout.js",
  "components/stages.js",
  "components/units.js",
  "css/base.css",
  "css/pages/field.css",
  "css/pages/field_duties.css",
  "css/pages/field_lead.css",
  "css/pages/field_orders.css",
  "css/pages/field_parts.css",
  "css/pages/field_report.css",
  "css/pages/field_scene.css",
  "css/pages/field_task.css",
  "css/tokens.css",
  "i18n/en.json",
  "i18n/zh-CN.json",
  "live/actions.js",
  "live/clock.js",
  "live/connection.js",
  "live/device-store.js",
  "live/handing_on.js",
  "live/keepsake.js",
  "live/long_poll.js",
  "live/machine_clock.js",
  "live/outbox.js",
  "live/photos.js",
  "live/shell.js",
  "live/socket.js",
  "live/sync.js",
  "pages/field.js",
  "vendor/htm.mjs",
  "vendor/idb.mjs",
  "vendor/preact-hooks.mjs",
  "vendor/preact.mjs",
  "vendor/signals-core.mjs",
  "vendor/signals.mjs",
  "vendor/socket.io.mjs",
].map((name) => `/static/${name}`);

self.addEventListener("install", (installing) => {
  installing.waitUntil(keepFiles());
});

self.addEventListener("activate", (activating) => {
  activating.waitUntil(dropOthers().then(() => self.clients.claim()));
});

self.addEventListener("message", ({ data }) => {
  // The page asks for it when nothing is half typed and nothing waits to be sent.
  if (data === "take-over") void self.skipWaiting();
});

self.addEventListener("fetch", (fetching) => {
  const { request } = fetching;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (url.pathname === PAGE) fetching.respondWith(page(request));
  } else if (FILES.includes(url.pathname)) {
    fetching.respondWith(file(request, url));
  }
});

async function keepFiles() {
  const cache = await caches.open(CACHE);
  // Past the browser's own cache: a version must be all of one make.
  await cache.addAll(FILES.map((path) => new Request(path, { cache: "reload" })));
}

async function dropOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The network's page if it comes soon, else the one kept. */
async function page(request) {
  const fresh = fetch(request).then((answer) => keepPage(answer));
  const kept = await keptPage();
  if (!kept) return fresh;
  return Promise.race([fresh.catch(() => kept), after(PAGE_WITHIN_MS).then(() => kept)]);
}

async function keepPage(answer) {
  // A redirect to the sign-in page is an answer for now, not a page to keep.
  if (answer.ok && !answer.redirected && answer.type === "basic") {
    const cache = await caches.open(CACHE);
    await cache.put(PAGE, answer.clone());
  }
  return answer;
}

async function keptPage() {
  const cache = await caches.open(CACHE);
  return cache.match(PAGE);
}

async function file(request, url) {
  const cache = await caches.open(CACHE);
  return (await cache.match(url.pathname)) ?? fetch(request);
}

const after = (ms) => new Promise((resume) => setTimeout(resume, ms));
