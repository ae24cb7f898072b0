"""The first page after signing in: where to go from here."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect

from command.domain.authority import Role
from tests.walks.looking import axe_faults, fresh_event, open_page
from tests.web.stack import Stack

PHONE = ViewportSize(width=390, height=844)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that speaks Chinese."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN")
    yield context
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_home_leads_to_the_pages_of_a_role_and_everybody_can_read_it(
    context: BrowserContext, stack: Stack, scheme: str
) -> None:
    home = open_page(context, fresh_event(stack), "/", Role.COMMANDER)
    home.page.emulate_media(color_scheme="light" if scheme == "light" else "dark")

    links = home.page.get_by_role("navigation", name="选择页面").get_by_role("link")

    expect(links).to_have_count(6)
    expect(links.first).to_contain_text("调度席")
    assert axe_faults(home.page) == []
    assert home.faults == []
    links.first.click()
    expect(home.page.locator("body")).to_have_attribute("data-page", "dispatch")


def test_home_says_how_far_the_day_is_and_lets_one_leave(
    context: BrowserContext, stack: Stack
) -> None:
    home = open_page(context, fresh_event(stack), "/", Role.COMMANDER)
    expect(home.page.get_by_text("活动进行中")).to_be_visible()

    home.page.get_by_role("button", name="退出").click()

    expect(home.page.locator("body")).to_have_attribute("data-page", "signin")
    home.page.goto(home.page.url.partition("/signin")[0] + "/")
    expect(home.page.locator("body")).to_have_attribute("data-page", "signin")


def test_home_speaks_the_other_language_when_asked(context: BrowserContext, stack: Stack) -> None:
    home = open_page(context, fresh_event(stack), "/", Role.FIELD_UNIT)

    home.page.get_by_role("link", name="English").click()

    expect(home.page.get_by_role("navigation", name="Choose a page")).to_contain_text("Field")
