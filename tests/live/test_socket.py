"""The socket, over the wire: in order, without holes, and only what each may see."""

import json
import os
import signal
import threading
from collections.abc import Callable
from typing import Any

import pytest
import requests
import websocket

from command.domain.authority import Role
from tests.web.stack import EVENT, OTHER_EVENT, UNIT, Client, Socket, Stack, Web, new_id, until

CANARY = "canary 李四 13900000000"


@pytest.fixture
def dispatcher(stack: Stack) -> Client:
    """Somebody at the dispatch desk."""
    return stack.client(Role.DISPATCHER)


def listening(stack: Stack, role: Role, web: Web | None = None) -> tuple[Socket, dict[str, Any]]:
    """Open a socket for a role that has caught up; return what it began with, too."""
    socket = stack.socket(stack.sign_in(role), web)
    return socket, socket.join(stack.client(role, web))


def test_an_entry_reaches_every_desk_with_its_documents_and_its_line(
    stack: Stack, dispatcher: Client
) -> None:
    socket, snapshot = listening(stack, Role.DISPATCHER)

    number = dispatcher.report(what="有人晕倒")

    entry = socket.next("entry")
    assert entry["seq"] == snapshot["head"]["seq"] + 1
    (incident,) = [doc for doc in entry["docs"] if doc["kind"] == "incident"]
    assert (incident["id"], incident["what"]) == (str(number), "有人晕倒")
    assert entry["line"]["facts"][0]["type"] == "incident_reported"
    assert entry["hash"] == dispatcher.get("board").json()["head"]["hash"]


def test_a_page_that_comes_back_hears_what_it_missed(stack: Stack, dispatcher: Client) -> None:
    first, snapshot = listening(stack, Role.DISPATCHER)
    first.close()
    numbers = [dispatcher.report() for _ in range(3)]

    welcome = stack.socket(stack.sign_in(Role.DISPATCHER)).hello(snapshot["head"])

    assert welcome["mode"] == "delta"
    missed = {doc["id"] for doc in welcome["docs"] if doc["kind"] == "incident"}
    assert missed == {str(number) for number in numbers}
    assert len(welcome["lines"]) == 3
    assert welcome["head"]["seq"] == snapshot["head"]["seq"] + 3
    assert welcome["tick"]["store"] == "ok"


@pytest.mark.parametrize(
    "changed", [{"hash": "0" * 64}, {"epoch": "another"}, {"seq": 10**9}, {"seq": 0}]
)
def test_a_cursor_of_another_history_is_sent_for_everything(
    stack: Stack, dispatcher: Client, changed: dict[str, Any]
) -> None:
    head = dispatcher.get("sync").json()["head"]

    welcome = stack.socket(stack.sign_in(Role.DISPATCHER)).hello({**head, **changed})

    assert welcome == {"mode": "snapshot"}


@pytest.mark.parametrize(
    "said",
    [
        None,
        7,
        "cursor",
        [],
        {},
        {"cursor": None},
        {"cursor": []},
        {"cursor": {"epoch": 1, "seq": 1, "hash": "0" * 64}},
        {"cursor": {"epoch": "e", "seq": True, "hash": "0" * 64}},
        {"cursor": {"epoch": "e", "seq": -1, "hash": "0" * 64}},
        {"cursor": {"epoch": "e", "seq": 1, "hash": "short"}},
    ],
)
def test_a_hello_without_a_cursor_is_sent_for_everything(stack: Stack, said: object) -> None:
    socket = stack.socket(stack.sign_in(Role.WALL))

    socket.line.send("42" + json.dumps(["hello", said]))

    assert socket.next("welcome") == {"mode": "snapshot"}


def test_a_unit_hears_of_its_own_work_and_of_the_rest_only_that_it_was(
    stack: Stack, dispatcher: Client
) -> None:
    phone, _ = listening(stack, Role.FIELD_UNIT)

    number = dispatcher.report(what="秘密", reporter=CANARY)
    dispatcher.act("assign_unit", incident=number, unit=UNIT, busy="add")

    skip, assigned = phone.next("entry"), phone.next("entry")
    assert (skip["docs"], skip["line"]) == ([], None)
    assert assigned["seq"] == skip["seq"] + 1
    assert {doc["kind"] for doc in assigned["docs"]} >= {"incident", "unit", "notice"}


def test_people_in_a_report_reach_neither_the_wall_nor_a_unit(
    stack: Stack, dispatcher: Client
) -> None:
    sockets = [listening(stack, role)[0] for role in (Role.WALL, Role.FIELD_UNIT, Role.REVIEWER)]
    desk, _ = listening(stack, Role.DISPATCHER)

    number = dispatcher.report(reporter=CANARY)
    dispatcher.act("assign_unit", incident=number, unit=UNIT, busy="add")
    dispatcher.act("add_note", incident=number, text="完")

    for socket in sockets:
        heard = [socket.next("entry") for _ in range(3)]
        assert CANARY not in json.dumps(heard, ensure_ascii=False)
    assert CANARY in json.dumps(desk.next("entry"), ensure_ascii=False)


def test_the_board_a_page_was_told_is_the_one_it_would_fetch(
    stack: Stack, dispatcher: Client
) -> None:
    roles = (Role.DISPATCHER, Role.WALL, Role.FIELD_UNIT, Role.GROUP_LEAD)
    pages = {role: listening(stack, role) for role in roles}

    number = dispatcher.report(injured="yes")
    dispatcher.act("confirm_incident", incident=number)
    dispatcher.act("assign_unit", incident=number, unit=UNIT, busy="add")
    stack.client(Role.FIELD_UNIT).act("acknowledge", incident=number, unit=UNIT)
    dispatcher.act("change_severity", incident=number, severity=2, reason="伤者增多")
    dispatcher.act("dismiss_incident", incident=number, reason="演示")

    for role, (socket, snapshot) in pages.items():
        docs = {(d["kind"], d["id"]): d for d in snapshot["docs"]}
        seq = snapshot["head"]["seq"]
        fetched = stack.client(role).get("board").json()
        while seq < fetched["head"]["seq"]:
            entry = socket.next("entry")
            assert entry["seq"] == seq + 1
            seq = entry["seq"]
            docs |= {(d["kind"], d["id"]): d for d in entry["docs"]}
        assert docs == {(d["kind"], d["id"]): d for d in fetched["docs"]}, role


def test_a_stranger_is_told_so_and_let_go(stack: Stack) -> None:
    stranger = stack.socket(None)

    assert "signed-out" in str(stranger.refusal)
    assert stranger.is_closed_within(5)


def test_another_events_session_does_not_listen_here(stack: Stack) -> None:
    secret = stack.sign_in(Role.DISPATCHER, OTHER_EVENT)

    here = stack.socket(secret, event=EVENT)
    there = stack.socket(secret, event=OTHER_EVENT)

    assert "signed-out" in str(here.refusal)
    assert there.refusal is None


def test_another_sites_page_does_not_listen(stack: Stack) -> None:
    secret = stack.sign_in(Role.DISPATCHER)

    with pytest.raises(websocket.WebSocketBadStatusException):
        stack.socket(secret, origin="https://evil.example")

    assert stack.socket(secret, origin=stack.webs[0].url).refusal is None


def test_only_websockets_are_taken(stack: Stack) -> None:
    answer = requests.get(
        f"{stack.webs[0].url}/socket.io/?EIO=4&transport=polling&event={EVENT}", timeout=5
    )

    assert answer.status_code == 400


def test_a_session_ended_anywhere_is_turned_out_within_a_second(stack: Stack) -> None:
    secret = stack.sign_in(Role.DISPATCHER)
    socket = stack.socket(secret)
    socket.join(stack.stranger(secret=secret))
    other, _ = listening(stack, Role.DISPATCHER)

    stack.sessions().revoke(secret)
    socket.line.settimeout(1.5)

    assert socket.next("bye") == {"reason": "revoked"}
    assert socket.is_closed_within(2)
    assert other.next("tick")["clients"] >= 1


def test_a_socket_that_says_hello_again_and_again_is_let_go(stack: Stack) -> None:
    socket = stack.socket(stack.sign_in(Role.WALL))

    for _ in range(40):
        socket.line.send('42["hello",{"cursor":null}]')

    assert socket.is_closed_within(5)


@pytest.mark.parametrize(
    "frame",
    [
        '42["submit",{"type":"report"}]',
        '42["hello",1,2,3]',
        '42["hello",{]',
        "42[]",
        "42[1]",
        "42",
        "42" + "[" * 20_000,
        "9zz",
        "49",
        "451-1[1]",
        "42/admin,[1]",
        '42["entry",{"seq":1}]',
        "42" + "9" * 5000 + '["hello"]',
    ],
    ids=lambda frame: frame[:16],
)
def test_no_frame_hurts_anybody_else(stack: Stack, dispatcher: Client, frame: str) -> None:
    good, _ = listening(stack, Role.WALL)
    bad = stack.socket(stack.sign_in(Role.WALL))
    head = dispatcher.get("board").json()["head"]

    bad.line.send(frame)

    assert dispatcher.get("board").json()["head"] == head
    dispatcher.report()
    assert good.next("entry")["seq"] == head["seq"] + 1


def test_a_frame_over_64_kb_ends_the_socket(stack: Stack) -> None:
    socket = stack.socket(stack.sign_in(Role.WALL))

    socket.line.send('42["hello",{"x":"' + "x" * 70_000 + '"}]')

    assert socket.is_closed_within(5)


def test_two_processes_tell_their_pages_the_same(own_stack: Stack) -> None:
    second = own_stack.start_web()
    here, _ = listening(own_stack, Role.WALL)
    there, _ = listening(own_stack, Role.WALL, second)
    dispatcher = own_stack.client(Role.DISPATCHER)

    for _ in range(10):
        dispatcher.report()

    assert [here.next("entry") for _ in range(10)] == [there.next("entry") for _ in range(10)]


def test_nothing_is_lost_when_a_web_process_is_killed(own_stack: Stack) -> None:
    web = own_stack.webs[0]
    socket, snapshot = listening(own_stack, Role.DISPATCHER)
    seqs, cursor = [], snapshot["head"]
    own_stack.client(Role.DISPATCHER).report()
    entry = socket.next("entry")
    seqs, cursor = [entry["seq"]], {**cursor, "seq": entry["seq"], "hash": entry["hash"]}

    web.kill9()
    desk = own_stack.start_web()
    own_stack.client(Role.DISPATCHER, desk).report()
    again = own_stack.start_web(port=web.port)
    other = own_stack.socket(own_stack.sign_in(Role.DISPATCHER), again)
    welcome = other.hello(cursor)
    own_stack.client(Role.DISPATCHER, desk).report()

    seqs += [line["seq"] for line in welcome["lines"]] + [other.next("entry")["seq"]]
    assert seqs == list(range(snapshot["head"]["seq"] + 1, snapshot["head"]["seq"] + 4))


def test_everyone_hears_everything_while_many_write(own_stack: Stack) -> None:
    sockets = [listening(own_stack, Role.DISPATCHER)[0] for _ in range(5)]
    webs = [own_stack.webs[0], own_stack.start_web()]
    before = own_stack.log().head().seq

    def write(web: Web) -> None:
        client = Client(web.url, own_stack.sign_in(Role.DISPATCHER))
        for _ in range(25):
            client.report()
        client.close()

    writers = [threading.Thread(target=write, args=(webs[i % 2],)) for i in range(4)]
    _run(writers)

    for socket in sockets:
        heard = [socket.next("entry")["seq"] for _ in range(100)]
        assert heard == list(range(before + 1, before + 101))


def _run(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_socket_that_does_not_read_is_dropped_and_the_others_hear_on(own_stack: Stack) -> None:
    slow = own_stack.socket(
        own_stack.sign_in(Role.DISPATCHER), sockopt=[(1, 8, 4096)]  # SOL_SOCKET, SO_RCVBUF
    )  # fmt: skip
    slow.join(own_stack.client(Role.DISPATCHER))
    good, _ = listening(own_stack, Role.DISPATCHER)
    dispatcher = own_stack.client(Role.DISPATCHER)
    number = dispatcher.report()
    good.next("entry")

    for _ in range(8):
        notes: list[Any] = [
            {"id": new_id(), "type": "add_note", "incident": number, "text": "x" * 400}
            for _ in range(50)
        ]
        # A session of its own each time: one alone may not ask so much.
        own_stack.client(Role.DISPATCHER).post("actions", json={"actions": notes})
        for _ in notes:
            good.next("entry")

    dropped = until(_dropped(own_stack.webs[0]), what="the drop")
    assert dropped == 1
    assert dispatcher.get("board").status_code == 200


def _dropped(web: Web) -> Callable[[], int]:
    def ask() -> int:
        text = requests.get(f"{web.url}/metrics", timeout=5).text
        (line,) = [x for x in text.splitlines() if x.startswith("denggao_slow_sockets ")]
        return int(float(line.split()[1]))

    return ask


def test_a_frozen_store_is_said_and_reading_goes_on(own_stack: Stack) -> None:
    socket, _ = listening(own_stack, Role.DISPATCHER)
    client = own_stack.client(Role.DISPATCHER)
    number = client.report()
    own_stack.store.kill9()

    refused = client.act("report", incident_type="fire")
    board = client.get("board")

    assert refused.status_code == 503
    assert refused.json()["code"] == "store-away"
    assert refused.headers["Retry-After"]
    assert str(number) in {d["id"] for d in board.json()["docs"]}
    until(lambda: socket.next("tick")["store"] == "away", 20, what="a tick that says so")
    assert requests.get(f"{client.url}/readyz", timeout=10).status_code == 503
    assert requests.get(f"{client.url}/healthz", timeout=10).status_code == 200

    own_stack.store.start()
    until(lambda: client.act("report", incident_type="fire").status_code == 200, 20)
    until(lambda: socket.next("tick")["store"] == "ok", 20, what="a tick that says so")
    until(lambda: requests.get(f"{client.url}/readyz", timeout=10).status_code == 200, 10)


def test_a_log_that_came_back_shorter_ends_the_process(own_stack: Stack) -> None:
    client = own_stack.client(Role.DISPATCHER)
    client.report()
    (pid,) = own_stack.webs[0].pids()

    own_stack.store.empty()

    until(lambda: own_stack.webs[0].pids() not in ([], [pid]), 20, what="another process")


def test_a_process_killed_in_the_middle_is_replaced(own_stack: Stack) -> None:
    client = own_stack.client(Role.DISPATCHER)
    client.report()
    (pid,) = own_stack.webs[0].pids()

    os.kill(pid, signal.SIGKILL)

    until(lambda: _works(client), 20, what="another process")


def _works(client: Client) -> bool:
    try:
        answer: requests.Response = client.get("board")
    except requests.ConnectionError:
        return False
    return answer.ok
