"""Reads an event's log. Must never write, and never wait for entries (`tail.py` does)."""

import json
from collections.abc import Iterator
from typing import Final, cast

import redis

from command.store import keys
from command.store.chain import EMPTY, GENESIS, Head, StoredEntry
from command.store.connect import ask

Row = tuple[bytes, list[bytes]]


PAGE: Final = 1000
"""Entries that are asked for at once."""


class ForeignEntry(Exception):
    """Something in the stream wasn't written by `append.lua`."""


class Log:
    """One event's log, as bytes."""

    def __init__(self, client: redis.Redis, event: str) -> None:
        """Take a client made for `read`."""
        self._client = client
        self._key = keys.log_key(event)

    def head(self) -> Head:
        """Return where the log ends now."""
        rows = ask(self._client, "XREVRANGE", self._key, "+", "-", "COUNT", 1)
        entries = parse(rows)
        return entries[0].head if entries else EMPTY

    def since(self, seq: int, limit: int = PAGE) -> list[StoredEntry]:
        """Return up to `limit` entries after `seq`, in order."""
        return parse(ask(self._client, "XRANGE", self._key, f"{seq + 1}-0", "+", "COUNT", limit))

    def between(self, first: int, last: int) -> list[StoredEntry]:
        """Return the entries from `first` to `last`, both included."""
        return parse(ask(self._client, "XRANGE", self._key, f"{first}-0", f"{last}-0"))

    def entry(self, seq: int) -> StoredEntry | None:
        """Return one entry, or None where the log has none."""
        entries = self.between(seq, seq)
        return entries[0] if entries else None

    def hash_at(self, seq: int) -> str | None:
        """Return the chain hash after `seq` entries, or None beyond the end."""
        if seq == 0:
            return GENESIS
        entry = self.entry(seq)
        return entry.h if entry else None

    def scan(self, after: int = 0, page: int = PAGE) -> Iterator[StoredEntry]:
        """Yield every entry after a seq, a page at a time, up to where the log ends then."""
        while entries := self.since(after, page):
            yield from entries
            if len(entries) < page:
                # Under a flood there is always more by now.
                return
            after = entries[-1].seq


def parse(rows: object) -> list[StoredEntry]:
    """
    Turn the raw answer of XRANGE into entries.

    Raises:
        ForeignEntry: a row has another id or other fields than `append.lua` writes.
    """
    return [_entry(row) for row in cast("list[Row]", rows)]


def export_line(entry: StoredEntry) -> str:
    """Write an entry as one line of a JSONL export, its exact text inside."""
    return json.dumps(
        {"seq": entry.seq, "e": entry.e.decode(), "h": entry.h}, ensure_ascii=False, sort_keys=True
    )


def _entry(row: Row) -> StoredEntry:
    identifier, fields = row
    if not identifier.endswith(b"-0") or fields[::2] != [b"e", b"h"]:
        raise ForeignEntry(f"Stream entry {identifier.decode()} was not written by this system.")
    return StoredEntry(seq=int(identifier[:-2]), e=fields[1], h=fields[3].decode())
