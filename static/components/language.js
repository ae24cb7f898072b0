// The language switch and full screen: a wall's only controls.

import { LANGUAGES, language, showLanguage, t } from "../board/words.js";
import { html, useEffect, useState } from "./html.js";
import { Icon } from "./icons.js";

const YEAR_S = 31_536_000;

/** Show the page in a language and remember it. */
export async function chooseLanguage(tag) {
  const shown = await showLanguage(tag);
  document.documentElement.lang = shown;
  forgetAsked();
  document.cookie = `lang=${shown}; path=/; max-age=${YEAR_S}; SameSite=Lax`;
}

/** An address that asks for a language would undo the choice at the next reload. */
function forgetAsked() {
  const address = new URL(location.href);
  if (!address.searchParams.has("lang")) return;
  address.searchParams.delete("lang");
  history.replaceState(history.state, "", address);
}

/** Each language is named in itself, for whoever cannot read the other. */
const NAMES = { "zh-CN": "中文", en: "English" };

export function LanguageSwitch() {
  const other = LANGUAGES.find((tag) => tag !== language.value);
  return html`<button
    type="button"
    class="quiet-button"
    lang=${other}
    onClick=${() => chooseLanguage(other)}
  >
    ${NAMES[other]}
  </button>`;
}

export function FullScreen() {
  const [full, setFull] = useState(false);
  useEffect(() => {
    const follow = () => setFull(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", follow);
    return () => document.removeEventListener("fullscreenchange", follow);
  }, []);
  if (!document.fullscreenEnabled) return null;
  const toggle = () =>
    full ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  return html`<button type="button" class="quiet-button" onClick=${toggle}>
    <${Icon} name="full" /> ${t(full ? "foot.leave_full" : "foot.full")}
  </button>`;
}
