// /join and /join#CODE: a unit's phone. The code is in the fragment, which no server and no link
// preview sees, and is used up only when somebody taps.

import { t } from "../board/words.js";
import { EntryForm } from "../components/signin-form.js";
import { html, render } from "../components/html.js";
import { beginPage, readPage } from "../components/page.js";
import { firstPage, join, tidyCode } from "../live/entering.js";
import { forgetKept } from "../live/handing_on.js";

const page = readPage();
await beginPage(page, "join.title", "auto");

const given = tidyCode(decodeURIComponent(location.hash.slice(1)));
// Out of the address bar: a phone handed on or a picture of it must not carry the code.
if (given) history.replaceState(null, "", location.pathname + location.search);

async function enter({ code }) {
  const session = await join(code);
  await forgetKept();
  location.replace(firstPage(session, null, location.origin));
}

function Page() {
  const fields = [
    {
      name: "code",
      label: t("join.code"),
      value: given,
      autocomplete: "one-time-code",
      maxlength: 20,
    },
  ];
  const other = { href: "/signin", text: t("join.other") };
  return html`<${EntryForm} where="join" enter=${enter} fields=${fields} other=${other} />`;
}

render(html`<${Page} />`, document.getElementById("app"));
