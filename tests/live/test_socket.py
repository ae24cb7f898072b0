"""The socket, over the wire: in order, without holes, and only what each may see."""

import json
from typing import Any

import pytest
import requests
import websocket

from command.domain.authority import Role
from tests.web.stack import EVENT, OTHER_EVENT, UNIT, Client, Stack

CANARY = "canary 李四 13900000000"


@pytest.fixture
def dispatcher(stack: Stack) -> Client:
    """Somebody at the dispatch desk."""
    return stack.client(Role.DISPATCHER)


def test_an_entry_reaches_every_desk_with_its_documents_and_its_line(
    stack: Stack, dispatcher: Client
) -> None:
    socket, snapshot = stack.listening(Role.DISPATCHER)

    number = dispatcher.report(what="有人晕倒")

    entry = socket.next("entry")
    assert entry["seq"] == snapshot["head"]["seq"] + 1
    (incident,) = [doc for doc in entry["docs"] if doc["kind"] == "incident"]
    assert (incident["id"], incident["what"]) == (str(number), "有人晕倒")
    assert entry["line"]["facts"][0]["type"] == "incident_reported"
    assert entry["hash"] == dispatcher.get("board").json()["head"]["hash"]


def test_a_page_that_comes_back_hears_what_it_missed(stack: Stack, dispatcher: Client) -> None:
    first, snapshot = stack.listening(Role.DISPATCHER)
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
    phone, _ = stack.listening(Role.FIELD_UNIT)

    number = dispatcher.report(what="秘密", reporter=CANARY)
    dispatcher.act("assign_unit", incident=number, unit=UNIT, busy="add")

    skip, assigned = phone.next("entry"), phone.next("entry")
    assert (skip["docs"], skip["line"]) == ([], None)
    assert assigned["seq"] == skip["seq"] + 1
    assert {doc["kind"] for doc in assigned["docs"]} >= {"incident", "unit", "notice"}


def test_people_in_a_report_reach_neither_the_wall_nor_a_unit(
    stack: Stack, dispatcher: Client
) -> None:
    sockets = [stack.listening(role)[0] for role in (Role.WALL, Role.FIELD_UNIT, Role.REVIEWER)]
    desk, _ = stack.listening(Role.DISPATCHER)

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
    pages = {role: stack.listening(role) for role in roles}

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
    other, _ = stack.listening(Role.DISPATCHER)

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
    good, _ = stack.listening(Role.WALL)
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
