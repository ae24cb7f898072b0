"""The Double Ninth plan's chain: every incident type, with everyone there and one or two away."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations
from pathlib import Path
from typing import Final

import pytest

from command.domain import actions as a
from command.domain.facts import Fact, NoticeIssued, RequestDrafted, RungClimbed, RungPassed
from command.domain.identifiers import PersonId, PostId, TypeId
from command.domain.ladder import has_ended, people_on
from command.domain.plan import Plan
from command.plan_files import load_plan
from tests.build import REASON, a_day, only
from tests.cast import ADMIN

FOLDER: Final = Path(__file__).parents[2] / "playbooks" / "double-ninth-2020"
TYPES: Final = sorted(TypeId(path.stem) for path in (FOLDER / "incidents").glob("*.yaml"))
RUNGS: Final = ["lead", "office", "scene", "deputies", "commander", "city"]

OFFICE_HEAD: Final = PersonId("liu-ning")
"""Head of the emergency office, deputy commander, deputy scene commander."""
SCENE_COMMANDER: Final = PersonId("wang-tao")
"""Scene commander and deputy commander."""
COMMANDER: Final = PersonId("he-binghai")
"""Commander, and a lead of two groups."""

Away = dict[PersonId, PersonId | None]
"""Who is absent, and who was named to act for them."""


@dataclass(frozen=True, slots=True)
class Climb:
    """Every rung of one incident climbed in silence; `standing` were in place on each."""

    facts: tuple[Fact, ...]
    standing: tuple[frozenset[PersonId], ...]

    def rungs(self) -> Iterator[tuple[str, tuple[PersonId, ...], str | None]]:
        """Each rung with whom it told, or why it was passed."""
        for fact in self.facts:
            if isinstance(fact, RungClimbed):
                yield fact.rung, fact.people, None
            elif isinstance(fact, RungPassed):
                yield fact.rung, (), fact.why

    def told_before_the_request(self) -> list[PersonId]:
        """Whom the chain told on its way up, in order."""
        return [person for rung, people, _ in self.rungs() for person in people if rung != "city"]


@cache
def the_plan() -> Plan:
    return load_plan(FOLDER)


def climb_of(kind: TypeId, away: Away | None = None) -> Climb:
    """Report an incident and let everyone be silent."""
    day = a_day(the_plan())
    for person, acting in (away or {}).items():
        day.ask(a.MarkAbsent(person=person, acting=acting), ADMIN)
    number = day.report(kind)
    facts = list(day.entries[-1].facts)
    while not has_ended(day.incident(number)):
        facts.extend(day.ask(a.Escalate(incident=number, reason=REASON)))
    incident = day.incident(number)
    standing = (people_on(day.plan, day.event(), incident, rung) for rung in incident.ladder)
    return Climb(tuple(facts), tuple(frozenset(one.person for one in s) for s in standing))


def concerned(kind: TypeId) -> list[PersonId]:
    """Everybody who may come to stand on a rung of this type's chain."""
    plan = the_plan()
    playbook = plan.playbooks[kind]
    lead = plan.groups[playbook.lead]
    posts = [plan.posts[rung.post] for rung in playbook.ladder if rung.post]
    people = chain(lead.leads, lead.members, *((*p.holders, *p.succession) for p in posts))
    return list(dict.fromkeys(people))


def one_type_of_each_group() -> list[TypeId]:
    """The chain of each group that leads something."""
    return list({one.lead: one.id for one in the_plan().playbooks.values()}.values())


def every_absence(kind: TypeId) -> Iterator[Away]:
    """Everybody alone, and any two of those concerned."""
    people = concerned(kind)
    for some in chain(combinations(people, 1), combinations(people, 2)):
        yield dict.fromkeys(some, None)


def check(climb: Climb, away: Away) -> None:
    rungs = list(climb.rungs())
    assert [rung for rung, _, _ in rungs] == RUNGS, away
    told = climb.told_before_the_request()
    assert len(told) == len(set(told)), (away, told)
    assert not set(told) & away.keys(), (away, told)
    assert len(only(RequestDrafted, climb.facts)) == 1, away
    assert rungs[-1][2] is None, away
    before: set[PersonId] = set()
    for (_, people, passed), standing in zip(rungs[:-1], climb.standing, strict=False):
        if passed == "nobody_in_place":
            assert not standing, away
        elif passed == "already_told":
            assert standing, away
            assert standing <= before, away
        else:
            assert set(people) == standing - before, away
        before |= set(people)


def test_every_type_has_its_chain() -> None:
    assert set(TYPES) == set(the_plan().playbooks)
    for playbook in the_plan().playbooks.values():
        assert [rung.id for rung in playbook.ladder] == RUNGS


@pytest.mark.parametrize("kind", TYPES)
def test_with_everyone_in_place_nobody_is_told_twice(kind: TypeId) -> None:
    check(climb_of(kind), {})


@pytest.mark.parametrize("place", range(8))
def test_nobody_is_told_twice_whoever_is_away(place: int) -> None:
    """A chain depends on the group that leads, so one type of each group stands for all."""
    for kind in one_type_of_each_group()[place : place + 1]:
        for away in every_absence(kind):
            check(climb_of(kind, away), away)


@pytest.mark.parametrize("absent", [OFFICE_HEAD, SCENE_COMMANDER, COMMANDER])
def test_whoever_was_named_to_act_is_told_for_the_absent_one(absent: PersonId) -> None:
    for kind in one_type_of_each_group():
        for acting in set(concerned(kind)) - {absent}:
            away: Away = {absent: acting}
            climb = climb_of(kind, away)
            check(climb, away)
            assert any(
                fact.person == acting and fact.instead_of in {absent, None}
                for fact in only(NoticeIssued, climb.facts)
            )


def test_the_office_head_on_three_rungs_is_told_on_the_lowest() -> None:
    rungs = {rung: (people, why) for rung, people, why in climb_of(TypeId("fire")).rungs()}

    assert rungs["office"] == ((OFFICE_HEAD,), None)
    assert rungs["scene"] == ((SCENE_COMMANDER,), None)
    assert rungs["deputies"] == ((), "already_told")
    assert rungs["commander"] == ((COMMANDER,), None)
    assert rungs["city"] == ((COMMANDER,), None)


def test_the_commander_who_leads_the_group_is_passed_on_the_commanders_rung() -> None:
    rungs = {rung: (people, why) for rung, people, why in climb_of(TypeId("illness")).rungs()}

    assert rungs["lead"] == ((COMMANDER,), None)
    assert rungs["commander"] == ((), "already_told")
    assert rungs["city"] == ((COMMANDER,), None)


def test_without_the_office_head_the_successor_is_told_and_the_deputies_still_differ() -> None:
    climb = climb_of(TypeId("fire"), {OFFICE_HEAD: None})

    rungs = {rung: people for rung, people, _ in climb.rungs()}
    assert rungs["office"] == (the_plan().posts[PostId("emergency-office")].succession[0],)
    assert OFFICE_HEAD not in climb.told_before_the_request()


def test_with_the_whole_command_away_a_request_is_still_drafted() -> None:
    away: Away = dict.fromkeys(concerned(TypeId("fire")))

    climb = climb_of(TypeId("fire"), away)

    assert climb.told_before_the_request() == []
    assert {why for _, _, why in climb.rungs()} == {"nobody_in_place"}
    assert len(only(RequestDrafted, climb.facts)) == 1
