"""The plan clause by clause, over HTTP."""

import json
from dataclasses import dataclass, field

import gevent
import pytest

from command.domain.authority import Role
from command.domain.identifiers import TypeId
from command.plan_files.finding import find_lines
from command.plan_files.risks import risks
from command.web.clauses import EVERY_S, Worked
from tests.build import a_day
from tests.web.stack import Client, Stack


@pytest.fixture
def reviewer(stack: Stack) -> Client:
    """Somebody who may read all of it."""
    return stack.client(Role.REVIEWER)


def test_each_clause_says_who_carries_it_and_how_far_it_is(stack: Stack, reviewer: Client) -> None:
    number = stack.client(Role.DISPATCHER).report(incident_type="fire")

    table = reviewer.get("clauses").json()

    clauses = {one["id"]: one for one in table["clauses"]}
    plan = reviewer.get("plan").json()
    fire = clauses[plan["playbooks"]["fire"]["situation"]]
    assert len(clauses) == 103
    assert table["digest"] == plan["digest"]
    assert {"kind": "incident", "id": "fire", "of": None} in fire["elements"]
    assert fire["counts"]["running"] + fire["counts"]["late"] >= 1
    assert number in [one["incident"] for one in fire["bearings"]]


def test_it_follows_the_log(stack: Stack, reviewer: Client) -> None:
    before = reviewer.get("clauses").json()["seq"]
    stack.client(Role.DISPATCHER).report(incident_type="illness")

    assert reviewer.get("clauses").json()["seq"] > before


def test_the_risks_of_the_plan_are_told_with_their_place_and_remedy(reviewer: Client) -> None:
    told = reviewer.get("clauses").json()["risks"]

    assert told
    assert {one["weight"] for one in told} <= {"high", "medium", "low"}
    assert all(one["at"]["file"].endswith(".yaml") for one in told)
    assert all(one["remedy"]["zh"] and one["remedy"]["en"] for one in told)


def test_a_risk_is_told_at_the_line_that_the_check_names(stack: Stack, reviewer: Client) -> None:
    folder = stack.settings.playbooks / stack.plan.id

    told = [(one["code"], one["line"]) for one in reviewer.get("clauses").json()["risks"]]

    found = find_lines(folder, risks(stack.plan))
    assert told == [(one.risk.code, one.line) for one in found]
    assert any(line > 1 for _, line in told)


def test_a_unit_is_not_told_what_others_do(stack: Stack) -> None:
    answer = stack.client(Role.FIELD_UNIT).get("clauses")

    assert answer.status_code == 403
    assert answer.json()["code"] == "not-allowed"


@dataclass
class Time:
    """A clock that runs only while somebody sleeps; what happens meanwhile happens then."""

    at: float = 100.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        """Tell it."""
        return self.at

    def sleep(self, seconds: float) -> None:
        """Let it pass, and let others come to their turn."""
        self.slept.append(seconds)
        gevent.sleep()
        self.at += seconds


def test_a_table_is_made_once_a_second_and_never_older_than_the_question(stack: Stack) -> None:
    day, time = a_day(stack.plan), Time()
    worked = Worked(lambda *_: None, clock=time.now, sleep=time.sleep)
    first = worked.table("day", day)
    time.at += EVERY_S / 4
    day.report(TypeId("fire"))

    asked = [gevent.spawn(worked.table, "day", day) for _ in range(3)]
    gevent.joinall(asked)

    assert worked.table("day", day) is asked[0].value
    assert {id(one.value) for one in asked} == {id(asked[0].value)}
    assert asked[0].value.of == day.board.hash != first.of
    assert json.loads(asked[0].value.body)["seq"] == day.board.seq
    assert time.slept == [EVERY_S * 3 / 4]


def test_a_table_asked_for_after_a_second_is_made_at_once(stack: Stack) -> None:
    day, time = a_day(stack.plan), Time()
    worked = Worked(lambda *_: None, clock=time.now, sleep=time.sleep)
    worked.table("day", day)
    time.at += EVERY_S
    day.report(TypeId("fire"))

    assert worked.table("day", day).of == day.board.hash
    assert time.slept == [0.0]
