"""What one desk answers, and what it leaves in the log."""

from dataclasses import replace

import pytest

from command.desk import Desk, Receipt
from command.domain import actions as a
from command.domain.deadlines import overdue
from command.domain.identifiers import ActionId, AssignmentId, IncidentNumber, Instant, Words
from command.domain.refusals import Conflict, EventExists, Unknown, WrongStatus
from command.wire.entries import read_entry
from tests.build import opening
from tests.cast import (
    ACKNOWLEDGE_S,
    DISPATCHER,
    ENGINE,
    FIRE,
    OPENED_AT,
    THE_MACHINE,
    THE_WATCH,
)
from tests.desk.desks import Place, ask, done

ONE = IncidentNumber(1)
REPORT = a.Report(incident_type=FIRE)


def note(text: str, incident: int = 1) -> a.AddNote:
    return a.AddNote(incident=IncidentNumber(incident), text=Words(text))


# ---- receipts


def test_a_receipt_names_the_entry_the_incident_and_the_assignment(
    place: Place, desk: Desk
) -> None:
    reported = ask(desk, place, REPORT)
    sent = ask(desk, place, a.AssignUnit(incident=ONE, unit=ENGINE))

    assert (reported.result, reported.seq, reported.v, reported.incident) == ("done", 2, 2, ONE)
    assert (sent.seq, sent.incident, sent.assignment) == (3, ONE, "1-1")


def test_the_entry_says_who_asked_when_and_under_which_id(place: Place, desk: Desk) -> None:
    place.clock.wait(60)
    said_at = Instant(OPENED_AT + 10_000)
    asking = place.asking(name="from-the-radio-000000001", said_at=said_at)

    done(desk.submit(REPORT, asking))

    entry = read_entry(place.log()[-1].e)
    assert (entry.at, entry.occurred_at) == (OPENED_AT + 60_000, said_at)
    assert (entry.action_id, entry.source, entry.by) == (asking.action_id, "test", DISPATCHER)


@pytest.mark.parametrize(
    ("said_s", "kept_s"), [(-3_600, 0), (30, 30), (3_600, 60)], ids=["before", "then", "ahead"]
)
def test_the_time_a_phone_gives_is_kept_between_the_opening_and_now(
    place: Place, desk: Desk, said_s: int, kept_s: int
) -> None:
    place.clock.wait(60)

    done(desk.submit(REPORT, place.asking(said_at=Instant(OPENED_AT + said_s * 1_000))))

    assert read_entry(place.log()[-1].e).occurred_at == OPENED_AT + kept_s * 1_000


def test_the_log_never_runs_backwards_though_the_clock_is_set_back(
    place: Place, desk: Desk
) -> None:
    place.clock.wait(3_600)
    ask(desk, place, REPORT)
    place.clock.wait(-7_200)

    ask(desk, place, note("later"))

    first, second = (read_entry(one.e).at for one in place.log()[-2:])
    assert second == first
    assert desk.now() == first


def test_the_same_action_again_is_answered_as_the_first_time(place: Place, desk: Desk) -> None:
    asking = place.asking()
    first = done(desk.submit(REPORT, asking))

    again = done(desk.submit(REPORT, asking))

    assert again == replace(first, result="repeated")
    assert len(place.log()) == 2


def test_it_is_answered_so_by_a_desk_that_begins_later(place: Place, desk: Desk) -> None:
    asking = place.asking()
    first = done(desk.submit(REPORT, asking))

    again = done(place.desk().submit(REPORT, asking))

    assert (again.result, again.seq, again.incident) == ("repeated", first.seq, first.incident)


def test_it_is_answered_so_by_a_desk_that_was_behind(place: Place, desk: Desk) -> None:
    """It decides, loses the race to the entry that is already there, and must not claim it."""
    behind = place.desk()
    asking = place.asking()
    done(desk.submit(REPORT, asking))

    again = done(behind.submit(REPORT, asking))

    assert (again.result, again.seq) == ("repeated", 2)


@pytest.mark.parametrize("changed", ["words", "time"])
def test_the_same_id_with_other_content_is_a_conflict(
    place: Place, desk: Desk, changed: str
) -> None:
    ask(desk, place, REPORT)
    asking = place.asking()
    done(desk.submit(note("one"), asking))

    action = note("two") if changed == "words" else note("one")
    other = asking if changed == "words" else replace(asking, occurred_at=OPENED_AT)

    assert desk.submit(action, other) == Conflict()
    assert len(place.log()) == 3


def test_what_is_so_already_writes_nothing_and_is_done(place: Place, desk: Desk) -> None:
    ask(desk, place, REPORT)
    ask(desk, place, a.ConfirmIncident(incident=ONE))

    again = ask(desk, place, a.ConfirmIncident(incident=ONE))

    assert (again.result, again.seq, again.v, again.incident) == ("done", None, 3, ONE)
    assert len(place.log()) == 3


def test_a_refusal_writes_nothing(place: Place, desk: Desk) -> None:
    refusal = desk.submit(a.ResolveIncident(incident=IncidentNumber(9)), place.asking())

    assert refusal == Unknown(field="incident", value="9")
    assert len(place.log()) == 1


def test_a_lost_id_that_was_refused_may_be_asked_again(place: Place, desk: Desk) -> None:
    asking = place.asking()
    desk.submit(a.ConfirmIncident(incident=ONE), asking)
    ask(desk, place, REPORT)

    again = done(desk.submit(a.ConfirmIncident(incident=ONE), asking))

    assert (again.result, again.seq) == ("done", 3)


def test_the_log_begins_once(place: Place, desk: Desk) -> None:
    refusal = desk.submit(opening(), place.asking(by=THE_MACHINE))

    assert refusal == EventExists()
    assert len(place.log()) == 1


# ---- several at once


def test_a_batch_is_answered_each_on_its_own_in_order(place: Place, desk: Desk) -> None:
    repeated = place.asking()
    done(desk.submit(REPORT, repeated))

    answers = desk.submit_all(
        [
            (REPORT, repeated),
            (REPORT, place.asking()),
            (note("n", 7), place.asking()),
            (note("n", 2), place.asking()),
            (note("n", 2), repeated),
            (a.AssignUnit(incident=IncidentNumber(2), unit=ENGINE), place.asking()),
        ]
    )

    assert [getattr(one, "result", getattr(one, "code", None)) for one in answers] == [
        "repeated",
        "done",
        "unknown",
        "done",
        "action-id-reused",
        "done",
    ]
    assert [getattr(one, "seq", None) for one in answers] == [2, 3, None, 4, None, 5]
    assert len(place.log()) == 5


def test_a_batch_sees_what_its_earlier_ones_did(place: Place, desk: Desk) -> None:
    answers = desk.submit_all(
        [
            (REPORT, place.asking()),
            (a.ResolveIncident(incident=ONE), place.asking()),
            (a.AssignUnit(incident=ONE, unit=ENGINE), place.asking()),
            (a.ResolveIncident(incident=ONE), place.asking()),
        ]
    )

    assert isinstance(answers[2], WrongStatus)
    assert [getattr(one, "seq", "refused") for one in answers] == [2, 3, "refused", None]


def test_the_same_action_twice_in_one_batch_is_done_once(place: Place, desk: Desk) -> None:
    asking = place.asking()

    first, second = map(done, desk.submit_all([(REPORT, asking), (REPORT, asking)]))

    assert (first.result, second.result) == ("done", "repeated")
    assert first.seq == second.seq == 2
    assert len(place.log()) == 2


def test_a_phone_that_sends_an_hour_at_once_is_taken_in_one_go(place: Place, desk: Desk) -> None:
    ask(desk, place, REPORT)
    many = [(note(f"n{place_in}"), place.asking()) for place_in in range(150)]

    answers = [done(one) for one in desk.submit_all(many)]

    assert [one.seq for one in answers] == list(range(3, 153))
    assert desk.board.documents == place.folded().documents


# ---- what is current


def test_a_refusal_is_only_given_on_a_current_board(place: Place, desk: Desk) -> None:
    behind = place.desk()
    ask(desk, place, REPORT)

    answer = behind.submit(a.ConfirmIncident(incident=ONE), place.asking())

    assert done(answer).seq == 3


def test_so_already_is_only_said_on_a_current_board(place: Place, desk: Desk) -> None:
    ask(desk, place, REPORT)
    ask(desk, place, a.AssignUnit(incident=ONE, unit=ENGINE))
    behind = place.desk()
    ask(desk, place, a.WithdrawUnit(incident=ONE, assignment=AssignmentId("1-1")))

    answer = behind.submit(a.AssignUnit(incident=ONE, unit=ENGINE), place.asking())

    assert done(answer).assignment == "1-2"


def test_a_refusal_beside_what_goes_in_is_decided_on_a_current_board_too(
    place: Place, desk: Desk
) -> None:
    behind = place.desk()
    ask(desk, place, REPORT)

    first, second = behind.submit_all(
        [(REPORT, place.asking()), (a.ConfirmIncident(incident=ONE), place.asking())]
    )

    assert done(first).incident == 2
    assert done(second).incident == 1


def test_two_watches_that_see_the_same_miss_it_once(place: Place, desk: Desk) -> None:
    """Both read the board before either wrote."""
    ask(desk, place, REPORT)
    ask(desk, place, a.AssignUnit(incident=ONE, unit=ENGINE))
    place.clock.wait(ACKNOWLEDGE_S)
    other = place.desk()
    watches = (desk, other)
    seen = [overdue(one.board.open_incidents(), one.now()) for one in watches]

    answers: list[Receipt] = []
    for watch, (due, *_) in zip(watches, seen, strict=True):
        asking = place.asking(by=THE_WATCH, name=f"miss:{due.id}")
        answers.append(done(watch.submit(a.MissDeadline(deadline=due.id), asking)))

    assert [one.result for one in answers] == ["done", "repeated"]
    assert answers[0].seq == answers[1].seq
    written = [read_entry(stored.e).action_id for stored in place.log()]
    assert written.count(ActionId("miss:1.1.acknowledge.1-1")) == 1
