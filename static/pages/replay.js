// /replay: the whole day again, to the second. Reads; changes nothing.

import { loadPlan, plan } from "../board/plan.js";
import { board } from "../board/store.js";
import { milestones, neighbours } from "../board/timeline.js";
import { isDrill } from "../board/views.js";
import { t } from "../board/words.js";
import { Durations } from "../components/durations.js";
import { DrillFrame } from "../components/frames.js";
import { computed, effect, html, render, signal } from "../components/html.js";
import { LogTable } from "../components/log_table.js";
import { beginPage, keepPlan, readPage, toSignIn } from "../components/page.js";
import { ProgressChart } from "../components/progress_chart.js";
import { ReplayBoard } from "../components/replay_board.js";
import { ReplayHead } from "../components/replay_head.js";
import { ReplayWall } from "../components/replay_wall.js";
import { BarLegend, Scrubber } from "../components/scrubber.js";
import { RATES, Transport } from "../components/transport.js";
import { clock, now } from "../live/clock.js";
import { ReplaySource } from "../live/replay_source.js";

const MAY_EXPORT = new Set(["reviewer", "admin"]);
const SMALL_STEP_MS = 10_000;
const LARGE_STEP_MS = 60_000;

const page = readPage();
await beginPage(page, "replay.title");
await keepPlan(page.event);

const source = new ReplaySource({ event: page.event, board, clock });
const rate = signal(60);
/** The incident the log is narrowed to, or null. */
const picked = signal(null);
const wall = signal(false);
const marks = computed(() => milestones(source.lines.value));
const near = computed(() => neighbours(marks.value, now.value));

const pick = (number) => {
  picked.value = number;
};
const on = {
  toggle: () => (source.playing.peek() ? source.pause() : playOn()),
  previous: () => near.peek().before && source.seek(near.peek().before.line.at),
  next: () => near.peek().after && source.seek(near.peek().after.line.at),
  rate(one) {
    rate.value = one;
    if (source.playing.peek()) source.play(one);
  },
};

/** From the end, playing begins again at the start. */
async function playOn() {
  if (now.peek() >= source.lines.peek().at(-1)?.at) await source.seek(source.lines.peek()[0].at);
  source.play(rate.peek());
}

async function save() {
  const blob = await source.export();
  if (!blob) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${page.event}.jsonl`;
  link.click();
  URL.revokeObjectURL(link.href);
}

const KEYS = {
  " ": on.toggle,
  "[": on.previous,
  "]": on.next,
  ArrowLeft: (shift) => source.seek(now.peek() - (shift ? LARGE_STEP_MS : SMALL_STEP_MS)),
  ArrowRight: (shift) => source.seek(now.peek() + (shift ? LARGE_STEP_MS : SMALL_STEP_MS)),
};

document.addEventListener("keydown", (pressed) => {
  // A control that has the focus answers its own keys.
  const own = pressed.target.closest?.("button, input, select, textarea, a, dialog, [tabindex]");
  if (own || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
  const number = Number(pressed.key);
  const act =
    KEYS[pressed.key] ??
    (number >= 1 && number <= RATES.length ? () => on.rate(RATES[number - 1]) : null);
  if (!act) return;
  pressed.preventDefault();
  act(pressed.shiftKey);
});

function Page() {
  const event = board.event.value;
  if (!event || !plan.value) return html`<${Waiting} />`;
  const common = { now, onPick: pick, picked: picked.value };
  return html`<div class="replay" data-drill=${isDrill(event) ? "" : undefined}>
    <${ReplayHead} event=${event} source=${source} onExport=${MAY_EXPORT.has(page.role) && save} />
    <${Failure} />
    <main>
      <section class="replay__time" aria-label=${t("replay.time")}>
        <${Transport}
          now=${now}
          from=${source.first}
          to=${source.last}
          playing=${source.playing.value}
          rate=${rate.value}
          ...${near.value}
          on=${on}
        />
        <div class="replay__strip">
          <${BarLegend} />
          <${Scrubber}
            lines=${source.lines.value}
            milestones=${marks.value}
            from=${source.first}
            to=${source.last}
            now=${now}
            onSeek=${(at) => source.seek(at)}
          />
        </div>
      </section>
      <div class="replay__middle">
        <${ReplayBoard} board=${board} onWall=${() => (wall.value = true)} ...${common} />
        <${ProgressChart}
          outcome=${source.outcome.value}
          first=${source.first}
          last=${source.last}
          ...${common}
        />
        <${Durations} outcome=${source.outcome.value} />
      </div>
      <${LogTable}
        lines=${source.lines.value}
        verified=${source.chain.value.done}
        notices=${board.notices.value}
        onSeek=${(seq) => source.seekSeq(seq)}
        ...${common}
      />
    </main>
    ${wall.value && html`<${ReplayWall} board=${board} now=${now} onClose=${() => (wall.value = false)} />`}
    ${isDrill(event) && html`<${DrillFrame} />`}
  </div>`;
}

function Failure() {
  const failure = source.failure.value;
  if (!failure) return null;
  return html`<p class="replay__failure" role="alert">
    ${failure.status === null ? t("replay.unreachable") : t("replay.failed", { status: failure.status })}
    <button type="button" class="button" onClick=${() => source.seek(now.peek())}>
      ${t("replay.again")}
    </button>
  </p>`;
}

function Waiting() {
  const failure = source.failure.value;
  return html`<main class="waiting" aria-busy="true">
    <div class="waiting__bars" aria-hidden="true"><i /><i /><i /><i /></div>
    <p role="status">${t(failure ? "replay.unreachable" : "replay.loading")}</p>
  </main>`;
}

render(html`<${Page} />`, document.getElementById("app") ?? document.body);
clock.run();

/** Ask until the log came; a replay opened while the server restarts must not stay empty. */
async function begin() {
  for (;;) {
    await source.open();
    const { status } = source.failure.peek() ?? {};
    if (status === 401) return toSignIn();
    if (board.ready.peek() || status === 403) return;
    source.close();
    await new Promise((resume) => setTimeout(resume, 3_000));
  }
}

await begin();
// Each instant is shown with the plan of then: a version adopted later has other names and units.
effect(() => {
  const digest = board.event.value?.plan_digest;
  if (digest && digest !== plan.peek()?.digest) loadPlan(page.event, { digest }).catch(() => {});
});
