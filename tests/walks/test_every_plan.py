"""Each plan on each page in both languages: its own words are shown, and nobody else's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from command.cli.asking import open_event
from command.cli.here import Here
from command.domain.authority import Role
from command.domain.event import EventTime
from command.domain.identifiers import Instant
from command.domain.plan import Plan, Text
from command.domain.states import EventKind, Phase
from command.plan_files import load_drill, load_plan
from command.store.accounts import Standing
from command.web.pages import PAGES
from tests.playbooks.plans import PLANS, PLAYBOOKS, named
from tests.walks.looking import Watched, axe_faults
from tests.web.stack import Client, Stack

SIZES = {"field": ViewportSize(width=390, height=844)}
ROLES = {"总指挥", "Commander"}
"""Roles are called so in any plan, whatever its own posts are called."""

DESK = ViewportSize(width=1920, height=1080)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A drill of a plan in which something of each type was reported."""

    stack: Stack
    plan: Plan
    event: str
    unit: str
    group: str

    def sign_in(self, role: Role) -> str:
        """Begin a session of somebody of this plan."""
        plan, person = self.plan, self.plan.posts[self.plan.commander].holders[0]
        lead = next(one for one in plan.groups.values() if one.id == self.group)
        standing = {
            Role.COMMANDER: Standing(
                role=role, event=self.event, person=person, post=plan.commander
            ),
            Role.GROUP_LEAD: Standing(
                role=role, event=self.event, person=lead.leads[0], group=self.group
            ),
            Role.FIELD_UNIT: Standing(role=role, event=self.event, unit=self.unit),
        }.get(role, Standing(role=role, event=self.event))
        return self.stack.sessions().begin(f"test-{role}", standing)


@pytest.fixture(params=PLANS, ids=named, scope="module")
def day(request: pytest.FixtureRequest, stack: Stack) -> Day:
    """Open a drill of a plan and report one incident of each type, in turn over its zones."""
    folder: Path = request.param
    plan = load_plan(folder)
    drill = load_drill(folder / "drills" / "demo.yaml", plan)
    event = f"day-{plan.id}"
    real_at = Instant(stack.clock.now())
    time = EventTime(event_at=drill.starts_at, real_at=real_at, rate=1)
    place = Here(settings=stack.settings, stores=stack.stores)
    open_event(place, event, plan, kind=EventKind.DRILL, time=time, phase=Phase.LIVE)
    made = Day(stack=stack, plan=plan, event=event, unit=drill.phone, group=drill.lead)
    dispatcher: Client = stack.stranger(secret=made.sign_in(Role.DISPATCHER), event=event)
    zones = list(plan.zones)
    for place_, kind in enumerate(plan.playbooks):
        dispatcher.report(incident_type=kind, zone=zones[place_ % len(zones)])
    dispatcher.act("assign_unit", incident=1, unit=drill.phone)
    return made


def pages() -> Iterator[tuple[str, Role]]:
    """Name each page once, with the role that is offered the fewest of those it is offered to."""
    for page in PAGES[Role.ADMIN]:
        offered = [role for role in PAGES if page in PAGES[role]]
        yield page, min(offered, key=lambda role: len(PAGES[role]))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(("page", "role"), pages())
def test_a_page_shows_this_plan_and_no_other(
    browser: Browser, day: Day, page: str, role: Role, language: str
) -> None:
    context = browser.new_context(viewport=SIZES.get(page, DESK), locale=language)
    url = day.stack.webs[0].url
    context.add_cookies([{"name": "denggao", "value": day.sign_in(role), "url": url}])
    watched = Watched(context.new_page())

    watched.page.goto(f"{url}/{page}?event={day.event}&lang={language}")

    # Something of the plan is there as soon as the board is.
    known = [one for text in own(day.plan) for one in spoken(text, language)]
    expect(watched.page.locator("#app")).to_contain_text(any_of(known), timeout=20_000)
    shown = watched.page.locator("#app").inner_text()
    assert [name for name in foreign(day.plan, language) if name in shown] == []
    assert watched.faults == []
    assert axe_faults(watched.page) == []
    context.close()


def own(plan: Plan) -> list[Text]:
    """What a page of this plan shows some of."""
    of_groups = [group.name for group in plan.groups.values()]
    return [plan.name, *of_groups, *(zone.name for zone in plan.zones.values())]


def foreign(plan: Plan, language: str) -> set[str]:
    """What people of the other plans would read, and those of this one would not."""
    mine = {one for text in everything(plan) for one in spoken(text, language)}
    others = [load_plan(PLAYBOOKS / folder.name) for folder in PLANS if folder.name != plan.id]
    theirs = {
        one for other in others for text in everything(other) for one in spoken(text, language)
    }
    alike = {name for name in theirs if any(name in one for one in mine)}
    return theirs - alike - ROLES


def everything(plan: Plan) -> list[Text]:
    """Names of people, places, agencies, crews and incident types."""
    of_agencies = [agency.name for agency in plan.agencies.values()]
    of_types = [playbook.name for playbook in plan.playbooks.values()]
    of_posts = [post.name for post in plan.posts.values()]
    of_people = [person.name for person in plan.people.values()]
    of_zones = [zone.name for zone in plan.zones.values()]
    of_units = [unit.name for unit in plan.units.values()]
    return [plan.name, *of_agencies, *of_types, *of_posts, *of_people, *of_zones, *of_units]


def spoken(text: Text, language: str) -> tuple[str, ...]:
    """Say it as a page in this language does."""
    return (text.en,) if language == "en" else (text.zh,)


def any_of(names: list[str]) -> re.Pattern[str]:
    """Match any of the names."""
    return re.compile("|".join(map(re.escape, names)))
