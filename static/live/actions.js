// The one way pages ask the server for something. Turns every answer into a receipt, a refusal
// or "not reached"; never invents an id twice for one wish, so that a resend is the same action.

import { language } from "../board/words.js";

const ACTION_ID_BYTES = 16;
const TIMEOUT_MS = 10_000;
/** A phone's photo over a bad line. */
const PHOTO_TIMEOUT_MS = 120_000;
/** A click on a bad link is tried this often with the same id before the person hears of it. */
const ATTEMPTS = 3;
const RETRY_AFTER_MS = 400;

/** The server gave a reasoned no; `problem` is its problem+json. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail || problem?.title || String(status));
    this.name = "Refused";
    this.status = status;
    this.problem = problem ?? {};
  }
}

/** Nobody answered, or the answer was that the store is away: the same id may be sent again. */
export class NotReached extends Error {
  constructor(status = null) {
    super("not reached");
    this.name = "NotReached";
    this.status = status;
  }
}

/** 128 random bits as base64url: the id by which a resend is known. */
export function newActionId(random = crypto) {
  const bytes = random.getRandomValues(new Uint8Array(ACTION_ID_BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** Ask for one action. Resolves to the receipt, rejects with Refused or NotReached. */
export async function send(event, action, { attempts = ATTEMPTS } = {}) {
  const asked = { ...action, id: action.id ?? newActionId() };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await post(actionsOf(event), asked);
    } catch (problem) {
      if (!(problem instanceof NotReached) || attempt >= attempts) throw problem;
      await new Promise((wake) => setTimeout(wake, RETRY_AFTER_MS * attempt));
    }
  }
}

/** Hand over a batch of at most 50, in order. Each is answered on its own. */
export function sendBatch(event, actions) {
  return post(actionsOf(event), { actions });
}

/** Hand over a photo; resolves to the digest an action names it by. */
export async function sendPhoto(event, file) {
  return (await post(`${eventPath(event)}/media`, file)).digest;
}

/** What a problem says to people: the server's words, with the fields it names. */
export function problemText(problem) {
  const fields = (problem?.errors ?? []).map(({ field, message }) => `${field}: ${message}`);
  return [problem?.detail || problem?.title || "", ...fields].filter(Boolean).join(" ");
}

export const get = (path) => request("GET", path);
export const post = (path, body) => request("POST", path, body);
export const remove = (path) => request("DELETE", path);

export const eventPath = (event) => `/api/v1/events/${encodeURIComponent(event)}`;
const actionsOf = (event) => `${eventPath(event)}/actions`;

async function request(method, path, body) {
  const answer = await reach(method, path, body);
  if (isPassing(answer.status)) throw new NotReached(answer.status);
  const content = await readJson(answer);
  if (answer.ok) return content;
  throw new Refused(answer.status, content);
}

async function reach(method, path, body) {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), body instanceof Blob ? PHOTO_TIMEOUT_MS : TIMEOUT_MS);
  try {
    return await fetch(path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      headers: headersFor(body),
      body: body === undefined || body instanceof Blob ? body : JSON.stringify(body),
      signal: giveUp.signal,
    });
  } catch {
    throw new NotReached();
  } finally {
    clearTimeout(timer);
  }
}

function headersFor(body) {
  // The header no other site can set: a cookie alone doesn't let anybody act.
  const headers = {
    Accept: "application/json",
    "Accept-Language": language.peek(),
    "X-Denggao": "1",
  };
  if (body === undefined) return headers;
  const type = body instanceof Blob ? body.type : "application/json";
  return { ...headers, "Content-Type": type };
}

/** Passing troubles of the server: the same request may well be taken in a moment. */
const isPassing = (status) => status >= 500 || status === 429 || status === 408;

async function readJson(answer) {
  if (answer.status === 204) return null;
  try {
    return await answer.json();
  } catch {
    // A captive portal or a proxy answers with a page of its own. That's not our server's word.
    throw new NotReached(answer.status);
  }
}
