"""The one door for changes: what it takes, and what it says of everything else."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from command.domain.authority import Role
from tests.web.stack import EVENT, OTHER_EVENT, UNIT, Client, Stack, new_id

JSON = {"Content-Type": "application/json"}


@pytest.fixture
def dispatcher(stack: Stack) -> Client:
    """Somebody at the dispatch desk."""
    return stack.client(Role.DISPATCHER)


def a_report(**changed: Any) -> dict[str, Any]:
    """Write a report that would be taken, but for what is changed."""
    return {"id": new_id(), "type": "report", "incident_type": "illness", **changed}


def in_depth(brackets: int) -> str:
    """Write a report with a value nested so deep."""
    nested = "[" * brackets + "]" * brackets
    return json.dumps(a_report()).replace('"illness"', nested)


def is_a_problem(answer: requests.Response, status: int, code: str | None = None) -> bool:
    """Say whether an answer is a problem document of that status, and tells nothing else."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"] == "urn:denggao:problem:" + problem["code"]
    assert problem["title"]
    assert problem["detail"]
    assert "Traceback" not in answer.text
    assert code is None or problem["code"] == code
    return True


@pytest.fixture
def unchanged_log(stack: Stack) -> Iterator[None]:
    """Hold the test to leaving the log as it was."""
    before = stack.log().head()
    yield
    assert stack.log().head() == before


def test_a_report_becomes_an_incident(dispatcher: Client) -> None:
    answer = dispatcher.act("report", incident_type="fire", what="缆车站旁起火")

    receipt = answer.json()
    assert answer.status_code == 200
    assert receipt["result"] == "done"
    assert receipt["seq"] == receipt["v"] == receipt["head"]["seq"]
    shown = dispatcher.get(f"incidents/{receipt['incident']}").json()["incident"]
    assert shown["what"] == "缆车站旁起火"


def test_the_same_action_again_gets_the_first_receipt(dispatcher: Client) -> None:
    report = a_report()
    first = dispatcher.post("actions", json=report).json()

    again = dispatcher.post("actions", json=report).json()

    assert again["result"] == "repeated"
    assert (again["seq"], again["incident"]) == (first["seq"], first["incident"])


def test_the_same_id_with_other_content_is_a_conflict(dispatcher: Client) -> None:
    report = a_report()
    dispatcher.post("actions", json=report)

    other = dispatcher.post("actions", json={**report, "incident_type": "fire"})

    assert is_a_problem(other, 409, "action-id-reused")


def test_each_action_of_a_batch_gets_its_own_answer(dispatcher: Client) -> None:
    good, unknown, wrong = a_report(), a_report(incident_type="dragon"), a_report(injured="maybe")
    dispatcher.post("actions", json=good)
    other_content = {**good, "incident_type": "fire"}

    answer = dispatcher.post(
        "actions", json={"actions": [good, unknown, wrong, other_content, "not an action"]}
    )

    results = answer.json()["results"]
    assert answer.status_code == 200
    assert [one["result"] for one in results] == [
        "repeated", "refused", "refused", "conflict", "refused",
    ]  # fmt: skip
    assert [one["id"] for one in results[:3]] == [good["id"], unknown["id"], wrong["id"]]
    assert results[1]["problem"]["status"] == 404
    assert results[2]["problem"]["errors"][0]["field"] == "actions[2].injured"


@pytest.mark.usefixtures("unchanged_log")
@pytest.mark.parametrize("batch", [[], [a_report() for _ in range(51)], {}, "all of them"])
def test_a_batch_has_one_to_fifty_actions(dispatcher: Client, batch: Any) -> None:
    answer = dispatcher.post("actions", json={"actions": batch})

    assert is_a_problem(answer, 400, "malformed")
    assert answer.json()["errors"][0]["field"] == "actions"


@pytest.mark.usefixtures("unchanged_log")
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"incident_type": 7}, "incident_type"),
        ({"incident_type": None}, "incident_type"),
        ({"incident_type": ["illness"]}, "incident_type"),
        ({"incident_type": "../../etc/passwd"}, "incident_type"),
        ({"what": ""}, "what"),
        ({"what": "   "}, "what"),
        ({"what": "长" * 2001}, "what"),
        ({"what": {"$ne": None}}, "what"),
        ({"what": "a\u0000b"}, "what"),
        ({"what": "a\u0007b"}, "what"),
        ({"what": "a\u202eb"}, "what"),
        ({"severity": 0}, "severity"),
        ({"severity": 5}, "severity"),
        ({"severity": True}, "severity"),
        ({"severity": "1"}, "severity"),
        ({"injured": "perhaps"}, "injured"),
        ({"position": [1]}, "position"),
        ({"position": [900_000_001, 0]}, "position"),
        ({"position": "here"}, "position"),
        ({"id": "short"}, "id"),
        ({"id": "x" * 65}, "id"),
        ({"id": "no spaces are allowed in"}, "id"),
        ({"id": 5}, "id"),
        ({"type": "dance"}, "type"),
        ({"type": None}, "type"),
        ({"type": "open_event"}, "type"),
        ({"type": "miss_deadline"}, "type"),
        ({"occurred_at": "yesterday"}, "occurred_at"),
        ({"occurred_at": -1}, "occurred_at"),
        ({"occurred_at": 10**15}, "occurred_at"),
        ({"role": "admin"}, "role"),
        ({"__proto__": {"role": "admin"}}, "__proto__"),
        ({"constructor": 1}, "constructor"),
    ],
)
def test_a_wrong_field_is_named(dispatcher: Client, changed: dict[str, Any], field: str) -> None:
    answer = dispatcher.post("actions", json=a_report(**changed))

    assert is_a_problem(answer, 400, "malformed")
    assert any(one["field"].startswith(field) for one in answer.json()["errors"])


@pytest.mark.usefixtures("unchanged_log")
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"report"',
        b"7",
        b"\xef\xbb\xbf{}",
        b'{"type": "report", "type": "report"}',
        b'{"a": {"b": 1, "b": 2}}',
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": 1e999}',
        b'{"a": 1.5}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": "\\ud800"}',
        b'{"a": "\xff\xfe"}',
        b'{"a": "\xc0\xaf"}',
        b'{"a": "\xe7\x99"}',
        json.dumps(a_report()).encode("utf-16"),
        in_depth(33).encode(),
        in_depth(1000).encode(),
        in_depth(30_000).encode(),
        b"[" * 60_000,
    ],
    ids=lambda body: repr(body[:24]),
)
def test_a_body_that_must_be_guessed_at_is_refused(dispatcher: Client, body: bytes) -> None:
    answer = dispatcher.post("actions", data=body, headers=JSON)

    assert is_a_problem(answer, 400, "malformed")
    assert answer.json()["errors"]


@pytest.mark.usefixtures("unchanged_log")
def test_a_body_over_64_kb_is_too_large(dispatcher: Client) -> None:
    answer = dispatcher.post("actions", json=a_report(what="x" * 65_536))

    assert is_a_problem(answer, 413, "too-large")


@pytest.mark.usefixtures("unchanged_log")
def test_a_body_sent_in_chunks_is_not_read_past_its_bound(dispatcher: Client) -> None:
    pieces = (b"x" * 8192 for _ in range(200))

    answer = dispatcher.post("actions", data=pieces, headers=JSON)

    assert is_a_problem(answer, 413, "too-large")


@pytest.mark.usefixtures("unchanged_log")
@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=utf-16"},
        {"Content-Type": ""},
        {**JSON, "Content-Encoding": "gzip"},
        {**JSON, "Content-Encoding": "br"},
    ],
)
def test_anything_but_plain_json_is_refused(dispatcher: Client, headers: dict[str, str]) -> None:
    answer = dispatcher.post("actions", data=json.dumps(a_report()), headers=headers)

    assert is_a_problem(answer, 415, "wrong-content")


@pytest.mark.usefixtures("unchanged_log")
@pytest.mark.parametrize("role", [Role.WALL, Role.REVIEWER])
def test_who_only_looks_may_not_ask(stack: Stack, role: Role) -> None:
    answer = stack.client(role).act("report", incident_type="illness")

    assert is_a_problem(answer, 403, "not-allowed")


@pytest.mark.usefixtures("unchanged_log")
def test_a_unit_speaks_for_itself_only(stack: Stack) -> None:
    answer = stack.client(Role.FIELD_UNIT).act(
        "set_unit_state", unit="traffic-1", state="available"
    )

    assert answer.json()["why"] == "own_unit"
    assert is_a_problem(answer, 403, "not-allowed")


@pytest.mark.usefixtures("unchanged_log")
@pytest.mark.parametrize(
    ("action", "status"),
    [
        ({"type": "add_note", "incident": 999_999, "text": "x"}, 404),
        ({"type": "assign_unit", "incident": 999_999, "unit": UNIT}, 404),
        ({"type": "acknowledge_notice", "notice": "n999999-1"}, 404),
        ({"type": "report", "incident_type": "no-such-type"}, 404),
        ({"type": "activate_plan"}, 403),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(
    dispatcher: Client, action: dict[str, Any], status: int
) -> None:
    answer = dispatcher.post("actions", json={"id": new_id(), **action})

    assert is_a_problem(answer, status)


def test_a_refusals_own_status_does_not_hide_that_of_http(dispatcher: Client) -> None:
    number = dispatcher.report()
    dispatcher.act("dismiss_incident", incident=number, reason="误报")

    answer = dispatcher.act("confirm_incident", incident=number)

    assert is_a_problem(answer, 409, "wrong-status")
    assert answer.json()["incident_status"] == "dismissed"


def test_a_problem_speaks_the_askers_language(stack: Stack) -> None:
    dispatcher = stack.client(Role.DISPATCHER)
    dispatcher.headers.pop("Accept-Language")

    chinese = dispatcher.act("add_note", incident=999_999, text="x").json()
    dispatcher.cookies.set("lang", "en")
    english = dispatcher.act("add_note", incident=999_999, text="x").json()

    assert chinese["title"] == "没有找到"
    assert english["title"] == "Not found"


@pytest.mark.usefixtures("unchanged_log")
def test_another_events_session_finds_nothing_here(stack: Stack) -> None:
    stranger = stack.client(Role.DISPATCHER, event=OTHER_EVENT)
    stranger.event = EVENT

    assert is_a_problem(stranger.act("report", incident_type="illness"), 404, "not-found")
    assert is_a_problem(stranger.get("board"), 404, "not-found")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_another_method_is_answered_as_a_problem(dispatcher: Client, method: str) -> None:
    answer = dispatcher.request(method, "actions")

    assert is_a_problem(answer, 405, "wrong-method")
    assert "POST" in answer.headers["Allow"]


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override"])
def test_a_method_is_never_overridden(dispatcher: Client, header: str) -> None:
    answer = dispatcher.post("board", headers={header: "GET"})

    assert is_a_problem(answer, 405)


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "{{7*7}} ${7*7}",
        "\r\n*1\r\n$8\r\nFLUSHALL".replace("\r", ""),
        "e\u0301" * 500,
        "שלום 你好 مرحبا",
        "👩‍👩‍👧‍👦",
    ],
)
def test_text_comes_back_as_it_was_sent(dispatcher: Client, text: str) -> None:
    number = dispatcher.report()

    dispatcher.act("add_note", incident=number, text=text)

    lines = dispatcher.get(f"incidents/{number}").json()["lines"]
    assert lines[-1]["facts"][0]["text"] == text


def test_one_client_that_floods_is_told_to_wait(stack: Stack) -> None:
    flooding = stack.client(Role.DISPATCHER)
    batch = {"actions": [{"id": "x"}] * 50}

    statuses = [flooding.post("actions", json=batch).status_code for _ in range(16)]

    refused = flooding.post("actions", json=batch)
    assert statuses[:10] == [200] * 10
    assert is_a_problem(refused, 429, "too-many")
    assert int(refused.headers["Retry-After"]) > 0
