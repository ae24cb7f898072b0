"""
Opens events when first asked for, and keeps them going: follows their logs, sends, ticks.

The watchdog ends the process when a log isn't followed though the store answers: a page that
shows an old board without knowing is worse than one that reconnects.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

import gevent
import orjson
import redis
import structlog
from gevent.lock import BoundedSemaphore

from command.clock import Clock, stopwatch_s
from command.desk import Desk
from command.domain.identifiers import EventId
from command.live.hall import Hall
from command.live.rooms import Make, Rooms, Wire
from command.live.standstill import Standstill
from command.past import Past
from command.store.chain import StoredEntry
from command.store.connect import StoreAway
from command.store.heartbeats import Heartbeats
from command.store.log import Log
from command.store.tail import Tail

TICK_EVERY_S = 5.0
LOOK_EVERY_S = 1.0
LOOK_AGAIN_EVERY_S = 0.2
TRY_AGAIN_AFTER_S = 0.5
REST_S = 0.02
# sysexits.h: EX_SOFTWARE. Whoever supervises starts a new process.
EXIT_STUCK = 70
_WHO_GIVES_SIGNS = ("watch", "worker", "standby")

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where an event's parts come from; each is asked once an event."""

    desk: Callable[[EventId], Desk | None]
    """Makes a desk that has folded its log, or None where there's no such event."""
    log: Callable[[EventId], Log]
    past: Callable[[EventId], Past]
    tail: Callable[[Desk], Tail]
    """Makes a tail on a connection of its own, from where the desk is."""
    heartbeats: Heartbeats
    clock: Clock


@dataclass(slots=True)
class _Running:
    hall: Hall
    tail: Tail
    follower: gevent.Greenlet
    sender: gevent.Greenlet
    looks: Standstill = field(default_factory=Standstill)

    @property
    def age_s(self) -> float:
        """
        Seconds since the board was last known to be the log's.

        Under a flood the desk folds all the time, and the tail may have to wait for its lock.
        """
        return min(self.tail.age_s, self.hall.age_s)


class Halls:
    """The events of this process."""

    def __init__(self, sources: Sources, wire: Wire) -> None:
        """Take what events are made of, and the way to the sockets."""
        self._sources = sources
        self._wire = wire
        self._running: dict[EventId, _Running] = {}
        self._opening = BoundedSemaphore()
        self._answers_since_s: float | None = stopwatch_s()
        self._is_told_away = False
        self._ages_ms: list[int | None] = [None] * len(_WHO_GIVES_SIGNS)

    def of(self, event: EventId) -> Hall | None:
        """
        Return an event's hall, opening it if it's the first time; None where there's none.

        Raises:
            StoreAway: it isn't open yet, and can't be opened now.
        """
        running = self._running.get(event)
        if running is not None:
            return running.hall
        with self._opening:
            if event not in self._running:
                desk = self._sources.desk(event)
                if desk is None:
                    return None
                self._running[event] = self._start(event, desk)
        return self._running[event].hall

    def every(self) -> list[Hall]:
        """List the events that are open here."""
        return [running.hall for running in self._running.values()]

    @property
    def is_store_away(self) -> bool:
        """The store did not answer when last asked."""
        return self._answers_since_s is None

    def note_store_away(self) -> None:
        """Take somebody's word for it that the store does not answer; it's asked again soon."""
        self._answers_since_s = None
        self._sign()

    @property
    def lag_s(self) -> float:
        """Seconds since the oldest of our boards was last known to be its log's."""
        return max((running.age_s for running in self._running.values()), default=0.0)

    def tick_for_ever(self) -> None:
        """Tell every page where things stand. One greenlet runs this."""
        while True:
            self.tick()
            gevent.sleep(TICK_EVERY_S)

    def tick(self) -> None:
        """Tell every page of every event where things stand."""
        for hall in self.every():
            hall.rooms.post("tick", _the_same(orjson.dumps(hall.tick())))

    def watch_for_ever(self) -> None:
        """See to it that every log is followed. One greenlet runs this."""
        while True:
            gevent.sleep(LOOK_AGAIN_EVERY_S if self.is_store_away else LOOK_EVERY_S)
            self._ask_store()
            for event, running in self._running.items():
                self._look(event, running)

    def _start(self, event: EventId, desk: Desk) -> _Running:
        rooms = Rooms(self._wire)
        sources = self._sources
        hall = Hall(
            desk=desk,
            log=sources.log(event),
            past=sources.past(event),
            clock=sources.clock,
            rooms=rooms,
        )
        self._tell(hall)
        tail = sources.tail(desk)
        _log.info("opened", event_id=event, seq=desk.board.seq)
        return _Running(
            hall=hall,
            tail=tail,
            follower=gevent.spawn(_follow, tail, desk),
            sender=gevent.spawn(rooms.send_for_ever),
        )

    def _ask_store(self) -> None:
        try:
            self._read_ages()
        except (StoreAway, redis.ResponseError):
            self.note_store_away()
        else:
            self._answers_since_s = self._answers_since_s or stopwatch_s()
        self._sign()
        if self.is_store_away != self._is_told_away:
            # People shouldn't have to wait for the next tick to know whether they can go on.
            self._is_told_away = self.is_store_away
            self.tick()

    def _sign(self) -> None:
        for hall in self.every():
            self._tell(hall)

    def _tell(self, hall: Hall) -> None:
        signs = hall.signs
        signs.is_store_away = self.is_store_away
        signs.watch_age_ms, signs.worker_age_ms, signs.standby_age_ms = self._ages_ms

    def _look(self, event: EventId, running: _Running) -> None:
        for greenlet in (running.follower, running.sender):
            if greenlet.dead:
                _end_process(event, type(greenlet.exception).__qualname__)
        answers_s = 0.0 if self.is_store_away else stopwatch_s() - (self._answers_since_s or 0)
        if running.looks.look(answers_s=answers_s, age_s=running.age_s):
            _end_process(event, "not followed")

    def _read_ages(self) -> None:
        now = self._sources.clock.now()
        self._ages_ms = self._sources.heartbeats.ages_ms(_WHO_GIVES_SIGNS, now)


def _follow(tail: Tail, desk: Desk) -> None:
    for stored in tail:
        was_known = stored[-1].seq <= desk.board.seq
        while not _taken(desk, stored):
            gevent.sleep(TRY_AGAIN_AFTER_S)
        if was_known:
            # Our own desk wrote it and everyone has it. Reading each back at once would cost as
            # much as a twentieth of taking it; others' entries come that much later.
            gevent.sleep(REST_S)


def _taken(desk: Desk, stored: list[StoredEntry]) -> bool:
    try:
        desk.take(stored)
    except StoreAway:
        # The entries were read, their words weren't.
        return False
    return True


def _the_same(body: bytes) -> Make:
    return lambda _view: body


def _end_process(event: EventId, reason: str) -> NoReturn:
    _log.critical("stuck", event_id=event, reason=reason)
    # At once and without goodbyes: whatever is stuck might not let an ordinary exit through.
    os._exit(EXIT_STUCK)
