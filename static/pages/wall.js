// /wall: the board as it is now, to be read from eight metres. Shows, and asks for nothing.

import { board } from "../board/store.js";
import { plan } from "../board/plan.js";
import { FullScreen, LanguageSwitch } from "../components/language.js";
import { effect, html, render } from "../components/html.js";
import { beginPage, keepPlan, readPage, toSignIn } from "../components/page.js";
import { Wall, WallWaiting, canShow } from "../components/wall.js";
import { clock, now } from "../live/clock.js";
import { connect } from "../live/connection.js";

const page = readPage();
await beginPage(page, "wall.title", "dark");
clock.run();

const connection = connect({
  event: page.event,
  board,
  onTick: (tick) => clock.follow(tick),
  onRefused: (status) => status === 401 && board.ready.peek() === false && toSignIn(),
});
window.addEventListener("online", () => connection.retryNow());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") connection.retryNow();
});

await keepPlan(page.event);
// A plan adopted during the day brings other names, units and places.
effect(() => {
  const digest = board.event.value?.plan_digest;
  if (digest && plan.peek() && digest !== plan.peek().digest) keepPlan(page.event);
});

function Page() {
  if (!canShow(board)) return html`<${WallWaiting} link=${connection.link} />`;
  return html`<${Wall}
    board=${board}
    now=${now}
    rate=${clock.rate.value}
    link=${connection.link}
    tick=${connection.tick}
    foot=${html`<span class="foot__controls"><${LanguageSwitch} /><${FullScreen} /></span>`}
  />`;
}

render(html`<${Page} />`, document.getElementById("app") ?? document.body);
