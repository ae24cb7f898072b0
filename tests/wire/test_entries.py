"""Entries and the bytes that stand for them: there and back the same, and the same for ever."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command.domain.board import Board
from command.domain.facts import Entry
from command.domain.plain import plain
from command.store.chain import GENESIS, link
from command.wire.entries import FACTS, UnreadableEntry, canonical, read_entry, write_entry
from tests.wire.golden import BEFORE, DAYS, lines_of


def golden() -> list[bytes]:
    return [line for name in DAYS for line in lines_of(name)]


@settings(max_examples=120)
@given(st.from_type(Entry))
def test_every_entry_is_read_as_it_was_written(entry: Entry) -> None:
    stored = write_entry(entry)

    assert read_entry(stored) == entry
    assert write_entry(read_entry(stored)) == stored


@pytest.mark.parametrize("name", DAYS)
def test_the_bytes_of_an_entry_are_the_same_for_ever(name: str) -> None:
    """A log of an earlier day must still verify and still say the same."""
    assert [write_entry(entry) for entry in DAYS[name]().entries] == lines_of(name)


def test_the_golden_days_have_every_fact() -> None:
    kinds = {fact["type"] for line in golden() for fact in json.loads(line)["facts"]}

    assert kinds == set(FACTS)


@pytest.mark.parametrize("name", DAYS)
def test_a_golden_day_read_again_comes_to_its_board(name: str) -> None:
    board = Board()
    for line in lines_of(name):
        board.fold(read_entry(line), link(board.hash, line))

    assert board == DAYS[name]().board
    assert board.hash != GENESIS


@pytest.mark.parametrize("path", BEFORE, ids=lambda path: path.stem)
def test_a_log_of_an_earlier_form_comes_to_the_same(path: Path) -> None:
    """
    Circumstances as fields of their own; requests and late reports without their clocks; groups
    that support and have no time to answer, so that nobody waits for them.
    """
    board = Board()
    for line in path.read_bytes().splitlines():
        board.fold(read_entry(line), link(board.hash, line))

    assert all(incident.asked == () for incident in board.documents.incidents.values())
    assert unasked(board) == unasked(DAYS[path.stem]().board)


def unasked(board: Board) -> list[object]:
    """All that is on a board, but for who has to answer for a supporting group."""
    documents = board.documents
    incidents = [replace(one, asked=()) for one in documents.incidents.values()]
    return [documents.event, incidents, documents.units, documents.notices, documents.others]


def test_bytes_are_canonical_so_that_anybody_can_write_them_again() -> None:
    for line in golden():
        again = json.dumps(
            json.loads(line), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert again.encode() == line


def test_what_is_absent_is_not_written() -> None:
    for line in golden():
        for fact in json.loads(line)["facts"]:
            assert None not in fact.values()


def test_a_float_never_gets_into_the_log() -> None:
    with pytest.raises(TypeError):
        plain({"latitude": 39.01})


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"null",
        b"[]",
        b"7",
        b"{}",
        b"\xff",
        b'{"facts":1}',
        b'{"facts":[1]}',
        b'{"facts":[{"type":1}],"by":{}}',
        golden()[1].replace(b'"incident_reported"', b'"incident_foretold"'),
        golden()[1].replace(b'"injured":"yes"', b'"injured":"perhaps"'),
        golden()[1].replace(b'"source"', b'"sauce"'),
        golden()[1].replace(b'"support"', b'"supports"'),
        golden()[1][:-1],
    ],
)
def test_what_is_no_entry_of_this_version_is_said_to_be_so(stored: bytes) -> None:
    """The day must not go on with half a fact."""
    with pytest.raises(UnreadableEntry):
        read_entry(stored)


@pytest.mark.parametrize("needed", ["incident", "incident_type", "severity", "targets", "lead"])
def test_a_fact_without_something_it_needs_is_unreadable(needed: str) -> None:
    raw = json.loads(golden()[1])
    del raw["facts"][0][needed]

    with pytest.raises(UnreadableEntry):
        read_entry(canonical(raw))


@settings(max_examples=200)
@given(st.binary(max_size=60))
def test_no_bytes_do_anything_else(stored: bytes) -> None:
    try:
        read_entry(stored)
    except UnreadableEntry:
        return
    raise AssertionError("an entry out of thin air")
