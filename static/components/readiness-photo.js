// A photo as evidence: handed over before the duty is said to be done, shown after.

import { t } from "../board/words.js";
import { html, useState } from "./html.js";

/**
 * @param photos {keep(file) → digest, hrefOf(digest)}: the page's way to the server
 * @param onKept called with the digest once the server has it, with null when another is chosen
 */
export function PhotoInput({ photos, onKept }) {
  const [said, say] = useState(null);
  const choose = async (event) => {
    const [file] = event.currentTarget.files;
    onKept(null);
    if (!file) return say(null);
    say({ text: t("ready.photo_sending") });
    try {
      onKept(await photos.keep(file));
      say({ text: t("ready.photo_kept") });
    } catch (failure) {
      say({ text: photos.explain(failure), failed: true });
    }
  };
  return html`<label class="duty__photo">
    ${t("ready.photo")}
    <input type="file" accept="image/jpeg,image/png,image/webp" onChange=${choose} />
    ${said && html`<span role=${said.failed ? "alert" : "status"}>${said.text}</span>`}
  </label>`;
}

/** The picture itself, small; larger in a tab of its own. */
export function Photo({ digest, photos }) {
  const href = photos.hrefOf(digest);
  return html`<a class="duty__picture" href=${href} target="_blank" rel="noopener">
    <img src=${href} alt=${t("ready.photo_of", { digest: digest.slice(0, 12) })} />
  </a>`;
}
