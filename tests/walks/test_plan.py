"""The plan clause by clause, as somebody reads it while the day goes on."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect

from command.domain.authority import Role
from command.domain.identifiers import TypeId
from tests.walks.looking import Fresh, Watched, axe_faults, fresh_event, open_page, small_text
from tests.web.stack import Stack

DESK = ViewportSize(width=1600, height=1000)
PHONE = ViewportSize(width=390, height=844)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser at a desk."""
    context = browser.new_context(viewport=DESK, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def day(stack: Stack) -> Fresh:
    """A drill in which a fire burns."""
    fresh = fresh_event(stack)
    fresh.client(Role.DISPATCHER).report(incident_type="fire", zone="temple", severity=2)
    return fresh


def opened(context: BrowserContext, day: Fresh, path: str = "/plan", **how: Role) -> Watched:
    """The page, once its clauses are there."""
    watched = open_page(context, day, path, how.get("role", Role.COMMANDER))
    expect(watched.page.locator(".clause").first).to_be_visible()
    return watched


def test_all_clauses_are_there_and_everybody_can_read_them(
    context: BrowserContext, day: Fresh
) -> None:
    plan = opened(context, day)

    expect(plan.page.locator(".clause")).to_have_count(103)
    expect(plan.page.locator(".risk").first).to_be_visible()
    assert axe_faults(plan.page) == []
    assert small_text(plan.page) == []
    assert plan.faults == []


def test_a_clause_leads_to_the_incident_that_bears_on_it(
    context: BrowserContext, day: Fresh
) -> None:
    plan = opened(context, day)
    situation = day.stack.plan.playbooks[TypeId("fire")].situation

    plan.page.locator(f"[id='clause-{situation}'] a.bearing").first.click()

    expect(plan.page.locator("body")).to_have_attribute("data-page", "dispatch")
    expect(plan.page.locator(".incident, .head, main").first).to_contain_text("#0001")


def test_what_happens_meanwhile_shows_without_asking(context: BrowserContext, day: Fresh) -> None:
    plan = opened(context, day)
    situation = day.stack.plan.playbooks[TypeId("illness")].situation
    clause = plan.page.locator(f"[id='clause-{situation}']")
    before = clause.locator(".bearing").count()

    day.client(Role.DISPATCHER).report(incident_type="illness")

    expect(clause.locator(".bearing")).to_have_count(before + 1)


def test_one_finds_a_clause_by_words_and_by_its_course(context: BrowserContext, day: Fresh) -> None:
    plan = opened(context, day)

    plan.page.get_by_role("searchbox").fill("启动应急预案")
    expect(plan.page.locator(".clause")).to_have_count(1)
    plan.page.get_by_role("searchbox").fill("")
    plan.page.get_by_role("group", name="按进展筛选").get_by_role("button").nth(2).click()

    running = plan.page.locator(".clause")
    expect(running.first).to_have_class("clause clause--running")
    assert running.count() < 103


def test_an_address_names_a_clause(context: BrowserContext, day: Fresh) -> None:
    plan = opened(context, day)

    plan.page.goto(f"{plan.page.url}#clause-A23")
    plan.page.reload()

    expect(plan.page.locator("[id='clause-A23']")).to_be_in_viewport()
    expect(plan.page.locator("[id='clause-A23']")).to_have_class(
        "clause clause--none clause--chosen"
    )


def test_it_speaks_english_and_fits_a_phone(browser: Browser, day: Fresh) -> None:
    context = browser.new_context(viewport=PHONE, locale="en-GB")
    plan = opened(context, day, "/plan?lang=en", role=Role.REVIEWER)

    expect(plan.page.locator(".plan__head")).to_contain_text("Plan, clause by clause")
    assert plan.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert axe_faults(plan.page) == []
    context.close()
