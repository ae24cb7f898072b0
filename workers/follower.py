"""
Follows the logs and has every notice told: a job for each one issued, another when one is owed.

The log is the only memory. The cursor may be lost, RQ's database may be flushed: a job made twice
is the same job, and one whose outcome is in the log does nothing. Must never tell anybody itself.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Final, cast

import redis
from rq import Queue

from command.clock import stopwatch_s
from command.desk import Desk
from command.domain.facts import Entry, NoticeIssued
from command.domain.identifiers import EventId, Instant, NoticeId, Seq
from command.domain.notice import Notice
from command.domain.states import NoticeStatus
from command.store import keys
from command.store.connect import StoreAway, ask, reaching_the_store
from command.store.log import Log
from command.wire.entries import read_entry
from workers.jobs.notify import DRILL, NO_CONTACT
from workers.queues import see_to_job, take_back

FOLLOW_EVERY_S: Final = 0.2
LOOK_FOR_EVENTS_EVERY_S: Final = 2.0
BEAT_EVERY_S: Final = 1.0
RECONCILE_EVERY_S: Final = 1.0
PAGE: Final = 500

OUTCOME_WITHIN_MS: Final = 60_000
"""Without an outcome for so long, in real time, a notice's job is taken for lost."""
AGAIN_AFTER_MS: Final = (1_000, 5_000, 15_000, 60_000, 300_000)
"""After the first failure, the second … Then people have to look: the page shows it as failed."""
_FINAL: Final = frozenset({NO_CONTACT, DRILL})

logger = logging.getLogger(__name__)


class Follower:
    """Follows one event's log from where it was left."""

    def __init__(self, client: redis.Redis, event: EventId, queue: Queue) -> None:
        """Take a client made for `write`, and RQ's queue."""
        self._client = client
        self._event = event
        self._queue = queue
        self._log = Log(client, event)
        self._key = keys.of_event(event, "follower")
        self._cursor: int | None = None

    def follow(self, alive: Callable[[], None] = lambda: None) -> int:
        """Make a job of each notice issued since last time, saying that it's alive. Count them."""
        made = 0
        while stored := self._log.since(self._at(), PAGE):
            # The other events wait: what comes in meanwhile is for the next round.
            is_end = len(stored) < PAGE
            for entry in (read_entry(one.e) for one in stored):
                alive()
                made += sum(
                    see_to_job(self._queue, self._event, fact.notice, 1) for fact in issued(entry)
                )
            self._keep(stored[-1].seq)
            if is_end:
                break
        return made

    def _at(self) -> int:
        if self._cursor is None:
            kept = cast("bytes | None", ask(self._client, "GET", self._key))
            # A log that came back shorter must not be waited for at a place it hasn't reached.
            self._cursor = min(int(kept or 0), self._log.head().seq)
        return self._cursor

    def _keep(self, seq: int) -> None:
        # After the jobs: what is lost between is made again, and is then the same job.
        ask(self._client, "SET", self._key, seq)
        self._cursor = seq


class Reconciler:
    """Finds in an event's log what is still owed, and has it done."""

    def __init__(
        self,
        client: redis.Redis,
        desk: Desk,
        queue: Queue,
        stopwatch: Callable[[], float] = stopwatch_s,
    ) -> None:
        """Take a client made for `read`, the event's desk, RQ's queue, and what runs in a pause."""
        self._stopwatch = stopwatch
        # While a drill's clock stands: since when a notice has been waiting as it is.
        self._waits_since_s: dict[tuple[NoticeId, Seq], float] = {}
        self._said_at_seq: dict[Seq, Instant] = {}
        self._desk = desk
        self._queue = queue
        self._log = Log(client, desk.event_id)

    def reconcile(self, alive: Callable[[], None] = lambda: None) -> int:
        """Make the jobs that are owed now, saying all the time that it's alive. Return how many."""
        self._desk.catch_up()
        at, made = self._desk.now(), 0
        for notice in tuple(self._desk.board.documents.notices.values()):
            alive()
            if self._is_owed(notice, at):
                made += see_to_job(self._queue, self._desk.event_id, notice.id, notice.attempts + 1)
        return made

    def _is_owed(self, notice: Notice, at: Instant) -> bool:
        pause_ms = pause_before_next(notice)
        if pause_ms is None:
            return False
        if self._is_paused():
            return self._stood_ms(notice) >= pause_ms
        since = notice.issued_at if notice.attempts == 0 else self._said_at(notice)
        return self._real_ms(at - since) >= pause_ms

    def _is_paused(self) -> bool:
        event = self._desk.board.documents.event
        is_paused = event is not None and event.time.rate == 0
        if not is_paused:
            self._waits_since_s.clear()
        return is_paused

    def _stood_ms(self, notice: Notice) -> float:
        """By the event's clock a pause takes no time; what was lost in it would never be owed."""
        now_s = self._stopwatch()
        return (now_s - self._waits_since_s.setdefault((notice.id, notice.v), now_s)) * 1000

    def _said_at(self, notice: Notice) -> Instant:
        # Of a failed notice the last entry that changed it is the outcome. It's read once: of
        # hundreds that failed together each would be read in each round.
        said_at = self._said_at_seq.get(notice.v)
        if said_at is None:
            stored = self._log.entry(notice.v)
            said_at = notice.issued_at if stored is None else read_entry(stored.e).at
            self._said_at_seq[notice.v] = said_at
        return said_at

    def _real_ms(self, event_ms: int) -> int:
        event = self._desk.board.documents.event
        return event_ms // max(1, event.time.rate if event is not None else 1)


class Following:
    """Follows and reconciles every open event, until stopped."""

    def __init__(
        self,
        client: redis.Redis,
        queue: Queue,
        open_desks: Callable[[], Sequence[Desk]],
        beat: Callable[[], None],
    ) -> None:
        """Take a client made for `write`, RQ's queue, who knows the open events, a sign of life."""
        self._client = client
        self._queue = queue
        self._open_desks = open_desks
        self._beat = beat
        self._followers: dict[EventId, Follower] = {}
        self._reconcilers: dict[EventId, Reconciler] = {}
        self._looked_s: float | None = None
        self._reconciled_s: float | None = None
        self._beat_s: float | None = None

    def run(self, stop: threading.Event) -> None:
        """Go round until told to stop. While either Redis is away, try again."""
        while not stop.wait(FOLLOW_EVERY_S):
            try:
                with reaching_the_store():
                    self.round()
            except StoreAway as error:
                logger.warning("the store or the queue is away: %s", error)

    def round(self) -> int:
        """Go round once. Return how many jobs were made."""
        now_s = stopwatch_s()
        if self._looked_s is None or now_s - self._looked_s >= LOOK_FOR_EVENTS_EVERY_S:
            self._look_for_events()
            self._looked_s = now_s
        made = sum(follower.follow(self._say_alive) for follower in self._followers.values())
        if self._reconciled_s is None or now_s - self._reconciled_s >= RECONCILE_EVERY_S:
            made += take_back(self._queue)
            made += sum(one.reconcile(self._say_alive) for one in self._reconcilers.values())
            self._reconciled_s = now_s
        self._say_alive()
        return made

    def _say_alive(self) -> None:
        # Also in the middle of a long backlog: whoever works through one isn't dead.
        now_s = stopwatch_s()
        if self._beat_s is None or now_s - self._beat_s >= BEAT_EVERY_S:
            self._beat_s = now_s
            self._beat()

    def _look_for_events(self) -> None:
        for desk in self._open_desks():
            event = desk.event_id
            if event not in self._followers:
                self._followers[event] = Follower(self._client, event, self._queue)
                self._reconcilers[event] = Reconciler(self._client, desk, self._queue)


def issued(entry: Entry) -> Iterator[NoticeIssued]:
    """Yield the notices an entry issued."""
    return (fact for fact in entry.facts if isinstance(fact, NoticeIssued))


def pause_before_next(notice: Notice) -> int | None:
    """Say how long after the issue or the last failure to try again; None: nothing is owed."""
    if notice.status is NoticeStatus.ISSUED:
        return OUTCOME_WITHIN_MS
    if notice.status is not NoticeStatus.FAILED or notice.failed_reason in _FINAL:
        return None
    tried = notice.attempts
    return AGAIN_AFTER_MS[tried - 1] if 1 <= tried <= len(AGAIN_AFTER_MS) else None
