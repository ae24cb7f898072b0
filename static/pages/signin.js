// /signin: a name and a passphrase, for those who sit at a desk.

import { t } from "../board/words.js";
import { EntryForm } from "../components/signin-form.js";
import { html, render } from "../components/html.js";
import { beginPage, readPage } from "../components/page.js";
import { firstPage, signIn } from "../live/entering.js";
import { forgetKept } from "../live/handing_on.js";

const page = readPage();
await beginPage(page, "signin.title", "auto");
const next = new URLSearchParams(location.search).get("next");
// Sent here by a page: the session ended, maybe while the phone was off, and nobody's board stays.
if (next) void forgetKept();

async function enter({ name, password }) {
  const session = await signIn(name, password);
  await forgetKept();
  location.replace(firstPage(session, next, location.origin));
}

function Page() {
  const fields = [
    { name: "name", label: t("signin.name"), autocomplete: "username", maxlength: 80 },
    {
      name: "password",
      label: t("signin.password"),
      type: "password",
      autocomplete: "current-password",
    },
  ];
  const other = { href: "/join", text: t("signin.other") };
  return html`<${EntryForm} where="signin" enter=${enter} fields=${fields} other=${other} />`;
}

render(html`<${Page} />`, document.getElementById("app"));
