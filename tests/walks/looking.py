"""Look at a page as its reader would: signed in, with an eye on faults and on who can't see."""

import os
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, Page, ViewportSize

from command.cli.asking import open_event
from command.cli.here import Here
from command.domain.authority import Role
from command.domain.event import EventTime
from command.domain.identifiers import Instant
from command.domain.states import EventKind, Phase
from tests.web.stack import Client, Stack

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PHONE: ViewportSize = {"width": 390, "height": 844}
LEAST_PX = 14
PICTURES = os.environ.get("DENGGAO_PICTURES")
"""Where to leave pictures for somebody to look at; none are taken otherwise."""

_SMALL_TEXT = """(least) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.textContent.trim() || parent.closest("script, .for-readers")) continue;
    if (parent.getClientRects().length === 0) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    if (size < least) small.push(`${size} ${node.textContent.trim()}`);
  }
  return small;
}"""


_NUMBERS: Final = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A drill of its own on a running stack, so that one test's incidents aren't another's."""

    stack: Stack
    event: str

    def client(self, role: Role) -> Client:
        """Return somebody of a role who is signed in to it."""
        return self.stack.client(role, event=self.event)


def fresh_event(stack: Stack, phase: Phase = Phase.LIVE) -> Fresh:
    """Open another drill."""
    event = f"walk-{next(_NUMBERS)}"
    real_at = Instant(stack.clock.now())
    time = EventTime(event_at=stack.plan.day_starts_at, real_at=real_at, rate=1)
    place = Here(settings=stack.settings, stores=stack.stores)
    open_event(place, event, stack.plan, kind=EventKind.DRILL, time=time, phase=phase)
    return Fresh(stack=stack, event=event)


class Watched:
    """A page with everything that went wrong on it."""

    def __init__(self, page: Page) -> None:
        """Begin to listen."""
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        # A page under a policy says in the console what the policy forbade.
        if message.type == "error":
            self.faults.append(message.text)


def open_page(
    context: BrowserContext, fresh: Fresh, path: str, role: Role, *, url: str | None = None
) -> Watched:
    """Open a page as somebody of a role, by another way to the web process if one is named."""
    url = url or fresh.stack.webs[0].url
    secret = fresh.stack.sign_in(role, fresh.event)
    context.add_cookies([{"name": "denggao", "value": secret, "url": url}])
    watched = Watched(context.new_page())
    watched.page.goto(f"{url}{path}{'&' if '?' in path else '?'}event={fresh.event}")
    return watched


def axe_faults(page: Page) -> list[str]:
    """List what axe finds wrong, in short."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def small_text(page: Page, least_px: int = LEAST_PX) -> list[str]:
    """List the shown texts that are smaller than people should have to read."""
    small: list[str] = page.evaluate(_SMALL_TEXT, least_px)
    return small


def picture(page: Page, name: str) -> None:
    """Leave a picture, if somebody wants to look."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))
