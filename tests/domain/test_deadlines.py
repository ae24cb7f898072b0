"""By when what must have happened, what is missed, and who hears of it."""

from dataclasses import replace

import pytest

from command.domain import actions as a
from command.domain.deadlines import deadlines, next_due, overdue
from command.domain.facts import (
    DeadlineMissed,
    NoticeIssued,
)
from command.domain.identifiers import DeadlineId, IncidentNumber, Instant
from command.domain.refusals import NotDueYet, Unknown
from tests.build import REASON, SECOND_MS, Day, a_day, only
from tests.cast import (
    ACKNOWLEDGE_S,
    ANSWER_S,
    CONTROL_S,
    DISPATCH_S,
    ENGINE,
    ON_SCENE_S,
    OPENED_AT,
    THE_WATCH,
    crew,
)


def after(seconds: int) -> Instant:
    return Instant(OPENED_AT + seconds * SECOND_MS)


def miss(day: Day, deadline: str) -> None:
    day.ask(a.MissDeadline(deadline=DeadlineId(deadline)), THE_WATCH)


# ---- what is waited for


def test_a_report_is_waited_on_for_a_unit_an_arrival_control_and_an_answer() -> None:
    day = a_day()

    fire = day.report()

    assert {kind: (one.id, one.due_at) for kind, one in day.due(fire).items()} == {
        "dispatch": ("1.1.dispatch", after(DISPATCH_S)),
        "answer": ("1.1.answer.0", after(ANSWER_S)),
        "on_scene": ("1.1.on_scene", after(ON_SCENE_S)),
        "control": ("1.1.control", after(CONTROL_S)),
    }


def test_deadlines_come_soonest_first() -> None:
    day = a_day()
    day.report()

    due = overdue(day.board.open_incidents(), after(CONTROL_S))

    assert [one.kind.value for one in due] == ["dispatch", "answer", "on_scene", "control"]
    assert next_due(day.board.open_incidents()) == after(DISPATCH_S)


def test_what_was_waited_for_before_a_change_is_not_remembered_after_it() -> None:
    day = a_day()
    fire = day.report()
    before = day.incident(fire)
    assert deadlines(before) is deadlines(before)

    day.send(ENGINE, fire)

    assert deadlines(day.incident(fire)) != deadlines(before)
    assert deadlines(day.incident(fire)) == deadlines(replace(day.incident(fire)))
    assert day.incident(fire) == replace(day.incident(fire))


def test_a_unit_sent_has_to_acknowledge_and_dispatch_is_done() -> None:
    day = a_day()
    fire = day.report()
    day.wait(20)

    day.send(ENGINE, fire)

    due = day.due(fire)
    assert "dispatch" not in due
    assert (due["acknowledge"].id, due["acknowledge"].due_at) == (
        "1.1.acknowledge.1-1",
        after(20 + ACKNOWLEDGE_S),
    )


def test_a_unit_that_acknowledged_ends_the_wait_for_the_leads_own_word() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)

    day.acknowledge(ENGINE, fire)

    assert set(day.due(fire)) == {"on_scene", "control"}


def test_a_unit_that_finished_does_not_bring_the_leads_silence_back() -> None:
    """The work was done; calling the whole chain for it would be an alarm about nothing."""
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)
    day.arrive(ENGINE, fire)
    day.wait(ANSWER_S + 1)

    day.clear(ENGINE, fire)

    assert set(day.due(fire)) == {"control"}


def test_a_unit_taken_off_does_bring_it_back() -> None:
    day = a_day()
    fire = day.report()
    sent = day.send(ENGINE, fire)
    day.acknowledge(ENGINE, fire)

    day.ask(a.WithdrawUnit(incident=fire, assignment=sent))

    assert "answer" in day.due(fire)


def test_an_arrival_ends_the_wait_even_by_a_phone_whose_clock_is_behind() -> None:
    day = a_day()
    day.wait(60)
    fire = day.report()
    day.send(ENGINE, fire)
    day.ask(a.ArriveOnScene(incident=fire, unit=ENGINE), crew(ENGINE), said_at=OPENED_AT)

    day.clear(ENGINE, fire)

    assert set(day.due(fire)) == {"control"}


def test_an_arrival_before_the_reopening_does_not_count_after_it() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)
    day.arrive(ENGINE, fire)
    day.clear(ENGINE, fire)
    day.wait(60)
    day.resolve(fire)
    day.wait(60)

    day.ask(a.ReopenIncident(incident=fire, reason=REASON))

    assert {"dispatch", "on_scene", "answer"} <= set(day.due(fire))


def test_controlled_leaves_only_units_that_have_not_acknowledged() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)

    day.ask(a.ControlIncident(incident=fire))

    assert set(day.due(fire)) == {"acknowledge"}


def test_an_incident_whose_only_unit_was_taken_elsewhere_needs_another_in_time() -> None:
    day = a_day()
    first, second = day.report(), day.report()
    day.wait(DISPATCH_S)
    day.watch()
    day.send(ENGINE, first)
    day.arrive(ENGINE, first)
    day.wait(600)

    day.ask(a.AssignUnit(incident=second, unit=ENGINE, busy="divert"))

    due = day.due(first)["dispatch"]
    assert due.due_at == after(DISPATCH_S + 600 + DISPATCH_S)
    assert (due.missed, due.assignment) == (False, None)


def test_a_unit_that_turned_back_on_the_way_leaves_the_incident_without_one() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)
    day.acknowledge(ENGINE, fire)
    day.wait(200)

    day.clear(ENGINE, fire)

    assert day.due(fire)["dispatch"].due_at == after(200 + DISPATCH_S)


def test_each_time_an_incident_is_left_alone_has_a_deadline_of_its_own() -> None:
    day = a_day()
    fire = day.report()
    names = [day.due(fire)["dispatch"].id]
    for _ in range(2):
        day.wait(10)
        sent = day.send(ENGINE, fire)
        day.wait(10)
        day.ask(a.WithdrawUnit(incident=fire, assignment=sent))
        names.append(day.due(fire)["dispatch"].id)

    assert names == ["1.1.dispatch", "1.1.dispatch.1-1", "1.1.dispatch.1-2"]


@pytest.mark.parametrize(
    "ending",
    [
        a.ResolveIncident(incident=IncidentNumber(2)),
        a.DismissIncident(incident=IncidentNumber(2), reason=REASON),
        a.MergeIncident(incident=IncidentNumber(2), into=IncidentNumber(1)),
    ],
)
def test_nothing_is_waited_for_after_the_end(ending: a.Action) -> None:
    day = a_day()
    day.report()
    fire = day.report()

    day.ask(ending)

    assert day.due(fire) == {}


# ---- missing


def test_a_deadline_is_missed_at_its_very_instant_and_not_before() -> None:
    day = a_day()
    day.report()
    dispatch = a.MissDeadline(deadline=DeadlineId("1.1.dispatch"))
    day.wait(DISPATCH_S - 1)

    too_early = day.refuses(dispatch, THE_WATCH)
    day.wait(1)

    assert too_early == NotDueYet(due_at=after(DISPATCH_S))
    assert only(DeadlineMissed, day.ask(dispatch, THE_WATCH))


def test_a_missed_deadline_is_said_once() -> None:
    day = a_day()
    day.report()
    day.wait(DISPATCH_S)
    miss(day, "1.1.dispatch")

    again = day.decide(a.MissDeadline(deadline=DeadlineId("1.1.dispatch")), THE_WATCH)

    assert again == ()


def test_a_missed_deadline_stays_in_sight_until_it_is_met() -> None:
    day = a_day()
    fire = day.report()
    day.wait(DISPATCH_S)
    day.watch()

    seen = day.due(fire)["dispatch"]
    day.send(ENGINE, fire)

    assert seen.missed
    assert "dispatch" not in day.due(fire)
    assert day.incident(fire).missed[0].id == "1.1.dispatch"


def test_resolve_beats_a_late_miss() -> None:
    day = a_day()
    fire = day.report()
    day.wait(DISPATCH_S)
    day.resolve(fire)

    late = day.decide(a.MissDeadline(deadline=DeadlineId("1.1.dispatch")), THE_WATCH)

    assert late == ()


def test_an_acknowledgement_beats_a_late_miss() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)
    day.wait(ACKNOWLEDGE_S)
    day.acknowledge(ENGINE, fire)

    late = day.decide(a.MissDeadline(deadline=DeadlineId("1.1.acknowledge.1-1")), THE_WATCH)

    assert late == ()


def test_a_deadline_of_an_earlier_opening_is_never_missed_later() -> None:
    day = a_day()
    fire = day.report()
    day.wait(DISPATCH_S)
    day.resolve(fire)
    day.ask(a.ReopenIncident(incident=fire, reason=REASON))

    late = day.decide(a.MissDeadline(deadline=DeadlineId("1.1.dispatch")), THE_WATCH)

    assert late == ()


@pytest.mark.parametrize(
    "name", ["", "1", "x.1.dispatch", "9.1.dispatch", "-1.1.dispatch", "²", "9" * 5_000 + ".1.x"]
)
def test_a_name_that_is_no_deadline_is_unknown_or_passed_over(name: str) -> None:
    day = a_day()
    day.report()

    decided = day.decide(a.MissDeadline(deadline=DeadlineId(name)), THE_WATCH)

    assert decided == () or isinstance(decided, Unknown)


def test_a_unit_that_did_not_acknowledge_is_reminded() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)
    day.wait(ACKNOWLEDGE_S)

    said = day.watch()

    reminders = [fact for fact in only(NoticeIssued, said) if fact.unit]
    assert [(fact.unit, fact.why) for fact in reminders] == [(ENGINE, "reminded")]
