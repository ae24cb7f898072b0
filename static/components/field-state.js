// What the phone is looking at, and how components say what was tapped.

import { signal } from "./html.js";

/** A tap that becomes an action of the outbox: {action}. Bubbles up to the page. */
export const TAP = "denggao:tap";
/** Let a refused record go, or try it again: {id}. */
export const DISMISS = "denggao:dismiss";
export const AGAIN = "denggao:again";

/** "task", "report" or "duties". */
export const tab = signal("task");
/** The incident switched to, or null for the first. */
export const chosen = signal(null);
/** The duty opened for saying something of it, or null. */
export const duty = signal(null);
/** The sheet over the page: null, "note", "control", "service", "circumstances", "going", "decline" or one of a scene's. */
export const sheet = signal(null);
/** The number of the incident a sheet is about, or null. */
export const about = signal(null);
/** The order that can't be carried out: {directive, addressee}, while its sheet asks why. */
export const declined = signal(null);
/** When the big button was tapped last, by the machine's clock. */
export const tappedAt = signal(-Infinity);

/** Open a sheet about an incident: it stays about that one, whatever the page shows meanwhile. */
export function ask(name, incident) {
  about.value = incident.number;
  sheet.value = name;
}

export function tap(target, action) {
  say(target, TAP, { action });
}

export function say(target, kind, detail) {
  target.dispatchEvent(new CustomEvent(kind, { bubbles: true, detail }));
}
