"""The replay: the same board at any instant, and a log that was really checked."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from command.domain.authority import Role
from tests.walks.looking import Fresh, Watched, axe_faults, fresh_event, open_page, small_text
from tests.web.stack import Stack

DESK = ViewportSize(width=1600, height=1000)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reviewer's browser."""
    context = browser.new_context(viewport=DESK, locale="zh-CN", accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def past(stack: Stack) -> Fresh:
    """An event in which a fire and an illness were handled, one after the other."""
    fresh = fresh_event(stack)
    dispatcher = fresh.client(Role.DISPATCHER)
    fire = dispatcher.report(incident_type="fire", zone="forest-park", severity=2, what="冒烟")
    assignment = dispatcher.act("assign_unit", incident=fire, unit="fire-1").json()["assignment"]
    for step in ("acknowledge", "go_en_route", "arrive_on_scene"):
        dispatcher.act(step, incident=fire, assignment=assignment)
    dispatcher.act("control_incident", incident=fire)
    dispatcher.report(incident_type="illness", zone="temple", what="胸闷")
    return fresh


@pytest.fixture
def replay(context: BrowserContext, past: Fresh) -> Watched:
    """The replay of that event, as a reviewer sees it."""
    watched = open_page(context, past, "/replay?lang=zh-CN", Role.REVIEWER)
    expect(watched.page.locator(".integrity--whole")).to_be_visible()
    return watched


def opened(page: Page) -> str:
    """Read how many incidents the board then had open."""
    return page.locator(".replay-board__counts b").first.inner_text()


def test_the_whole_log_is_checked_in_the_browser(replay: Watched, past: Fresh) -> None:
    head = past.stack.log(past.event).head()

    integrity = replay.page.locator(".integrity")

    expect(integrity).to_contain_text("记录完整")
    expect(integrity).to_contain_text(f"{head.seq} / {head.seq} 条")
    assert replay.faults == []


def test_a_line_of_the_log_brings_its_board_back(replay: Watched) -> None:
    page = replay.page
    assert opened(page) == "2"

    page.locator(".log__row", has_text="派出 消防1").get_by_role("button").first.click()

    expect(page.locator(".replay-board__counts b").first).to_have_text("1")
    expect(page.locator(".replay-row")).to_contain_text("火灾")
    expect(page.locator(".log__row--future").last).to_be_visible()


def test_playing_ends_at_the_board_of_now(replay: Watched) -> None:
    page = replay.page
    slider = page.get_by_role("slider")
    slider.press("Home")
    expect(page.locator(".replay-board__counts b").first).to_have_text("0")

    page.get_by_role("button", name="600×").click()
    page.get_by_role("button", name="播放", exact=True).click()

    expect(page.get_by_role("button", name="播放", exact=True)).to_be_visible()
    expect(page.locator(".replay-board__counts b").first).to_have_text("2")
    expect(page.locator(".replay-row").first).to_contain_text("控制")


def test_the_log_narrows_to_one_incident_and_widens_again(replay: Watched) -> None:
    page = replay.page
    rows = page.locator(".log__rows .log__row")

    page.locator(".progress__row", has_text="突发病情").get_by_role("button").click()

    expect(page.locator(".log .panel-head")).to_contain_text("只看 #0002")
    numbers = {row.inner_text() for row in rows.locator("[role=cell]:nth-child(2)").all()}
    assert numbers == {"#0002"}
    page.get_by_role("button", name="全部").click()
    expect(rows.filter(has_text="派出 消防1")).to_be_visible()


def test_the_log_can_be_taken_away_byte_for_byte(
    replay: Watched, past: Fresh, tmp_path: Path
) -> None:
    with replay.page.expect_download() as download:
        replay.page.get_by_role("button", name="导出记录 JSONL").click()
    download.value.save_as(tmp_path / "log.jsonl")

    lines = (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()

    assert [json.loads(line)["seq"] for line in lines] == list(
        range(1, past.stack.log(past.event).head().seq + 1)
    )
    assert json.loads(lines[-1])["h"] == past.stack.log(past.event).head().hash


def test_who_may_not_read_the_bytes_is_told_that_nothing_was_checked(
    context: BrowserContext, past: Fresh
) -> None:
    page = open_page(context, past, "/replay?lang=zh-CN", Role.DISPATCHER).page

    expect(page.locator(".integrity--hidden")).to_contain_text("记录未核对")
    expect(page.get_by_role("button", name=re.compile("导出"))).to_have_count(0)


def test_the_wall_of_an_instant_is_the_wall(replay: Watched) -> None:
    page = replay.page

    page.get_by_role("button", name="打开大屏").click()

    wall = page.get_by_role("dialog", name="大屏")
    expect(wall.locator(".incident")).to_have_count(2)
    expect(wall.locator(".replay-tag")).to_have_text("复盘 非实时")
    assert axe_faults(page) == []
    page.keyboard.press("Escape")
    expect(wall).to_have_count(0)


def test_the_replay_is_worked_from_the_keyboard(replay: Watched) -> None:
    page = replay.page
    page.locator("body").click(position={"x": 700, "y": 40})

    page.keyboard.press("[")
    expect(page.locator(".log__row--now")).to_contain_text("火灾")
    page.keyboard.press("5")
    expect(page.get_by_role("button", name="600×")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    expect(page.locator(".replay-board__counts b").first).to_have_text("2")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_replay_can_be_read_by_everybody(
    context: BrowserContext, past: Fresh, language: str
) -> None:
    watched = open_page(context, past, f"/replay?lang={language}", Role.REVIEWER)
    page = watched.page
    expect(page.locator(".integrity--whole")).to_be_visible()

    # Before axe, whose own styles the page's policy forbids.
    assert watched.faults == []
    assert small_text(page) == []
    assert axe_faults(page) == []


def test_the_right_edge_moves_with_an_event_that_goes_on(replay: Watched, past: Fresh) -> None:
    page = replay.page
    before = int(page.get_by_role("slider").get_attribute("max") or 0)

    past.client(Role.DISPATCHER).report(incident_type="crush", zone="gate-plaza")

    expect(page.locator(".progress__row")).to_have_count(3, timeout=15_000)
    assert int(page.get_by_role("slider").get_attribute("max") or 0) > before
