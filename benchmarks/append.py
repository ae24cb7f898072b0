"""One action after the other through the desk, against bare XADDs of the same bytes."""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.day import STARTS_AT, Day, the_plan
from benchmarks.ratio import Ratio, interleaved, seconds
from command.clock import FixedClock
from command.desk import Asking, Desk, Receipt
from command.domain.actions import Action
from command.domain.identifiers import ActionId, EventId
from command.settings import Settings
from command.store.log import Log
from command.wiring import Stores, build_desk, build_stores
from tests.valkey import Valkey
from workers.collecting import collect_seldom

ACTIONS = 2_000
_ROUNDS = 5


def main() -> Iterator[Ratio]:
    """
    Submit a made-up day; then add its very bytes to a stream nobody checks.

    Garbage is looked for as in a process that serves, for both.
    """
    collect_seldom()
    with tempfile.TemporaryDirectory(prefix="dg-") as folder:
        server = Valkey(Path(folder))
        server.start()
        try:
            yield append_ratio(build_stores(Settings(redis_url=server.url)))
        finally:
            server.stop()


def append_ratio(stores: Stores) -> Ratio:
    """Decide, append, fold and receipt, against XADD alone."""
    rounds = iter(range(_ROUNDS * 2))
    written: list[bytes] = []

    def desk_rate() -> float:
        event = EventId(f"measuring-{next(rounds)}")
        desk = build_desk(
            Settings(), event, stores=stores, clock=FixedClock(at=STARTS_AT), plan=the_plan()
        )
        asked = list(_asked(desk, event))
        taken = seconds(lambda: _submit_each(desk, asked))
        written[:] = [one.e for one in Log(stores.read, event).scan()]
        return ACTIONS / taken

    def bare_rate() -> float:
        stream = f"bare-{next(rounds)}"
        return len(written) / seconds(lambda: _add_all(stores, stream, written))

    ours, theirs = interleaved(desk_rate, bare_rate, rounds=_ROUNDS)
    return Ratio(
        name="append through the desk",
        ours=ours,
        theirs=theirs,
        unit="/s",
        compared_with="bare XADD of the same bytes by one client",
        goal=0.5,
        at_least=True,
    )


def _asked(desk: Desk, event: EventId) -> Iterator[tuple[Action, Asking]]:
    for place, (action, by) in enumerate(Day(desk.plan, event).actions(ACTIONS)):
        action_id = ActionId(f"measured-{place:08d}")
        yield action, Asking(action_id=action_id, by=by, source="dispatch")


def _submit_each(desk: Desk, asked: Iterable[tuple[Action, Asking]]) -> None:
    for action, asking in asked:
        answer = desk.submit(action, asking)
        if not isinstance(answer, Receipt):
            raise TypeError(f"the made-up day was refused: {answer}")


def _add_all(stores: Stores, stream: str, written: list[bytes]) -> None:
    for place, e in enumerate(written, 1):
        stores.write.xadd(stream, {"e": e, "h": "0" * 64}, id=f"{place}-0")


if __name__ == "__main__":
    for figure in main():
        print(figure)
