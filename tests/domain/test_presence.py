"""Who stands where: holders in place, who was named to act, who follows. Source: A26."""

from command.domain import actions as a
from command.domain.event import Absence
from command.domain.identifiers import GroupId, PersonId, PostId
from command.domain.presence import InPlace, holders_in_place, leads_in_place
from tests.build import REASON, a_day
from tests.cast import (
    CHIEF,
    CLERK,
    COMMAND,
    COMMANDER,
    CRUSH,
    DEPUTIES,
    ENGINE,
    FIRE,
    LEAD,
    LONE_LEAD,
    MEMBER,
    OFFICER,
    OPENED_AT,
    PATH_LEAD,
    PLAN,
    PRESS,
    ROAD_LEAD,
    SECURITY,
    TRAFFIC,
)


def absent(*people: PersonId) -> dict[PersonId, Absence]:
    """Some people away, without anybody named to act."""
    return {one: Absence(person=one, since=OPENED_AT, acting=None) for one in people}


def away(person: PersonId, acting: PersonId) -> dict[PersonId, Absence]:
    """Somebody away for whom somebody acts."""
    return {person: Absence(person=person, since=OPENED_AT, acting=acting)}


def test_everyone_in_place_stands_for_themselves() -> None:
    assert leads_in_place(PLAN, TRAFFIC, {}) == (InPlace(ROAD_LEAD), InPlace(PATH_LEAD))
    assert holders_in_place(PLAN, DEPUTIES, {}) == (InPlace(CHIEF), InPlace(OFFICER))


def test_while_one_of_two_is_in_place_nobody_is_pulled_from_elsewhere() -> None:
    assert leads_in_place(PLAN, TRAFFIC, absent(ROAD_LEAD)) == (InPlace(PATH_LEAD),)


def test_a_named_one_stands_beside_the_other_holder() -> None:
    standing = leads_in_place(PLAN, TRAFFIC, away(ROAD_LEAD, CLERK))

    assert standing == (InPlace(PATH_LEAD), InPlace(CLERK, ROAD_LEAD))


def test_one_who_acts_for_both_is_turned_to_once() -> None:
    both = away(ROAD_LEAD, CLERK) | away(PATH_LEAD, CLERK)

    assert [one.person for one in leads_in_place(PLAN, TRAFFIC, both)] == [CLERK]


def test_a_holder_who_also_acts_for_the_other_is_turned_to_once_as_themselves() -> None:
    standing = leads_in_place(PLAN, TRAFFIC, away(ROAD_LEAD, PATH_LEAD))

    assert standing == (InPlace(PATH_LEAD),)


def test_a_named_one_who_has_gone_too_is_passed_over_for_the_succession() -> None:
    gone = away(COMMANDER, MEMBER) | absent(MEMBER)

    assert holders_in_place(PLAN, COMMAND, gone) == (InPlace(CHIEF, COMMANDER),)


def test_the_succession_is_followed_in_order_past_those_away() -> None:
    gone = absent(COMMANDER, CHIEF)

    assert holders_in_place(PLAN, COMMAND, gone) == (InPlace(OFFICER, COMMANDER),)
    assert leads_in_place(PLAN, SECURITY, absent(LEAD, CHIEF)) == (InPlace(OFFICER, LEAD),)


def test_where_nobody_follows_nobody_stands() -> None:
    assert leads_in_place(PLAN, PRESS, absent(LONE_LEAD)) == ()
    assert holders_in_place(PLAN, PostId("no such post"), {}) == ()
    assert leads_in_place(PLAN, GroupId("no such group"), {}) == ()


def test_a_unit_that_acknowledged_answers_for_the_lead_and_for_nobody_above() -> None:
    day = a_day()
    fire = day.report(FIRE)
    day.ask(a.Escalate(incident=fire, reason=REASON))

    day.send(ENGINE, fire)
    day.acknowledge(ENGINE, fire)

    assert day.due(fire)["answer"].id == "1.1.answer.1"


def test_who_was_away_at_the_report_is_not_told_later_for_having_come_back() -> None:
    day = a_day()
    day.ask(a.MarkAbsent(person=ROAD_LEAD))
    crush = day.report(CRUSH)

    day.ask(a.MarkPresent(person=ROAD_LEAD))

    assert day.told(crush) == [PATH_LEAD]
