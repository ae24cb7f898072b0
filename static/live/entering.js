// Signing in and joining: what to send, and where to go then. Knows no page.

import { post, remove } from "./actions.js";

const SESSION = "/api/v1/session";
const PAGES = ["/wall", "/dispatch", "/readiness", "/field", "/plan", "/replay"];
const FIRST_PAGE = {
  field_unit: "/field",
  wall: "/wall",
  reviewer: "/replay",
};

export const signIn = (name, password) => post(SESSION, { name: name.trim(), password });

/** A code as people type it: spaces, dashes and small letters mean nothing. */
export const tidyCode = (typed) => typed.replace(/[\s-]/g, "").toUpperCase();

export const join = (typed) => post(SESSION, { code: tidyCode(typed) });

/** End the session here and at the server. */
export const signOut = () => remove(SESSION);

/** Where somebody goes after signing in: where they came from if that is a page of ours, else their own. */
export function firstPage({ role }, next, origin) {
  const wanted = ownPath(next, origin);
  return wanted ?? FIRST_PAGE[role] ?? "/dispatch";
}

function ownPath(next, origin) {
  if (!next) return null;
  try {
    const url = new URL(next, origin);
    const isOurs = url.origin === origin && PAGES.includes(url.pathname);
    return isOurs ? `${url.pathname}${url.search}${url.hash}` : null;
  } catch {
    return null;
  }
}
