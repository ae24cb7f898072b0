"""Which events this installation has: an index, so that pages needn't look for logs."""

import json
from dataclasses import dataclass
from typing import cast

import redis

from command.store import keys
from command.store.connect import ask


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event of the index. `kind` is `live` or `drill`."""

    event: str
    kind: str
    created_at: int


class Events:
    """The index of events. What an event is, its log says."""

    def __init__(self, client: redis.Redis) -> None:
        """Take a client made for `write`."""
        self._client = client

    def add(self, row: EventRow) -> bool:
        """Add an event; False where the id is taken, and then nothing changes."""
        stored = json.dumps({"kind": row.kind, "created_at": row.created_at}, sort_keys=True)
        return ask(self._client, "HSETNX", keys.events_key(), row.event, stored) == 1

    def find(self, event: str) -> EventRow | None:
        """Return one event of the index."""
        stored = ask(self._client, "HGET", keys.events_key(), event)
        return None if stored is None else _row(event, cast("bytes", stored))

    def every(self) -> list[EventRow]:
        """List the events, oldest first."""
        flat = cast("list[bytes]", ask(self._client, "HGETALL", keys.events_key()))
        pairs = zip(flat[::2], flat[1::2], strict=True)
        rows = [_row(event.decode(), stored) for event, stored in pairs]
        return sorted(rows, key=lambda row: (row.created_at, row.event))


def _row(event: str, stored: bytes) -> EventRow:
    return EventRow(event=event, **json.loads(stored))
