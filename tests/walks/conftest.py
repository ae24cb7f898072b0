"""Walks: the pages in a real browser, on a real server with a real store."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.valkey import running_valkey
from tests.walks.looking import PHONE, Fresh, fresh_event
from tests.walks.reception import reception
from tests.web.stack import Stack, running_stack

__all__ = ["reception"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies here drives a browser."""
    for item in items:
        if "/walks/" in str(item.path):
            item.add_marker(pytest.mark.walk)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's browser if it has one, and let it ask nobody for anything."""
    own = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    return {**browser_type_launch_args, "executable_path": own, "args": FLAGS}


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Share one stack with one web process. Don't stop anything of it."""
    with running_valkey() as server, running_stack(server) as running:
        yield running


@pytest.fixture(scope="session")
def mortal_stack() -> Iterator[Stack]:
    """Share a stack whose web process may be killed by whoever starts it on its port again."""
    with running_valkey() as server, running_stack(server) as running:
        yield running


@pytest.fixture
def fresh(stack: Stack) -> Fresh:
    """An event that nothing has happened in yet."""
    return fresh_event(stack)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone with a browser of its own; a walk at a desk has a `context` of its own instead."""
    context = browser.new_context(viewport=PHONE, has_touch=True, locale="zh-CN")
    yield context
    context.close()
