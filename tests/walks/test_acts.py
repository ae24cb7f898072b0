"""Command acts: activation with its muster, a fire at severity I, through to the city's answer."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from command.domain.authority import Role
from command.domain.muster import Muster
from command.domain.request import Request
from command.domain.requisition import Requisition
from command.domain.scene import Scene
from tests.walks.looking import Fresh, axe_faults, open_page, picture, small_text
from tests.walks.reception import Reception
from tests.web.clients import new_id
from tests.web.stack import UNIT

DESK: ViewportSize = {"width": 1600, "height": 1000}
PHONE: ViewportSize = {"width": 390, "height": 844}
WALL: ViewportSize = {"width": 1920, "height": 1080}
LEAST_PX = 12
LOADS_WITHIN_MS = 20_000
BACK_WITHIN_MS = 30_000


@pytest.fixture
def number(fresh: Fresh) -> int:
    """A fire in the temple, of the gravest kind."""
    dispatcher = fresh.client(Role.DISPATCHER)
    return dispatcher.report(
        incident_type="fire", zone="temple", what="大殿起火", injured="yes", severity=1
    )


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser as wide as a desk's screen."""
    context = browser.new_context(viewport=DESK, locale="zh-CN")
    yield context
    context.close()


def open_desk(
    context: BrowserContext,
    fresh: Fresh,
    number: int,
    role: Role = Role.DISPATCHER,
    query: str = "",
) -> Page:
    """A page with the fire open."""
    page = open_page(context, fresh, f"/dispatch{query}", role).page
    head = page.locator(".head")
    expect(head).to_have_attribute("data-number", str(number), timeout=LOADS_WITHIN_MS)
    return page


def answer(page: Page, **values: str) -> None:
    """Fill in the question and send it."""
    for name, value in values.items():
        field = page.locator(f"#ask-{name}")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.locator("dialog.ask button[type=submit]").click()
    expect(page.locator("dialog.ask")).to_have_count(0)


def others(fresh: Fresh, kind: type) -> list[Any]:
    """The documents of a further kind, folded anew."""
    return list(fresh.stack.desk(fresh.event).board.documents.others[kind].values())


def test_the_scene_is_commanded_bounded_closed_and_counted(
    context: BrowserContext, fresh: Fresh, number: int
) -> None:
    page = open_desk(context, fresh, number)
    ask = page.locator

    ask('[data-ask="set_up_scene"]').click()
    answer(page)
    expect(ask('[data-act="command"]')).to_contain_text("王涛")
    ask('[data-ask="transfer_command"]').click()
    answer(page, post="commander", reason="火势扩大")
    expect(ask('[data-act="command"]')).to_contain_text("何秉海")
    ask('[data-ask="set_objectives"]').click()
    answer(page, objectives="救出僧众\n守住林地")
    expect(ask('[data-act="objectives"] li')).to_have_count(2)
    ask('[data-ask="set_perimeter"]').click()
    drawn = ask(".outline")
    for x, y in ((60, 40), (240, 60), (200, 200)):
        drawn.click(position={"x": x, "y": y})
    picture(page, "acts-outline")
    answer(page)
    expect(ask('[data-act="perimeter"]')).to_contain_text("3 个角点")
    ask('[data-ask="impose_measure"]').click()
    ask('dialog.ask input[value="closed"]').check()
    answer(page, zone="gate-plaza")
    expect(ask(".acts__measure")).to_contain_text("封闭")
    ask('[data-ask="record_casualties"]').click()
    answer(page, lightly_injured="3", trapped="2")
    expect(ask('[data-act="casualties"]')).to_contain_text("上报")
    ask('[data-ask="verify_casualties"]').click()
    answer(page, lightly_injured="4", trapped="0", text="现场核实")
    expect(ask('[data-act="casualties"]')).to_contain_text("已核实")
    picture(page, "acts-scene")
    ask('[data-ask="lift_measure"]').click()
    expect(ask(".acts__measure")).to_have_count(0)

    (scene,) = others(fresh, Scene)
    assert len(scene.commands) == 2
    assert len(scene.perimeter.outline) == 3
    assert [(one.verified, one.lightly_injured, one.trapped) for one in scene.casualties] == [
        (False, 3, 2),
        (True, 4, 0),
    ]


def test_supplies_go_out_and_come_back_and_an_agency_is_called(
    context: BrowserContext, fresh: Fresh, number: int
) -> None:
    page = open_desk(context, fresh, number)
    ask = page.locator

    ask('[data-ask="requisition_supply"]').first.click()
    page.locator("#ask-supply").select_option("stretcher")
    page.locator("#ask-quantity").fill("9")
    page.locator("#ask-reason").fill("抬伤员")
    page.locator("dialog.ask button[type=submit]").click()
    expect(page.locator("dialog.ask .answer")).to_contain_text("只剩 8")
    answer(page, quantity="4")
    call = ask('.calls__one[data-status="asked"]')
    expect(call).to_contain_text("担架")
    call.locator('[data-ask="hand_over_supply"]').click()
    answer(page, quantity="3")
    out = ask('.calls__one[data-status="handed_over"]')
    expect(out).to_contain_text("在用 3")
    ask('[data-ask="mobilise_agency"]').first.click()
    page.locator("#ask-agency").select_option("power-supply")
    answer(page, reason="切断大殿电源")
    ask('[data-ask="agency_comes"]').click()
    answer(page, text="一组人十分钟后到")
    expect(ask('.calls__one[data-status="coming"]')).to_be_visible()
    picture(page, "acts-calling")
    ask('[data-ask="mark_agency_arrived"]').click()
    expect(ask('.calls__one[data-status="arrived"]')).to_be_visible()
    out.locator('[data-ask="return_supply"]').click()
    page.locator('dialog.ask input[value="lost"]').check()
    answer(page, quantity="2", condition="一副损坏")

    expect(ask('.calls__one[data-status="returned"]')).to_contain_text("一副损坏")
    (requisition,) = others(fresh, Requisition)
    assert (requisition.returned, requisition.lost) == (2, 1)


def test_the_city_is_asked_and_answers(
    context: BrowserContext, fresh: Fresh, number: int, browser: Browser
) -> None:
    page = open_desk(context, fresh, number)
    page.locator('[data-ask="draft_request"]').click()
    page.locator("#ask-text").fill("请求启动市级预案，增派水罐车四辆")
    page.locator("dialog.ask button[type=submit]").click()
    request = page.locator(".request")
    expect(request).to_have_attribute("data-state", "waits")
    expect(request.locator('[data-ask="approve"]')).to_have_count(0)

    other = browser.new_context(viewport=DESK, locale="zh-CN")
    commander = open_desk(other, fresh, number, Role.COMMANDER)
    expect(commander.locator(".told").filter(has_text="请批复")).to_have_count(1)
    commander.locator('[data-ask="approve"]').click()
    answer(commander)
    expect(request).to_have_attribute("data-state", "approved")
    other.close()
    request.locator('[data-ask="send_request"]').click()
    expect(request).to_have_attribute("data-state", "sent")
    request.locator('[data-ask="granted"]').click()
    answer(page, text="市级预案已启动")

    expect(request).to_have_attribute("data-state", "answered")
    expect(request).to_contain_text("市级预案已启动")
    picture(page, "acts-city")
    (asked,) = others(fresh, Request)
    assert asked.granted


def test_activation_musters_a_unit_says_it_is_there_and_the_wall_counts(
    context: BrowserContext, browser: Browser, fresh: Fresh, number: int
) -> None:
    phones = browser.new_context(viewport=PHONE, has_touch=True, locale="zh-CN")
    walls = browser.new_context(viewport=WALL, locale="zh-CN")
    phone = open_page(phones, fresh, "/field", Role.FIELD_UNIT).page
    wall = open_page(walls, fresh, "/wall", Role.WALL).page
    expect(wall.locator(".wall")).to_be_visible(timeout=LOADS_WITHIN_MS)
    expect(wall.locator("[data-muster]")).to_have_count(0)
    page = open_desk(context, fresh, number, Role.COMMANDER)
    page.locator('[data-panel="posts"]').click()
    page.locator('[data-activation="activate_plan"]').click()
    answer(page)

    card = phone.locator('[data-muster="card"]')
    expect(card).to_be_visible(timeout=LOADS_WITHIN_MS)
    picture(phone, "acts-phone")
    count = wall.locator('[data-muster="count"]')
    expect(count).to_contain_text("到岗 0/")
    card.locator('[data-step="arrive_at_post"]').click()
    expect(card).to_have_count(0)
    expect(count).to_contain_text("到岗 1/")
    row = page.locator(f'[data-post="{UNIT}"]')
    expect(row).to_contain_text("到岗")
    waiting = page.locator("[data-post]:has(button)")
    left = waiting.count()
    waiting.first.locator("button").click()
    expect(waiting).to_have_count(left - 1)
    expect(count).to_contain_text("到岗 2/")
    picture(page, "acts-muster")
    fresh.client(Role.DISPATCHER).act("set_perimeter", incident=number, radius_m=200)
    expect(wall.locator(f'[data-perimeter="{number}"]')).to_contain_text("200")
    picture(wall, "acts-wall")
    assert axe_faults(wall) == []

    (muster,) = others(fresh, Muster)
    assert sum(post.arrived_at is not None for post in muster.posts) == 2
    phones.close()
    walls.close()


def test_arriving_at_a_post_without_a_network_is_kept_and_sent(
    browser: Browser, fresh: Fresh, reception: Reception
) -> None:
    fresh.client(Role.COMMANDER).act("activate_plan")
    phones = browser.new_context(viewport=PHONE, has_touch=True, locale="zh-CN")
    phone = open_page(phones, fresh, "/field", Role.FIELD_UNIT, url=reception.url).page
    card = phone.locator('[data-muster="card"]')
    expect(card).to_be_visible(timeout=LOADS_WITHIN_MS)
    faults = axe_faults(phone) + small_text(phone)
    reception.cut(phones, phone)

    card.locator('[data-step="arrive_at_post"]').click()
    expect(card).to_have_count(0)
    expect(phone.locator(".outbox li")).to_have_count(1)
    reception.mend(phones)

    expect(phone.locator(".outbox")).to_have_count(0, timeout=BACK_WITHIN_MS)
    (muster,) = others(fresh, Muster)
    assert [post.unit for post in muster.posts if post.arrived_at is not None] == [UNIT]
    assert faults == []
    phones.close()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_command_acts_are_readable_for_everybody(
    context: BrowserContext, fresh: Fresh, number: int, language: str
) -> None:
    commander = fresh.client(Role.COMMANDER)
    commander.act("activate_plan")
    commander.act("set_up_scene", incident=number, post="scene-commander", zone="gate-plaza")
    commander.act("set_objectives", incident=number, objectives=["救人", "控火"])
    closed = {"type": "impose_measure", "kind": "rescue_only", "zone": "gate-plaza"}
    commander.post("actions", json={"id": new_id(), "incident": number, **closed})
    commander.act("record_casualties", incident=number, trapped=1, loss_yuan=20000)
    commander.act("record_casualties", incident=number, trapped=0, verified=True)
    commander.act("requisition_supply", supply="bus", quantity=2, incident=number)
    commander.act("mobilise_agency", agency="water-supply", reason="加压", incident=number)
    commander.act("draft_request", level="region", text="请求支援", incident=number)
    watched = open_page(context, fresh, f"/dispatch?lang={language}", Role.COMMANDER)
    page = watched.page
    expect(page.locator(".calls__one")).to_have_count(2, timeout=LOADS_WITHIN_MS)
    faults = axe_faults(page) + small_text(page, LEAST_PX)
    picture(page, f"acts-desk-{language}")
    page.locator('[data-ask="set_perimeter"]').click()
    faults += axe_faults(page) + small_text(page, LEAST_PX)
    page.keyboard.press("Escape")
    page.locator('[data-panel="posts"]').click()
    page.locator(".register summary").click()
    faults += axe_faults(page) + small_text(page, LEAST_PX)
    picture(page, f"acts-posts-{language}")

    assert faults == []
    assert watched.faults == []
