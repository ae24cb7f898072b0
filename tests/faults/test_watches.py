"""Deadlines that pass while nobody looks: each is said once, late and honestly so."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

import pytest

from command.domain.board import Board
from command.domain.deadlines import deadlines, overdue
from command.domain.facts import DeadlineMissed
from command.domain.identifiers import Instant
from command.wire.entries import read_entry
from tests.faults.day import Day, report_line
from tests.faults.parts import PartsTown, parts_town
from tests.faults.processes import Process, until
from tests.faults.repeats import times

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

RATE: Final = 30
"""A drill this fast has the ninety seconds until dispatch pass in three."""
INCIDENTS: Final = 10
SAID_WITHIN_S: Final = 10.0


@pytest.fixture(scope="module")
def town() -> Iterator[PartsTown]:
    """Run two watches and a web process, which stands by."""
    with parts_town(webs=1, watches=2) as town:
        yield town


@pytest.fixture
def day(town: PartsTown, seed: int) -> Iterator[Day]:
    """Open a drill, and leave nobody frozen after it."""
    day = Day(town, seed, RATE)
    yield day
    for part in town.every_part:
        part.thaw()
    day.close()


@pytest.mark.parametrize("frozen", ["all", "watches", "one watch"])
def test_deadlines_that_pass_while_watches_hang_are_each_said_once(
    town: PartsTown, day: Day, frozen: str
) -> None:
    hanging = {
        "all": town.every_part,
        "watches": town.watches,
        "one watch": town.watches[:1],
    }[frozen]
    rounds = times(2)

    for _ in range(rounds):
        report_ten(day)
        freeze(hanging)
        passed(town, day)
        if frozen == "all":
            assert not said(town, day) & due(town, day)
        thawed_at = town.event_now(town.desk(day.event).board)
        thaw(hanging)
        until(lambda: not unsaid(town, day), SAID_WITHIN_S, what="that all are said")
        if frozen == "all":
            assert late_since(town, day, thawed_at) >= INCIDENTS
        resolve(day)

    found = day.check()
    report_line(f"frozen: {frozen}", rounds=rounds, found=found)


def test_without_any_watch_the_web_process_says_it(town: PartsTown, day: Day) -> None:
    for watch in town.watches:
        watch.kill9()

    report_ten(day)
    passed(town, day)
    until(lambda: not unsaid(town, day), SAID_WITHIN_S, what="that all are said")

    for watch in town.watches:
        watch.start()
    found = day.check()
    report_line("no watch at all", found=found)


def test_deadlines_that_pass_while_everything_is_down_are_each_said_once(
    town: PartsTown, day: Day
) -> None:
    for _ in range(times(1)):
        report_ten(day)
        board = town.desk(day.event).board
        with day.fault("everything is down"):
            for part in town.every_part:
                part.kill9()
            town.store.kill9()
            until(partial(all_passed_in, board, town), 15)
            town.store.start()
            for part in town.every_part:
                part.start()
        town.wait_for_webs()
        until(lambda: not unsaid(town, day), 3 * SAID_WITHIN_S, what="that all are said")

    found = day.check()
    report_line("everything down meanwhile", found=found)


def report_ten(day: Day) -> None:
    """Open ten incidents, whose deadlines begin to run."""
    dispatcher = day.person("dispatcher-0")
    for _ in range(INCIDENTS):
        dispatcher.act("report", incident_type="illness", severity=4)


def resolve(day: Day) -> None:
    """End what is open."""
    dispatcher = day.person("dispatcher-1")
    for incident in day.town.desk(day.event).board.open_incidents():
        dispatcher.act("resolve_incident", incident=incident.number)


def freeze(parts: Sequence[Process]) -> None:
    """Have processes hang."""
    for part in parts:
        part.freeze()


def thaw(parts: Sequence[Process]) -> None:
    """Have them go on, all at once."""
    for part in parts:
        part.thaw()


def passed(town: PartsTown, day: Day) -> None:
    """Wait until ten deadlines and more have passed by the drill's clock."""
    until(lambda: passed_in(town.desk(day.event).board, town) >= INCIDENTS, 20)


def passed_in(board: Board, town: PartsTown) -> int:
    """Count the deadlines that have passed on a board, said or not."""
    return len(_passed(board, town))


def all_passed_in(board: Board, town: PartsTown) -> bool:
    """Whether each incident has had a deadline pass."""
    return passed_in(board, town) >= INCIDENTS


def due(town: PartsTown, day: Day) -> set[str]:
    """Name the deadlines of open incidents that have passed, said or not."""
    return _passed(town.desk(day.event).board, town)


def _passed(board: Board, town: PartsTown) -> set[str]:
    at = town.event_now(board)
    return {
        one.id
        for incident in board.open_incidents()
        for one in deadlines(incident)
        if one.due_at <= at
    }


def unsaid(town: PartsTown, day: Day) -> list[str]:
    """Name the deadlines that have passed and of which the log doesn't say so."""
    board = town.desk(day.event).board
    at = Instant(town.event_now(board))
    return [one.id for one in overdue(board.open_incidents(), at)]


def said(town: PartsTown, day: Day) -> set[str]:
    """Name the deadlines that the log says were missed."""
    return {fact.deadline for _, fact in _missed(town, day)}


def late_since(town: PartsTown, day: Day, at: int) -> int:
    """Count those said after an instant that were due before it: their lateness is on record."""
    return sum(said_at >= at > fact.due_at for said_at, fact in _missed(town, day))


def _missed(town: PartsTown, day: Day) -> Iterator[tuple[int, DeadlineMissed]]:
    for stored in town.log(day.event).scan():
        entry = read_entry(stored.e)
        for fact in entry.facts:
            if isinstance(fact, DeadlineMissed):
                yield entry.at, fact
