"""What becomes of each clause on the day, on the plan of the Double Ninth."""

import json
from pathlib import Path

import pytest

from command.domain import actions as a
from command.domain.authority import Role
from command.domain.bearing import ClauseCourse, borne, clause_courses
from command.domain.course import Bearing, Course
from command.domain.coverage import Element
from command.domain.embodiments import CAPABILITIES
from command.domain.identifiers import Clause, DocumentRef, PersonId, TypeId, UnitId, ZoneId
from command.domain.incident import By
from command.domain.kinds import KINDS
from command.domain.plan import Plan
from command.domain.states import NoticeStatus, Phase
from command.domain.works import WORKS
from command.plan_files import load_plan
from tests.build import REASON, Day, a_day
from tests.cast import ADMIN, THE_WORKER

FIRE = TypeId("fire")
ENGINE = UnitId("fire-1")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(Path(__file__).parents[2] / "playbooks" / "double-ninth-2020")


@pytest.fixture
def day(plan: Plan) -> Day:
    return a_day(plan)


def of(day: Day, clause: str) -> ClauseCourse:
    """A clause as it stands now."""
    table = {one.clause: one for one in clause_courses(day.plan, day.board)}
    return table[Clause(clause)]


def situation(day: Day) -> ClauseCourse:
    """The clause that makes a fire a situation of the plan."""
    return of(day, day.plan.playbooks[FIRE].situation)


def commander(day: Day) -> By:
    """Who may activate this plan."""
    post = day.plan.commander
    person = day.plan.posts[post].holders[0]
    return By(role=Role.COMMANDER, person=person, post=post)


def test_every_clause_is_in_the_table_in_the_plans_order(day: Day) -> None:
    table = clause_courses(day.plan, day.board)

    assert [one.clause for one in table] == list(day.plan.clauses)
    assert len(table) == 103


def test_nothing_bears_on_a_situation_before_it_comes_about(day: Day) -> None:
    assert situation(day).bearings == ()


def test_an_incident_bears_on_its_situation_while_it_runs_and_when_it_is_done(day: Day) -> None:
    fire = day.report(FIRE)
    running = situation(day).bearings
    day.ask(a.DismissIncident(incident=fire, reason=REASON))

    ref = DocumentRef(f"incident/{fire}")
    assert running == (Bearing(ref=ref, course=Course.RUNNING, incident=fire),)
    assert situation(day).bearings == (Bearing(ref=ref, course=Course.DONE, incident=fire),)


def test_a_deadline_that_passed_unmet_makes_it_late_until_it_is_met(day: Day) -> None:
    fire = day.report(FIRE)
    day.wait_and_watch(day.incident(fire).targets.dispatch_s + 1)

    late = situation(day)
    day.send(ENGINE, fire)

    assert (late.count(Course.LATE), late.count(Course.RUNNING)) == (1, 0)
    assert situation(day).count(Course.LATE) == 0


def test_what_is_late_comes_first_and_then_what_is_newest(day: Day) -> None:
    first = day.report(FIRE)
    day.wait_and_watch(day.incident(first).targets.dispatch_s + 1)
    second, third = day.report(FIRE), day.report(FIRE)

    assert [one.incident for one in situation(day).bearings] == [first, third, second]


def test_a_step_waits_with_its_incident_until_it_is_ticked(day: Day) -> None:
    step = day.plan.playbooks[FIRE].checklist[0]
    fire = day.report(FIRE)
    element = Element(kind="step", id=step.id, of=FIRE)
    waiting = courses(day, element)
    day.ask(a.TickStep(incident=fire, step=step.id))

    ref = DocumentRef(f"incident/{fire}")
    assert (waiting[ref], courses(day, element)[ref]) == (Course.RUNNING, Course.DONE)


def test_a_unit_sent_bears_on_the_clause_that_names_it_until_it_is_free(day: Day) -> None:
    fire = day.report(FIRE)
    day.send(ENGINE, fire)
    going = courses(day, Element(kind="unit", id=ENGINE))
    day.ask(a.ClearUnit(incident=fire, unit=ENGINE))

    assert going[DocumentRef(f"incident/{fire}")] is Course.RUNNING
    assert courses(day, Element(kind="unit", id=ENGINE))[DocumentRef("incident/1")] is Course.DONE


def courses(day: Day, element: Element) -> dict[DocumentRef, Course]:
    """How far an element is by itself: its clause may stand on more."""
    found = borne(day.plan, day.board.documents)
    return {one.ref: one.course for of_this, one in found if of_this == element}


def test_a_zone_bears_on_its_clause_when_something_happens_there(day: Day) -> None:
    zone = next(zone for zone in day.plan.zones.values() if zone.source)
    day.report(FIRE, zone=ZoneId(zone.id))

    assert of(day, zone.source[0]).count(Course.RUNNING) >= 1


def test_a_telling_that_failed_is_late(day: Day) -> None:
    day.report(FIRE)
    notice = next(one for one in day.board.documents.notices.values() if one.person is not None)
    assert notice.person is not None
    day.ask(
        a.RecordNoticeOutcome(
            notice=notice.id, status=NoticeStatus.FAILED, channel="none", reason="no_contact"
        ),
        THE_WORKER,
    )
    clause = day.plan.people[notice.person].source[0]

    refs = {one.ref: one.course for one in of(day, clause).bearings}

    assert refs[DocumentRef(f"notice/{notice.id}")] is Course.LATE


def test_the_purpose_runs_as_long_as_the_day(day: Day) -> None:
    while_open = of(day, "A1").bearings
    day.ask(a.ChangePhase(phase=Phase.STAND_DOWN), ADMIN)
    day.ask(a.ChangePhase(phase=Phase.CLOSED), ADMIN)

    assert [one.course for one in while_open] == [Course.RUNNING]
    assert [one.course for one in of(day, "A1").bearings] == [Course.DONE]


def test_activation_bears_on_the_clause_that_gives_the_right(day: Day) -> None:
    before = of(day, "A8.2").bearings
    day.ask(a.ActivatePlan(reason=REASON), commander(day))

    assert before == ()
    assert [one.ref for one in of(day, "A8.2").bearings] == ["event/test-day"]


def test_somebody_away_leaves_the_roster_running(day: Day) -> None:
    person = next(iter(day.plan.people))
    in_place = of(day, "P5.1").count(Course.DONE)
    day.ask(a.MarkAbsent(person=PersonId(person)))

    assert in_place >= 1
    assert of(day, "P5.1").count(Course.RUNNING) >= 1


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_each_kind_of_document_has_a_word_on_the_page(language: str) -> None:
    file = Path(__file__).parents[2] / "static" / "i18n" / f"{language}.json"

    words = json.loads(file.read_text("utf-8"))

    assert {f"plan.element.{name}" for name in KINDS.values()} <= words.keys()


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_each_capability_shows_what_it_did(capability: str) -> None:
    keeps_a_kind = any(proof in KINDS for proof in CAPABILITIES[capability].proofs)

    assert capability in WORKS or keeps_a_kind
