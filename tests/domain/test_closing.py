"""How an incident ends, how it is taken up again, and what is struck out of it."""

import pytest

from command.domain import actions as a
from command.domain.facts import IncidentConfirmed, IncidentControlled, UnitWithdrawn
from command.domain.identifiers import Seq, StepId
from command.domain.refusals import CannotStrike, Unknown, WrongStatus
from command.domain.states import IncidentStatus, Progress
from tests.build import REASON, SECOND_MS, a_day, only
from tests.cast import (
    ANSWER_S,
    CONTROL_S,
    CORDON,
    DISPATCH_S,
    ENGINE,
    FIRE,
    LEAD,
    OFFICER,
    OPENED_AT,
    RESCUE,
)

# ---- ending


def test_controlling_an_untriaged_incident_confirms_it_too() -> None:
    day = a_day()
    fire = day.report()

    facts = day.ask(a.ControlIncident(incident=fire))

    assert [type(fact) for fact in facts] == [IncidentConfirmed, IncidentControlled]
    assert day.decide(a.ControlIncident(incident=fire)) == ()


def test_resolving_frees_units_and_ends_deadlines() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)

    facts = day.ask(a.ResolveIncident(incident=fire))

    assert [fact.why for fact in only(UnitWithdrawn, facts)] == ["ended"]
    assert day.unit(ENGINE).incidents == ()
    assert day.due(fire) == {}
    assert day.decide(a.ResolveIncident(incident=fire)) == ()


def test_only_what_is_resolved_is_closed_and_only_once() -> None:
    day = a_day()
    fire = day.report()

    too_early = day.refuses(a.CloseIncident(incident=fire))
    day.resolve(fire)
    day.ask(a.CloseIncident(incident=fire))

    assert too_early == WrongStatus(incident=fire, status=IncidentStatus.REPORTED)
    assert day.incident(fire).status is IncidentStatus.CLOSED
    assert day.decide(a.CloseIncident(incident=fire)) == ()


@pytest.mark.parametrize("action", [a.ControlIncident, a.ResolveIncident])
def test_what_is_closed_is_neither_controlled_nor_resolved(
    action: type[a.ControlIncident | a.ResolveIncident],
) -> None:
    day = a_day()
    fire = day.report()
    day.resolve(fire)
    day.ask(a.CloseIncident(incident=fire))

    assert isinstance(day.refuses(action(incident=fire)), WrongStatus)


# ---- taking up again


def test_reopening_tells_the_lead_again_and_counts_from_now() -> None:
    day = a_day()
    fire = day.report()
    day.wait_and_watch(ANSWER_S + 1)
    day.resolve(fire)
    day.wait(3_600)

    day.ask(a.ReopenIncident(incident=fire, reason=REASON))

    assert day.told(fire) == [LEAD, OFFICER, LEAD]
    assert day.incident(fire).opening == 2
    assert [rung.people for rung in day.incident(fire).told] == [(LEAD,)]
    due = day.due(fire)
    reopened_at = day.at
    assert due["dispatch"].due_at == reopened_at + DISPATCH_S * SECOND_MS
    assert due["control"].due_at == reopened_at + CONTROL_S * SECOND_MS
    assert not any(one.missed for one in due.values())


def test_deadlines_of_a_reopened_incident_are_missed_anew() -> None:
    day = a_day()
    fire = day.report()
    first = day.wait_and_watch(DISPATCH_S)
    day.resolve(fire)
    day.ask(a.ReopenIncident(incident=fire, reason=REASON))

    again = day.wait_and_watch(DISPATCH_S)

    assert [fact.deadline for fact in (first[0], again[0]) if hasattr(fact, "deadline")] == [
        "1.1.dispatch",
        "1.2.dispatch",
    ]


def test_the_chain_of_a_reopened_incident_begins_below_again() -> None:
    day = a_day()
    fire = day.report()
    day.wait_and_watch(3 * ANSWER_S)
    day.resolve(fire)
    before = len(day.told(fire))
    day.ask(a.ReopenIncident(incident=fire, reason=REASON))

    day.wait_and_watch(ANSWER_S)

    assert day.told(fire)[before:] == [LEAD, OFFICER]


def test_a_word_about_the_first_opening_does_not_answer_for_the_second() -> None:
    """A phone that was away sends it late; nobody has said they know it burns again."""
    day = a_day()
    fire = day.report()
    old = day.notice_to(LEAD)
    day.wait(60)
    day.resolve(fire)
    day.wait(60)
    day.ask(a.ReopenIncident(incident=fire, reason=REASON))

    day.answer(old)

    assert day.incident(fire).told[0].answered_at is None
    assert "answer" in day.due(fire)


def test_what_is_open_is_not_reopened() -> None:
    day = a_day()
    fire = day.report()

    assert isinstance(day.refuses(a.ReopenIncident(incident=fire, reason=REASON)), WrongStatus)


def test_a_duplicate_taken_up_again_is_one_of_its_own() -> None:
    day = a_day()
    first, again = day.report(), day.report()
    day.ask(a.MergeIncident(incident=again, into=first))

    day.ask(a.ReopenIncident(incident=again, reason=REASON))

    assert day.incident(again).merged_into is None
    assert day.incident(again).status is IncidentStatus.CONFIRMED
    assert day.incident(first).duplicates == ()


def test_a_duplicate_taken_up_and_merged_again_is_counted_once() -> None:
    day = a_day()
    first, again = day.report(), day.report()
    for _ in range(2):
        day.ask(a.MergeIncident(incident=again, into=first))
        if not day.incident(first).duplicates[1:]:
            day.ask(a.ReopenIncident(incident=again, reason=REASON))

    day.ask(a.MergeIncident(incident=again, into=first))

    assert day.incident(first).duplicates == (again,)


# ---- striking


def test_a_note_struck_no_longer_counts() -> None:
    day = a_day()
    fire = day.report()
    day.ask(a.AddNote(incident=fire, text=REASON))
    note = day.board.seq

    day.ask(a.StrikeEntry(incident=fire, seq=note, reason=REASON))

    assert day.incident(fire).notes == ()
    assert day.refuses(a.StrikeEntry(incident=fire, seq=note, reason=REASON)) == CannotStrike(
        seq=note
    )


def test_a_step_struck_can_be_ticked_again() -> None:
    day = a_day()
    fire = day.report()
    day.ask(a.TickStep(incident=fire, step=CORDON))

    day.ask(a.StrikeEntry(incident=fire, seq=day.board.seq, reason=REASON))

    assert day.incident(fire).steps == ()
    assert day.ask(a.TickStep(incident=fire, step=CORDON))


def test_clear_struck_binds_the_unit_again() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)
    day.arrive(ENGINE, fire)
    day.clear(ENGINE, fire)

    day.ask(a.StrikeEntry(incident=fire, seq=day.board.seq, reason=REASON))

    assert day.unit(ENGINE).incidents == (fire,)
    assert day.incident(fire).assignments[0].progress is Progress.ON_SCENE


def test_clear_struck_after_the_end_binds_nobody() -> None:
    """Nobody works there any more; the unit would be refused to everyone else for nothing."""
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)
    day.clear(ENGINE, fire)
    cleared = day.board.seq
    day.resolve(fire)

    day.ask(a.StrikeEntry(incident=fire, seq=cleared, reason=REASON))

    assert day.unit(ENGINE).incidents == ()


def test_clear_struck_when_the_unit_is_back_already_binds_it_once() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)
    day.clear(ENGINE, fire)
    cleared = day.board.seq
    day.send(ENGINE, fire)

    day.ask(a.StrikeEntry(incident=fire, seq=cleared, reason=REASON))
    day.clear(ENGINE, fire)

    assert day.unit(ENGINE).incidents == ()


def test_an_acknowledgement_struck_is_waited_for_again() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)
    day.acknowledge(ENGINE, fire)

    day.ask(a.StrikeEntry(incident=fire, seq=day.board.seq, reason=REASON))

    assert day.due(fire)["acknowledge"].assignment == "1-1"


def test_what_changed_the_incident_itself_is_not_struck() -> None:
    day = a_day()
    fire = day.report()

    assert day.refuses(a.StrikeEntry(incident=fire, seq=day.board.seq, reason=REASON)) == (
        CannotStrike(seq=day.board.seq)
    )


def test_an_entry_of_another_incident_is_not_struck_from_this_one() -> None:
    day = a_day()
    first, second = day.report(), day.report()
    day.ask(a.AddNote(incident=first, text=REASON))

    refusal = day.refuses(a.StrikeEntry(incident=second, seq=day.board.seq, reason=REASON))

    assert isinstance(refusal, CannotStrike)
    assert isinstance(
        day.refuses(a.StrikeEntry(incident=second, seq=Seq(10**9), reason=REASON)), CannotStrike
    )


# ---- notes and steps


def test_an_ended_incident_still_takes_a_note() -> None:
    day = a_day()
    fire = day.report()
    day.ask(a.DismissIncident(incident=fire, reason=REASON))

    day.ask(a.AddNote(incident=fire, text=REASON))

    assert day.incident(fire).notes == (day.board.seq,)


def test_a_step_ticked_twice_counts_once() -> None:
    day = a_day()
    fire = day.report()
    day.ask(a.TickStep(incident=fire, step=RESCUE))

    assert day.decide(a.TickStep(incident=fire, step=RESCUE)) == ()


def test_a_step_that_is_not_on_the_list_is_named() -> None:
    day = a_day()
    fire = day.report(FIRE)

    refusal = day.refuses(a.TickStep(incident=fire, step=StepId("dance")))

    assert refusal == Unknown(field="step", value="dance")


def test_the_opening_counts_from_the_report() -> None:
    day = a_day()

    fire = day.report()

    assert day.incident(fire).opened_at == OPENED_AT
