"""Two dozen types on a phone and at a desk; why an incident is routed so, and a person's word."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect

from command.domain.authority import Role
from command.domain.identifiers import IncidentNumber
from command.domain.incident import Incident
from tests.walks.looking import Fresh, Watched, axe_faults, open_page, small_text

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1600, "height": 1000}
TOUCH_PX = 56
LOADS_WITHIN_MS = 20_000


@pytest.fixture
def phone(browser: Browser, fresh: Fresh) -> Iterator[Watched]:
    """A unit's phone at the form for telling of something."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True)
    watched = open_page(context, fresh, "/field", Role.FIELD_UNIT)
    watched.page.locator('[data-tab="report"]').click(timeout=LOADS_WITHIN_MS)
    yield watched
    context.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser as wide as a desk's screen."""
    context = browser.new_context(viewport=DESK, locale="zh-CN")
    yield context
    context.close()


def open_desk(context: BrowserContext, fresh: Fresh, number: int, language: str = "zh-CN") -> Any:
    """A dispatcher's page with the incident open."""
    watched = open_page(context, fresh, f"/dispatch?lang={language}", Role.DISPATCHER)
    head = watched.page.locator(".head")
    expect(head).to_have_attribute("data-number", str(number), timeout=LOADS_WITHIN_MS)
    return watched


def incident_of(fresh: Fresh, number: int) -> Incident:
    """Fold the log anew and look."""
    return fresh.stack.desk(fresh.event).board.documents.incidents[IncidentNumber(number)]


def newest(fresh: Fresh) -> Incident:
    """The incident told of last."""
    incidents = fresh.stack.desk(fresh.event).board.documents.incidents
    return incidents[max(incidents)]


def test_the_five_situations_come_first_and_the_rest_a_touch_away(phone: Watched) -> None:
    page = phone.page

    shown = page.locator(".types__one").evaluate_all("all => all.map(one => one.dataset.type)")
    assert shown == ["crush", "disturbance", "fire", "illness", "other"]
    families = page.locator("[data-family]").evaluate_all(
        "all => all.map(one => one.dataset.family)"
    )
    assert families == ["people", "order", "road", "site", "culture"]
    everything = set(shown)
    for family in families:
        page.locator(f'[data-family="{family}"]').click()
        expect(page.locator(f'[data-family="{family}"]')).to_have_attribute("aria-expanded", "true")
        everything |= set(
            page.locator(".types--more .types__one").evaluate_all(
                "all => all.map(one => one.dataset.type)"
            )
        )
    assert len(everything) == 24


def test_a_phone_tells_of_a_rarer_type_with_what_is_involved(phone: Watched, fresh: Fresh) -> None:
    page = phone.page

    page.locator('[data-family="site"]').click()
    page.locator('[data-type="rockfall"]').click()
    page.locator('[data-injured="yes"]').click()
    page.locator('[data-involved="vehicle"]').click()
    page.locator('[data-involved="forest"]').click()
    page.locator('[data-involved="forest"]').click()
    page.locator('[data-send="report"]').click()
    expect(page.locator(".card li").first).to_contain_text("落石")

    incident = newest(fresh)
    assert (incident.type, incident.involves) == ("rockfall", ("vehicle",))
    assert {"traffic", "emergency-support", "opinion"} <= set(incident.support_groups)
    assert phone.faults == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_family_is_readable_and_big_enough_for_a_thumb(
    browser: Browser, fresh: Fresh, language: str, scheme: Any
) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)
    watched = open_page(context, fresh, f"/field?lang={language}", Role.FIELD_UNIT)
    page = watched.page
    page.locator('[data-tab="report"]').click(timeout=LOADS_WITHIN_MS)
    faults: list[str] = []
    for family in ("people", "order", "road", "site", "culture"):
        page.locator(f'[data-family="{family}"]').click()
        faults += small_text(page)
        faults += page.evaluate(
            "least => [...document.querySelectorAll('.tell button')]"
            ".filter(one => one.offsetHeight < least || one.scrollWidth > one.clientWidth + 1)"
            ".map(one => one.outerHTML)",
            TOUCH_PX,
        )
    faults += axe_faults(page)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert faults == []
    assert wide <= 0
    context.close()


def test_a_rarer_type_is_reported_from_the_desk_without_a_mouse(
    context: BrowserContext, fresh: Fresh
) -> None:
    number = fresh.client(Role.DISPATCHER).report(incident_type="illness", zone="gate-plaza")
    page = open_desk(context, fresh, number).page
    keys = page.keyboard

    keys.press("n")
    expect(page.locator(".sheet")).to_be_visible()
    keys.press("8")
    expect(page.locator('[data-type="fares"]')).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator('[data-type="traffic-accident"]')).to_have_attribute("aria-pressed", "true")
    keys.press("Control+Enter")
    expect(page.locator(".head")).to_have_attribute("data-number", "2")

    incident = incident_of(fresh, 2)
    assert (incident.type, incident.lead) == ("traffic-accident", "traffic")


def test_the_desk_shows_why_with_clauses_and_what_the_rules_bring_in(
    context: BrowserContext, fresh: Fresh
) -> None:
    number = fresh.client(Role.DISPATCHER).report(incident_type="fire", zone="gate-plaza")
    page = open_desk(context, fresh, number).page
    why = page.locator("section:has(#route-title)")
    expect(why.locator('[data-rule="playbook"]')).to_contain_text("P4.2.d")

    page.locator('[data-command="change_circumstances"]').click()
    page.locator("#ask-temple").select_option("yes")
    page.locator("dialog.ask button[type=submit]").click()

    rule = why.locator('[data-rule="temple"]')
    expect(rule).to_contain_text("宗教事务管理组")
    expect(rule).to_contain_text("A15.10 A22.4")
    why.locator("summary").click()
    expect(why.locator(".route__clauses")).to_contain_text("宗教局")
    assert incident_of(fresh, number).involves == ("temple",)


def test_a_supporting_group_is_waited_for_and_its_answer_taken_by_telephone(
    context: BrowserContext, fresh: Fresh
) -> None:
    number = fresh.client(Role.DISPATCHER).report(
        incident_type="fire", zone="gate-plaza", involves=["temple"]
    )
    watched = open_desk(context, fresh, number)
    group = watched.page.locator('.asked [data-group="religion"]')
    expect(group).to_have_attribute("data-state", "told")
    expect(group).to_contain_text("已通知周学斌")
    faults = axe_faults(watched.page) + small_text(watched.page, 12)

    group.get_by_role("button").click()

    expect(group).to_have_attribute("data-state", "answered")
    expect(group).to_contain_text("周学斌 已答复")
    (asked,) = [one for one in incident_of(fresh, number).asked if one.group == "religion"]
    assert asked.answered_by == "zhou-xuebin"
    assert faults + watched.faults == []


def test_a_dispatcher_overrules_the_route_with_a_reason(
    context: BrowserContext, fresh: Fresh
) -> None:
    number = fresh.client(Role.DISPATCHER).report(
        incident_type="other", zone="gate-plaza", involves=["temple"], what="石阶旁发现箱子"
    )
    watched = open_desk(context, fresh, number)
    page = watched.page
    page.locator('[data-command="overrule_route"]').click()
    page.locator("#ask-lead").select_option("traffic")
    page.locator("#ask-drop_groups").select_option("religion")
    expect(page.locator("dialog.ask button[type=submit]")).to_be_disabled()
    page.locator("#ask-reason").fill("箱子在车上")
    page.locator("dialog.ask button[type=submit]").click()
    expect(page.locator("dialog.ask")).to_have_count(0)

    why = page.locator("section:has(#route-title)")
    expect(why.locator(".route__lead")).to_contain_text("交通保障组牵头")
    expect(why.locator(".route__lead em")).to_have_text("人工改派")
    expect(why.locator('[data-rule="temple"] s').first).to_contain_text("宗教事务管理组")
    expect(page.locator(".log")).to_contain_text("箱子在车上")
    incident = incident_of(fresh, number)
    assert (incident.lead, incident.support_groups, incident.overruled) == ("traffic", (), True)
    assert watched.faults == []


def test_another_lead_that_the_rules_advise_is_one_question_away(
    context: BrowserContext, fresh: Fresh
) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)
    number = dispatcher.report(incident_type="other", zone="gate-plaza")
    page = open_desk(context, fresh, number).page
    dispatcher.act("change_circumstances", incident=number, involves=["vehicle"])
    expect(page.locator(".route__advised")).to_contain_text("交通保障组")

    page.locator('[data-command="hand_on"]').click()
    expect(page.locator("#ask-lead")).to_have_value("traffic")
    page.locator("#ask-reason").fill("是车")
    page.locator("#ask-reason").press("Enter")

    expect(page.locator(".route__advised")).to_have_count(0)
    assert incident_of(fresh, number).lead == "traffic"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_route_and_its_questions_are_readable_for_everybody(
    context: BrowserContext, fresh: Fresh, language: str
) -> None:
    number = fresh.client(Role.DISPATCHER).report(
        incident_type="fire", zone="temple", injured="yes", involves=["forest"]
    )
    watched = open_desk(context, fresh, number, language)
    page = watched.page
    page.locator(".route__clauses summary").click()
    faults = axe_faults(page) + small_text(page, 12)
    for command in ("change_circumstances", "overrule_route"):
        page.locator(f'[data-command="{command}"]').click()
        expect(page.locator("dialog.ask")).to_be_visible()
        faults += axe_faults(page) + small_text(page, 12)
        page.keyboard.press("Escape")
        expect(page.locator("dialog.ask")).to_have_count(0)
    page.keyboard.press("n")
    expect(page.locator(".sheet")).to_be_visible()
    page.keyboard.press("9")
    expect(page.locator(".types--more")).to_be_visible()
    faults += axe_faults(page) + small_text(page, 12)

    assert faults == []
    assert watched.faults == []
