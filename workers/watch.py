"""
Watches the clock: of every deadline that passed unmet it says so, once, whoever else watches too.

Nobody stores timers. What is due is read off the board each second, and each saying has the id
``miss:<deadline>``, so that two watches, or five, write one entry. Must never notify anybody.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from secrets import SystemRandom

from command.clock import Clock, EventClock, stopwatch_s
from command.desk import Asking, Desk, Receipt
from command.domain.actions import MissDeadline
from command.domain.authority import Role
from command.domain.due import passed as passed_on
from command.domain.due import soonest
from command.domain.identifiers import ActionId, DeadlineId, Instant
from command.domain.incident import By
from command.domain.refusals import Refusal
from command.store.chain import BrokenChain
from command.store.connect import StoreAway

LOOK_EVERY_S = 1.0
SHORTEST_PAUSE_S = 0.05
# After a pause there may be hundreds; the pages must not get them all in one entry's time.
BATCH = 50
AUDIT_EVERY_S = 30.0
# Events that begin while the watch runs are found within this.
LOOK_FOR_EVENTS_EVERY_S = 2.0
# A watch that's late by this much has failed; the auditor then says which deadline went unsaid.
GRACE_MS = 10_000
# A standby lets the watch itself be first, so that two of them don't race for every deadline.
STANDBY_AFTER_MS = 3_000
# Each sign of life is a write that the store syncs. With deadlines near, looks are many a second.
BEAT_EVERY_S = 1.0
# Web processes may be many.
STANDBY_BEATS_EVERY_S = 5.0

BY_THE_WATCH = By(role=Role.WATCH)
SOURCE = "watch"

logger = logging.getLogger(__name__)


class LookBroke(Exception):
    """An event could not be looked at to its end, by a fault of ours; the others were."""


def watch_once(desk: Desk, *, overdue_for_ms: int = 0) -> int:
    """
    Look at the board once and say what has passed.

    Args:
        desk: of the event to look at.
        overdue_for_ms: leave alone what passed less than this ago, in real time.

    Returns:
        How many deadlines were said to be missed, by this call and nobody before it.
    """
    desk.catch_up()
    said = 0
    for batch in _batches(passed(desk, overdue_for_ms)):
        answers = desk.submit_all([(MissDeadline(deadline=one), _asking(one)) for one in batch])
        said += sum(map(_is_said, answers))
    return said


def watch_each(desks: Iterable[Desk], *, overdue_for_ms: int = 0) -> int:
    """
    Look at each event's board once; one that can't be looked at keeps no other waiting.

    Returns:
        As `watch_once`, of all of them.

    Raises:
        StoreAway: after the others, where there was one that couldn't be looked at to its end.
        LookBroke: after the others, where a rule broke on one.
        BrokenChain: at once; the desks are to be made anew.
    """
    said = 0
    failed: StoreAway | LookBroke | None = None
    for desk in desks:
        try:
            said += watch_once(desk, overdue_for_ms=overdue_for_ms)
        except StoreAway as error:
            failed = StoreAway(f"event={desk.event_id}: {error}")
        except BrokenChain:
            raise
        except Exception as error:
            logger.exception("event=%s can't be looked at, the others go on", desk.event_id)
            failed = LookBroke(f"event={desk.event_id}: {error!r}")
    if failed is not None:
        raise failed
    return said


def passed(desk: Desk, overdue_for_ms: int) -> list[DeadlineId]:
    """Return the deadlines that passed at least that long ago, in real time, and went unsaid."""
    event = desk.board.documents.event
    if event is None:
        return []
    # A drill at 60 times the speed may be late by a minute of its own in a real second.
    at = Instant(desk.now() - overdue_for_ms * max(1, event.time.rate))
    return passed_on(desk.board, at)


def audit(desk: Desk, overdue_for_ms: int = GRACE_MS) -> list[DeadlineId]:
    """Return what should have been said long ago, having told the log of this process."""
    unsaid = passed(desk, overdue_for_ms)
    for one in unsaid:
        logger.error("event=%s deadline=%s passed without an entry", desk.event_id, one)
    return unsaid


def pause_s(desks: Sequence[Desk], clock: Clock) -> float:
    """Return how long to wait: a second give or take a tenth, or until the next one is due."""
    # Several watches that start together would otherwise stay in step.
    longest = LOOK_EVERY_S * _jitter()
    nearest = min((_due_in_s(desk, clock) for desk in desks), default=longest)
    return max(SHORTEST_PAUSE_S, min(longest, nearest))


class Watch:
    """Looks at every open event again and again, until stopped."""

    def __init__(
        self,
        open_desks: Callable[[], Sequence[Desk]],
        clock: Clock,
        beat: Callable[[], None],
        stopwatch: Callable[[], float] = stopwatch_s,
    ) -> None:
        """Take who knows the open events, the real clock, and how to give a sign of life."""
        self._open_desks = open_desks
        self._clock = clock
        self._beat = beat
        self._stopwatch = stopwatch
        self._desks: Sequence[Desk] = ()
        self._looked_for_events_s: float | None = None
        self._beat_s: float | None = None
        self._audited_s = stopwatch()

    def run(self, stop: threading.Event) -> None:
        """Go round until told to stop. While a look fails, try again each second."""
        while not stop.is_set():
            try:
                self.look()
            except StoreAway as error:
                logger.warning("the store is away: %s", error)
                stop.wait(LOOK_EVERY_S)
            except LookBroke as error:
                logger.critical("no sign of life is given: %s", error)
                stop.wait(LOOK_EVERY_S)
            else:
                stop.wait(pause_s(self._desks, self._clock))

    def look(self) -> int:
        """Go round once. Return how many deadlines were said to be missed."""
        now_s = self._stopwatch()
        if _has_passed(self._looked_for_events_s, LOOK_FOR_EVENTS_EVERY_S, now_s):
            self._desks = self._open_desks()
            self._looked_for_events_s = now_s
        said = watch_each(self._desks)
        self._say_alive()
        if _has_passed(self._audited_s, AUDIT_EVERY_S, now_s):
            self._audited_s = now_s
            for desk in self._desks:
                audit(desk)
        return said

    def _say_alive(self) -> None:
        now_s = self._stopwatch()
        if _has_passed(self._beat_s, BEAT_EVERY_S, now_s):
            self._beat()
            self._beat_s = now_s


def stand_by(
    open_desks: Callable[[], Sequence[Desk]], stop: threading.Event, beat: Callable[[], None]
) -> None:
    """
    Watch from a process with other work, saying only what the watch left unsaid.

    `beat` gives a sign of life, after a round that looked at everything.
    """
    beat_at_s: float | None = None
    while not stop.wait(LOOK_EVERY_S * _jitter()):
        try:
            watch_each(open_desks(), overdue_for_ms=STANDBY_AFTER_MS)
            if _has_passed(beat_at_s, STANDBY_BEATS_EVERY_S, stopwatch_s()):
                beat()
                beat_at_s = stopwatch_s()
        except StoreAway as error:
            logger.warning("the store is away: %s", error)
        except LookBroke as error:
            logger.critical("no sign of life is given: %s", error)
        except Exception:
            # The pages beside us go on; that nobody stands by is told by the missing beat.
            logger.exception("standing by broke; trying again")


def _asking(deadline: DeadlineId) -> Asking:
    return Asking(action_id=ActionId(f"miss:{deadline}"), by=BY_THE_WATCH, source=SOURCE)


def _is_said(answer: Receipt | Refusal) -> bool:
    # Without an entry it was met meanwhile, or another watch was first.
    return isinstance(answer, Receipt) and answer.result == "done" and answer.seq is not None


def _batches(due: Sequence[DeadlineId]) -> Iterator[list[DeadlineId]]:
    rest = iter(due)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _due_in_s(desk: Desk, clock: Clock) -> float:
    event = desk.board.documents.event
    due_at = soonest(desk.board)
    if event is None or due_at is None:
        return LOOK_EVERY_S
    time = event.time
    event_clock = EventClock(
        base_event_at=time.event_at, base_real_at=time.real_at, rate=time.rate, clock=clock
    )
    real_at = event_clock.real_at(due_at)
    return LOOK_EVERY_S if real_at is None else (real_at - clock.now()) / 1000


def _has_passed(since_s: float | None, span_s: float, now_s: float) -> bool:
    return since_s is None or now_s - since_s >= span_s


def _jitter() -> float:
    """Keep several watches from looking in the same instant."""
    return SystemRandom().uniform(0.9, 1.1)
