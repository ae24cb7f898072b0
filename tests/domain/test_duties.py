"""What has to be ready: how far it is, who may say so, who hears when it is late."""

import pytest

from command.domain import actions as a
from command.domain.duty import Duty, is_late
from command.domain.facts import DueMissed, NoticeIssued
from command.domain.identifiers import Count, DutyId, Instant, PersonId
from command.domain.incident import By
from command.domain.refusals import (
    EvidenceNeeded,
    NotAllowed,
    OutOfRange,
    Unknown,
    WrongDutyStatus,
)
from command.domain.states import DutyStatus, Phase
from tests.build import REASON, Day, a_day, only, people_told
from tests.cast import (
    AMBULANCE_1,
    CLERK,
    COMMANDER,
    ENGINE,
    LEAD,
    LONE_LEAD,
    MEMBER,
    OFFICER,
    OPENED_AT,
    THE_LEAD,
    crew,
)
from tests.cast_ready import (
    BINS,
    CLIMB_S,
    CLOSED,
    CLOSED_DUE_S,
    FILED,
    FILED_DUE_S,
    SEEN,
    a_morning,
)


def duty(day: Day, name: DutyId) -> Duty:
    found: Duty = day.board.documents.others[Duty][name]
    return found


def missed(day: Day) -> list[str]:
    """Which deadlines passed when the watch looks now."""
    return [fact.deadline for fact in only(DueMissed, day.watch())]


def test_the_plans_duties_are_there_as_soon_as_the_event_is_opened() -> None:
    day = a_morning()

    assert set(day.board.documents.others[Duty]) == {BINS, CLOSED, FILED}
    assert duty(day, BINS).planned.units == (AMBULANCE_1, "ambulance-2")
    assert all(one.status is DutyStatus.OPEN for one in day.board.documents.others[Duty].values())


def test_a_plan_without_duties_opens_none() -> None:
    assert not a_day().board.documents.others[Duty]


def test_a_crew_of_the_agency_says_how_many_are_ready() -> None:
    day = a_morning()

    day.ask(a.UpdateDuty(duty=BINS, done=Count(38)), crew(AMBULANCE_1))

    assert (duty(day, BINS).done, duty(day, BINS).said_unit) == (38, AMBULANCE_1)
    assert duty(day, BINS).status is DutyStatus.OPEN


def test_all_of_them_ready_is_done_only_when_somebody_says_so() -> None:
    day = a_morning()
    day.ask(a.UpdateDuty(duty=BINS, done=Count(40)))
    assert duty(day, BINS).status is DutyStatus.OPEN

    day.ask(a.CompleteDuty(duty=BINS))

    assert duty(day, BINS).status is DutyStatus.DONE


@pytest.mark.parametrize("done", [41, 10**6])
def test_more_than_the_plan_asks_for_is_refused_with_the_field(done: int) -> None:
    refusal = a_morning().refuses(a.UpdateDuty(duty=BINS, done=Count(done)))

    assert refusal == OutOfRange(field="done", least=0, most=40)


@pytest.mark.parametrize(
    "action",
    [
        a.UpdateDuty(duty=DutyId("nothing"), done=Count(1)),
        a.CompleteDuty(duty=DutyId("nothing")),
        a.ReopenDuty(duty=DutyId("nothing"), reason=REASON),
        a.RemindDuty(duty=DutyId("nothing")),
    ],
)
def test_a_duty_that_is_not_there_is_said_to_be_so(action: a.Action) -> None:
    assert a_morning().refuses(action) == Unknown(field="duty", value="nothing")


def test_a_closed_place_is_not_closed_until_somebody_shows_it() -> None:
    day = a_morning()

    assert day.refuses(a.CompleteDuty(duty=CLOSED)) == EvidenceNeeded(duty=CLOSED)
    day.ask(a.CompleteDuty(duty=CLOSED, evidence=SEEN), THE_LEAD)
    assert duty(day, CLOSED).evidence == SEEN


def test_what_was_ready_before_the_log_began_is_not_late() -> None:
    day = a_morning()
    yesterday = Instant(OPENED_AT - 7_200_000)

    day.ask(a.CompleteDuty(duty=BINS, done_at=yesterday))

    assert duty(day, BINS).done_at == yesterday
    assert not is_late(duty(day, BINS), day.at)


def test_nothing_is_ready_in_the_future() -> None:
    refusal = a_morning().refuses(a.CompleteDuty(duty=BINS, done_at=Instant(OPENED_AT + 1)))

    assert refusal == OutOfRange(field="done_at", least=0, most=OPENED_AT)


def test_ready_after_its_time_is_late_for_ever() -> None:
    day = a_morning()

    day.wait(CLOSED_DUE_S + 1).ask(a.CompleteDuty(duty=CLOSED, evidence=SEEN))

    assert is_late(duty(day, CLOSED), day.at)


def test_done_is_done_and_opened_again_only_with_a_reason() -> None:
    day = a_morning()
    day.ask(a.CompleteDuty(duty=CLOSED, evidence=SEEN))
    assert day.ask(a.CompleteDuty(duty=CLOSED, evidence=SEEN)) == ()
    again = a.UpdateDuty(duty=CLOSED, done=Count(0))
    assert day.refuses(again) == WrongDutyStatus(duty=CLOSED, status=DutyStatus.DONE)

    day.ask(a.ReopenDuty(duty=CLOSED, reason=REASON))

    assert duty(day, CLOSED).status is DutyStatus.OPEN
    assert duty(day, CLOSED).evidence is None
    assert day.ask(a.ReopenDuty(duty=CLOSED, reason=REASON)) == ()


@pytest.mark.parametrize("by", [crew(ENGINE), THE_LEAD])
def test_nobody_speaks_for_the_duty_of_others(by: By) -> None:
    refusal = a_morning().refuses(a.CompleteDuty(duty=BINS), by)

    assert isinstance(refusal, NotAllowed)
    assert refusal.why in {"own_duty", "own_group"}


def test_a_late_duty_climbs_from_its_owner_to_the_top_and_fires_each_rung_once() -> None:
    day = a_morning()
    for other in (BINS, FILED):
        day.ask(a.CompleteDuty(duty=other))

    day.wait(CLOSED_DUE_S)
    first = day.watch()
    assert people_told(first) == [LEAD]
    assert only(NoticeIssued, first)[0].about == "duty/gate-closed"
    assert missed(day) == []

    # The lead of the group is the owner: told already, so the office hears at once.
    assert people_told(day.wait(CLIMB_S).watch()) == [OFFICER]
    assert people_told(day.wait(CLIMB_S).watch()) == [COMMANDER]
    assert people_told(day.wait(CLIMB_S).watch()) == []


def test_a_duty_of_nobody_by_name_is_the_leads() -> None:
    day = a_morning()

    told = people_told(day.wait(FILED_DUE_S).watch())

    assert LONE_LEAD in told


def test_an_absent_owners_acting_one_is_told_instead() -> None:
    day = a_morning()
    day.ask(a.MarkAbsent(person=LEAD, acting=CLERK))

    told = only(NoticeIssued, day.wait(CLOSED_DUE_S).watch())

    assert [(one.person, one.instead_of) for one in told] == [(CLERK, LEAD)]


def test_what_was_due_before_the_log_began_has_the_time_of_one_rung_to_be_ticked_off() -> None:
    day = a_morning()
    assert people_told(day.watch()) == []
    assert is_late(duty(day, BINS), day.at)

    assert MEMBER in people_told(day.wait(CLIMB_S).watch())


def test_an_event_opened_with_its_gates_open_calls_nobody_about_what_was_before() -> None:
    day = a_morning(Phase.LIVE)

    told = people_told(day.wait(CLIMB_S).watch())

    assert MEMBER not in told
    assert LEAD in told  # due after the opening, so it calls


def test_done_in_time_calls_nobody() -> None:
    day = a_morning(Phase.LIVE)
    day.ask(a.CompleteDuty(duty=CLOSED, evidence=SEEN))

    assert missed(day.wait(CLOSED_DUE_S)) == []


def test_opened_again_has_clocks_of_its_own() -> None:
    day = a_morning(Phase.LIVE)
    day.wait(CLOSED_DUE_S).watch()
    day.ask(a.CompleteDuty(duty=CLOSED, evidence=SEEN))
    day.ask(a.ReopenDuty(duty=CLOSED, reason=REASON))
    assert duty(day, CLOSED).missed == ()

    assert missed(day.wait(CLIMB_S)) == ["duty.gate-closed.due.2"]


def test_several_late_at_once_are_one_message_to_one_person() -> None:
    day = a_morning()
    day.ask(a.MarkAbsent(person=MEMBER, acting=LEAD))
    day.ask(a.CompleteDuty(duty=CLOSED, evidence=SEEN))
    day.ask(a.ReopenDuty(duty=CLOSED, reason=REASON))

    told = people_told(day.wait(CLIMB_S).watch())

    assert told == [LEAD]


def test_a_reminder_tells_the_owner_and_twice_within_a_minute_once() -> None:
    day = a_morning()

    assert people_told(day.ask(a.RemindDuty(duty=BINS))) == [MEMBER]
    assert day.wait(59).ask(a.RemindDuty(duty=BINS)) == ()
    assert people_told(day.wait(1).ask(a.RemindDuty(duty=BINS))) == [MEMBER]


def test_a_watch_gone_for_long_says_so_and_calls_nobody() -> None:
    day = a_morning(Phase.LIVE)

    said = day.wait(CLOSED_DUE_S + CLIMB_S + 1).watch()

    assert next(fact.expired for fact in only(DueMissed, said))
    assert PersonId(LEAD) not in people_told(said[:1])
