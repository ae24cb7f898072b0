"""A lead's phone says what is involved in what their group leads, and in nothing else."""

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from command.domain.authority import Role
from command.domain.identifiers import IncidentNumber
from command.domain.incident import Incident
from command.domain.scene import Scene
from tests.walks.looking import PHONE, Fresh, axe_faults, open_page, picture, small_text
from tests.walks.reception import Reception
from tests.web.stack import UNIT, Client

DESK: ViewportSize = {"width": 1600, "height": 1000}
TOUCH_PX = 56
LOADS_WITHIN_MS = 20_000
BACK_WITHIN_MS = 30_000
TIGHT = """least => [...document.querySelectorAll('button, a.tile')]
  .filter(one => one.offsetHeight)
  .filter(one => one.offsetHeight < least || one.scrollWidth > one.clientWidth + 1)
  .map(one => one.outerHTML)"""


@pytest.fixture
def number(fresh: Fresh) -> int:
    """An incident that the lead's group leads."""
    return fresh.client(Role.DISPATCHER).report(zone="mountain-path", what="老人胸痛")


def row_of(page: Page, number: int) -> Locator:
    """The incident in the lead's list."""
    return page.locator(f'.lead__row[data-number="{number}"]')


def say(page: Page, number: int, circumstance: str) -> None:
    """Turn a circumstance on or off and send it."""
    row_of(page, number).locator('[data-tile="circumstances"]').click()
    page.locator(f'.over [data-involved="{circumstance}"]').click()
    page.locator('[data-step="change_circumstances"]').click()
    expect(page.locator(".over")).to_have_count(0)


def incident_of(fresh: Fresh, number: int) -> Incident:
    """Fold the log anew and look."""
    return fresh.stack.desk(fresh.event).board.documents.incidents[IncidentNumber(number)]


def refusal_of(lead: Client, number: int) -> str:
    """Have the lead say it to the server all the same; return why it refuses."""
    answer = lead.act("change_circumstances", incident=number, involves=["vehicle"])
    assert answer.status_code == 403, answer.text
    why: str = answer.json()["why"]
    return why


def test_a_lead_without_signal_says_that_a_vehicle_is_involved_and_the_desk_hears_it_later(
    browser: Browser, context: BrowserContext, fresh: Fresh, number: int, reception: Reception
) -> None:
    desk_context = browser.new_context(viewport=DESK, locale="zh-CN")
    desk = open_page(desk_context, fresh, "/dispatch", Role.DISPATCHER).page
    expect(desk.locator(".head")).to_have_attribute("data-number", str(number))
    watched = open_page(context, fresh, "/field", Role.GROUP_LEAD, url=reception.url)
    page, row = watched.page, row_of(watched.page, number)
    expect(row).to_be_visible(timeout=LOADS_WITHIN_MS)
    reception.lose(context, page)

    say(page, number, "vehicle")

    waiting = page.locator('.outbox li[data-type="change_circumstances"]')
    expect(waiting).to_contain_text(f"伤情与情形 #{number:04d}")
    expect(row.locator('[data-tile="circumstances"] em')).to_have_text("待发")
    assert incident_of(fresh, number).involves == ()
    row.locator(".tile").scroll_into_view_if_needed()
    picture(page, "lead-offline")
    faults = axe_faults(page) + small_text(page)

    reception.mend(context)

    expect(page.locator(".outbox")).to_have_count(0, timeout=BACK_WITHIN_MS)
    expect(row.locator(".lead__known")).to_contain_text("涉及车辆", timeout=BACK_WITHIN_MS)
    expect(row.locator('[data-tile="circumstances"] em')).to_have_count(0)
    expect(desk.locator(".log")).to_contain_text("情况更新：涉及车辆")
    expect(desk.locator('[data-rule="vehicle"]')).to_contain_text("交通保障组")
    assert incident_of(fresh, number).involves == ("vehicle",)
    assert faults == []
    desk_context.close()


def test_a_lead_says_that_something_is_not_involved_after_all(
    context: BrowserContext, fresh: Fresh
) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)
    number = dispatcher.report(zone="mountain-path", involves=["forest"])
    page = open_page(context, fresh, "/field", Role.GROUP_LEAD).page
    known = row_of(page, number).locator(".lead__known")
    expect(known).to_contain_text("涉及", timeout=LOADS_WITHIN_MS)

    say(page, number, "forest")

    expect(known).to_contain_text("不涉")
    assert incident_of(fresh, number).rules_out == ("forest",)


def test_what_another_group_leads_has_no_such_control_even_where_the_lead_commands(
    context: BrowserContext, fresh: Fresh, number: int
) -> None:
    dispatcher, lead = fresh.client(Role.DISPATCHER), fresh.client(Role.GROUP_LEAD)
    others = dispatcher.report(incident_type="traffic-accident", zone="gate-plaza", injured="yes")
    holder = fresh.stack.standing(Role.GROUP_LEAD).person
    post = next(one.id for one in fresh.stack.plan.posts.values() if one.holders == (holder,))
    dispatcher.act("set_up_scene", incident=others, post=post)
    page = open_page(context, fresh, "/field", Role.GROUP_LEAD).page

    expect(row_of(page, number).locator('[data-tile="circumstances"]')).to_be_visible(
        timeout=LOADS_WITHIN_MS
    )
    expect(page.locator(f'.hq[data-scene="{others}"][data-mine]')).to_be_visible()
    expect(page.locator('[data-tile="circumstances"]')).to_have_count(1)
    assert refusal_of(lead, others) == "own_group"


def test_the_control_goes_when_the_incident_is_handed_on(
    context: BrowserContext, fresh: Fresh, number: int
) -> None:
    page = open_page(context, fresh, "/field", Role.GROUP_LEAD).page
    row_of(page, number).locator('[data-tile="circumstances"]').click(timeout=LOADS_WITHIN_MS)
    expect(page.locator(".over")).to_be_visible()

    fresh.client(Role.DISPATCHER).act(
        "overrule_route", incident=number, lead="traffic", reason="是车"
    )

    expect(page.locator(".over")).to_have_count(0)
    expect(page.locator('[data-tile="circumstances"]')).to_have_count(0)
    assert refusal_of(fresh.client(Role.GROUP_LEAD), number) == "own_group"


def test_a_sheet_stays_about_its_incident_when_a_graver_one_comes(
    context: BrowserContext, fresh: Fresh, number: int
) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)
    dispatcher.act("assign_unit", incident=number, unit=UNIT)
    page = open_page(context, fresh, "/field", Role.FIELD_UNIT).page
    page.locator('[data-tile="circumstances"]').click(timeout=LOADS_WITHIN_MS)
    page.locator('.over [data-involved="vehicle"]').click()

    graver = dispatcher.report(incident_type="crush", zone="temple", severity=1)
    dispatcher.act("assign_unit", incident=graver, unit=UNIT, busy="add")
    expect(page.locator(".task")).to_have_attribute("data-number", str(graver))
    page.locator('[data-step="change_circumstances"]').click()

    expect(page.locator(".over")).to_have_count(0)
    expect(page.locator(".outbox")).to_have_count(0)
    page.locator(".switch__one").filter(has_text=f"{number:04d}").click()
    expect(page.locator(".task__injured")).to_contain_text("涉及车辆")
    assert incident_of(fresh, graver).involves == ()


def test_a_note_half_written_when_its_incident_ends_can_still_be_sent(
    context: BrowserContext, fresh: Fresh, number: int
) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)
    dispatcher.act("assign_unit", incident=number, unit=UNIT)
    page = open_page(context, fresh, "/field", Role.FIELD_UNIT).page
    expect(page.locator(".task")).to_have_attribute(
        "data-number", str(number), timeout=LOADS_WITHIN_MS
    )
    page.get_by_role("button", name="上报情况").click()
    page.locator("#note-text").fill("已送下山")

    dispatcher.act("dismiss_incident", incident=number, reason="误报")
    expect(page.locator(".task")).to_have_count(0)
    page.locator(".over .go").click()

    expect(page.locator(".over")).to_have_count(0)
    expect(page.locator(".outbox")).to_have_count(0)
    assert len(incident_of(fresh, number).notes) == 1


def test_casualties_half_counted_when_the_incident_ends_can_still_be_sent(
    context: BrowserContext, fresh: Fresh, number: int
) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)
    holder = fresh.stack.standing(Role.GROUP_LEAD).person
    post = next(one.id for one in fresh.stack.plan.posts.values() if one.holders == (holder,))
    dispatcher.act("set_up_scene", incident=number, post=post)
    page = open_page(context, fresh, "/field", Role.GROUP_LEAD).page
    page.locator('[data-ask="record_casualties"]').click(timeout=LOADS_WITHIN_MS)
    page.locator(".over input").first.fill("1")

    dispatcher.act("dismiss_incident", incident=number, reason="误报")
    expect(page.locator(".lead__row")).to_have_count(0)
    page.locator('[data-step="record_casualties"]').click()

    expect(page.locator(".over")).to_have_count(0)
    expect(page.locator(".outbox")).to_have_count(0)
    scenes = fresh.stack.desk(fresh.event).board.documents.others[Scene].values()
    assert [len(one.casualties) for one in scenes] == [1]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_leads_phone_is_readable_and_big_enough_for_a_thumb(
    browser: Browser, fresh: Fresh, number: int, language: str, scheme: Any
) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)
    dispatcher.report(zone="gate-plaza", injured="yes", involves=["vehicle", "forest"])
    dispatcher.act("assign_unit", incident=number, unit=UNIT)
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)
    faults: list[str] = []
    for role, name in ((Role.FIELD_UNIT, "unit"), (Role.GROUP_LEAD, "lead")):
        watched = open_page(context, fresh, f"/field?lang={language}", role)
        page = watched.page
        tile = page.locator('[data-tile="circumstances"]').last
        expect(tile).to_be_visible(timeout=LOADS_WITHIN_MS)
        picture(page, f"{name}-{language}-{scheme}")
        tile.scroll_into_view_if_needed()
        picture(page, f"{name}-{language}-{scheme}-list")
        faults += axe_faults(page) + small_text(page) + page.evaluate(TIGHT, TOUCH_PX)
        tile.click()
        expect(page.locator(".over")).to_be_visible()
        picture(page, f"{name}-{language}-{scheme}-sheet")
        faults += axe_faults(page) + small_text(page) + page.evaluate(TIGHT, TOUCH_PX)
        faults += watched.faults
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    assert faults == []
    context.close()
