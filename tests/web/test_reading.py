"""What each role reads: now, as it was, and never more than it may."""

import gzip
import json

import pytest

from command.domain.authority import Role
from command.store.chain import EMPTY, StoredEntry, follow
from tests.web.stack import EVENT, UNIT, Client, Stack, new_id

# Typed by somebody about somebody; seen by those who may have to call back, and nobody else.
CANARY = "canary 张三 13800000000"


@pytest.fixture
def dispatcher(stack: Stack) -> Client:
    """Somebody at the dispatch desk."""
    return stack.client(Role.DISPATCHER)


def told(stack: Stack, client: Client, path: str) -> str:
    """Return all that an answer says, as text."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_board_of_then_is_that_of_then(dispatcher: Client) -> None:
    first = dispatcher.act("report", incident_type="illness").json()
    dispatcher.act("dismiss_incident", incident=first["incident"], reason="误报")

    then = dispatcher.get(f"board?seq={first['seq']}").json()
    now = dispatcher.get("board").json()

    assert then["head"] == first["head"]
    assert status_in(then, first["incident"]) == "reported"
    assert status_in(now, first["incident"]) == "dismissed"


def test_the_board_at_an_instant_holds_all_that_was_taken_by_then(dispatcher: Client) -> None:
    number = dispatcher.report()
    shown = dispatcher.get(f"incidents/{number}").json()["incident"]

    before = dispatcher.get(f"board?at={shown['reported_at'] - 1}").json()
    then = dispatcher.get(f"board?at={shown['reported_at']}").json()

    assert status_in(before, number) is None
    assert status_in(then, number) == "reported"


def status_in(board: dict[str, list[dict[str, object]]], number: int) -> object:
    """Return an incident's status on a board, or None where it isn't there."""
    found = [d for d in board["docs"] if d["kind"] == "incident" and d["number"] == number]
    return found[0]["status"] if found else None


def test_messages_lead_from_one_board_to_the_next(dispatcher: Client) -> None:
    start = dispatcher.get("board").json()
    number = dispatcher.report()
    dispatcher.act("assign_unit", incident=number, unit="traffic-1")
    dispatcher.act("add_note", incident=number, text="已到东门")

    played = dispatcher.get(f"messages?after={start['head']['seq']}").json()

    docs = {(d["kind"], d["id"]): d for d in start["docs"]}
    for message in played["entries"]:
        docs |= {(d["kind"], d["id"]): d for d in message["docs"]}
    now = dispatcher.get("board").json()
    assert [m["seq"] for m in played["entries"]] == list(
        range(start["head"]["seq"] + 1, now["head"]["seq"] + 1)
    )
    assert docs == {(d["kind"], d["id"]): d for d in now["docs"]}
    assert played["next"] is None


def test_pages_of_the_log_follow_each_other(dispatcher: Client) -> None:
    for _ in range(3):
        dispatcher.report()

    seen: list[int] = []
    after: int | None = 0
    while after is not None:
        page = dispatcher.get(f"log?after={after}&limit=2").json()
        seen += [line["seq"] for line in page["entries"]]
        after = page["next"]

    assert seen == list(range(1, dispatcher.get("board").json()["head"]["seq"] + 1))


def test_the_exported_log_verifies(stack: Stack) -> None:
    reviewer = stack.client(Role.REVIEWER)

    answer = reviewer.get("log", headers={"Accept": "application/jsonl"})

    lines = [json.loads(line) for line in answer.text.splitlines()]
    entries = [StoredEntry(seq=one["seq"], e=one["e"].encode(), h=one["h"]) for one in lines]
    assert follow(EMPTY, entries) == stack.log().head()
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{EVENT}.jsonl"'


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.FIELD_UNIT, Role.WALL, Role.COMMANDER])
def test_only_auditors_take_the_whole_log_away(stack: Stack, role: Role) -> None:
    client = stack.client(role)

    answer = client.get("log", headers={"Accept": "application/jsonl"})

    assert answer.status_code == 403
    assert '"e":' not in client.get("log").text


def test_people_in_a_report_reach_only_those_who_may_call_back(
    stack: Stack, dispatcher: Client
) -> None:
    number = dispatcher.report(reporter=CANARY)
    dispatcher.act("assign_unit", incident=number, unit=UNIT, busy="add")
    paths = ["board", "sync", f"incidents/{number}", "log?limit=1000"]

    for role in (Role.WALL, Role.FIELD_UNIT, Role.REVIEWER):
        client = stack.client(role)
        assert not [path for path in paths if CANARY in told(stack, client, path)], role
    for role in (Role.WALL, Role.REVIEWER):
        assert CANARY not in told(stack, stack.client(role), "messages?limit=500")
    assert CANARY in told(stack, dispatcher, f"incidents/{number}")
    assert CANARY in told(stack, stack.client(Role.COMMANDER), f"incidents/{number}")


def test_a_unit_sees_its_own_work_and_nothing_else(stack: Stack, dispatcher: Client) -> None:
    others, own = dispatcher.report(what="别的队的事"), dispatcher.report(what="我们的事")
    dispatcher.act("assign_unit", incident=own, unit=UNIT, busy="add")
    phone = stack.client(Role.FIELD_UNIT)

    board = phone.get("board").json()

    assert {d["id"] for d in board["docs"] if d["kind"] == "unit"} == {UNIT}
    assert status_in(board, own) is not None
    assert status_in(board, others) is None
    assert phone.get(f"incidents/{others}").status_code == 404
    assert "别的队的事" not in told(stack, phone, "log?limit=1000")
    assert phone.get("messages").status_code == 403


def test_a_page_catches_up_from_where_it_was(dispatcher: Client) -> None:
    head = dispatcher.get("sync").json()["head"]
    number = dispatcher.report()

    delta = dispatcher.get("sync", params=head).json()

    assert delta["mode"] == "delta"
    assert delta["head"]["seq"] == head["seq"] + 1
    assert [d["id"] for d in delta["docs"] if d["kind"] == "incident"] == [str(number)]
    assert [line["seq"] for line in delta["lines"]] == [head["seq"] + 1]


@pytest.mark.parametrize(
    "changed", [{"hash": "0" * 64}, {"epoch": "another"}, {"seq": 10**9}, {"seq": 0}]
)
def test_a_cursor_of_another_history_gets_everything(
    dispatcher: Client, changed: dict[str, object]
) -> None:
    head = dispatcher.get("sync").json()["head"]

    answer = dispatcher.get("sync", params={**head, **changed}).json()

    assert answer["mode"] == "snapshot"
    assert answer["head"] == head


def test_a_long_poll_ends_with_the_next_entry(stack: Stack, dispatcher: Client) -> None:
    head = dispatcher.get("sync").json()["head"]
    quiet = dispatcher.get("sync", params={**head, "wait": 1}).json()

    assert quiet["head"] == head
    assert quiet["docs"] == quiet["lines"] == []
    # Another process appends, so this one hears of it from the log.
    desk = stack.desk()
    before = desk.board.seq
    number = dispatcher.report()
    answer = dispatcher.get("sync", params={**head, "wait": 20}).json()
    assert answer["head"]["seq"] > before
    assert str(number) in {d["id"] for d in answer["docs"]}


def test_what_somebody_just_wrote_elsewhere_is_there_when_they_read(stack: Stack) -> None:
    second = stack.start_web()
    here, there = stack.client(Role.DISPATCHER), stack.client(Role.DISPATCHER, second)
    there.get("board")

    for _ in range(20):
        receipt = here.act("report", incident_type="illness").json()
        seen = there.get("board", headers={"X-Denggao-Cursor": str(receipt["v"])}).json()
        assert status_in(seen, receipt["incident"]) == "reported"
    second.kill9()


def test_the_plan_is_sent_once_and_then_only_asked_about(dispatcher: Client) -> None:
    first = dispatcher.get("plan")

    again = dispatcher.get("plan", headers={"If-None-Match": first.headers["ETag"]})

    assert first.json()["playbooks"]["fire"]["lead"]
    assert again.status_code == 304
    assert not again.content


def test_a_large_answer_is_compressed_where_that_is_wanted(dispatcher: Client) -> None:
    packed = dispatcher.get("sync", stream=True, headers={"Accept-Encoding": "gzip"})
    plain = dispatcher.get("sync", headers={"Accept-Encoding": "identity"})

    assert packed.headers["Content-Encoding"] == "gzip"
    unpacked = json.loads(gzip.decompress(packed.raw.read(decode_content=False)))
    assert "Content-Encoding" not in plain.headers
    assert unpacked["docs"] == plain.json()["docs"]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("board?seq=x", "seq"),
        ("board?seq=-1", "seq"),
        ("board?at=1e9", "at"),
        ("board?seq=1&at=1", "body"),
        ("board?what=1", "what"),
        ("sync?wait=3600", "wait"),
        ("sync?hash=xyz", "hash"),
        ("log?limit=100000", "limit"),
        ("log?after=%00", "after"),
        ("messages?limit=501", "limit"),
        ("incidents/99999999999", "number"),
    ],
)
def test_a_wrong_question_names_its_fault(dispatcher: Client, path: str, field: str) -> None:
    answer = dispatcher.get(path)

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "incidents/x",
        "incidents/-1",
        "/api/v1/events/no-such-event/board",
        "/api/v1/events/..%2f..%2fetc%2fpasswd/board",
        "/static/../command/app.py",
        "/static/..%2fcommand%2fapp.py",
    ],
)
def test_what_is_not_there_is_a_problem_too(dispatcher: Client, path: str) -> None:
    answer = dispatcher.get(path)

    assert answer.status_code in {400, 404}
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path", ["board", "sync", "incidents/1", "plan", "log", "messages", "/api/v1/session"]
)
def test_a_stranger_reads_nothing(stack: Stack, path: str) -> None:
    answer = stack.stranger().get(path)

    assert answer.status_code == 401
    assert answer.json()["code"] == "signed-out"


def test_an_action_of_a_stranger_is_not_even_read(stack: Stack) -> None:
    answer = stack.stranger().post("actions", json={"id": new_id()})

    assert answer.status_code == 401
