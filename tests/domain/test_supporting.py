"""A supporting group has to answer, too, and its silence is heard of once. Source: A10.4, A15."""

from command.domain import actions as a
from command.domain.facts import (
    DeadlineMissed,
    NoticeIssued,
    RungClimbed,
    SupportAnswered,
    SupportAsked,
    SupportPassedOn,
)
from command.domain.identifiers import IncidentNumber
from command.domain.incident import GroupAsked
from command.domain.states import DeadlineKind, Injured, Severity
from tests.build import REASON, SECOND_MS, Day, a_day, only, people_told
from tests.cast import (
    AMBULANCE_1,
    ANSWER_S,
    CHIEF,
    CLERK,
    COMMANDER,
    FIRE,
    LEAD,
    LONE_LEAD,
    MEMBER,
    OFFICE,
    OFFICER,
    OPENED_AT,
    PATH_LEAD,
    PRESS,
    RELIEF,
    ROAD_LEAD,
    ROUTED,
    SECURITY,
    TEMPLE,
    THE_WATCH,
    TRAFFIC,
    lead_of,
)

ONE = IncidentNumber(1)


def at_the_temple() -> Day:
    """A fire in the temple that the traffic group supports; its own lead has it already."""
    day = a_day(ROUTED)
    day.report(FIRE, zone=TEMPLE)
    day.answer(day.notice_to(LEAD))
    return day


def a_grave_one() -> Day:
    """A fire that the press group supports, which has nobody behind its lead."""
    day = a_day(ROUTED)
    day.report(FIRE, severity=Severity.MAJOR)
    day.answer(day.notice_to(LEAD))
    return day


def with_people_hurt() -> Day:
    """A fire that the relief group supports, led by the commander, with a member behind."""
    day = a_day(ROUTED)
    day.report(FIRE, severity=Severity.ORDINARY, injured=Injured.YES)
    day.answer(day.notice_to(LEAD))
    return day


def asked(day: Day) -> dict[str, GroupAsked]:
    """The groups that have to answer."""
    return {one.group: one for one in day.incident(ONE).asked}


def test_a_group_that_a_route_names_has_as_long_to_answer_as_the_lead() -> None:
    day = at_the_temple()

    due = day.due(ONE)["support"]

    assert asked(day)[TRAFFIC].people == (ROAD_LEAD, PATH_LEAD)
    assert (due.group, due.due_at) == (TRAFFIC, OPENED_AT + ANSWER_S * SECOND_MS)


def test_either_lead_answers_for_the_group() -> None:
    day = at_the_temple()

    day.answer(day.notice_to(PATH_LEAD))

    assert asked(day)[TRAFFIC].answered_by == PATH_LEAD
    assert "support" not in day.due(ONE)


def test_a_unit_of_the_group_at_work_answers_for_it() -> None:
    day = with_people_hurt()
    day.send(AMBULANCE_1, ONE)

    day.acknowledge(AMBULANCE_1, ONE)

    assert asked(day)[RELIEF].answered_unit == AMBULANCE_1
    assert "support" not in day.due(ONE)


def test_a_group_whose_unit_is_at_work_already_is_told_and_not_waited_for() -> None:
    day = a_day(ROUTED)
    day.report(FIRE, severity=Severity.ORDINARY)
    day.send(AMBULANCE_1, ONE)
    day.acknowledge(AMBULANCE_1, ONE)

    facts = day.ask(a.ChangeCircumstances(incident=ONE, injured=Injured.YES))

    assert people_told(facts) == [COMMANDER]
    assert not only(SupportAsked, facts)


def test_a_silent_group_is_told_by_its_next_member_and_then_one_post_above_hears() -> None:
    day = with_people_hurt()

    first = day.wait_and_watch(ANSWER_S)
    second = day.wait_and_watch(ANSWER_S)

    about = [one for one in only(NoticeIssued, [*first, *second]) if one.why.startswith("support")]
    assert [(one.why, one.person) for one in about] == [
        ("support_instead", MEMBER),
        ("support_silent", OFFICER),
    ]
    assert about[1].post == OFFICE
    assert [one.people for one in only(SupportPassedOn, second)] == [(OFFICER,)]


def test_the_member_told_instead_answers_for_the_group_and_so_does_its_late_lead() -> None:
    for who in (MEMBER, COMMANDER):
        day = with_people_hurt()
        day.wait_and_watch(ANSWER_S)
        assert asked(day)[RELIEF].again

        day.answer(day.notice_to(who))

        assert asked(day)[RELIEF].answered_by == who
        assert not only(SupportPassedOn, day.wait_and_watch(ANSWER_S + 1))


def test_a_group_with_nobody_behind_its_lead_is_passed_on_at_once() -> None:
    day = a_grave_one()

    said = day.wait_and_watch(ANSWER_S)

    assert [one.kind for one in only(DeadlineMissed, said)][-1] is DeadlineKind.SUPPORT
    assert [one.people for one in only(SupportPassedOn, said)] == [(OFFICER,)]


def test_a_group_that_only_supports_does_not_climb_the_incidents_own_chain() -> None:
    day = with_people_hurt()
    day.send(AMBULANCE_1, ONE)
    before = day.incident(ONE).told

    for _ in range(2):
        day.wait(ANSWER_S)
        said = day.ask(a.MissDeadline(deadline=day.due(ONE)["support"].id), THE_WATCH)
        assert not only(RungClimbed, said)

    assert day.incident(ONE).told == before


def test_once_those_above_have_heard_no_clock_runs_and_a_late_answer_still_counts() -> None:
    day = a_grave_one()
    day.wait_and_watch(ANSWER_S)

    assert "support" not in day.due(ONE)
    day.answer(day.notice_to(LONE_LEAD))

    assert asked(day)[PRESS].answered_by == LONE_LEAD


def test_of_two_silent_groups_the_post_above_is_told_once() -> None:
    day = a_day(ROUTED)
    day.report(FIRE, zone=TEMPLE, severity=Severity.MAJOR)
    day.answer(day.notice_to(LEAD))

    said = day.wait_and_watch(2 * ANSWER_S)

    assert {one.group for one in only(SupportPassedOn, said)} == {TRAFFIC, PRESS}
    assert [one.person for one in only(NoticeIssued, said) if one.why == "support_silent"] == [
        OFFICER
    ]


def test_who_answers_on_another_notice_of_the_incident_answers_for_their_group() -> None:
    day = with_people_hurt()
    for _ in range(3):
        day.ask(a.Escalate(incident=ONE, reason=REASON))
    told_as_commander = day.notice_to(COMMANDER)
    assert told_as_commander.why == "escalated"

    facts = day.ask(a.AcknowledgeNotice(notice=told_as_commander.id))

    assert [one.group for one in only(SupportAnswered, facts)] == [RELIEF]


def test_whoever_of_the_group_acts_on_the_incident_has_it() -> None:
    day = at_the_temple()

    facts = day.ask(a.AddNote(incident=ONE, text=REASON), lead_of(TRAFFIC, ROAD_LEAD))

    assert [one.person for one in only(SupportAnswered, facts)] == [ROAD_LEAD]
    assert not only(SupportAnswered, day.ask(a.AddNote(incident=ONE, text=REASON)))


def test_what_others_do_about_the_incident_answers_for_no_group() -> None:
    day = at_the_temple()

    facts = day.ask(a.AddNote(incident=ONE, text=REASON), lead_of(SECURITY, LEAD))

    assert not only(SupportAnswered, facts)


def test_a_group_sent_away_is_not_waited_for_and_one_added_is() -> None:
    day = at_the_temple()

    day.ask(
        a.OverruleRoute(incident=ONE, drop_groups=(TRAFFIC,), add_groups=(PRESS,), reason=REASON)
    )

    assert set(asked(day)) == {PRESS}
    assert day.due(ONE)["support"].group == PRESS


def test_a_group_that_comes_to_lead_answers_as_the_lead() -> None:
    day = at_the_temple()

    day.ask(a.OverruleRoute(incident=ONE, lead=TRAFFIC, add_groups=(SECURITY,), reason=REASON))

    assert TRAFFIC not in asked(day)
    assert day.due(ONE)["answer"].rung == 0


def test_an_incident_controlled_or_taken_up_again_waits_for_no_supporting_group() -> None:
    day = at_the_temple()
    day.ask(a.ControlIncident(incident=ONE))
    assert "support" not in day.due(ONE)

    day.resolve(ONE)
    day.ask(a.ReopenIncident(incident=ONE, reason=REASON))

    assert asked(day) == {}


def test_nobody_in_place_above_is_said_and_ends_the_clock() -> None:
    day = a_grave_one()
    for person in (OFFICER, CLERK, CHIEF, COMMANDER):
        day.ask(a.MarkAbsent(person=person))

    said = day.wait_and_watch(ANSWER_S)

    (passed,) = only(SupportPassedOn, said)
    assert (passed.rung, passed.people) == (None, ())
    assert "support" not in day.due(ONE)
