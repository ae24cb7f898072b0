"""A log of 100,000 entries: the fold, and the board at a random instant."""

import random
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.day import Day, the_plan
from benchmarks.ratio import Bound, Ratio, interleaved, percentile, seconds, titled
from command.domain.identifiers import EventId, Instant
from command.past import Past
from command.store.append import Append, Appended
from command.store.chain import EMPTY
from command.store.connect import connect
from command.store.log import Log
from command.store.snapshots import Snapshots
from command.wire.entries import read_entry
from command.wire.rebuild import collector_at_rest
from tests.valkey import Valkey

ENTRIES = 100_000
_TOGETHER = 500
_EVENT = EventId("measuring")
_SEEKS = 60


def main() -> Iterator[Ratio | Bound]:
    """Fill a log, then measure."""
    with tempfile.TemporaryDirectory(prefix="dg-") as folder:
        server = Valkey(Path(folder))
        server.start()
        try:
            with titled(f"a log of {ENTRIES:,} entries"):
                fill(server.url, ENTRIES)
            yield fold_ratio(server.url)
            yield seek(server.url)
        finally:
            server.stop()


def fill(url: str, count: int) -> None:
    """Append a made-up day."""
    append, head = Append(connect(url, "write"), _EVENT), EMPTY
    entries = Day(the_plan(), _EVENT).entries(count)
    while some := list(islice(entries, _TOGETHER)):
        result = append.append(head, some)
        if not isinstance(result, Appended):
            raise RuntimeError("somebody else writes into the measuring log")
        head = result.head


def fold_ratio(url: str) -> Ratio:
    """Read, decode and fold, against read and decode alone."""
    log = Log(connect(url, "read"), _EVENT)
    past = Past(log, Snapshots(connect(url, "write"), _EVENT))

    def folded() -> None:
        past.board_at(ENTRIES)

    def decoded() -> None:
        with collector_at_rest():
            for stored in log.scan():
                read_entry(stored.e)

    ours, theirs = interleaved(lambda: seconds(folded), lambda: seconds(decoded), rounds=3)
    return Ratio(
        name=f"fold of {ENTRIES:,} entries",
        ours=ours * 1000,
        theirs=theirs * 1000,
        unit="ms",
        compared_with="reading and decoding them",
        goal=3,
        at_least=False,
    )


def seek(url: str) -> Bound:
    """The board at random instants, with snapshots."""
    log = Log(connect(url, "read"), _EVENT)
    past = Past(log, Snapshots(connect(url, "write"), _EVENT))
    with titled("snapshots"):
        print(f"  {past.save_missing()} made")
    first, last = (read_entry(one.e).at for one in (log.since(0, 1)[0], log.since(ENTRIES - 1)[0]))
    chance = random.Random(11)
    instants = [Instant(chance.randrange(first, last)) for _ in range(_SEEKS)]
    waits = [seconds(partial(_look, past, at)) * 1000 for at in instants]
    print(f"  p50 {percentile(waits, 0.5):.1f} ms")
    return Bound(
        name="board at a random instant, p99", value=percentile(waits, 0.99), unit="ms", goal=150
    )


def _look(past: Past, at: Instant) -> None:
    past.board_at(past.seq_at(at))


if __name__ == "__main__":
    for figure in main():
        print(figure)
