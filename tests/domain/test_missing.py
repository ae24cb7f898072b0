"""Who hears of a promise not kept, and when nobody is called any more."""

from command.domain import actions as a
from command.domain.deadlines import EXPIRES_AFTER_MS
from command.domain.facts import (
    DeadlineExpired,
    DeadlineMissed,
    RequestDrafted,
    RungClimbed,
)
from command.domain.identifiers import DeadlineId, Instant
from command.domain.states import DeadlineKind, Severity
from tests.build import REASON, SECOND_MS, Day, a_day, only, people_told
from tests.cast import (
    ANSWER_S,
    COMMANDER,
    CONTROL_S,
    DISPATCH_S,
    ENGINE,
    LEAD,
    OFFICER,
    OPENED_AT,
    PATROL,
    THE_WATCH,
)

EXPIRES_AFTER_S = EXPIRES_AFTER_MS // SECOND_MS


def after(seconds: int) -> Instant:
    return Instant(OPENED_AT + seconds * SECOND_MS)


def miss(day: Day, deadline: str) -> None:
    day.ask(a.MissDeadline(deadline=DeadlineId(deadline)), THE_WATCH)


def test_a_promise_broken_while_somebody_still_has_time_to_answer_calls_nobody_new() -> None:
    """The lead was told a minute ago and may still answer."""
    day = a_day()
    fire = day.report()
    day.wait(DISPATCH_S)

    said = day.watch()

    assert [fact.kind for fact in only(DeadlineMissed, said)] == [DeadlineKind.DISPATCH]
    assert day.told(fire) == [LEAD]


def test_silence_climbs_to_the_next_rung() -> None:
    day = a_day()
    fire = day.report()

    said = day.wait_and_watch(ANSWER_S)

    assert people_told(said) == [OFFICER]
    assert day.due(fire)["answer"].id == "1.1.answer.1"
    assert day.due(fire)["answer"].due_at == after(2 * ANSWER_S)


def test_a_broken_promise_climbs_when_the_last_one_told_has_answered() -> None:
    day = a_day()
    fire = day.report()
    day.answer(day.notice_to(LEAD))

    day.wait(DISPATCH_S)
    day.watch()

    assert day.told(fire) == [LEAD, OFFICER]


def test_several_promises_broken_at_once_call_one_rung_only() -> None:
    """The whole chain woken at once leaves nobody who owns the incident."""
    day = a_day()
    fire = day.report()
    day.answer(day.notice_to(LEAD))
    day.send(ENGINE, fire)
    day.send(PATROL, fire)
    day.wait(CONTROL_S)

    day.watch()

    assert day.told(fire) == [LEAD, OFFICER]
    assert len(day.incident(fire).missed) == 4


def test_at_most_one_answer_is_waited_for_at_a_time() -> None:
    day = a_day()
    fire = day.report()
    day.wait_and_watch(2 * ANSWER_S)

    day.ask(a.Escalate(incident=fire, reason=REASON))

    answers = [one for one in day.due(fire).values() if one.kind is DeadlineKind.ANSWER]
    assert len(answers) == 1


def test_a_grave_incident_out_of_control_puts_a_request_before_the_commander() -> None:
    day = a_day()
    fire = day.report(severity=Severity.MAJOR)
    day.send(ENGINE, fire)
    day.acknowledge(ENGINE, fire)
    day.answer(day.notice_to(LEAD))
    control = day.due(fire)["control"].due_at
    day.wait((control - day.at) // SECOND_MS)

    miss(day, "1.1.control")

    assert day.incident(fire).request is not None
    assert day.notice_to(COMMANDER).why == "request"


def test_an_ordinary_one_does_not() -> None:
    day = a_day()
    fire = day.report(severity=Severity.SERIOUS)
    day.wait(CONTROL_S)

    miss(day, "1.1.control")

    assert day.incident(fire).request is None


def test_a_request_that_the_climb_reaches_anyway_is_drafted_and_told_once() -> None:
    day = a_day()
    fire = day.report(severity=Severity.MAJOR)
    for _ in range(3):
        day.ask(a.Escalate(incident=fire, reason=REASON))
    day.answer(day.notice_to(COMMANDER))
    day.wait(CONTROL_S)

    said = day.ask(a.MissDeadline(deadline=DeadlineId("1.1.control")), THE_WATCH)

    assert len(only(RequestDrafted, said)) == 1
    assert people_told(said) == [COMMANDER]
    assert [fact.rung for fact in only(RungClimbed, said)] == ["city"]


# ---- long past


def test_a_deadline_long_past_is_written_down_and_nobody_is_called() -> None:
    """The machine was off over lunch; waking six people for it now would be noise."""
    day = a_day()
    fire = day.report()
    day.wait(CONTROL_S + EXPIRES_AFTER_S + 1)

    said = day.watch()

    assert {type(fact) for fact in said} == {DeadlineExpired}
    assert len(said) == 4
    assert day.told(fire) == [LEAD]
    assert all(one.expired for one in day.incident(fire).missed)
    assert day.watch() == []


def test_what_is_just_not_long_past_is_still_said_aloud() -> None:
    day = a_day()
    day.report()
    day.wait(DISPATCH_S + EXPIRES_AFTER_S)

    said = day.watch()

    assert only(DeadlineMissed, said)
    assert not only(DeadlineExpired, said)


def test_a_deadline_that_a_new_grade_puts_far_back_is_said_aloud() -> None:
    """Nothing was off: somebody has just found it graver than thought."""
    day = a_day()
    fire = day.report(severity=Severity.ORDINARY)
    day.wait(1)
    day.send(ENGINE, fire)
    day.arrive(ENGINE, fire)
    day.answer(day.notice_to(LEAD))
    control = day.due(fire)["control"].due_at
    day.wait((control - day.at) // SECOND_MS - 1)
    day.wait(EXPIRES_AFTER_S)

    day.ask(a.ChangeSeverity(incident=fire, severity=Severity.EXTREME))
    said = day.watch()

    assert [fact.kind for fact in only(DeadlineMissed, said)] == [DeadlineKind.CONTROL]
    assert OFFICER in people_told(said)
