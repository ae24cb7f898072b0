import assert from "node:assert/strict";
import { test } from "node:test";

import { clock as clockText, duration, longDay, useZone } from "../../static/board/times.js";
import { language } from "../../static/board/words.js";
import { EventClock } from "../../static/live/clock.js";
import { AT } from "./cast.mjs";

/** A clock on a machine whose monotonic time the test moves. */
function aClock() {
  const machine = { at: 1_000 };
  return { clock: new EventClock({ monotonic: () => machine.at }), machine };
}

test("the event's time runs from the last tick by the monotonic clock", () => {
  const { clock, machine } = aClock();

  clock.follow({ at: AT, rate: 1 });
  machine.at += 2_500;

  assert.equal(clock.eventNow(), AT + 2_500);
});

test("a drill at sixty times runs a minute a second", () => {
  const { clock, machine } = aClock();

  clock.follow({ at: AT, rate: 60 });
  machine.at += 1_000;

  assert.equal(clock.eventNow(), AT + 60_000);
});

test("a tick that was held up does not turn the time back", () => {
  const { clock, machine } = aClock();
  clock.follow({ at: AT, rate: 1 });
  machine.at += 5_800;

  clock.follow({ at: AT + 5_000, rate: 1 });

  assert.equal(clock.eventNow(), AT + 5_800);
});

test("a drill set back by more than jitter is followed", () => {
  const { clock, machine } = aClock();
  clock.follow({ at: AT, rate: 1 });
  machine.at += 60_000;

  clock.follow({ at: AT, rate: 1 });

  assert.equal(clock.eventNow(), AT);
});

test("a paused drill stands still", () => {
  const { clock, machine } = aClock();

  clock.follow({ at: AT, rate: 0 });
  machine.at += 9_000;

  assert.equal(clock.eventNow(), AT);
});

test("running, it steps with the event's second", () => {
  const { clock, machine } = aClock();
  const waits = [];
  clock.set(AT + 300, 1);
  machine.at += 100;

  clock.run({ setTimeout: (_, wait) => waits.push(wait), clearTimeout: () => {} });

  assert.deepEqual(waits, [600]);
  assert.equal(clock.now.value, AT + 400);
});

test("times are shown in the event's zone, in either language", () => {
  useZone("Asia/Shanghai");

  language.value = "zh-CN";
  assert.equal(longDay(AT), "2020-10-25 星期日 九月初九");
  language.value = "en";
  assert.equal(longDay(AT), "Sun 25 Oct 2020");
  assert.equal(clockText(AT), "10:42:17");
  assert.equal(clockText(null), "--:--:--");
});

test("durations drop no hour", () => {
  assert.equal(duration(59_999), "00:59");
  assert.equal(duration(-65_000), "01:05");
  assert.equal(duration(3_905_000), "1:05:05");
});
