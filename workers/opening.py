"""Opens what a process beside the pages needs: desks, contacts, signs of life."""

import logging
import os
import threading
from functools import partial
from typing import Final

import redis

from command.clock import SystemClock
from command.desk import Desk
from command.domain.identifiers import EventId
from command.domain.states import Phase
from command.past import Past
from command.setting_aside import SettingAside
from command.settings import Settings, queue_url_of, read_settings
from command.store.connect import StoreAway, connect
from command.store.contacts import Contacts
from command.store.events import Events
from command.store.heartbeats import Heartbeats
from command.store.log import Log
from command.versions import NoSuchEvent
from command.wiring import build_desk, build_past, build_stores

AGAIN_AFTER_S: Final = 1.0

logger = logging.getLogger(__name__)


class Opening:
    """Desks and the rest for one process or thread, each opened when first asked for."""

    def __init__(self, settings: Settings) -> None:
        """
        Take settings that name a Redis.

        Raises:
            NoRedis: they don't.
            UnsafeRedis: it could lose acknowledged entries.
            StoreAway: it doesn't answer.
        """
        self.settings = settings
        self.clock = SystemClock()
        self._stores = build_stores(settings)
        self._events = Events(self._stores.write)
        self._heartbeats = Heartbeats(self._stores.write)
        self._desks: dict[EventId, Desk] = {}
        self._aside = SettingAside()

    @property
    def client(self) -> redis.Redis:
        """The client made for `write`."""
        return self._stores.write

    def desk(self, event: EventId) -> Desk:
        """
        Return the desk of an event, the same one each time.

        Raises:
            NoSuchEvent: its log hasn't begun.
        """
        if event not in self._desks:
            self._desks[event] = build_desk(self.settings, event, stores=self._stores)
        return self._desks[event]

    def open_desks(self) -> list[Desk]:
        """Return a desk for every event that has begun, isn't closed, and can be opened."""
        events = [EventId(row.event) for row in self._events.every()]
        found = [self._aside.opened(event, partial(self._begun, event)) for event in events]
        # A desk that was opened before and no longer fits its log ends the process: it's made anew.
        return [desk for desk in found if desk is not None and is_open(desk)]

    def _begun(self, event: EventId) -> Desk | None:
        try:
            return self.desk(event)
        except NoSuchEvent:
            # In the index, yet whoever opened it hasn't come to the log.
            return None

    def contacts(self, event: EventId) -> Contacts:
        """Return how people of an event are reached."""
        return Contacts(self.client, event)

    def log(self, event: EventId) -> Log:
        """Return an event's log, to read."""
        return Log(self._stores.read, event)

    def past(self, event: EventId) -> Past:
        """Return the reader of an event's earlier boards."""
        return build_past(self._stores, event)

    def queue_client(self) -> redis.Redis:
        """Return a new client of the Redis with the job queues."""
        return connect(self.settings.queue_url or queue_url_of(self._stores.url), "write")

    def beat(self, name: str) -> None:
        """Say that the process of this name is alive."""
        self._heartbeats.beat(name, self.clock.now())


def open_when_ready(stop: threading.Event) -> Opening | None:
    """
    Wait until the store that the environment names answers; None if told to stop before.

    Raises:
        NoRedis: the environment names none.
        UnsafeRedis: it could lose acknowledged entries.
    """
    while not stop.is_set():
        try:
            return Opening(read_settings(os.environ))
        except StoreAway as error:
            logger.warning("waiting for the store: %s", error)
            stop.wait(AGAIN_AFTER_S)
    return None


def is_open(desk: Desk) -> bool:
    """Whether nobody closed the event."""
    desk.catch_up()
    event = desk.board.documents.event
    return event is not None and event.phase is not Phase.CLOSED
