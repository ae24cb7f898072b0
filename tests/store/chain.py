"""Short ways to fill a log."""

import redis

from command.store.append import Append, Appended, Indeterminate, Stale
from command.store.chain import EMPTY, Head, StoredEntry, follow
from command.store.log import Log

EVENT = "drill-1"


def an_entry(n: int) -> bytes:
    """Return bytes as the wire layer would write them."""
    return b'{"facts":[],"seq":%d}' % n


def fill(client: redis.Redis, count: int, head: Head = EMPTY, append: Append | None = None) -> Head:
    """Append `count` entries one by one, on a line that may be used further."""
    append = append or Append(client, EVENT)
    for seq in range(head.seq + 1, head.seq + count + 1):
        answer = append.append(head, [an_entry(seq)])
        assert isinstance(answer, Appended)
        head = answer.head
    return head


def whole_log(client: redis.Redis) -> list[StoredEntry]:
    """Read everything and check that it fits together."""
    entries = list(Log(client, EVENT).scan())
    follow(EMPTY, entries)
    return entries


def append_once(client: redis.Redis, e: bytes) -> Head:
    """Append as the desk does: after a lost race or a broken line, the log decides."""
    append, log = Append(client, EVENT), Log(client, EVENT)
    head = log.head()
    while True:
        try:
            answer = append.append(head, [e])
        except Indeterminate:
            answer = Stale(head=log.head())
        if isinstance(answer, Appended):
            return answer.head
        for entry in log.since(head.seq):
            if entry.e == e:
                return entry.head
        head = log.head()
