"""POST of an action to its answer, against an empty Flask POST on the same server."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.load import Loaded, post_all, request
from benchmarks.ratio import Bound, Ratio, interleaved, percentile
from command.domain.authority import Role
from tests.ports import free_port
from tests.valkey import Valkey
from tests.web.stack import EVENT, ROOT, Stack, new_id, until

CONNECTIONS = 8
ACTIONS = 4_000
_INCIDENTS = 40
_PEOPLE = 40
"""Sign-ins that take turns: nobody taps as fast as one of these connections would."""


def main() -> Iterator[Ratio | Bound]:
    """Start both servers, load them in turn."""
    with tempfile.TemporaryDirectory(prefix="dg-") as folder:
        store = Valkey(Path(folder))
        store.start()
        stack = Stack(store)
        try:
            web = stack.start_web()
            with empty_server() as empty:
                yield from measured(stack, web.port, empty)
        finally:
            stack.stop()
            store.stop()


def measured(stack: Stack, port: int, empty: int) -> Iterator[Ratio | Bound]:
    """The ratio of the rates, the slowest waits, and that nothing failed."""
    people = [stack.sign_in(Role.DISPATCHER) for _ in range(_PEOPLE)]
    dispatcher = stack.client(Role.DISPATCHER)
    for _ in range(_INCIDENTS):
        dispatcher.report(incident_type="illness")
    loads: list[Loaded] = []

    def ours() -> float:
        loads.append(post_all(port, iter(list(actions(people))), connections=CONNECTIONS))
        return loads[-1].rate

    def theirs() -> float:
        bare = (
            request("/", b'{"text":"a note about as long as the others"}') for _ in range(ACTIONS)
        )
        return post_all(empty, bare, connections=CONNECTIONS).rate

    ours_rate, theirs_rate = interleaved(ours, theirs, rounds=5)
    yield Ratio(
        name=f"POST of an action at {CONNECTIONS} connections",
        ours=ours_rate,
        theirs=theirs_rate,
        unit="/s",
        compared_with="an empty Flask POST on the same server",
        goal=0.3,
        at_least=True,
    )
    waits = [wait for load in loads for wait in load.waits_ms]
    print(f"  p50 {percentile(waits, 0.5):.1f} ms")
    yield Bound(name="its p99", value=percentile(waits, 0.99), unit="ms", goal=40)
    failed = sum(n for load in loads for status, n in load.statuses.items() if status != 200)
    yield Bound(name=f"failures of {len(waits):,}", value=failed, unit="failures", goal=0)


def actions(people: list[str]) -> Iterator[bytes]:
    """A made-up flood: notes, grades, places and a report now and then."""
    kinds: list[dict[str, object]] = [
        {"type": "add_note", "text": "西侧已隔开，2 名伤者清醒，可坐立"},
        {"type": "change_severity", "reason": "人数有变"},
        {"type": "add_note", "text": "改为单向放行，人流缓解"},
        {"type": "change_location", "place": "检票口西侧"},
    ]
    for place in range(ACTIONS):
        action = {**kinds[place % len(kinds)], "id": new_id(), "incident": place % _INCIDENTS + 1}
        if action["type"] == "change_severity":
            action["severity"] = 2 + place // _INCIDENTS % 2
        if place % 20 == 0:
            action = {
                "type": "report",
                "id": new_id(),
                "incident_type": "illness",
                "zone": "gate-plaza",
            }
        yield request(
            f"/api/v1/events/{EVENT}/actions",
            json.dumps(action, ensure_ascii=False).encode(),
            Cookie=f"denggao={people[place % len(people)]}",
            X_Denggao="1",
        )


@contextmanager
def empty_server() -> Iterator[int]:
    """The empty application under gunicorn as ours runs, on a free port."""
    port = free_port()
    words = ["-k", "gevent", "-b", f"127.0.0.1:{port}", "-w", "1", "--no-control-socket"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *words, "benchmarks.empty:app"], cwd=ROOT
    )
    try:
        probe = [request("/", b"{}")]
        until(lambda: _answers(port, probe), what="the empty server")
        yield port
    finally:
        process.terminate()
        process.wait()


def _answers(port: int, probe: list[bytes]) -> bool:
    try:
        return bool(post_all(port, iter(probe), connections=1).waits_ms)
    except OSError:
        return False


if __name__ == "__main__":
    for figure in main():
        print(figure)
