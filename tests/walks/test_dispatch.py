"""The dispatch page: a report taken, units sent, the chain followed, by hand and by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from command.domain.authority import Role
from command.domain.identifiers import IncidentNumber, PersonId
from command.domain.incident import Incident
from tests.walks.looking import Fresh, Watched, axe_faults, open_page, small_text
from tests.web.stack import EVENT, GROUP, Stack

DESK: ViewportSize = {"width": 1600, "height": 1000}
# Keycaps and the like may be as small as the design page says.
LEAST_PX = 12
LOADS_WITHIN_MS = 20_000
LOST_WITHIN_MS = 30_000
BACK_WITHIN_MS = 60_000


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser as wide as a desk's screen."""
    context = browser.new_context(viewport=DESK, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def number(fresh: Fresh) -> int:
    """An incident somebody has just told of."""
    return fresh.client(Role.DISPATCHER).report(zone="temple", what="老人摔倒", injured="yes")


@pytest.fixture
def desk(context: BrowserContext, fresh: Fresh, number: int) -> Watched:
    """A dispatcher's page with that incident open."""
    return open_desk(context, fresh, number)


def open_desk(
    context: BrowserContext, fresh: Fresh, number: int, role: Role = Role.DISPATCHER
) -> Watched:
    """Open the page and wait for the incident."""
    watched = open_page(context, fresh, "/dispatch", role)
    head = watched.page.locator(".head")
    expect(head).to_have_attribute("data-number", str(number), timeout=LOADS_WITHIN_MS)
    return watched


def incident_of(fresh: Fresh, number: int) -> Incident:
    """Fold the log anew and look."""
    return fresh.stack.desk(fresh.event).board.documents.incidents[IncidentNumber(number)]


def command(page: Page, name: str) -> None:
    """Press a word of command, and confirm it."""
    page.locator(f'[data-command="{name}"]').click()
    page.locator("dialog.ask button[type=submit]").click()
    expect(page.locator("dialog.ask")).to_have_count(0)


def test_a_report_is_taken_and_handled_without_a_mouse(desk: Watched, fresh: Fresh) -> None:
    page, keys = desk.page, desk.page.keyboard
    keys.press("n")
    expect(page.locator(".sheet")).to_be_visible()
    keys.press("3")
    page.locator('[data-zone="forest-park"]').focus()
    keys.press("Enter")
    keys.press("Tab")
    page.locator("#report-what").focus()
    keys.type("n 林缘冒烟")
    keys.press("Control+Enter")
    expect(page.locator(".head")).to_have_attribute("data-number", "2")

    keys.press("a")
    keys.press("1")
    expect(page.locator(".unit-out")).to_have_count(1)
    keys.press("c")
    keys.type("风向东")
    keys.press("Enter")
    expect(page.locator(".log__line--note")).to_have_count(1)
    keys.press("Escape")
    keys.press("s")
    keys.press("Enter")
    expect(page.locator(".head")).to_have_attribute("data-status", "confirmed")
    keys.press("e")
    keys.type("风大")
    keys.press("Enter")
    expect(page.locator('.rung[data-state="told"], .rung[data-state="passed"]')).not_to_have_count(
        1
    )

    incident = incident_of(fresh, 2)
    assert (incident.type, incident.zone, incident.status) == ("fire", "forest-park", "confirmed")
    assert [one.unit for one in incident.assignments] == ["fire-1"]
    assert desk.faults == []


def test_the_queue_is_walked_searched_and_narrowed_by_keyboard(desk: Watched, fresh: Fresh) -> None:
    page, keys = desk.page, desk.page.keyboard
    fresh.client(Role.DISPATCHER).report(incident_type="fire", zone="forest-park", severity=4)
    expect(page.locator(".queue-row")).to_have_count(2)

    keys.press("j")
    keys.press("Enter")
    expect(page.locator(".head")).to_have_attribute("data-number", "2")
    keys.press("/")
    keys.type("#1")
    expect(page.locator(".queue-row")).to_have_count(1)
    keys.press("Control+A")
    keys.press("Delete")
    keys.press("Escape")
    keys.press("?")
    expect(page.locator(".key-help")).to_be_visible()
    keys.press("Escape")
    page.locator('[data-filter="ended"]').click()

    expect(page.locator(".queue__empty")).to_contain_text("还没有办结事件")


def test_a_half_typed_report_is_still_there_when_the_sheet_opens_again(desk: Watched) -> None:
    page, keys = desk.page, desk.page.keyboard
    keys.press("n")
    page.locator("#report-what").fill("检票口")

    page.locator("#report-what").press("Escape")
    expect(page.locator(".sheet")).to_have_count(0)
    keys.press("n")

    expect(page.locator("#report-what")).to_have_value("检票口")


def test_a_second_call_about_the_same_thing_is_merged_into_the_first(
    desk: Watched, fresh: Fresh, number: int
) -> None:
    page = desk.page
    page.keyboard.press("n")
    page.locator('[data-type="illness"]').click()
    page.locator('[data-zone="temple"]').click()
    expect(page.locator(".duplicate")).to_contain_text("#0001")

    page.locator(".duplicate .button--primary").click()

    expect(page.locator(".told-list")).to_contain_text("#0002")
    assert incident_of(fresh, 2).merged_into == number


def test_a_busy_unit_says_where_it_is_and_is_diverted(
    desk: Watched, fresh: Fresh, number: int
) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)
    other = dispatcher.report(incident_type="fire", zone="forest-park", severity=4)
    dispatcher.act("assign_unit", incident=other, unit="ambulance-1")
    row = desk.page.locator('.candidate[data-unit="ambulance-1"]')
    expect(row).to_contain_text("#0002 派单")

    row.get_by_role("button", name="转派").click()

    expect(desk.page.locator('.unit-out[data-unit="ambulance-1"]')).to_be_visible()
    assert incident_of(fresh, other).assignments[0].withdrawn


def test_a_dispatcher_speaks_for_a_unit_and_takes_it_off(
    desk: Watched, fresh: Fresh, number: int
) -> None:
    page = desk.page
    page.locator('.candidate[data-unit="ambulance-1"] button').click()
    unit = page.locator('.unit-out[data-unit="ambulance-1"]')

    for step, progress in (("acknowledge", "acknowledged"), ("go_en_route", "en_route")):
        unit.locator(f'[data-step="{step}"]').click()
        expect(unit).to_have_attribute("data-progress", progress)
    unit.locator('[data-step="withdraw_unit"]').click()
    page.locator("dialog.ask button[type=submit]").click()

    expect(page.locator(".units__gone")).to_contain_text("救护1")
    assert incident_of(fresh, number).assignments[0].withdrawn


def test_an_incident_is_led_to_its_end_and_taken_up_again(
    desk: Watched, fresh: Fresh, number: int
) -> None:
    page = desk.page
    for name in ("confirm_incident", "control_incident", "resolve_incident", "close_incident"):
        command(page, name)
    expect(page.locator(".head")).to_have_attribute("data-status", "closed")

    page.locator('[data-command="reopen_incident"]').click()
    expect(page.locator("dialog.ask button[type=submit]")).to_be_disabled()
    page.locator("#ask-reason").fill("又倒下一人")
    page.locator("dialog.ask button[type=submit]").click()

    expect(page.locator(".head")).to_have_attribute("data-status", "confirmed")
    assert incident_of(fresh, number).opening == 2


def test_grade_and_place_are_corrected(desk: Watched, fresh: Fresh, number: int) -> None:
    page = desk.page
    page.locator('[data-command="change_severity"]').click()
    page.locator('dialog.ask input[value="1"]').check()
    page.locator("dialog.ask button[type=submit]").click()
    expect(page.locator(".head__about")).to_contain_text("特别重大")

    page.locator('[data-command="change_location"]').click()
    page.locator("#ask-zone").select_option("gate-plaza")
    page.locator("#ask-place").fill("检票口")
    page.locator("dialog.ask button[type=submit]").click()

    expect(page.locator(".head__place")).to_contain_text("检票口")
    assert incident_of(fresh, number).zone == "gate-plaza"


def test_a_tick_and_a_note_are_struck_and_stay_readable(
    desk: Watched, fresh: Fresh, number: int
) -> None:
    page = desk.page
    step = page.locator(".step").first
    step.click()
    expect(step).to_have_attribute("aria-checked", "true")
    step.click()
    page.locator("#ask-reason").fill("点错")
    page.locator("dialog.ask button[type=submit]").click()
    expect(step).to_have_attribute("aria-checked", "false")
    page.locator("#note").fill("两名伤者")
    page.locator("#note").press("Enter")

    line = page.locator(".log__line--note")
    line.hover()
    line.locator(".log__strike").click()
    page.locator("#ask-reason").fill("是一名")
    page.locator("dialog.ask button[type=submit]").click()

    expect(line.locator("s")).to_contain_text("两名伤者")
    assert incident_of(fresh, number).notes == ()


def test_a_no_of_the_server_is_read_where_it_was_asked(
    desk: Watched, fresh: Fresh, number: int
) -> None:
    page = desk.page
    page.locator('[data-command="merge_incident"]').click()
    expect(page.locator("dialog.ask")).to_contain_text("没有其他在办事件")
    page.keyboard.press("Escape")
    page.locator('[data-command="dismiss_incident"]').click()
    page.locator("#ask-reason").fill("误报")
    colleague = fresh.client(Role.DISPATCHER)
    colleague.act("resolve_incident", incident=number)

    page.locator("dialog.ask button[type=submit]").click()

    expect(page.locator("dialog.ask [role=alert]")).to_contain_text("已处置完毕")


def test_a_note_typed_while_the_server_was_gone_is_kept_and_sent_again(
    context: BrowserContext, mortal_stack: Stack
) -> None:
    fresh = Fresh(stack=mortal_stack, event=EVENT)
    number = fresh.client(Role.DISPATCHER).report(zone="temple")
    page = open_desk(context, fresh, number).page
    web = mortal_stack.webs[-1]
    web.stop()
    page.locator("#note").fill("风向东")
    page.locator("#note").press("Enter")
    expect(page.locator(".answer--unreached")).to_be_visible()
    expect(page.locator(".lost-banner")).to_be_visible(timeout=LOST_WITHIN_MS)

    mortal_stack.start_web(port=web.port)
    expect(page.locator(".lost-banner")).to_have_count(0, timeout=BACK_WITHIN_MS)
    page.locator(".answer--unreached button").first.click()

    expect(page.locator(".log__line--note")).to_have_count(1)
    expect(page.locator("#note")).to_have_value("")


def test_the_commander_activates_the_plan_and_decides_a_request(
    context: BrowserContext, fresh: Fresh, number: int
) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)
    while incident_of(fresh, number).request is None:
        assert dispatcher.act("escalate", incident=number, reason="等不及").ok
    page = open_desk(context, fresh, number, Role.COMMANDER).page

    page.locator('[data-panel="posts"]').click()
    page.locator('[data-activation="activate_plan"]').click()
    page.locator("dialog.ask button[type=submit]").click()
    expect(page.locator(".top__plan")).to_contain_text("预案已启动")
    page.keyboard.press("Escape")
    page.locator('.request[data-state="waits"] .button--primary').click()
    page.locator("dialog.ask button[type=submit]").click()

    expect(page.locator(".request")).to_have_attribute("data-state", "approved")
    request = incident_of(fresh, number).request
    assert request is not None
    assert request.approved


def test_the_one_told_sees_the_notice_and_answers_it(
    context: BrowserContext, fresh: Fresh, number: int
) -> None:
    page = open_desk(context, fresh, number, Role.GROUP_LEAD).page
    expect(page.locator(".told")).to_contain_text("#0001")

    page.locator(".told .button--primary").click()

    expect(page.locator(".told")).to_have_count(0)
    expect(page.locator('.rung[data-rung="0"]')).to_have_attribute("data-state", "answered")


def test_an_absent_person_is_replaced_and_a_unit_taken_out(desk: Watched, fresh: Fresh) -> None:
    page = desk.page
    page.locator('[data-panel="posts"]').click()
    page.locator('[data-mark="absent"]').click()
    page.locator("#ask-person").select_option("liu-ning")
    page.locator("#ask-acting").select_option("wang-tao")
    page.locator("dialog.ask button[type=submit]").click()
    expect(page.locator('[data-person="liu-ning"]')).to_contain_text("王涛 代行")

    page.locator('.sheet [data-unit="car-1"] button').click()
    page.locator("dialog.ask button[type=submit]").click()

    expect(page.locator('.sheet [data-unit="car-1"]')).to_have_attribute(
        "data-state", "unavailable"
    )
    documents = fresh.stack.desk(fresh.event).board.documents
    assert documents.event is not None
    assert documents.event.absent[PersonId("liu-ning")].acting == "wang-tao"


def test_a_group_lead_is_offered_what_their_group_may(
    context: BrowserContext, fresh: Fresh, number: int
) -> None:
    crush = fresh.client(Role.DISPATCHER).report(incident_type="crush", zone="temple", severity=1)
    page = open_desk(context, fresh, crush, Role.GROUP_LEAD).page
    plan = fresh.stack.plan

    expect(page.locator("[data-command]")).to_have_count(0)
    expect(page.locator("#note")).to_be_visible()
    page.locator(f'.queue-row[data-number="{number}"]').click()

    expect(page.locator('[data-command="confirm_incident"]')).to_be_visible()
    expect(page.locator('[data-command="merge_incident"]')).to_have_count(0)
    offered = page.locator(".candidate").evaluate_all("all => all.map(one => one.dataset.unit)")
    assert offered
    assert {plan.units[unit].group for unit in offered} == {GROUP}


def test_who_signs_out_while_the_server_is_silent_is_told_that_they_are_still_in(
    desk: Watched,
) -> None:
    page, session = desk.page, "**/api/v1/session"
    page.route(session, lambda route: route.abort())
    page.get_by_role("button", name="退出").click()

    expect(page.locator(".top__still-in")).to_contain_text("仍未退出")
    assert axe_faults(page) == []
    expect(page.locator("body")).to_have_attribute("data-page", "dispatch")

    page.unroute(session)
    page.get_by_role("button", name="退出").click()
    expect(page.locator("body")).to_have_attribute("data-page", "signin")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_is_readable_for_everybody(
    context: BrowserContext, fresh: Fresh, number: int, language: str
) -> None:
    fresh.client(Role.DISPATCHER).act("assign_unit", incident=number, unit="ambulance-1")
    watched = open_page(context, fresh, f"/dispatch?lang={language}", Role.DISPATCHER)
    page = watched.page
    expect(page.locator(".unit-out")).to_be_visible()

    faults = axe_faults(page) + small_text(page, LEAST_PX)
    for key, shown in (("n", ".sheet"), ("?", ".key-help"), ("e", "dialog.ask")):
        page.keyboard.press(key)
        expect(page.locator(shown)).to_be_visible()
        faults += axe_faults(page) + small_text(page, LEAST_PX)
        page.keyboard.press("Escape")
        expect(page.locator(shown)).to_have_count(0)
    page.locator('[data-panel="posts"]').click()
    faults += axe_faults(page) + small_text(page, LEAST_PX)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert faults == []
    assert wide <= 0
    assert watched.faults == []
