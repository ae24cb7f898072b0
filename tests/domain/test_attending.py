"""Who has come and who has left: said once, and one truth with who is absent."""

import pytest

from command.domain import actions as a
from command.domain.attendance import Attendance
from command.domain.facts import CheckedIn, PersonPresent
from command.domain.identifiers import PersonId, UnitId
from command.domain.incident import By
from command.domain.refusals import ActsForThemselves, NotAllowed, NothingSaid, Unknown
from tests.build import REASON, Day, a_day
from tests.cast import (
    CHIEF,
    COMMANDER,
    ENGINE,
    LEAD,
    OFFICER,
    PATROL,
    RELIEF,
    THE_LEAD,
    crew,
    lead_of,
)


def attendance(day: Day, name: str) -> Attendance:
    found: Attendance = day.board.documents.others[Attendance][name]
    return found


def test_who_comes_is_here_since_then_and_says_so_once() -> None:
    day = a_day()

    day.ask(a.CheckIn(person=CHIEF))

    assert attendance(day, f"person-{CHIEF}").arrived_at == day.at
    assert day.wait(60).ask(a.CheckIn(person=CHIEF)) == ()


def test_a_late_phone_came_when_it_says() -> None:
    day = a_day()
    came_at = day.at
    day.wait(300).ask(a.CheckIn(unit=ENGINE), crew(ENGINE), said_at=came_at)

    assert attendance(day, f"unit-{ENGINE}").arrived_at == came_at


def test_who_leaves_is_absent_and_whoever_is_named_acts() -> None:
    day = a_day()
    day.ask(a.CheckIn(person=CHIEF))

    day.wait(60).ask(a.CheckOut(person=CHIEF, acting=OFFICER, reason=REASON))

    assert day.event().absent[CHIEF].acting == OFFICER
    assert attendance(day, f"person-{CHIEF}").left_at == day.at


def test_who_comes_back_is_no_longer_absent() -> None:
    day = a_day()
    day.ask(a.CheckIn(person=CHIEF))
    day.ask(a.CheckOut(person=CHIEF))

    said = day.ask(a.CheckIn(person=CHIEF))

    assert [type(fact) for fact in said] == [CheckedIn, PersonPresent]
    assert CHIEF not in day.event().absent


def test_who_was_said_to_be_absent_and_comes_is_in_place() -> None:
    day = a_day()
    day.ask(a.MarkAbsent(person=COMMANDER))

    day.ask(a.CheckIn(person=COMMANDER))

    assert day.event().absent == {}


def test_who_acts_has_to_be_somebody_else() -> None:
    refusal = a_day().refuses(a.CheckOut(person=CHIEF, acting=CHIEF))

    assert isinstance(refusal, ActsForThemselves)


def test_a_unit_that_leaves_makes_nobody_absent() -> None:
    day = a_day()
    day.ask(a.CheckIn(unit=ENGINE))

    day.ask(a.CheckOut(unit=ENGINE))

    assert day.event().absent == {}
    assert day.ask(a.CheckOut(unit=ENGINE)) == ()


@pytest.mark.parametrize(
    ("action", "refusal"),
    [
        (a.CheckIn(), NothingSaid(fields=("person", "unit"))),
        (a.CheckIn(person=CHIEF, unit=ENGINE), NothingSaid(fields=("person", "unit"))),
        (a.CheckIn(person=PersonId("nobody")), Unknown(field="person", value="nobody")),
        (a.CheckOut(unit=UnitId("nobody")), Unknown(field="unit", value="nobody")),
    ],
)
def test_one_of_the_two_is_named_and_known(action: a.Action, refusal: Unknown) -> None:
    assert a_day().refuses(action) == refusal


@pytest.mark.parametrize(
    ("action", "by"),
    [
        (a.CheckIn(unit=PATROL), crew(ENGINE)),
        (a.CheckIn(person=CHIEF), crew(ENGINE)),
        (a.CheckIn(person=LEAD), lead_of(RELIEF, COMMANDER)),
        (a.CheckIn(unit=ENGINE), lead_of(RELIEF, COMMANDER)),
    ],
)
def test_nobody_comes_for_others(action: a.Action, by: By) -> None:
    assert isinstance(a_day().refuses(action, by), NotAllowed)


def test_a_lead_writes_down_their_own_people_and_units() -> None:
    day = a_day()

    day.ask(a.CheckIn(person=CHIEF), THE_LEAD)
    day.ask(a.CheckIn(unit=ENGINE), THE_LEAD)

    assert len(day.board.documents.others[Attendance]) == 2
