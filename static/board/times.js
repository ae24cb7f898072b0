// Instants as people read them: clock times in the event's zone, and durations.

import { language } from "./words.js";

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;

const formats = new Map();
let zone = "Asia/Shanghai";

/** Show times in the zone of the plan. */
export function useZone(name) {
  zone = name || zone;
}

function format(kind, locale, options) {
  const key = `${kind}|${locale}|${zone}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  }
  return formats.get(key);
}

/** 10:42:17 */
export function clock(at) {
  if (at === null || at === undefined) return "--:--:--";
  return format("clock", "en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(at);
}

/** 10:42 */
export function shortClock(at) {
  if (at === null || at === undefined) return "--:--";
  return format("short", "en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    at,
  );
}

/** 2020-10-25 */
export function isoDay(at) {
  return format("iso", "sv-SE", { year: "numeric", month: "2-digit", day: "2-digit" }).format(at);
}

/** 2020-10-25 星期日 九月初九, or Sun 25 Oct 2020. */
export function longDay(at) {
  if (language.value === "en") {
    return format("day", "en-GB", {
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
    })
      .format(at)
      .replace(",", "");
  }
  const weekday = format("weekday", "zh-CN", { weekday: "long" }).format(at);
  return `${isoDay(at)} ${weekday} ${lunarDay(at)}`;
}

const DAYS = "一二三四五六七八九十";

/** 九月初九 */
function lunarDay(at) {
  const parts = format("lunar", "zh-CN-u-ca-chinese", {
    month: "long",
    day: "numeric",
  }).formatToParts(at);
  const part = (type) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("month")}${lunarNumber(Number.parseInt(part("day"), 10))}`;
}

function lunarNumber(day) {
  if (!(day >= 1 && day <= 30)) return "";
  if (day <= 10) return `初${DAYS[day - 1]}`;
  if (day === 20) return "二十";
  if (day === 30) return "三十";
  return `${day < 20 ? "十" : "廿"}${DAYS[(day % 10) - 1]}`;
}

/** 04:23, or 1:04:23 past an hour. Never negative: the caller says which side of the time it is. */
export function duration(ms) {
  const seconds = Math.floor(Math.abs(ms) / SECOND_MS);
  const two = (n) => String(n).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = `${two(minutes)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}
