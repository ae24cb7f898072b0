"""A unit's phone: on a bad signal, through a reload, with a dispatcher at the other end."""

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from command.domain.authority import Role
from command.domain.identifiers import IncidentNumber
from command.domain.states import Progress
from tests.walks.looking import PHONE, Fresh, Watched, axe_faults, open_page, picture, small_text
from tests.walks.reception import Reception
from tests.web.stack import EVENT, PASSPHRASE, UNIT, Stack

# The button takes no second tap for a moment; a walk waits for it as a thumb would.
STEPS = ("acknowledge", "go_en_route", "arrive_on_scene")
SAID = [Progress.ACKNOWLEDGED, Progress.EN_ROUTE, Progress.ON_SCENE]
LOADS_WITHIN_MS = 20_000
BACK_WITHIN_MS = 30_000


@pytest.fixture
def number(fresh: Fresh) -> int:
    """An incident the phone's unit has been sent to."""
    return a_task(fresh)


@pytest.fixture
def phone(context: BrowserContext, fresh: Fresh, number: int, reception: Reception) -> Watched:
    """The phone of a unit that has just been sent."""
    watched = open_page(context, fresh, "/field", Role.FIELD_UNIT, url=reception.url)
    task = watched.page.locator(".task")
    expect(task).to_have_attribute("data-number", str(number), timeout=LOADS_WITHIN_MS)
    return watched


def a_task(fresh: Fresh) -> int:
    """Have the unit sent to a new incident."""
    dispatcher = fresh.client(Role.DISPATCHER)
    number = dispatcher.report(zone="mountain-path", place="3 号休息点", what="老人胸痛")
    dispatcher.act("assign_unit", incident=number, unit=UNIT)
    return number


def tap(page: Page, step: str) -> None:
    """Tap the big button once it says this step."""
    page.locator(f'.go[data-step="{step}"]:enabled').click()


def said(fresh: Fresh, number: int) -> list[Progress]:
    """List what the log says the unit said of an incident, in the log's order."""
    entries = fresh.client(Role.DISPATCHER).get("log", params={"limit": 500}).json()["entries"]
    facts = [fact for entry in entries for fact in entry["facts"]]
    return [
        Progress(fact["progress"])
        for fact in facts
        if fact["type"] == "unit_progressed" and fact["incident"] == number
    ]


def test_three_taps_without_a_network_outlive_a_reload_and_count_once_each(
    context: BrowserContext, phone: Watched, fresh: Fresh, number: int, reception: Reception
) -> None:
    page = phone.page
    reception.cut(context, page)
    for step in STEPS:
        tap(page, step)
    expect(page.locator(".outbox li")).to_have_count(3)

    page.reload()
    expect(page.locator(".outbox li")).to_have_count(3)
    expect(page.locator(".bar--offline")).to_contain_text("3 条待发")
    picture(page, "unit-kept-tapped")
    assert said(fresh, number) == []
    reception.mend(context)

    expect(page.locator(".outbox")).to_have_count(0, timeout=BACK_WITHIN_MS)
    expect(page.locator(".track__one--done")).to_have_count(3)
    assert said(fresh, number) == SAID


def test_a_late_tap_keeps_the_time_it_was_made(
    context: BrowserContext, phone: Watched, fresh: Fresh, number: int, reception: Reception
) -> None:
    page = phone.page
    reception.cut(context, page)
    tap(page, "acknowledge")
    shown = page.locator(".outbox time").inner_text()

    reception.mend(context)
    expect(page.locator(".outbox")).to_have_count(0, timeout=BACK_WITHIN_MS)

    expect(page.locator(".track__one--done small")).to_have_text(shown)


def test_answers_that_never_arrive_make_nothing_happen_twice(
    browser: Browser, fresh: Fresh, number: int
) -> None:
    # Without the worker, so that the walk stands between the page and the server.
    context = browser.new_context(viewport=PHONE, locale="zh-CN", service_workers="block")
    page = open_page(context, fresh, "/field", Role.FIELD_UNIT).page
    lost: list[Any] = []

    def lose_twice(route: Route) -> None:
        answer = route.fetch()
        if len(lost) < 2:
            lost.append(answer.status)
            route.abort()
        else:
            route.fulfill(response=answer)

    context.route(f"**/events/{fresh.event}/actions", lose_twice)
    tap(page, "acknowledge")

    expect(page.locator(".outbox")).to_have_count(0, timeout=BACK_WITHIN_MS)
    assert lost == [200, 200]
    assert said(fresh, number) == [Progress.ACKNOWLEDGED]
    context.close()


def test_a_task_comes_to_the_phone_and_its_answer_to_the_dispatcher(
    browser: Browser, context: BrowserContext, fresh: Fresh
) -> None:
    phone = open_page(context, fresh, "/field", Role.FIELD_UNIT).page
    expect(phone.locator(".idle h1")).to_have_text("没有任务")
    desk_context = browser.new_context(viewport={"width": 1600, "height": 1000}, locale="zh-CN")
    desk = open_page(desk_context, fresh, "/dispatch", Role.DISPATCHER).page
    fresh.client(Role.DISPATCHER).report(incident_type="illness", zone="temple")

    desk.locator(f'.candidate[data-unit="{UNIT}"] button').first.click()
    expect(phone.locator(".task h1")).to_have_text("突发病情")
    tap(phone, "acknowledge")

    expect(desk.locator(f'.unit-out[data-unit="{UNIT}"]')).to_have_attribute(
        "data-progress", "acknowledged"
    )
    desk_context.close()


def test_a_double_tap_is_one_step(phone: Watched, fresh: Fresh, number: int) -> None:
    button = phone.page.locator(".go")

    button.dblclick()

    expect(phone.page.locator(".track__one--done")).to_have_count(1)
    assert said(fresh, number) == [Progress.ACKNOWLEDGED]


def test_a_phone_tells_of_something_with_four_taps(phone: Watched, fresh: Fresh) -> None:
    page = phone.page

    page.locator('[data-tab="report"]').click()
    expect(page.locator('[data-send="report"]')).to_be_disabled()
    page.locator('[data-type="fire"]').click()
    page.locator('[data-injured="no"]').click()
    page.locator('[data-send="report"]').click()

    expect(page.locator(".card li").first).to_contain_text("火灾")
    incidents = fresh.stack.desk(fresh.event).board.documents.incidents
    newest = incidents[max(incidents)]
    assert (newest.type, newest.injured, newest.reported_by.unit) == ("fire", "no", UNIT)


def test_a_note_reaches_the_log_and_controlled_is_asked_twice(
    phone: Watched, fresh: Fresh, number: int
) -> None:
    page = phone.page
    for step in STEPS:
        tap(page, step)
    page.get_by_role("button", name="上报情况").click()
    page.locator("#note-text").fill("意识清楚")
    page.locator(".over .go").click()
    expect(page.locator(".card").first).to_contain_text("意识清楚")

    page.locator('[data-tile="control"]').click()
    page.locator('[data-step="control_incident"]').click()

    expect(page.locator('[data-tile="control"]')).to_have_count(0)
    incident = fresh.stack.desk(fresh.event).board.documents.incidents[IncidentNumber(number)]
    assert incident.status == "controlled"


def test_a_unit_takes_itself_out_of_service_and_comes_back(
    context: BrowserContext, fresh: Fresh
) -> None:
    page = open_page(context, fresh, "/field", Role.FIELD_UNIT).page
    page.locator('[data-tile="service"]').click()
    page.locator("#out-reason").fill("加油")

    page.locator(".over .go").click()
    expect(page.locator(".idle h1")).to_have_text("本队停用")
    page.locator('[data-step="back"]').click()

    expect(page.locator(".idle h1")).to_have_text("没有任务")


def test_two_tasks_are_switched_and_told_apart(phone: Watched, fresh: Fresh, number: int) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)
    other = dispatcher.report(incident_type="crush", zone="temple", severity=1)
    dispatcher.act("assign_unit", incident=other, unit=UNIT, busy="add")
    switch = phone.page.locator(".switch__one")
    expect(switch).to_have_count(2)

    switch.filter(has_text=f"{number:04d}").click()
    tap(phone.page, "acknowledge")
    expect(phone.page.locator(".track__one--done")).to_have_count(1)

    assert said(fresh, number) == [Progress.ACKNOWLEDGED]
    assert said(fresh, other) == []


def test_who_leads_answers_from_a_phone(context: BrowserContext, fresh: Fresh, number: int) -> None:
    watched = open_page(context, fresh, "/field", Role.GROUP_LEAD)
    page = watched.page
    expect(page.locator(".call")).to_contain_text(f"#{number:04d}", timeout=LOADS_WITHIN_MS)
    faults = axe_faults(page) + small_text(page)

    page.locator(".call .go").click()

    expect(page.locator(".call")).to_have_count(0)
    incident = fresh.stack.desk(fresh.event).board.documents.incidents[IncidentNumber(number)]
    assert incident.told[0].answered_at is not None
    assert faults == []
    assert watched.faults == []


def test_a_code_lets_a_phone_in_once(browser: Browser, stack: Stack) -> None:
    number = a_task(Fresh(stack=stack, event=EVENT))
    url, code = stack.webs[0].url, stack.code()
    contexts = [browser.new_context(viewport=PHONE, locale="zh-CN") for _ in range(2)]
    first, second = (context.new_page() for context in contexts)

    first.goto(f"{url}/join#{code}")
    expect(first.locator("#code")).to_have_value(code)
    assert code not in first.url
    first.get_by_role("button", name="加入").click()
    expect(first.locator(".task")).to_have_attribute("data-number", str(number))
    second.goto(f"{url}/join")
    second.locator("#code").fill(code.lower())
    second.get_by_role("button", name="加入").click()

    expect(second.locator(".entry__wrong")).to_contain_text("入列码")
    for context in contexts:
        context.close()


def test_a_passphrase_leads_back_to_where_one_came_from(browser: Browser, stack: Stack) -> None:
    stack.account("seat-1", Role.DISPATCHER)
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{stack.webs[0].url}/dispatch?event={EVENT}")
    page.get_by_label("Name").fill("seat-1")
    page.get_by_label("Passphrase").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()

    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()

    page.wait_for_url(f"**/dispatch?event={EVENT}")
    context.close()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_phone_is_readable_for_everybody(
    browser: Browser, fresh: Fresh, number: int, language: str, scheme: Any
) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)
    watched = open_page(context, fresh, f"/field?lang={language}", Role.FIELD_UNIT)
    page = watched.page
    expect(page.locator(".task")).to_be_visible()

    faults = axe_faults(page) + small_text(page)
    page.locator('[data-tab="report"]').click()
    faults += axe_faults(page) + small_text(page)
    tight = page.evaluate(
        "[...document.querySelectorAll('button, select, textarea')]"
        ".filter(one => one.offsetHeight < 56 && one.offsetHeight).map(one => one.outerHTML)"
    )

    assert faults == []
    assert tight == []
    assert watched.faults == []
    context.close()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("path", ["/join", "/signin"])
def test_the_ways_in_are_readable_for_everybody(
    context: BrowserContext, stack: Stack, language: str, path: str
) -> None:
    page = context.new_page()

    page.goto(f"{stack.webs[0].url}{path}?lang={language}")
    expect(page.locator(".entry")).to_be_visible()

    assert axe_faults(page) + small_text(page) == []


def test_a_unit_is_here_and_a_duty_done_though_nobody_hears_it_yet(
    context: BrowserContext, fresh: Fresh, reception: Reception
) -> None:
    page = open_page(context, fresh, "/field", Role.FIELD_UNIT, url=reception.url).page
    expect(page.locator(".idle")).to_be_visible(timeout=LOADS_WITHIN_MS)
    reception.cut(context, page)
    page.locator('[data-step="check_in"]').click()
    page.locator('[data-tab="duties"]').click()
    ready = page.locator('.errand[data-duty="ambulances"]')
    ready.get_by_role("button", name="报进度").click()
    ready.get_by_label("所见").fill("2 辆在停车场")
    ready.get_by_role("button", name="完成").click()
    expect(ready).to_contain_text("待发")
    axe = axe_faults(page)

    reception.mend(context)
    expect(page.locator(".outbox")).to_have_count(0, timeout=BACK_WITHIN_MS)
    page.locator('[data-tab="task"]').click()

    expect(page.locator('[data-here="yes"]')).to_contain_text("起在岗")
    board = fresh.client(Role.DISPATCHER).get("board").json()
    said = {(one["kind"], one["id"]): one for one in board["docs"]}
    assert said["duty", "ambulances"]["said_unit"] == UNIT
    assert said["attendance", f"unit-{UNIT}"]["left_at"] is None
    assert axe == []


def test_a_lead_who_leaves_names_who_acts(context: BrowserContext, fresh: Fresh) -> None:
    page = open_page(context, fresh, "/field", Role.GROUP_LEAD).page
    page.locator('[data-step="check_in"]').click()
    page.locator('[data-tile="check_out"]').click()
    page.get_by_label("谁代行").select_option(label="周学斌")
    page.locator('[data-step="check_out"]').click()

    expect(page.locator('[data-here="no"]')).to_contain_text("周学斌代行")


def test_a_unit_reads_what_the_scene_is_for(phone: Watched, fresh: Fresh, number: int) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)
    dispatcher.act("set_up_scene", incident=number, post="scene-commander")
    dispatcher.act("set_objectives", incident=number, objectives=["疏散", "救治"])
    scene = phone.page.locator(".hq")

    expect(scene.locator('[data-row="command"]')).to_contain_text("王涛")
    expect(scene.locator("li")).to_have_text(["疏散", "救治"])
    expect(scene.locator('[data-row="units"]')).to_contain_text("本队")
    expect(scene.locator("[data-ask]")).to_have_count(0)
    assert axe_faults(phone.page) == []


def test_who_commands_at_a_scene_decides_there_from_the_phone(
    context: BrowserContext, fresh: Fresh, number: int
) -> None:
    dispatcher = fresh.client(Role.DISPATCHER)
    post = fresh.stack.plan.commander
    dispatcher.act("set_up_scene", incident=number, post=post)
    page = open_page(context, fresh, "/field", Role.COMMANDER).page
    scene = page.locator(".hq[data-mine]")
    scene.locator('[data-ask="set_perimeter"]').click()
    page.get_by_label("距现场多少米").fill("80")
    page.locator('[data-step="set_perimeter"]').click()
    expect(scene.locator('[data-row="perimeter"]')).to_contain_text("80 米")
    scene.locator('[data-ask="record_casualties"]').click()
    page.locator('[data-count="badly_injured"]').fill("1")
    page.get_by_label("已核实").check()
    page.locator('[data-step="record_casualties"]').click()

    expect(scene.locator('[data-row="casualties"]')).to_contain_text("重伤 1 人")
    expect(scene.locator('[data-row="casualties"]')).to_contain_text("已核实")
    assert small_text(page) == []


def test_a_unit_says_that_somebody_is_hurt_after_all(
    phone: Watched, fresh: Fresh, number: int
) -> None:
    page = phone.page
    page.locator('[data-tile="circumstances"]').click()
    send = page.locator('[data-step="change_circumstances"]')
    expect(send).to_be_disabled()
    page.locator('.over [data-injured="yes"]').click()
    assert axe_faults(page) == []
    send.click()

    expect(page.locator(".task__injured")).to_contain_text("有人受伤")
    incident = fresh.stack.desk(fresh.event).board.documents.incidents[IncidentNumber(number)]
    assert incident.injured == "yes"


def test_a_lead_reads_on_the_phone_that_a_duty_was_asked_for(
    context: BrowserContext, fresh: Fresh
) -> None:
    fresh.client(Role.DISPATCHER).act("remind_duty", duty="plan-emergency-support")
    page = open_page(context, fresh, "/field", Role.GROUP_LEAD).page
    told = page.locator(".call[data-notice]").filter(has_text="催办活动前任务")
    expect(told).to_contain_text("本组方案预案报备")

    told.get_by_role("button", name="收到").click()

    expect(told).to_have_count(0)
