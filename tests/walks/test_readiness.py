"""The morning before the gates open: duties done on evidence, a decision signed, the gates open."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from command.domain.authority import Role
from command.domain.states import Phase
from tests.walks.looking import Fresh, axe_faults, fresh_event, open_page, small_text
from tests.web.stack import Stack

DESK: ViewportSize = {"width": 1600, "height": 1000}
NARROW: ViewportSize = {"width": 800, "height": 1000}
LOADS_WITHIN_MS = 20_000


@pytest.fixture
def fresh(stack: Stack) -> Fresh:
    """An event whose gates are not open yet."""
    return fresh_event(stack, Phase.READINESS)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A desk that speaks Chinese."""
    context = browser.new_context(viewport=DESK, locale="zh-CN")
    yield context
    context.close()


def shown(context: BrowserContext, fresh: Fresh, role: Role) -> Page:
    """The page, once it has its table."""
    watched = open_page(context, fresh, "/readiness", role)
    expect(watched.page.locator(".duty").first).to_be_visible(timeout=LOADS_WITHIN_MS)
    assert watched.faults == []
    return watched.page


def complete_all(fresh: Fresh, *but: str) -> None:
    """Have the dispatcher write down every duty as done, with what was seen."""
    dispatcher = fresh.client(Role.DISPATCHER)
    for name in fresh.stack.plan.readiness.duties:
        if name not in but:
            dispatcher.act(
                "complete_duty",
                duty=name,
                evidence="现场查看，情况良好",
                done_at=fresh.stack.plan.readiness.duties[name].due_at - 600_000,
            )


def test_a_duty_is_done_only_with_what_was_seen(context: BrowserContext, fresh: Fresh) -> None:
    page = shown(context, fresh, Role.DISPATCHER)
    bins = page.locator("[data-duty='bins']")
    expect(bins).to_have_attribute("data-state", "late")
    bins.get_by_role("button", name="增设垃圾桶").click()

    page.get_by_label("已备（共 40）").fill("38")
    page.get_by_role("button", name="报数").click()
    expect(bins).to_contain_text("38/40")
    done = page.get_by_role("button", name="完成", exact=True)
    expect(done).to_be_disabled()
    page.get_by_label("所见（须填，或附照片）").fill("沿线 40 个已摆放")
    page.get_by_label("完成于（可不填）").fill("2020-10-24T19:10")
    done.click()

    expect(bins).to_have_attribute("data-state", "done")
    expect(bins).to_contain_text("10-24 19:10")
    expect(bins).to_contain_text("40/40")
    expect(bins).to_contain_text("文字")


def test_a_photo_proves_a_duty_and_can_be_looked_at(context: BrowserContext, fresh: Fresh) -> None:
    page = shown(context, fresh, Role.DISPATCHER)
    bins = page.locator("[data-duty='bins']")
    bins.get_by_role("button", name="增设垃圾桶").click()
    picture = page.screenshot(type="png", clip={"x": 0, "y": 0, "width": 40, "height": 30})

    page.get_by_label("照片（JPEG、PNG、WebP）").set_input_files(
        {"name": "bins.png", "mimeType": "image/png", "buffer": picture}
    )
    expect(page.get_by_role("status").filter(has_text="已保存")).to_be_visible()
    page.get_by_role("button", name="完成", exact=True).click()
    expect(bins).to_have_attribute("data-state", re.compile("done"))
    bins.get_by_role("button", name="增设垃圾桶").click()

    shows = page.locator(".duty__picture img")
    expect(shows).to_be_visible()
    assert shows.evaluate("(img) => img.decode().then(() => img.naturalWidth)") == 40


def test_what_is_no_photo_is_said_at_once(context: BrowserContext, fresh: Fresh) -> None:
    page = shown(context, fresh, Role.DISPATCHER)
    page.locator("[data-duty='bins']").get_by_role("button", name="增设垃圾桶").click()

    page.get_by_label("照片（JPEG、PNG、WebP）").set_input_files(
        {"name": "bins.png", "mimeType": "image/png", "buffer": b"no picture"}
    )

    expect(page.get_by_role("alert")).to_contain_text("只接受 JPEG、PNG、WebP 照片")
    expect(page.get_by_role("button", name="完成", exact=True)).to_be_disabled()


def test_a_reminder_goes_out_and_says_when(context: BrowserContext, fresh: Fresh) -> None:
    page = shown(context, fresh, Role.DISPATCHER)
    bins = page.locator("[data-duty='bins']")

    bins.get_by_role("button", name="催办").click()

    expect(bins.get_by_role("button", name="已催")).to_be_visible()


def test_the_commander_signs_and_the_gates_open(context: BrowserContext, fresh: Fresh) -> None:
    complete_all(fresh, "food-samples")
    page = shown(context, fresh, Role.COMMANDER)
    page.get_by_role("button", name="放行", exact=True).click()
    page.get_by_role("button", name="签发：放行").click()
    expect(page.get_by_role("alert")).to_contain_text("food-samples")

    page.get_by_role("button", name="有条件放行", exact=True).click()
    page.get_by_label("条件，每行一条").fill("09:00 前补齐食品留样\n限载 70%")
    page.get_by_role("button", name="签发：有条件放行").click()
    expect(page.get_by_text("09:00 前补齐食品留样")).to_be_visible()
    page.get_by_role("button", name="已满足").first.click()
    expect(page.locator("[data-met]")).to_have_count(1)
    page.get_by_role("button", name="开放入场").click()

    expect(page.locator(".ready__top")).to_contain_text("活动进行中")


def test_nobody_else_signs(context: BrowserContext, fresh: Fresh) -> None:
    page = shown(context, fresh, Role.DISPATCHER)

    expect(page.get_by_role("button", name="放行", exact=True)).to_be_disabled()
    expect(page.get_by_text("由总指挥或代行人签发")).to_be_visible()


def test_who_comes_is_shown_since_when(context: BrowserContext, fresh: Fresh) -> None:
    page = shown(context, fresh, Role.DISPATCHER)

    page.get_by_role("button", name="王静到岗").click()

    office = page.locator("[data-place='leading-group-office']")
    expect(office.locator("time")).to_have_text("07:00")


def test_who_leaves_names_who_acts_and_is_back_with_one_press(
    context: BrowserContext, fresh: Fresh
) -> None:
    fresh.client(Role.DISPATCHER).act("check_in", person="wang-jing")
    page = shown(context, fresh, Role.DISPATCHER)
    office = page.locator("[data-place='leading-group-office']")
    office.get_by_role("button", name="王静离岗").click()
    page.get_by_label("王静由谁代行").select_option(label="田斌")
    page.locator(".roster .duty__form").get_by_role("button", name="离岗").click()
    expect(office).to_contain_text("田斌代行")

    office.get_by_role("button", name="王静已回").click()

    expect(office).to_have_attribute("data-state", "held")
    expect(office.locator("time")).to_have_text("07:00")


def test_who_never_came_is_marked_away(context: BrowserContext, fresh: Fresh) -> None:
    page = shown(context, fresh, Role.DISPATCHER)
    office = page.locator("[data-place='leading-group-office']")

    office.get_by_role("button", name="王静不在位").click()
    page.locator(".roster .duty__form").get_by_role("button", name="不在位").click()

    expect(office).to_have_attribute("data-state", "acting")
    absent = fresh.stack.desk(fresh.event).board.documents.event
    assert absent is not None
    assert list(absent.absent) == ["wang-jing"]


def test_units_that_are_not_here_are_named_until_they_come(
    context: BrowserContext, fresh: Fresh
) -> None:
    page = shown(context, fresh, Role.DISPATCHER)
    missing = page.locator("[data-crews='missing']")
    all_units = len(fresh.stack.plan.units)
    expect(missing.locator("[data-crew]")).to_have_count(all_units)

    missing.get_by_role("button", name="救护2到岗").click()

    expect(missing.locator("[data-crew]")).to_have_count(all_units - 1)
    expect(page.locator("[data-crews='here'] [data-crew='ambulance-2']")).to_have_count(1)


def test_who_is_away_and_who_acts_is_seen_with_every_hat(
    context: BrowserContext, fresh: Fresh
) -> None:
    fresh.client(Role.DISPATCHER).act("mark_absent", person="zhou-fuzhen", acting="zhou-xuebin")
    page = shown(context, fresh, Role.COMMANDER)

    away = page.locator("[data-place='opinion']")
    expect(away).to_have_attribute("data-state", "acting")
    expect(away).to_contain_text("周学斌代行")
    page.get_by_role("button", name="刘宁兼").first.click()

    expect(page.get_by_role("status")).to_contain_text("应急办公室主任")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("size", [DESK, NARROW], ids=["desk", "narrow"])
def test_everybody_can_read_it(
    browser: Browser, fresh: Fresh, language: str, size: ViewportSize, tmp_path: Path
) -> None:
    complete_all(fresh, "food-samples", "load-limit")
    commander = fresh.client(Role.COMMANDER)
    commander.act("decide_go", decision="conditional_go", conditions=["缺样摊点停售"])
    context = browser.new_context(viewport=size, locale=language)
    page = shown(context, fresh, Role.COMMANDER)
    page.locator("[data-duty='food-samples'] button").first.click()

    page.screenshot(path=tmp_path / f"readiness-{language}-{size['width']}.png")
    page.locator("[data-place='leading-group-office'] button[aria-expanded]").last.click()

    assert axe_faults(page) == []
    assert small_text(page, 12) == []
    wider = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wider
    context.close()


def test_the_duties_of_the_plan_are_all_there(fresh: Fresh, context: BrowserContext) -> None:
    page = shown(context, fresh, Role.COMMANDER)

    expect(page.locator(".duty")).to_have_count(len(fresh.stack.plan.readiness.duties))
