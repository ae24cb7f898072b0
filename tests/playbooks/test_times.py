"""The times that a plan may say, and those that go where it says nothing."""

import re
from dataclasses import replace
from pathlib import Path

from command.domain.times import Times
from command.plan_files import load_plan
from tests.playbooks.plans import PLAYBOOKS
from tests.playbooks.small_plan import spoilt, write_plan

PAGE = PLAYBOOKS.parent / "docs" / "playbooks.md"
ROW = re.compile(r"^\| `([a-z_.]+_s)` \| (\d+) \|", re.MULTILINE)


def told(times: Times) -> dict[str, int]:
    """Each time by the key that a plan says it with."""
    found: dict[str, int] = {
        "muster.within_s": times.muster_s,
        "requests.decide_s": times.requests.decide_s,
        "requests.send_s": times.requests.send_s,
        "requests.answer_s": times.requests.answer_s,
        "reports.climb_s": times.report_climb_s,
    }
    for kind, allowed in times.orders.items():
        found[f"orders.{kind}.read_back_s"] = allowed.read_back_s
        found[f"orders.{kind}.done_s"] = allowed.done_s
    return found


def test_the_page_has_every_default_and_no_other() -> None:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))

    assert {key: int(seconds) for key, seconds in rows} == told(Times())


def test_a_plan_that_says_nothing_goes_by_the_defaults(tmp_path: Path) -> None:
    assert load_plan(write_plan(tmp_path)).times == Times()


def test_what_a_plan_says_goes_and_what_it_leaves_out_is_the_default(tmp_path: Path) -> None:
    said = (
        "times: {orders: {gate_stop: {read_back_s: 20, done_s: 90}}, requests: {send_s: 60},"
        " muster: {within_s: 400, source: A1}}\nunit_kinds:"
    )
    content = spoilt("plan.yaml", ("unit_kinds:", said))
    times = load_plan(write_plan(tmp_path, {"plan.yaml": content})).times

    assert told(times) == told(Times()) | {
        "orders.gate_stop.read_back_s": 20,
        "orders.gate_stop.done_s": 90,
        "requests.send_s": 60,
        "muster.within_s": 400,
    }
    assert times.sources == {"muster": ("A1",)}


def test_both_plans_write_their_times_out_with_clauses() -> None:
    festival = load_plan(PLAYBOOKS / "double-ninth-2020").times
    race = load_plan(PLAYBOOKS / "lakeside-half-marathon").times

    assert replace(festival, sources={}) == Times()
    assert set(festival.sources) == {
        "muster", "requests", "reports", "orders.ordinary", "orders.gate_stop",
        "orders.evacuation", "orders.programme_stop",
    }  # fmt: skip
    assert (race.muster_s, race.requests.decide_s, race.report_climb_s) == (600, 300, 180)
