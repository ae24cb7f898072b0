"""An order's way: written at the desk, repeated on a phone, compared, done; and on the wall."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from command.domain.authority import Role
from command.domain.directive import AnswerStatus, Directive
from command.domain.identifiers import Addressee
from tests.walks.looking import Fresh, axe_faults, open_page, small_text
from tests.walks.reception import Reception
from tests.web.stack import GROUP, UNIT

DESK: ViewportSize = {"width": 1600, "height": 1000}
PHONE: ViewportSize = {"width": 390, "height": 844}
WALL: ViewportSize = {"width": 1920, "height": 1080}
# Keycaps and the like may be as small as the design page says.
LEAST_PX = 12
LOADS_WITHIN_MS = 20_000
BACK_WITHIN_MS = 30_000
TO_UNIT = Addressee(f"unit/{UNIT}")


@pytest.fixture
def number(fresh: Fresh) -> int:
    """An incident with the phone's unit on it."""
    dispatcher = fresh.client(Role.DISPATCHER)
    number = dispatcher.report(zone="temple", what="庙内冒烟")
    dispatcher.act("assign_unit", incident=number, unit=UNIT)
    return number


@pytest.fixture
def contexts(browser: Browser) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    """A browser at the desk and one on a phone."""
    desk = browser.new_context(viewport=DESK, locale="zh-CN")
    phone = browser.new_context(viewport=PHONE, has_touch=True, locale="zh-CN")
    yield desk, phone
    desk.close()
    phone.close()


def order(fresh: Fresh, number: int | None, *to: str, kind: str = "gate_stop") -> None:
    """Have the commander give an order."""
    about = {} if number is None else {"incident": number}
    fresh.client(Role.COMMANDER).act(
        "issue_directive",
        directive_kind=kind,
        text="停止检票，只出不进",
        addressees=list(to or (TO_UNIT,)),
        **about,
    )


def directives(fresh: Fresh) -> list[Directive]:
    """The event's orders, folded anew."""
    return list(fresh.stack.desk(fresh.event).board.documents.others[Directive].values())


def status(fresh: Fresh, to: Addressee = TO_UNIT) -> AnswerStatus:
    """How far an addressee of the newest order is."""
    answer = directives(fresh)[-1].answer_of(to)
    assert answer is not None
    return answer.status


def open_desk(context: BrowserContext, fresh: Fresh, number: int) -> Page:
    """A dispatcher's page with the incident open."""
    page = open_page(context, fresh, "/dispatch", Role.DISPATCHER).page
    head = page.locator(".head")
    expect(head).to_have_attribute("data-number", str(number), timeout=LOADS_WITHIN_MS)
    return page


def test_an_order_to_stop_the_gates_is_written_repeated_corrected_and_done(
    contexts: tuple[BrowserContext, BrowserContext], fresh: Fresh, number: int
) -> None:
    desk = open_desk(contexts[0], fresh, number)
    phone = open_page(contexts[1], fresh, "/field", Role.FIELD_UNIT).page
    desk.keyboard.press("d")
    desk.locator("#order-text").fill("停止检票，只出不进")
    desk.locator('[data-kind="gate_stop"]').click()
    desk.locator(f'.sheet [data-to="{TO_UNIT}"]').click()
    expect(desk.locator('[data-send="order"]')).to_be_disabled()
    desk.locator("#order-by").select_option(index=1)
    desk.locator("#order-text").press("Control+Enter")
    expect(desk.locator(".sheet")).to_have_count(0)

    card = phone.locator(".order-card")
    expect(card).to_contain_text("停止检票", timeout=LOADS_WITHIN_MS)
    card.locator('[data-step="own_words"]').click()
    card.locator("textarea").fill("打开检票口")
    card.locator('[data-step="read_back"]').click()
    row = desk.locator(f'.order__to[data-to="{TO_UNIT}"]')
    expect(row).to_contain_text("打开检票口")
    row.locator('[data-compare="wrong"]').click()
    desk.locator("#ask-text").fill("是停止检票")
    desk.locator("dialog.ask button[type=submit]").click()

    expect(card).to_contain_text("是停止检票")
    card.locator('[data-step="read_back"]').click()
    expect(row).to_have_attribute("data-status", "received")
    card.locator('[data-step="complete"]').click()

    expect(card).to_have_count(0)
    expect(desk.locator(".order")).to_have_count(0)
    assert status(fresh) is AnswerStatus.DONE


def test_an_answer_without_a_network_outlives_a_reload_and_arrives(
    contexts: tuple[BrowserContext, BrowserContext],
    fresh: Fresh,
    number: int,
    reception: Reception,
) -> None:
    order(fresh, number, kind="ordinary")
    context = contexts[1]
    phone = open_page(context, fresh, "/field", Role.FIELD_UNIT, url=reception.url).page
    expect(phone.locator(".order-card")).to_be_visible(timeout=LOADS_WITHIN_MS)
    reception.cut(context, phone)

    phone.locator('.order-card [data-step="read_back"]').click()
    phone.locator('.order-card [data-step="complete"]').click()
    expect(phone.locator(".outbox li")).to_have_count(2)
    phone.reload()
    expect(phone.locator(".outbox li")).to_have_count(2, timeout=LOADS_WITHIN_MS)
    expect(phone.locator(".order-card")).to_have_count(0)
    assert status(fresh) is AnswerStatus.ISSUED
    reception.mend(context)

    expect(phone.locator(".outbox")).to_have_count(0, timeout=BACK_WITHIN_MS)
    assert status(fresh) is AnswerStatus.DONE


def test_a_unit_that_can_not_says_why_and_the_desk_orders_otherwise(
    contexts: tuple[BrowserContext, BrowserContext], fresh: Fresh, number: int
) -> None:
    group = Addressee(f"group/{GROUP}")
    order(fresh, number, TO_UNIT, group)
    phone = open_page(contexts[1], fresh, "/field", Role.FIELD_UNIT).page
    expect(phone.locator('.order-card [data-step="decline"]')).to_have_count(0)
    phone.locator('.order-card [data-step="read_back"]').click()
    phone.locator('.order-card [data-step="decline"]').click()
    phone.locator("#decline-reason").fill("车上有伤员")
    phone.locator('[data-step="decline_directive"]').click()

    desk = open_desk(contexts[0], fresh, number)
    expect(desk.locator(".order__finished")).to_contain_text("车上有伤员")
    desk.locator('[data-order="replace"]').click()
    expect(desk.locator(f'.sheet [data-to="{group}"]')).to_have_attribute("aria-pressed", "true")
    desk.locator("#order-reason").fill("消防车走不开")
    desk.locator("#order-by").select_option(index=1)
    desk.locator('[data-send="order"]').click()

    expect(desk.locator(".sheet")).to_have_count(0)
    first, second = directives(fresh)
    assert first.replaced_by == second.id
    assert [one.to for one in second.answers] == [group]


def test_what_is_heard_on_the_radio_is_written_down_at_the_desk(
    contexts: tuple[BrowserContext, BrowserContext], fresh: Fresh, number: int
) -> None:
    order(fresh, number)
    desk = open_desk(contexts[0], fresh, number)
    row = desk.locator(f'.order__to[data-to="{TO_UNIT}"]')

    row.locator('[data-say="received"]').click()
    expect(row).to_have_attribute("data-status", "received")
    row.locator('[data-say="done"]').click()

    expect(desk.locator(".order")).to_have_count(0)
    entries = fresh.client(Role.DISPATCHER).get("log", params={"limit": 500}).json()["entries"]
    assert entries[-1]["by"]["on_behalf_of"] == UNIT


def test_an_order_of_the_whole_event_is_found_among_all_and_withdrawn(
    contexts: tuple[BrowserContext, BrowserContext], fresh: Fresh, number: int
) -> None:
    order(fresh, None, kind="ordinary")
    desk = open_desk(contexts[0], fresh, number)
    expect(desk.locator("main .order")).to_have_count(0)

    desk.locator('[data-panel="directives"]').click()
    sheet = desk.locator(".sheet")
    expect(sheet.locator(".order")).to_contain_text("整个活动")
    sheet.locator('[data-order="withdraw"]').click()
    desk.locator("#ask-reason").fill("人流已缓")
    desk.locator("dialog.ask button[type=submit]").click()

    expect(sheet.locator(".order")).to_have_count(0)
    assert directives(fresh)[-1].withdrawn_at is not None


def test_who_leads_answers_for_the_group_from_a_phone(
    contexts: tuple[BrowserContext, BrowserContext], fresh: Fresh, number: int
) -> None:
    group = Addressee(f"group/{GROUP}")
    order(fresh, number, group, kind="ordinary")
    watched = open_page(contexts[1], fresh, "/field", Role.GROUP_LEAD)
    card = watched.page.locator(".order-card")
    expect(card).to_be_visible(timeout=LOADS_WITHIN_MS)
    faults = axe_faults(watched.page) + small_text(watched.page)

    card.locator('[data-step="read_back"]').click()
    card.locator('[data-step="complete"]').click()

    expect(card).to_have_count(0)
    assert faults == []
    assert watched.faults == []


def test_the_wall_shows_critical_orders_that_are_not_closed(
    browser: Browser, fresh: Fresh, number: int
) -> None:
    order(fresh, number)
    order(fresh, number, kind="ordinary")
    context = browser.new_context(viewport=WALL, locale="zh-CN")
    page = open_page(context, fresh, "/wall", Role.WALL).page

    shown = page.locator(".wall-orders li")

    expect(shown).to_have_count(1, timeout=LOADS_WITHIN_MS)
    expect(shown).to_contain_text("停止放行 未复诵 1")
    assert axe_faults(page) == []
    context.close()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_orders_are_readable_for_everybody(
    contexts: tuple[BrowserContext, BrowserContext], fresh: Fresh, number: int, language: str
) -> None:
    order(fresh, number)
    order(fresh, number, TO_UNIT, f"group/{GROUP}", kind="ordinary")
    watched = open_page(contexts[0], fresh, f"/dispatch?lang={language}", Role.DISPATCHER)
    desk = watched.page
    expect(desk.locator(".order")).to_have_count(2, timeout=LOADS_WITHIN_MS)
    faults = axe_faults(desk) + small_text(desk, LEAST_PX)
    top = desk.evaluate(
        "(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])"
        "(document.querySelector('.top'))"
    )
    desk.keyboard.press("d")
    faults += axe_faults(desk) + small_text(desk, LEAST_PX)
    desk.keyboard.press("Escape")
    desk.locator('[data-panel="directives"]').click()
    faults += axe_faults(desk) + small_text(desk, LEAST_PX)

    held = open_page(contexts[1], fresh, f"/field?lang={language}", Role.FIELD_UNIT)
    expect(held.page.locator(".order-card")).to_have_count(2, timeout=LOADS_WITHIN_MS)
    faults += axe_faults(held.page) + small_text(held.page)
    tight = held.page.evaluate(
        "[...document.querySelectorAll('button, select, textarea')]"
        ".filter(one => one.offsetHeight < 56 && one.offsetHeight).map(one => one.outerHTML)"
    )

    assert faults == []
    assert tight == []
    assert top[0] <= top[1], "the head of the page runs over its edge"
    assert watched.faults == held.faults == []
