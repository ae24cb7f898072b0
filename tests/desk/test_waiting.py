"""Waiting at a desk that somebody else holds: no answer too early, and nobody forgotten."""

import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Thread, get_ident
from types import FrameType

import pytest

from command.desk import Asking, Desk
from command.domain import actions as a
from command.domain.actions import Action
from command.domain.identifiers import IncidentNumber, Words
from command.domain.states import Severity
from tests.cast import FIRE
from tests.desk.desks import Place, a_plan_that_breaks, ask, done
from tests.valkey import wait_until

REPORT = a.Report(incident_type=FIRE)
NOTE = a.AddNote(incident=IncidentNumber(1), text=Words("smoke"))
BREAKING = a.ChangeSeverity(incident=IncidentNumber(1), severity=Severity.EXTREME)


@contextmanager
def held(desk: Desk) -> Iterator[None]:
    """Hold a desk as somebody does who reads the log."""
    desk._lock.acquire()
    try:
        yield
    finally:
        desk._give_back()


def waits(desk: Desk, count: int) -> bool:
    """Say whether so many actions wait, and whoever asked will have to be woken."""
    return len(desk._queue) == count and all(one.woken is not None for one in desk._queue)


def test_a_batch_is_answered_once_all_of_it_is_settled(place: Place, desk: Desk) -> None:
    """Somebody else settles it, and its last action fails before its first is in the log."""
    ask(desk, place, REPORT)
    fragile = place.desk(plan=a_plan_that_breaks())
    batch: list[tuple[Action, Asking]] = [(NOTE, place.asking()), (BREAKING, place.asking())]

    with ThreadPoolExecutor() as pool:
        with held(fragile):
            asked = pool.submit(fragile.submit_all, batch)
            wait_until(lambda: waits(fragile, 2))
        # Woken by now, and quite likely not the first to take the desk up.
        done(fragile.submit(NOTE, place.asking()))

        with pytest.raises(KeyError):
            asked.result()


def test_whoever_leaves_without_an_answer_is_not_waited_for(place: Place, desk: Desk) -> None:
    class Left(Exception):
        pass

    def leave(_number: int, _frame: FrameType | None) -> None:
        raise Left

    me, answers = get_ident(), []
    behind = Thread(target=lambda: answers.append(desk.submit(REPORT, place.asking())), daemon=True)

    def another_comes_and_the_first_leaves() -> None:
        wait_until(lambda: waits(desk, 1))
        behind.start()
        wait_until(lambda: waits(desk, 2))
        signal.pthread_kill(me, signal.SIGUSR1)

    before = signal.signal(signal.SIGUSR1, leave)
    watching = Thread(target=another_comes_and_the_first_leaves)
    try:
        with held(desk):
            watching.start()
            with pytest.raises(Left):
                desk.submit(NOTE, place.asking())
            watching.join()
    finally:
        signal.signal(signal.SIGUSR1, before)
    behind.join(10)

    assert [done(answer).seq for answer in answers] == [2]
    assert len(place.log()) == 2
