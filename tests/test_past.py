"""The board as of any entry or instant is what the log comes to there, with any cache or none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import redis

from command.domain import actions as a
from command.domain.board import Board
from command.domain.identifiers import IncidentNumber, Instant
from command.past import MADE_TOGETHER, SNAPSHOT_EVERY, Past
from command.store import keys
from command.store.append import Append, Appended
from command.store.chain import EMPTY, link
from command.store.connect import connect
from command.store.log import Log
from command.store.snapshots import Snapshots
from command.wire import boards
from command.wire.entries import read_entry, write_entry
from tests.build import REASON, Day, a_day
from tests.cast import CRUSH, ENGINE, EVENT, FIRE, OPENED_AT, PATROL
from tests.valkey import Valkey

FIRST = IncidentNumber(1)


@dataclass(slots=True)
class Kept:
    """A day in a real log, and what its board was after each entry."""

    day: Day
    past: Past
    log: Log
    snapshots: Snapshots
    client: redis.Redis
    boards: list[dict[str, Any]]


def a_long_day() -> tuple[Day, list[dict[str, Any]]]:
    """More incidents ended than a page gets, and some of them taken up again long after."""
    day = a_day()
    shown = [shape_of(Board()), shape_of(day.board)]
    happenings = iter(_happenings(day))
    before = day.board.seq
    for _ in happenings:
        assert day.board.seq == before + 1
        before = day.board.seq
        shown.append(shape_of(day.board))
    return day, shown


def _happenings(day: Day) -> Iterator[None]:
    for place in range(130):
        number = day.report(FIRE if place % 3 else CRUSH)
        yield
        day.wait(1)
        if place % 5 == 0:
            day.send(ENGINE, number)
            yield
            day.arrive(ENGINE, number)
            yield
        day.resolve(number)
        yield
        if place % 2 == 0:
            day.ask(a.CloseIncident(incident=number))
            yield
        if place % 50 == 49:
            day.ask(a.ReopenIncident(incident=FIRST, reason=REASON))
            yield
            day.send(PATROL, FIRST)
            yield
            day.answer([one for one in day.notices(FIRST) if one.person][-1])
            yield
            day.resolve(FIRST)
            yield
            day.ask(a.CloseIncident(incident=FIRST))
            yield
    day.ask(a.AddNote(incident=IncidentNumber(3), text=REASON))
    yield


def shape_of(board: Board) -> dict[str, Any]:
    """All that a board says, as plain dicts."""
    documents = board.documents
    for each in (documents.incidents, documents.notices):
        getattr(each, "read_all", lambda: None)()
    return {
        "seq": board.seq,
        "hash": board.hash,
        "at": board.at,
        "event": documents.event,
        "incidents": dict(documents.incidents.items()),
        "units": dict(documents.units),
        "notices": dict(documents.notices.items()),
        "going": dict(documents.going),
        "lately": list(documents.lately),
        "reported": documents.reported,
    }


DAY, BOARDS = a_long_day()


def whole_board_at(seq: int, day: Day = DAY) -> Board:
    """The board that a desk would have had then."""
    board = Board()
    for entry in day.entries[:seq]:
        board.fold(entry, link(board.hash, write_entry(entry)))
    return board


@pytest.fixture
def kept(store: Valkey) -> Iterator[Kept]:
    write, read = connect(store.url, "write"), connect(store.url, "read")
    entries = [write_entry(entry) for entry in DAY.entries]
    assert isinstance(Append(write, EVENT).append(EMPTY, entries), Appended)
    log, snapshots = Log(read, EVENT), Snapshots(write, EVENT)
    yield Kept(DAY, Past(log, snapshots), log, snapshots, write, BOARDS)
    write.close()
    read.close()


def no_snapshots(_: Kept) -> None:
    """Fold the log alone."""


def some_of_what_goes_on(kept: Kept) -> None:
    """Snapshots as they are made during a day."""
    for seq in range(40, len(BOARDS), 60):
        kept.past.save(kept.past.board_at(seq), whole=False)


def some_whole(kept: Kept) -> None:
    """Every other one with all that ended."""
    for place, seq in enumerate(range(40, len(BOARDS), 60)):
        kept.past.save(whole_board_at(seq), whole=place % 2 == 0)


@pytest.mark.parametrize("caching", [no_snapshots, some_of_what_goes_on, some_whole])
def test_the_board_at_any_entry_is_what_the_log_comes_to_there(
    kept: Kept, caching: Callable[[Kept], None]
) -> None:
    caching(kept)

    for seq in range(0, len(BOARDS), 7):
        assert shape_of(kept.past.board_at(seq)) == kept.boards[seq], seq


def test_beyond_the_end_there_is_the_newest(kept: Kept) -> None:
    assert shape_of(kept.past.board_at(10**9)) == kept.boards[-1]


def test_an_ended_incident_is_found_on_an_earlier_board_whichever_way_one_asks(
    kept: Kept,
) -> None:
    some_whole(kept)
    last = len(BOARDS) - 1

    def incidents() -> Any:
        return kept.past.board_at(last).documents.incidents

    whole = kept.boards[last]["incidents"]
    long_over = IncidentNumber(2)
    assert long_over in incidents()
    assert incidents().get(long_over) == incidents()[long_over] == whole[long_over]
    assert len(incidents()) == len(whole)
    assert set(incidents()) == set(whole)
    assert {one.number for one in incidents().values()} == set(whole)
    assert dict(incidents().items()) == whole
    assert incidents().get(IncidentNumber(9_999)) is None
    assert IncidentNumber(9_999) not in incidents()


def test_a_board_for_looking_back_is_not_kept_for_a_desk(kept: Kept) -> None:
    """It has forgotten the action ids: a desk that began with it would do some things twice."""
    some_of_what_goes_on(kept)
    board = kept.past.board_at(len(BOARDS) - 1)

    with pytest.raises(ValueError, match="forgot"):
        kept.past.save(board)


def test_a_snapshot_made_from_a_whole_board_of_a_snapshot_is_whole_too(kept: Kept) -> None:
    kept.past.save(whole_board_at(200))
    board = kept.past.latest()
    for stored in kept.log.scan(board.seq):
        board.fold(read_entry(stored.e), stored.h)

    kept.past.save(board)
    kept.client.delete(keys.snapshot_key(EVENT, 200))

    assert shape_of(kept.past.latest()) == kept.boards[-1]
    assert shape_of(kept.past.board_at(len(BOARDS) - 1)) == kept.boards[-1]


def test_a_desk_begins_with_a_whole_board_and_all_action_ids(kept: Kept) -> None:
    kept.past.save(DAY.board)

    latest = kept.past.latest()

    assert shape_of(latest) == kept.boards[-1]
    assert dict(latest.remembered) == dict(DAY.board.remembered)


def test_without_a_whole_snapshot_a_desk_begins_at_the_beginning(kept: Kept) -> None:
    some_of_what_goes_on(kept)

    assert shape_of(kept.past.latest()) == kept.boards[0]


# ---- snapshots that are not to be believed


def test_a_damaged_snapshot_is_passed_over(kept: Kept) -> None:
    some_whole(kept)
    last = len(BOARDS) - 1
    for key in kept.client.scan_iter(keys.snapshot_key(EVENT, 0).replace("0", "*")):
        for part in (b"part:going", b"part:ended", b"part:remembered"):
            if kept.client.hexists(key, part):
                kept.client.hset(key, part, b"no zlib at all")

    assert shape_of(kept.past.board_at(last)) == kept.boards[last]


@pytest.mark.parametrize("part", ["going", "ended", "remembered"])
def test_a_snapshot_without_one_of_its_parts_still_leads_to_the_right_board(
    kept: Kept, part: str
) -> None:
    kept.past.save(whole_board_at(300))
    kept.client.hdel(keys.snapshot_key(EVENT, 300), f"part:{part}")

    assert shape_of(kept.past.board_at(310)) == kept.boards[310]
    assert kept.past.latest().seq == 0


@pytest.mark.parametrize("blob", [b"[]", b"{}", b"null", b'{"rules":"others","seq":300}'])
@pytest.mark.parametrize("part", ["going", "ended", "remembered"])
def test_a_snapshot_with_a_part_made_by_other_rules_is_passed_over(
    kept: Kept, part: str, blob: bytes
) -> None:
    """After an upgrade the fold may come to something else; only the log is the truth."""
    kept.past.save(whole_board_at(200))
    board = whole_board_at(300)
    kept.past.save(board)
    kept.snapshots.save(300, board.hash, part, blob)

    assert shape_of(kept.past.board_at(310)) == kept.boards[310]
    assert kept.past.latest().seq == 200


def test_a_snapshot_of_another_history_is_passed_over(kept: Kept) -> None:
    board = whole_board_at(300)
    board.hash = link(board.hash, b"another")
    kept.past.save(board)

    assert shape_of(kept.past.board_at(310)) == kept.boards[310]
    assert kept.past.latest().seq == 0


def test_every_snapshot_says_by_which_rules_it_was_made() -> None:
    board = Board()
    parts = {"going": boards.write_going(board)} | boards.write_rest(board)

    assert all(boards.RULES.encode() in blob for blob in parts.values())


# ---- when


def test_the_board_at_an_instant_is_that_of_the_last_entry_before_it(kept: Kept) -> None:
    ats = [entry.at for entry in DAY.entries]

    for at in range(OPENED_AT - 500, ats[-1] + 1_000, 7_500):
        assert kept.past.seq_at(Instant(at)) == sum(one <= at for one in ats)
    assert kept.past.seq_at(ats[-1]) == len(ats)


# ---- making them


def test_a_log_too_short_to_need_snapshots_gets_none(kept: Kept) -> None:
    assert len(DAY.entries) < MADE_TOGETHER * SNAPSHOT_EVERY
    assert kept.past.save_missing() == 0


def test_snapshots_that_the_log_has_outgrown_are_made_once(kept: Kept) -> None:
    day = a_day()
    head = kept.log.head()
    fire = day.report()
    for _ in range(MADE_TOGETHER * SNAPSHOT_EVERY):
        day.ask(a.AddNote(incident=fire, text=REASON))
    kept.client.delete(keys.log_key(EVENT))
    entries = [write_entry(entry) for entry in day.entries]
    appended = Append(kept.client, EVENT).append(EMPTY, entries)

    made = kept.past.save_missing(), kept.past.save_missing()

    beyond = MADE_TOGETHER * SNAPSHOT_EVERY + 1
    assert made == (MADE_TOGETHER, 0)
    assert head != kept.log.head() == appended.head
    assert shape_of(kept.past.board_at(beyond)) == shape_of(whole_board_at(beyond, day))
