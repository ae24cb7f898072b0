"""A situation report's way: owed, drafted from the log, edited, approved by who may, sent."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from command.domain.authority import Role
from command.domain.sitrep import ReportStage, Sitrep
from tests.walks.looking import Fresh, axe_faults, open_page, small_text

DESK: ViewportSize = {"width": 1600, "height": 1000}
LEAST_PX = 12
LOADS_WITHIN_MS = 20_000


@pytest.fixture
def number(fresh: Fresh) -> int:
    """An incident of a grade that is reported above."""
    dispatcher = fresh.client(Role.DISPATCHER)
    number = dispatcher.report(zone="temple", what="庙内冒烟")
    dispatcher.act("change_severity", incident=number, severity=2)
    return number


def sitrep(fresh: Fresh) -> Sitrep:
    """The reports on the incident, folded anew."""
    (found,) = fresh.stack.desk(fresh.event).board.documents.others[Sitrep].values()
    assert isinstance(found, Sitrep)
    return found


def do(page: Page, name: str) -> None:
    """Press a control of the sheet."""
    page.locator(f'[data-sitrep-do="{name}"]').click()


def test_a_first_report_is_drafted_edited_approved_and_sent(
    browser: Browser, fresh: Fresh, number: int
) -> None:
    context = browser.new_context(viewport=DESK, locale="zh-CN")
    desk = open_page(context, fresh, "/dispatch", Role.DISPATCHER).page
    expect(desk.locator(".head")).to_have_attribute(
        "data-number", str(number), timeout=LOADS_WITHIN_MS
    )
    expect(desk.locator("[data-sitrep] [data-to]")).to_have_count(2)

    desk.keyboard.press("r")
    do(desk, "phone-city")
    expect(desk.locator('.sheet [data-to="city"]')).to_contain_text("已电话报告")
    expect(desk.locator('[data-sitrep-do="phone-region"]')).to_be_visible()
    do(desk, "draft")
    expect(desk.locator('[data-row="what"]')).to_contain_text("重大")
    desk.locator("#sitrep-casualties").fill("轻伤两人，已送医")
    do(desk, "save")
    expect(desk.locator(".sheet__need")).to_contain_text("待总指挥")
    desk.locator("#sitrep-account").fill("")
    do(desk, "save")
    expect(desk.locator(".sheet__need")).to_contain_text("待总指挥")
    assert (draft := sitrep(fresh).draft) is not None
    assert draft.account is None
    expect(desk.locator('[data-sitrep-do="approve"]')).to_have_count(0)
    above = browser.new_context(viewport=DESK, locale="zh-CN")
    commander = open_page(above, fresh, "/dispatch", Role.COMMANDER).page
    expect(commander.locator(".head")).to_be_visible(timeout=LOADS_WITHIN_MS)
    commander.keyboard.press("r")
    expect(commander.locator("#sitrep-casualties")).to_have_value("轻伤两人，已送医")
    do(commander, "approve")
    do(desk, "send")

    expect(desk.locator(".report-sent")).to_contain_text("初报")
    (sent,) = sitrep(fresh).sent
    assert sent.report.stage is ReportStage.FIRST
    assert len(sent.to) == 2
    context.close()
    above.close()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_reports_are_readable_for_everybody(
    browser: Browser, fresh: Fresh, number: int, language: str
) -> None:
    fresh.client(Role.DISPATCHER).act("draft_sitrep", sitrep=f"s{number}-1")
    context = browser.new_context(viewport=DESK, locale=language)
    watched = open_page(context, fresh, f"/dispatch?lang={language}", Role.DISPATCHER)
    desk = watched.page
    expect(desk.locator("[data-sitrep]")).to_be_visible(timeout=LOADS_WITHIN_MS)
    faults = axe_faults(desk) + small_text(desk, LEAST_PX)
    desk.keyboard.press("r")
    expect(desk.locator("[data-row]")).to_have_count(10)
    faults += axe_faults(desk) + small_text(desk, LEAST_PX)

    assert faults == []
    assert watched.faults == []
    context.close()
