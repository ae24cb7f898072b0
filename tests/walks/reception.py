"""A phone on a line that can be cut, as it is behind a mountain: its browser is told so, too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.faults.faultproxy import FaultProxy
from tests.web.stack import Stack


class Reception:
    """
    The one way from phones to the web process, until it is cut.

    A browser that is only told to be offline lets requests of a page that
    just begins slip through now and then; through a cut line nothing does.
    """

    def __init__(self, stack: Stack) -> None:
        """Lay the line."""
        self._line = FaultProxy(f"127.0.0.1:{stack.webs[0].port}")
        self.url = f"http://127.0.0.1:{self._line.port}"

    def cut(self, context: BrowserContext, page: Page) -> None:
        """Wait until the phone could be opened without a network, then cut it off."""
        self.until_kept(page)
        self.lose(context, page)

    def until_kept(self, page: Page) -> None:
        """Wait until the page and the last documents are on the phone."""
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        page.reload()
        expect(page.locator(".task, .idle, .lead")).to_be_visible()
        _until_board_kept(page)

    def lose(self, context: BrowserContext, page: Page) -> None:
        """Cut off a phone whose page stays open."""
        context.set_offline(True)
        self._line.set("refuse")
        expect(page.locator(".bar--offline")).to_be_visible()

    def mend(self, context: BrowserContext) -> None:
        """Be in reach again."""
        self._line.set("pass")
        context.set_offline(False)

    def close(self) -> None:
        """Take the line down."""
        self._line.close()


@pytest.fixture
def reception(stack: Stack) -> Iterator[Reception]:
    """A line of its own to the shared web process."""
    line = Reception(stack)
    yield line
    line.close()


def _until_board_kept(page: Page) -> None:
    """Wait until the last documents are on the phone."""
    # The page itself waits: to a poll from outside a promise of an answer is a yes.
    page.evaluate(
        """async () => {
          const { readPage } = await import("/static/components/page.js");
          const { DeviceStore } = await import("/static/live/device-store.js");
          const { keptAs } = await import("/static/live/keepsake.js");
          const name = `board:${keptAs(readPage())}`;
          const store = new DeviceStore();
          const frame = () => new Promise(requestAnimationFrame);
          while (!(await store.kept(name))) await frame();
        }"""
    )
