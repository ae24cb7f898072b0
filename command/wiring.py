"""
Wiring: settings and an event's name → a desk with everything it stands on.

The one place that knows how the parts fit; web, watch, workers and the command line all use it.
"""

from dataclasses import dataclass

import redis

from command.clock import Clock, SystemClock
from command.desk import Desk
from command.domain.identifiers import EventId
from command.domain.plan import Plan
from command.past import Past
from command.settings import Settings
from command.store.append import Append
from command.store.connect import connect, require_safe
from command.store.log import Log
from command.store.plans import Plans
from command.store.private import PrivateValues
from command.store.snapshots import Snapshots
from command.versions import Versions


class NoRedis(Exception):
    """No `REDIS_URL` is set, and nothing started one for us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """The connections of one process. A tail makes its own."""

    url: str
    write: redis.Redis
    read: redis.Redis


def build_stores(settings: Settings) -> Stores:
    """
    Connect, and refuse a Redis that could lose what was acknowledged.

    Raises:
        NoRedis: there is no address.
        UnsafeRedis: it is set otherwise than it must be; names each setting.
        StoreAway: it does not answer.
    """
    if settings.redis_url is None:
        raise NoRedis("REDIS_URL is not set. `denggao up` starts a Redis of its own.")
    write = connect(settings.redis_url, "write")
    require_safe(write)
    return Stores(url=settings.redis_url, write=write, read=connect(settings.redis_url, "read"))


def build_past(stores: Stores, event_id: EventId) -> Past:
    """Make the reader of an event's earlier boards."""
    return Past(Log(stores.read, event_id), Snapshots(stores.write, event_id))


def build_desk(
    settings: Settings,
    event_id: EventId,
    *,
    stores: Stores,
    clock: Clock | None = None,
    plan: Plan | None = None,
) -> Desk:
    """
    Make the desk of an event and fold its log to the end.

    Args:
        plan: for an event about to be opened; else the log's first entry names it.

    Raises:
        NoSuchEvent: there is no log, and no plan to open one with.
    """
    log = Log(stores.read, event_id)
    versions = build_versions(settings, event_id, stores)
    desk = Desk(
        event_id=event_id,
        plan=plan or versions.first(),
        plans=versions.find,
        clock=clock or SystemClock(),
        log=log,
        append=Append(stores.write, event_id),
        private=PrivateValues(stores.write, event_id),
        board=build_past(stores, event_id).latest(),
    )
    desk.catch_up()
    return desk


def build_versions(settings: Settings, event_id: EventId, stores: Stores) -> Versions:
    """Make the reader of an event's plan as the log names it."""
    return Versions(
        log=Log(stores.read, event_id),
        plans=Plans(stores.write, event_id),
        playbooks=settings.playbooks,
    )
