// /: what the shell can't say by itself: how far the event has come, and how to leave.

import { t } from "../board/words.js";
import { html, render, useState } from "../components/html.js";
import { beginPage, readPage } from "../components/page.js";
import { signOut } from "../live/entering.js";
import { forgetKept } from "../live/handing_on.js";

const page = readPage();
await beginPage(page, "home.title", "auto");

function Account() {
  const [failed, setFailed] = useState(false);
  const leave = async () => {
    try {
      await signOut();
      await forgetKept();
      location.replace("/signin");
    } catch {
      setFailed(true);
    }
  };
  return html`<span>${page.name} · ${t(`role.${page.role}`)}</span>
    <button type="button" class="quiet-button" onClick=${leave}>${t("dispatch.sign_out")}</button>
    ${failed && html`<p role="alert">${t("home.still_in")}</p>`}`;
}

const phase = document.getElementById("phase");
if (phase && page.phase) phase.textContent = t(`phase.${page.phase}`);
render(html`<${Account} />`, document.getElementById("account"));
