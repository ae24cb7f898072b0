"""What a phone keeps for the time without a network, and that nothing of it is left to the next."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from command.domain.authority import Role
from tests.walks.looking import PHONE, Fresh, Watched, axe_faults, open_page, picture, small_text
from tests.walks.reception import Reception
from tests.web.stack import UNIT

DESK: ViewportSize = {"width": 1600, "height": 1000}
BUT_ITS_AGE = ":scope > :not(.stale)"
LOADS_WITHIN_MS = 20_000
BACK_WITHIN_MS = 30_000
LEFT = """async () => {
  const open = indexedDB.open("denggao");
  await new Promise((resume) => (open.onsuccess = resume));
  const asked = open.result.transaction("kept").objectStore("kept").getAllKeys();
  await new Promise((resume) => (asked.onsuccess = resume));
  open.result.close();
  const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const pages = await Promise.all(caches_.map((one) => one.match("/field")));
  return [...asked.result, ...pages.filter(Boolean).map((one) => one.url)];
}"""
"""The boards and pages on a phone."""
UNTIL_NOTHING_IS = f"""async () => {{
  const left = {LEFT};
  while ((await left()).length > 0) await new Promise(requestAnimationFrame);
}}"""


@pytest.fixture
def number(fresh: Fresh) -> int:
    """An incident of the lead's group, with a unit sent and the lead commanding at its scene."""
    dispatcher = fresh.client(Role.DISPATCHER)
    number = dispatcher.report(zone="mountain-path", place="3 号休息点", what="老人胸痛")
    dispatcher.act("assign_unit", incident=number, unit=UNIT)
    holder = fresh.stack.standing(Role.GROUP_LEAD).person
    post = next(one.id for one in fresh.stack.plan.posts.values() if one.holders == (holder,))
    dispatcher.act("set_up_scene", incident=number, post=post)
    dispatcher.act("set_objectives", incident=number, objectives=["疏散", "救治"])
    return number


def open_phone(
    context: BrowserContext, fresh: Fresh, role: Role, reception: Reception, path: str = "/field"
) -> Watched:
    """Open the phone page of somebody who has something to do."""
    watched = open_page(context, fresh, path, role, url=reception.url)
    expect(watched.page.locator(".task, .lead__row")).to_be_visible(timeout=LOADS_WITHIN_MS)
    return watched


def end_session(context: BrowserContext, fresh: Fresh) -> None:
    """End the phone's session at the server, as when the phone was lost."""
    secret = next(one.get("value") for one in context.cookies() if one.get("name") == "denggao")
    fresh.stack.sessions().revoke(str(secret))


def say(page: Page, circumstance: str) -> None:
    """Say that something is involved."""
    page.locator('[data-tile="circumstances"]').click()
    page.locator(f'.over [data-involved="{circumstance}"]').click()
    page.locator('[data-step="change_circumstances"]').click()


@pytest.mark.parametrize(
    ("language", "says", "offline"),
    [
        ("zh-CN", "内容停在", "离线"),
        ("en", "it may have changed", "Offline"),
    ],
)
def test_a_leads_board_outlives_a_reload_without_a_network(
    browser: Browser,
    fresh: Fresh,
    number: int,
    reception: Reception,
    language: str,
    says: str,
    offline: str,
) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, locale=language)
    watched = open_phone(context, fresh, Role.GROUP_LEAD, reception)
    page, lead = watched.page, watched.page.locator(".lead")
    expect(page.locator(".hq[data-mine] li")).to_have_count(2)
    reception.cut(context, page)
    expect(lead.locator(".stale")).to_contain_text(says)
    shown = lead.locator(BUT_ITS_AGE).all_inner_texts()
    fresh.client(Role.DISPATCHER).report(zone="mountain-path", what="有人摔伤")

    page.reload()

    expect(page.locator(".bar--offline")).to_contain_text(offline)
    expect(page.locator(".lead__row")).to_have_attribute("data-number", str(number))
    expect(page.locator(".phone__link--live")).to_have_count(0)
    assert lead.locator(BUT_ITS_AGE).all_inner_texts() == shown
    picture(page, f"lead-kept-{language}")
    faults = axe_faults(page) + small_text(page)
    say(page, "vehicle")
    page.reload()
    expect(page.locator('.outbox li[data-type="change_circumstances"]')).to_have_count(1)
    picture(page, f"lead-kept-{language}-tapped")

    reception.mend(context)

    expect(page.locator(".outbox")).to_have_count(0, timeout=BACK_WITHIN_MS)
    expect(page.locator(".lead__row")).to_have_count(2, timeout=BACK_WITHIN_MS)
    expect(page.locator(".stale, .bar--offline")).to_have_count(0)
    assert faults == []
    context.close()


def test_a_lead_without_a_network_answers_from_the_kept_board(
    context: BrowserContext, fresh: Fresh, number: int, reception: Reception
) -> None:
    page = open_phone(context, fresh, Role.GROUP_LEAD, reception).page
    call = page.locator(".call[data-notice]").filter(has_text=f"#{number:04d}")
    expect(call).to_have_count(1)
    reception.cut(context, page)
    page.reload()

    call.locator(".go").click()
    expect(call.locator(".go")).to_be_disabled()
    page.reload()
    expect(call.locator(".go")).to_be_disabled()
    reception.mend(context)

    expect(call).to_have_count(0, timeout=BACK_WITHIN_MS)


@pytest.mark.parametrize("role", [Role.FIELD_UNIT, Role.GROUP_LEAD])
def test_signing_out_leaves_nothing_on_the_phone(
    context: BrowserContext, fresh: Fresh, number: int, reception: Reception, role: Role
) -> None:
    page = open_phone(context, fresh, role, reception).page
    reception.until_kept(page)
    assert len(page.evaluate(LEFT)) == 2

    page.get_by_role("button", name="退出本机").click()
    page.wait_for_url("**/join")

    assert page.evaluate(LEFT) == []


@pytest.mark.parametrize("path", ["/", "/dispatch"])
def test_a_lead_who_signs_out_elsewhere_leaves_nothing_on_the_phone(
    context: BrowserContext, fresh: Fresh, number: int, reception: Reception, path: str
) -> None:
    page = open_phone(context, fresh, Role.GROUP_LEAD, reception).page
    reception.until_kept(page)
    page.set_viewport_size(DESK)
    page.goto(f"{reception.url}{path}?event={fresh.event}")

    page.get_by_role("button", name="退出", exact=False).click()
    page.wait_for_url("**/signin*")

    assert page.evaluate(LEFT) == []


@pytest.mark.parametrize("role", [Role.FIELD_UNIT, Role.GROUP_LEAD])
def test_whoever_joins_next_finds_nothing_of_the_last(
    context: BrowserContext, fresh: Fresh, number: int, reception: Reception, role: Role
) -> None:
    page = open_phone(context, fresh, role, reception).page
    reception.until_kept(page)
    before = page.evaluate(LEFT)

    page.goto(f"{reception.url}/join#{fresh.stack.code()}")
    page.get_by_role("button", name="加入").click()
    page.wait_for_url("**/field")

    assert set(before) & set(page.evaluate(LEFT)) == set()


@pytest.mark.parametrize("role", [Role.FIELD_UNIT, Role.GROUP_LEAD])
def test_a_session_ended_elsewhere_leaves_nothing_on_the_phone(
    context: BrowserContext, fresh: Fresh, number: int, reception: Reception, role: Role
) -> None:
    page = open_phone(context, fresh, role, reception).page
    reception.until_kept(page)

    end_session(context, fresh)
    page.wait_for_url("**/signin*", timeout=BACK_WITHIN_MS)

    assert page.evaluate(LEFT) == []


@pytest.mark.parametrize("role", [Role.FIELD_UNIT, Role.GROUP_LEAD])
def test_a_session_ended_while_the_phone_was_away_leaves_nothing_on_it(
    context: BrowserContext, fresh: Fresh, number: int, reception: Reception, role: Role
) -> None:
    page = open_phone(context, fresh, role, reception).page
    reception.until_kept(page)
    address = page.url
    page.goto("about:blank")
    end_session(context, fresh)

    page.goto(address)
    page.wait_for_url("**/signin*")

    page.evaluate(UNTIL_NOTHING_IS)


def test_who_sees_everything_leaves_nothing_on_a_phone(
    context: BrowserContext, fresh: Fresh, number: int, reception: Reception
) -> None:
    page = open_phone(context, fresh, Role.COMMANDER, reception).page
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.reload()
    expect(page.locator(".lead__row")).to_be_visible()
    reception.lose(context, page)

    page.reload()

    expect(page.locator(".phone__wait")).to_be_visible()
    assert [one for one in page.evaluate(LEFT) if one.startswith("board:")] == []
