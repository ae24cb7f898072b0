"""The wall, read from eight metres: what is open, what is late, and whether to believe it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect

from command.domain.authority import Role
from command.domain.identifiers import GroupId, RecipientId
from tests.walks.looking import Fresh, Watched, axe_faults, fresh_event, open_page
from tests.web.stack import Stack

WALL = ViewportSize(width=1920, height=1080)
LOST_WITHIN_MS = 20_000
BACK_WITHIN_MS = 30_000
TOLD_WITHIN_MS = 12_000
"""A page hears of another time with the next tick."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser the size of a wall."""
    context = browser.new_context(viewport=WALL, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def wall(context: BrowserContext, fresh: Fresh) -> Watched:
    """Its wall."""
    watched = open_page(context, fresh, "/wall?lang=zh-CN", Role.WALL)
    expect(watched.page.locator(".incidents__empty")).to_be_visible()
    return watched


def test_an_empty_wall_says_so_and_as_of_when(wall: Watched) -> None:
    empty = wall.page.locator(".incidents__empty")

    expect(empty).to_contain_text("没有在办事件")
    expect(empty).to_contain_text(re.compile(r"数据时间 2020-10-25 \d\d:\d\d:\d\d"))
    assert wall.faults == []


def test_a_report_stands_on_the_wall_at_once_the_worst_first(wall: Watched, fresh: Fresh) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)

    dispatcher.report(incident_type="illness", zone="temple", severity=4)
    dispatcher.report(incident_type="crush", zone="alighting-point", severity=2)

    rows = wall.page.locator(".incident")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("#0002")
    expect(rows.nth(0)).to_contain_text("拥挤受伤")
    expect(rows.nth(0)).to_contain_text("下车点")
    expect(rows.nth(0).get_by_role("img", name="Ⅱ级 重大")).to_be_visible()
    expect(rows.nth(0)).to_have_attribute("data-stage", "reported")
    expect(wall.page.locator("[aria-live]")).to_contain_text("新接报 #0002")
    assert wall.faults == []


def test_a_unit_sent_is_out_everywhere_on_the_wall(wall: Watched, fresh: Fresh) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)
    number = dispatcher.report(incident_type="fire", zone="forest-park")

    dispatcher.act("assign_unit", incident=number, unit="fire-1")

    page = wall.page
    expect(page.locator(".incident")).to_have_attribute("data-stage", "dispatched")
    expect(page.locator('[data-zone="forest-park"] .site__unit--out')).to_contain_text("消防1")
    expect(page.locator(".unit-pill--out")).to_contain_text("派单 0001")
    expect(page.locator('[data-group="safety"] .group__counts')).to_contain_text("出动 1")


def test_more_than_fit_are_counted_in_the_last_row(wall: Watched, fresh: Fresh) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)

    for grade in (1, 2, 2, 3, 3, 3, 4, 4, 4):
        dispatcher.report(severity=grade)

    rows = wall.page.locator(".incident")
    expect(rows).to_have_count(8)
    expect(rows.last).to_contain_text("另有 2 件")
    expect(wall.page.locator(".counts__one").first).to_contain_text("9")


def test_a_group_with_nobody_in_place_is_named_and_otherwise_nothing_is(
    wall: Watched, fresh: Fresh
) -> None:
    group = fresh.stack.plan.groups[GroupId("religion")]
    unmanned = wall.page.locator("[data-unmanned] li")
    expect(unmanned).to_have_count(0)

    commander = fresh.client(Role.COMMANDER)
    for person in (*group.leads, *group.members):
        commander.act("mark_absent", person=person)

    expect(unmanned.first).to_contain_text("宗教事务管理组 无人在位")
    commander.act("mark_present", person=group.members[0])
    expect(unmanned.filter(has_text="宗教事务管理组")).to_have_count(0)
    assert wall.faults == []


def test_a_report_to_those_above_stands_on_the_wall_before_it_is_due_and_when_it_is_late(
    wall: Watched, fresh: Fresh
) -> None:
    number = fresh.client(Role.DISPATCHER).report(zone="temple", severity=3)
    due_s = fresh.stack.plan.reporting.recipients[RecipientId("city")].first_s
    shown = wall.page.locator('[data-reports] [data-what="first"]')
    called = wall.page.locator('[data-reports] [data-what="phone"]')
    expect(wall.page.locator(".incident")).to_have_count(1)
    expect(shown).to_have_count(0)

    set_clock(fresh, due_s - 60)
    expect(shown).to_contain_text(
        re.compile(rf"#000{number} \d\d:\d\d 前初报 市人民政府值班室"), timeout=TOLD_WITHIN_MS
    )
    set_clock(fresh, due_s + 60)

    expect(shown).to_contain_text(f"#000{number} 初报超时 市人民政府值班室", timeout=TOLD_WITHIN_MS)
    expect(shown).to_have_class("wall-orders__late")
    expect(called).to_contain_text(f"#000{number} 电话报告超时 市人民政府值班室")
    fresh.client(Role.DISPATCHER).act("phone_sitrep", incident=number)
    expect(called).to_have_count(0)
    assert axe_faults(wall.page) == []


def set_clock(fresh: Fresh, seconds: int) -> None:
    """Let it be so long after the day's beginning."""
    at = fresh.stack.plan.day_starts_at + seconds * 1000
    time = {"event_at": at, "real_at": fresh.stack.clock.now(), "rate": 1}
    fresh.client(Role.ADMIN).act("set_event_time", time=time)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_who_activated_the_plan_is_named_in_full(
    context: BrowserContext, fresh: Fresh, language: str
) -> None:
    fresh.client(Role.COMMANDER).act("activate_plan")
    page = open_page(context, fresh, f"/wall?lang={language}", Role.WALL).page
    set_clock(fresh, 3600)

    named = page.locator(".activation__by")

    expect(named).to_contain_text(
        re.compile("何秉海 启动 · 已 60|He Binghai · 60 min"), timeout=TOLD_WITHIN_MS
    )
    assert named.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    box, head = named.bounding_box(), page.locator(".wall__head").bounding_box()
    assert box is not None
    assert head is not None
    assert box["y"] + box["height"] <= head["y"] + head["height"]


def test_the_language_changes_without_a_new_page(wall: Watched) -> None:
    page = wall.page
    page.evaluate("document.body.dataset.same = 'page'")

    page.get_by_role("button", name="English").click()

    expect(page.get_by_role("heading", name="Site")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("body")).to_have_attribute("data-same", "page")
    page.reload()
    expect(page.get_by_role("heading", name="Site")).to_be_visible()
    assert axe_faults(page) == []


def test_a_drill_says_it_is_none(wall: Watched) -> None:
    expect(wall.page.locator(".kind-tag--drill")).to_have_text("演练 不是真事")
    expect(wall.page.locator(".drill-frame")).to_be_visible()


@pytest.mark.slow
def test_where_no_socket_gets_through_the_wall_lives_by_asking(
    context: BrowserContext, fresh: Fresh
) -> None:
    context.route_web_socket(re.compile("/socket.io/"), lambda socket: socket.close())
    page = open_page(context, fresh, "/wall?lang=zh-CN", Role.WALL).page
    expect(page.locator(".foot")).to_contain_text("轮询", timeout=LOST_WITHIN_MS)
    expect(page.locator(".lost-banner")).to_have_count(0)

    fresh.client(Role.DISPATCHER).report(zone="temple")

    expect(page.locator(".incident")).to_have_count(1)
    expect(page.locator(".lost-banner")).to_have_count(0)


@pytest.mark.slow
def test_a_wall_that_hears_nothing_says_so_until_it_hears_again(
    context: BrowserContext, mortal_stack: Stack
) -> None:
    fresh = fresh_event(mortal_stack)
    dispatcher = fresh.client(Role.DISPATCHER)
    dispatcher.report(zone="temple")
    page = open_page(context, fresh, "/wall?lang=zh-CN", Role.WALL).page
    expect(page.locator(".incident")).to_have_count(1)
    web = mortal_stack.webs[-1]

    web.kill9()

    banner = page.locator(".lost-banner")
    expect(banner).to_be_visible(timeout=LOST_WITHIN_MS)
    expect(banner).to_contain_text("不要按本屏调度")
    expect(page.locator(".countdown--due, .countdown--passed").first).to_be_visible()
    expect(page.locator(".countdown--left")).to_have_count(0)
    assert axe_faults(page) == []
    mortal_stack.start_web(port=web.port)
    expect(banner).to_have_count(0, timeout=BACK_WITHIN_MS)
    dispatcher.report(zone="gate-plaza")
    expect(page.locator(".incident")).to_have_count(2)


def test_readers_find_their_way_on_the_wall(wall: Watched, fresh: Fresh) -> None:
    fresh.client(Role.DISPATCHER).report(zone="temple", what="有人晕倒")
    expect(wall.page.locator(".incident")).to_have_count(1)

    assert axe_faults(wall.page) == []
    for landmark in ("banner", "main", "contentinfo"):
        expect(wall.page.get_by_role(landmark)).to_have_count(1)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (2560, 1440), (3840, 2160)])
def test_the_wall_fills_any_screen_as_one_piece(
    browser: Browser, fresh: Fresh, width: int, height: int
) -> None:
    context = browser.new_context(viewport=ViewportSize(width=width, height=height))

    page = open_page(context, fresh, "/wall", Role.WALL).page
    expect(page.locator(".incidents__empty")).to_be_visible()

    box = page.locator(".wall").bounding_box()
    assert box is not None
    assert abs(box["width"] - width) < 2
    assert abs(box["height"] - height) <= height * 0.01
    context.close()


def test_nothing_blinks_for_those_who_asked_for_less_motion(browser: Browser, fresh: Fresh) -> None:
    context = browser.new_context(viewport=WALL, reduced_motion="reduce")
    page = open_page(context, fresh, "/wall", Role.WALL).page
    expect(page.locator(".incidents__empty")).to_be_visible()

    fresh.client(Role.DISPATCHER).report()

    mark = page.locator(".new-mark")
    expect(mark).to_be_visible()
    assert mark.evaluate("(one) => getComputedStyle(one).animationName") == "none"
    context.close()
