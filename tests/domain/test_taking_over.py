"""A board takes over what its fork folded, entry by entry and version by version."""

from dataclasses import replace

import pytest

from command.domain.board import Board
from command.domain.facts import (
    Entry,
    Fact,
    IncidentClosed,
    IncidentDismissed,
    IncidentReported,
    NoteAdded,
)
from command.domain.identifiers import ActionId, IncidentNumber, Seq, Words
from tests.build import Day, a_day

ONE, TWO, THREE = IncidentNumber(1), IncidentNumber(2), IncidentNumber(3)


def two_open() -> Day:
    day = a_day()
    day.report()
    day.report()
    return day


def reported(day: Day) -> IncidentReported:
    facts = (fact for entry in day.entries for fact in entry.facts)
    return next(fact for fact in facts if isinstance(fact, IncidentReported))


def an_entry(day: Day, *facts: Fact) -> Entry:
    seq = Seq(day.board.seq + 1)
    return replace(day.entries[-1], seq=seq, action_id=ActionId("more"), facts=facts)


def shape(board: Board) -> tuple[object, ...]:
    documents = board.documents
    lists = (list(documents.going), list(documents.lately), documents.reported)
    return (*lists, dict(documents.incidents), board.remembered[ActionId("more")], board.seq)


@pytest.mark.parametrize("case", ["ended in another order than changed", "begun and ended at once"])
def test_it_comes_to_what_folding_it_would(case: str) -> None:
    """No rule writes such entries today; the order in which incidents ended must be theirs."""
    day = two_open()
    facts: tuple[Fact, ...] = (
        NoteAdded(incident=ONE, text=Words("w:1")),
        IncidentClosed(incident=TWO),
        IncidentClosed(incident=ONE),
    )
    if case == "begun and ended at once":
        begun = replace(reported(day), incident=THREE)
        facts = (begun, IncidentDismissed(incident=THREE, reason=Words("w:2")))
    entry = an_entry(day, *facts)
    folded, taking = day.board.fork(), day.board.fork()
    fork = taking.fork()

    folded.fold(entry, "f" * 64)
    taking.take_over(
        entry, "f" * 64, fork.fold_each(entry, "f" * 64), fork.remembered[entry.action_id]
    )

    assert shape(taking) == shape(folded)
    assert taking.documents.lately
