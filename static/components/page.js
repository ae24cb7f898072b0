// What every page starts with: who is signed in, which event, which language.

import { loadPlan } from "../board/plan.js";
import { showLanguage, t } from "../board/words.js";
import { forgetKept } from "../live/handing_on.js";

/** The facts the server wrote into the page. */
export function readPage() {
  return JSON.parse(document.getElementById("page").textContent);
}

/** Show the page's language, title and theme ("light", "dark" or "auto": as the system is). */
export async function beginPage(page, title, theme = "light") {
  document.documentElement.dataset.theme = theme;
  document.documentElement.lang = await showLanguage(page.lang);
  document.title = `${t(title)} · ${t("app.name")}`;
}

const PLAN_AGAIN_MS = 3_000;

/** Fetch the plan, and again until it came: no page is readable without its names. */
export async function keepPlan(event) {
  for (;;) {
    try {
      return await loadPlan(event);
    } catch (failure) {
      if (failure.status === 401) return toSignIn();
      await new Promise((resume) => setTimeout(resume, PLAN_AGAIN_MS));
    }
  }
}

/** Sign in first, then come back here. Who signs in may be somebody else: what was kept goes. */
export async function toSignIn() {
  await forgetKept();
  const back = `${location.pathname}${location.search}`;
  location.assign(`/signin?next=${encodeURIComponent(back)}`);
}
