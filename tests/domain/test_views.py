"""What each role sees of documents and lines, and what must never reach it."""

import json
from typing import Any, Final

import pytest

from command.domain import actions as a
from command.domain.authority import Role
from command.domain.documents import Document
from command.domain.identifiers import AssignmentId, IncidentNumber, UnitId, Words
from command.domain.incident import Incident
from command.domain.notice import Notice
from command.domain.states import Stage
from command.domain.unit import Unit
from command.domain.views import View, line, project, stage_of
from tests.build import Day, a_day
from tests.cast import (
    AMBULANCE_1,
    CRUSH,
    DISPATCH_S,
    ENGINE,
    FIRE,
    GATE,
    LEAD,
    PATROL,
    ROAD_LEAD,
    SECURITY,
    TRAFFIC,
    crew,
)

FIRE_1, CRUSH_2 = IncidentNumber(1), IncidentNumber(2)

# What each of these stands for is a text that would show if it leaked.
REPORTER: Final = Words("w:reporter")
WHAT: Final = Words("w:what")
NOTE: Final = Words("w:note")
OTHER: Final = Words("w:other")
TEXTS: Final = {word: f"CANARY {word[2:]}" for word in (REPORTER, WHAT, NOTE, OTHER)}

DESK: Final = [View(role=role) for role in (Role.ADMIN, Role.COMMANDER, Role.DISPATCHER)]
OWN_LEAD: Final = View(role=Role.GROUP_LEAD, group=SECURITY, person=LEAD)
OTHER_LEAD: Final = View(role=Role.GROUP_LEAD, group=TRAFFIC, person=ROAD_LEAD)
LOOKING: Final = [View(role=Role.WALL), View(role=Role.REVIEWER)]
ON_IT: Final = View(role=Role.FIELD_UNIT, unit=ENGINE)
ELSEWHERE: Final = View(role=Role.FIELD_UNIT, unit=AMBULANCE_1)
NOBODY: Final = View(role=Role.FIELD_UNIT)
EVERYONE: Final = [*DESK, OWN_LEAD, OTHER_LEAD, *LOOKING, ON_IT, ELSEWHERE, NOBODY]


def a_day_full_of_words() -> Day:
    """A fire with an engine on it and a crush with an ambulance, each with words of its own."""
    day = a_day()
    day.report(FIRE, crew(PATROL), what=WHAT, reporter=REPORTER, zone=GATE)
    day.send(ENGINE, FIRE_1)
    day.acknowledge(ENGINE, FIRE_1)
    day.ask(a.AddNote(incident=FIRE_1, text=NOTE))
    day.report(CRUSH, what=OTHER, reporter=OTHER)
    day.send(AMBULANCE_1, CRUSH_2)
    day.wait_and_watch(DISPATCH_S * 2)
    return day


DAY: Final = a_day_full_of_words()


def documents_of(day: Day) -> list[Document]:
    documents = day.board.documents
    return [
        day.event(),
        *documents.incidents.values(),
        *documents.units.values(),
        *documents.notices.values(),
    ]


def seen_by(view: View, day: Day = DAY) -> list[dict[str, Any]]:
    shown = (project(view, one, texts=TEXTS.get) for one in documents_of(day))
    return [one for one in shown if one is not None]


def read_by(view: View, day: Day = DAY) -> list[dict[str, Any]]:
    documents = day.board.documents
    lines = (line(view, entry, "h", documents=documents, texts=TEXTS.get) for entry in day.entries)
    return [one for one in lines if one is not None]


def everything_of(view: View) -> str:
    return json.dumps([seen_by(view), read_by(view)], ensure_ascii=False)


def kinds_of(view: View) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in seen_by(view):
        found.setdefault(one["kind"], set()).add(str(one["id"]))
    return found


# ---- what must never be seen


@pytest.mark.parametrize("view", [OTHER_LEAD, *LOOKING, ON_IT, ELSEWHERE, NOBODY], ids=str)
def test_who_told_us_reaches_only_those_who_may_call_back(view: View) -> None:
    assert TEXTS[REPORTER] not in everything_of(view)
    assert REPORTER not in everything_of(view)


@pytest.mark.parametrize("view", [*DESK, OWN_LEAD], ids=str)
def test_those_who_may_call_back_see_who_told_us(view: View) -> None:
    shown = [one for one in seen_by(view) if one["kind"] == "incident" and one["id"] == "1"]

    assert shown[0]["reporter"] == TEXTS[REPORTER]


@pytest.mark.parametrize("view", EVERYONE, ids=str)
def test_no_session_no_action_id_and_no_commitment_is_shown(view: View) -> None:
    """A session's name is a key to its door; an action id lets somebody pretend to resend."""
    shown = everything_of(view)

    for hidden in ("s-dispatch", "s-engine-1", "s-patrol-1", "report_action", "action_id", '"w:'):
        assert hidden not in shown


@pytest.mark.parametrize("view", [ELSEWHERE, NOBODY], ids=str)
def test_a_unit_sees_nothing_of_what_it_was_not_sent_to(view: View) -> None:
    # The first line says which units the day began with.
    shown = json.dumps([seen_by(view), read_by(view)[1:]], ensure_ascii=False)

    for hidden in (TEXTS[WHAT], TEXTS[NOTE], ENGINE, LEAD):
        assert hidden not in shown
    assert "1" not in kinds_of(view).get("incident", set())


def test_a_unit_sees_its_own_work_itself_and_its_own_notices() -> None:
    assert kinds_of(ELSEWHERE) == {
        "event": {"test-day"},
        "incident": {"2"},
        "unit": {"ambulance-1"},
        "notice": {one.id for one in DAY.notices(CRUSH_2) if one.unit == AMBULANCE_1},
    }


def test_a_session_without_a_unit_sees_the_event_only() -> None:
    """A notice to a person names no unit, which is not the same unit as none."""
    assert kinds_of(NOBODY) == {"event": {"test-day"}}


def test_whoever_reported_it_may_follow_it() -> None:
    assert kinds_of(View(role=Role.FIELD_UNIT, unit=PATROL))["incident"] == {"1"}


def test_the_lines_of_a_unit_are_those_of_its_work_and_its_notices() -> None:
    facts = [fact for one in read_by(ELSEWHERE) for fact in one["facts"]]

    assert {fact.get("incident", 2) for fact in facts} == {2}
    told = [fact for fact in facts if fact["type"] == "notice_issued"]
    assert told
    assert {fact.get("unit") for fact in told} == {AMBULANCE_1}


def test_everybody_else_sees_every_document() -> None:
    count = len(documents_of(DAY))

    assert all(len(seen_by(view)) == count for view in (*DESK, OWN_LEAD, OTHER_LEAD, *LOOKING))


@pytest.mark.parametrize("view", EVERYONE, ids=str)
def test_two_who_share_a_room_see_the_same(view: View) -> None:
    """Messages are made once a room: a field that only one of them may see would reach both."""
    for other in EVERYONE:
        if other.room == view.room:
            assert everything_of(other) == everything_of(view)


# ---- what is shown


def test_words_are_shown_as_text_and_destroyed_ones_as_nothing() -> None:
    fire = DAY.incident(FIRE_1)

    kept = project(DESK[0], fire, texts=TEXTS.get)
    destroyed = project(DESK[0], fire, texts=lambda _: None)

    assert kept is not None
    assert destroyed is not None
    assert kept["what"] == TEXTS[WHAT]
    assert destroyed["what"] is None


def test_an_incident_carries_what_pages_would_have_to_work_out() -> None:
    (fire,) = [one for one in seen_by(DESK[0]) if one["kind"] == "incident" and one["id"] == "1"]

    assert (fire["stage"], fire["open"], fire["owner"]) == ("acknowledged", True, None)
    assert [one["kind"] for one in fire["deadlines"]] == ["on_scene", "control"]
    assert set(fire["deadlines"][0]) == {"kind", "due_at"}


@pytest.mark.parametrize("view", EVERYONE, ids=str)
def test_whatever_is_shown_can_be_sent_and_has_a_kind_an_id_and_a_version(view: View) -> None:
    for one in seen_by(view):
        assert json.loads(json.dumps(one)) == one
        assert {"kind", "id", "v"} <= set(one)
        assert isinstance(one["id"], str)


def test_a_line_says_what_happened_to_which_incident() -> None:
    (last,) = [one for one in read_by(DESK[0]) if one["seq"] == 5]

    assert last["incident"] == 1
    assert [fact["type"] for fact in last["facts"]] == ["note_added"]
    assert last["facts"][0]["text"] == TEXTS[NOTE]
    assert last["h"] == "h"


def test_a_late_step_is_marked_late_on_its_line() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)
    day.arrive(ENGINE, fire)
    day.acknowledge(ENGINE, fire)

    *_, on_time, late = read_by(DESK[0], day)

    assert (on_time["late"], late["late"]) == (False, True)


# ---- stages


def say(
    day: Day, *steps: type[a.Acknowledge | a.GoEnRoute | a.ArriveOnScene | a.ClearUnit]
) -> None:
    day.send(ENGINE, FIRE_1)
    for step in steps:
        day.ask(step(incident=FIRE_1, unit=ENGINE), crew(ENGINE))


def test_the_stage_is_that_of_the_unit_that_is_furthest() -> None:
    day = a_day()
    day.report()
    stages = [stage_of(day.incident(FIRE_1))]
    day.send(ENGINE, FIRE_1)
    stages.append(stage_of(day.incident(FIRE_1)))
    for step in (a.Acknowledge, a.GoEnRoute, a.ArriveOnScene):
        day.ask(step(incident=FIRE_1, unit=ENGINE), crew(ENGINE))
        stages.append(stage_of(day.incident(FIRE_1)))
    day.send(PATROL, FIRE_1)
    stages.append(stage_of(day.incident(FIRE_1)))
    day.ask(a.ControlIncident(incident=FIRE_1))
    stages.append(stage_of(day.incident(FIRE_1)))
    day.resolve(FIRE_1)
    day.ask(a.CloseIncident(incident=FIRE_1))
    stages.append(stage_of(day.incident(FIRE_1)))

    assert stages == [
        Stage.REPORTED,
        Stage.DISPATCHED,
        Stage.ACKNOWLEDGED,
        Stage.EN_ROUTE,
        Stage.ON_SCENE,
        Stage.ON_SCENE,
        Stage.CONTROLLED,
        Stage.CLOSED,
    ]


def test_a_unit_taken_off_no_longer_makes_the_stage() -> None:
    day = a_day()
    day.report()
    day.send(ENGINE, FIRE_1)
    day.arrive(ENGINE, FIRE_1)

    day.ask(a.WithdrawUnit(incident=FIRE_1, assignment=AssignmentId("1-1")))

    assert stage_of(day.incident(FIRE_1)) is Stage.REPORTED


def test_every_kind_of_document_is_shown_to_dispatch() -> None:
    kinds = {type(one) for one in documents_of(DAY)}

    assert {Incident, Unit, Notice} < kinds
    assert set(kinds_of(DESK[0])) == {"event", "incident", "unit", "notice"}
    assert UnitId("engine-1") in kinds_of(DESK[0])["unit"]
