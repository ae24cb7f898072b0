"""Rules of the event itself: opening, clock, phase, contingency plan, who is in place."""

from dataclasses import replace

import pytest

from command.clock import MAX_RATE
from command.domain import actions as a
from command.domain.event import FASTEST, EventTime
from command.domain.identifiers import PersonId
from command.domain.refusals import (
    ActsForThemselves,
    EventExists,
    EventNotOpen,
    LiveClock,
    Unknown,
    WrongPhase,
)
from command.domain.states import EventKind, Phase, UnitState
from tests.build import REASON, Day, a_day, opening
from tests.cast import (
    ADMIN,
    CHIEF,
    COMMAND,
    COMMANDER,
    DISPATCHER,
    FIRE,
    LEAD,
    MEMBER,
    OPENED_AT,
    PLAN,
    THE_COMMANDER,
    THE_MACHINE,
)


def at_rate(rate: int) -> a.SetEventTime:
    return a.SetEventTime(time=EventTime(event_at=OPENED_AT, real_at=OPENED_AT, rate=rate))


def test_opening_brings_every_unit_of_the_plan_ready_to_be_sent() -> None:
    day = a_day()

    assert set(day.board.documents.units) == set(PLAN.units)
    assert {unit.state for unit in day.board.documents.units.values()} == {UnitState.AVAILABLE}


def test_an_event_is_opened_once() -> None:
    day = a_day()

    assert day.refuses(opening(), THE_MACHINE) == EventExists()


def test_nothing_is_asked_of_an_event_that_has_not_begun() -> None:
    assert Day().refuses(a.Report(incident_type=FIRE)) == (EventNotOpen())


def test_a_live_event_runs_by_the_clock_on_the_wall() -> None:
    assert a_day().refuses(at_rate(60), ADMIN) == LiveClock()


def test_a_drill_is_paused_and_goes_on_at_another_rate() -> None:
    day = a_day(kind=EventKind.DRILL)

    day.ask(at_rate(0), ADMIN)
    day.ask(at_rate(60), ADMIN)

    assert day.event().time.rate == 60
    assert day.decide(at_rate(60), ADMIN) == ()


@pytest.mark.parametrize("rate", [-1, 601])
def test_a_rate_that_no_clock_can_keep_never_gets_into_the_log(rate: int) -> None:
    """Written down once, nobody could ask what time it is any more."""
    day = a_day(kind=EventKind.DRILL)

    assert day.refuses(at_rate(rate), ADMIN).status_hint == 422
    assert Day().refuses(opening(EventKind.DRILL, rate=rate), THE_MACHINE).status_hint == 422


def test_the_rules_and_the_clock_agree_on_how_fast_is_too_fast() -> None:
    assert FASTEST == MAX_RATE


def test_a_live_event_is_not_opened_at_another_rate() -> None:
    assert Day().refuses(opening(EventKind.LIVE, rate=60), THE_MACHINE) == LiveClock()


@pytest.mark.parametrize(
    ("phase", "reachable"),
    [
        (Phase.READINESS, {Phase.LIVE}),
        (Phase.LIVE, {Phase.STAND_DOWN}),
        (Phase.STAND_DOWN, {Phase.LIVE, Phase.CLOSED}),
        (Phase.CLOSED, {Phase.STAND_DOWN}),
    ],
)
def test_phases_follow_each_other_and_none_is_jumped(phase: Phase, reachable: set[Phase]) -> None:
    for asked in Phase:
        day = a_day_in(phase)
        decided = day.decide(a.ChangePhase(phase=asked))
        if asked is phase:
            assert decided == ()
        elif asked in reachable:
            assert isinstance(decided, tuple)
        else:
            assert decided == WrongPhase(phase=phase, asked=asked)


def a_day_in(phase: Phase) -> Day:
    ways: dict[Phase, list[Phase]] = {
        Phase.STAND_DOWN: [Phase.STAND_DOWN],
        Phase.CLOSED: [Phase.STAND_DOWN, Phase.CLOSED],
    }
    day = Day()
    begins_in = Phase.READINESS if phase is Phase.READINESS else Phase.LIVE
    day.ask(replace(opening(), phase=begins_in), THE_MACHINE)
    for step in ways.get(phase, []):
        day.ask(a.ChangePhase(phase=step))
    return day


def test_a_closed_event_takes_papers_only() -> None:
    day = a_day()
    fire = day.report()
    day.resolve(fire)
    day.ask(a.ChangePhase(phase=Phase.STAND_DOWN))
    day.ask(a.ChangePhase(phase=Phase.CLOSED))

    refused = day.refuses(a.Report(incident_type=day.incident(fire).type))
    day.ask(a.AddNote(incident=fire, text=REASON))
    day.ask(a.StrikeEntry(incident=fire, seq=day.board.seq, reason=REASON))
    day.ask(a.CloseIncident(incident=fire))
    day.ask(a.ChangePhase(phase=Phase.STAND_DOWN))

    assert refused == EventNotOpen()
    assert day.event().phase is Phase.STAND_DOWN


def test_the_contingency_plan_is_activated_once_and_by_name() -> None:
    day = a_day()

    day.ask(a.ActivatePlan(reason=REASON), THE_COMMANDER)

    activation = day.event().activation
    assert activation is not None
    assert (activation.by, activation.post) == (COMMANDER, COMMAND)
    assert day.decide(a.ActivatePlan(), THE_COMMANDER) == ()


def test_ending_an_activation_that_never_was_changes_nothing() -> None:
    day = a_day()

    assert day.decide(a.EndActivation(), THE_COMMANDER) == ()

    day.ask(a.ActivatePlan(), THE_COMMANDER)
    day.ask(a.EndActivation(), THE_COMMANDER)

    assert day.event().activation is None


def test_who_is_absent_is_so_until_back() -> None:
    day = a_day()

    day.ask(a.MarkAbsent(person=LEAD, acting=MEMBER))
    acting = day.event().absent[LEAD].acting
    day.ask(a.MarkPresent(person=LEAD))

    assert acting == MEMBER
    assert day.event().absent == {}


def test_naming_another_to_act_is_a_change_and_the_same_is_not() -> None:
    day = a_day()
    day.ask(a.MarkAbsent(person=LEAD))

    assert day.decide(a.MarkAbsent(person=LEAD)) == ()
    assert day.ask(a.MarkAbsent(person=LEAD, acting=MEMBER))
    assert day.decide(a.MarkPresent(person=MEMBER)) == ()


def test_who_acts_is_somebody_else_and_in_place() -> None:
    day = a_day()
    day.ask(a.MarkAbsent(person=CHIEF))

    assert day.refuses(a.MarkAbsent(person=LEAD, acting=LEAD)) == ActsForThemselves(person=LEAD)
    assert day.refuses(a.MarkAbsent(person=LEAD, acting=CHIEF)) == ActsForThemselves(person=CHIEF)


@pytest.mark.parametrize(
    ("action", "field"),
    [
        (a.MarkAbsent(person=PersonId("nobody")), "person"),
        (a.MarkAbsent(person=LEAD, acting=PersonId("nobody")), "acting"),
        (a.MarkPresent(person=PersonId("nobody")), "person"),
    ],
)
def test_somebody_the_plan_does_not_know_is_named(action: a.Action, field: str) -> None:
    assert a_day().refuses(action, DISPATCHER) == Unknown(field=field, value="nobody")


def test_a_recovery_begins_a_new_epoch() -> None:
    day = a_day()

    day.ask(a.RecordRecovery(epoch="second", cut_bytes=9, cut_sha256="0" * 64), THE_MACHINE)

    assert day.event().epoch == "second"
