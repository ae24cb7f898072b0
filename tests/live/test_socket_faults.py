"""The socket when something breaks: a process, the store, the log, a page that doesn't read."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from command.domain.authority import Role
from tests.valkey import running_valkey
from tests.web.stack import Client, Stack, Web, new_id, running_stack, until


@pytest.fixture(scope="module")
def both() -> Iterator[Stack]:
    """Run two web processes on one store."""
    with running_valkey() as server, running_stack(server) as running:
        running.start_web()
        yield running


@pytest.fixture
def two_webs(both: Stack) -> Iterator[Stack]:
    """Share both. Whatever a test breaks it sees back to work, and nobody listens on after it."""
    yield both
    both.hang_up()


def test_two_processes_tell_their_pages_the_same(two_webs: Stack) -> None:
    here, _ = two_webs.listening(Role.WALL)
    there, _ = two_webs.listening(Role.WALL, two_webs.webs[1])
    dispatcher = two_webs.client(Role.DISPATCHER)

    for _ in range(10):
        dispatcher.report()

    assert [here.next("entry") for _ in range(10)] == [there.next("entry") for _ in range(10)]


def test_nothing_is_lost_when_a_web_process_is_killed(two_webs: Stack) -> None:
    web = two_webs.webs[0]
    socket, snapshot = two_webs.listening(Role.DISPATCHER)
    seqs, cursor = [], snapshot["head"]
    two_webs.client(Role.DISPATCHER).report()
    entry = socket.next("entry")
    seqs, cursor = [entry["seq"]], {**cursor, "seq": entry["seq"], "hash": entry["hash"]}

    web.kill9()
    desk = two_webs.webs[1]
    two_webs.client(Role.DISPATCHER, desk).report()
    two_webs.webs[0] = again = two_webs.start_web(port=web.port)
    other = two_webs.socket(two_webs.sign_in(Role.DISPATCHER), again)
    welcome = other.hello(cursor)
    two_webs.client(Role.DISPATCHER, desk).report()

    seqs += [line["seq"] for line in welcome["lines"]] + [other.next("entry")["seq"]]
    assert seqs == list(range(snapshot["head"]["seq"] + 1, snapshot["head"]["seq"] + 4))


def test_everyone_hears_everything_while_many_write(two_webs: Stack) -> None:
    sockets = [two_webs.listening(Role.DISPATCHER)[0] for _ in range(5)]
    before = two_webs.log().head().seq

    def write(web: Web) -> None:
        client = Client(web.url, two_webs.sign_in(Role.DISPATCHER))
        for _ in range(25):
            client.report()
        client.close()

    writers = [threading.Thread(target=write, args=(two_webs.webs[i % 2],)) for i in range(4)]
    run(writers)

    for socket in sockets:
        heard = [socket.next("entry")["seq"] for _ in range(100)]
        assert heard == list(range(before + 1, before + 101))


def run(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_socket_that_does_not_read_is_dropped_and_the_others_hear_on(two_webs: Stack) -> None:
    slow = two_webs.socket(
        two_webs.sign_in(Role.DISPATCHER), sockopt=[(1, 8, 4096)]  # SOL_SOCKET, SO_RCVBUF
    )  # fmt: skip
    slow.join(two_webs.client(Role.DISPATCHER))
    good, _ = two_webs.listening(Role.DISPATCHER)
    dispatcher = two_webs.client(Role.DISPATCHER)
    number = dispatcher.report()
    good.next("entry")

    for _ in range(8):
        notes: list[Any] = [
            {"id": new_id(), "type": "add_note", "incident": number, "text": "x" * 400}
            for _ in range(50)
        ]
        # A session of its own each time: one alone may not ask so much.
        two_webs.client(Role.DISPATCHER).post("actions", json={"actions": notes})
        for _ in notes:
            good.next("entry")

    dropped = until(_dropped(two_webs.webs[0]), what="the drop")
    assert dropped == 1
    assert dispatcher.get("board").status_code == 200


def _dropped(web: Web) -> Callable[[], int]:
    def ask() -> int:
        text = requests.get(f"{web.url}/metrics", timeout=5).text
        (line,) = [x for x in text.splitlines() if x.startswith("denggao_slow_sockets ")]
        return int(float(line.split()[1]))

    return ask


def test_a_frozen_store_is_said_and_reading_goes_on(two_webs: Stack) -> None:
    socket, _ = two_webs.listening(Role.DISPATCHER)
    client = two_webs.client(Role.DISPATCHER)
    number = client.report()
    two_webs.store.kill9()

    refused = client.act("report", incident_type="fire")
    board = client.get("board")

    assert refused.status_code == 503
    assert refused.json()["code"] == "store-away"
    assert refused.headers["Retry-After"]
    assert str(number) in {d["id"] for d in board.json()["docs"]}
    until(lambda: socket.next("tick")["store"] == "away", 20, what="a tick that says so")
    assert requests.get(f"{client.url}/readyz", timeout=10).status_code == 503
    assert requests.get(f"{client.url}/healthz", timeout=10).status_code == 200

    two_webs.store.start()
    until(lambda: client.act("report", incident_type="fire").status_code == 200, 20)
    until(lambda: socket.next("tick")["store"] == "ok", 20, what="a tick that says so")
    until(lambda: requests.get(f"{client.url}/readyz", timeout=10).status_code == 200, 10)


def test_a_log_that_came_back_shorter_ends_the_process(own_stack: Stack) -> None:
    client = own_stack.client(Role.DISPATCHER)
    client.report()
    (pid,) = own_stack.webs[0].pids()

    own_stack.store.empty()

    until(lambda: own_stack.webs[0].pids() not in ([], [pid]), 20, what="another process")


def test_a_process_killed_in_the_middle_is_replaced(two_webs: Stack) -> None:
    client = two_webs.client(Role.DISPATCHER)
    client.report()
    (pid,) = two_webs.webs[0].pids()

    os.kill(pid, signal.SIGKILL)

    until(lambda: _works(client), 20, what="another process")


def _works(client: Client) -> bool:
    try:
        answer: requests.Response = client.get("board")
    except requests.ConnectionError:
        return False
    return answer.ok
