"""The second plan was written to be run: nobody stands twice on its ladder, crews suffice."""

from command.plan_files import check_plan, load_plan
from command.plan_files.risks import risks
from tests.playbooks.plans import PLAYBOOKS

FOLDER = PLAYBOOKS / "lakeside-half-marathon"
PLAN = load_plan(FOLDER)
FIRST = load_plan(PLAYBOOKS / "double-ninth-2020")


def test_something_stands_on_each_of_its_clauses() -> None:
    report = check_plan(FOLDER)

    assert report.ok
    assert f"{len(PLAN.clauses)} of {len(PLAN.clauses)} clauses bound." in report.text


def test_its_only_risk_is_a_quantity_to_be_confirmed_and_it_has_no_gaps() -> None:
    assert [(one.code, one.at.id) for one in risks(PLAN)] == [("supply-not-verified", "generator")]
    assert PLAN.warnings == ()


def test_it_shares_no_id_with_the_first_plan() -> None:
    for mine, theirs in (
        (PLAN.people, FIRST.people),
        (PLAN.agencies, FIRST.agencies),
        (PLAN.units, FIRST.units),
        (PLAN.zones, FIRST.zones),
        (PLAN.posts, FIRST.posts),
        (PLAN.groups, FIRST.groups),
        (PLAN.clauses, FIRST.clauses),
    ):
        assert set(mine).isdisjoint(theirs)
