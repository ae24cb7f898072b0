"""What somebody sends is an action of ours, or it is malformed and every fault has its field."""

import json
from dataclasses import MISSING, fields
from typing import Any

import pytest

from command.domain import actions as a
from command.domain.identifiers import IncidentNumber, Micro, TypeId, UnitId, Words, ZoneId
from command.domain.plain import class_name, what_is_said
from command.domain.states import Injured, Severity
from command.wire.actions import (
    ACTION_MODELS,
    ACTIONS,
    MAX_WORDS,
    Asked,
    parse,
    parse_action,
)
from command.wire.strict import Malformed
from tests.domain.test_authority import EACH
from tests.wire.sent import ID, NOTE, body, faults_of

# ---- what is understood


def test_every_model_has_the_fields_of_its_action_and_no_others() -> None:
    for name, kind in ACTIONS.items():
        envelope = {"id", "type", "occurred_at"}
        assert set(ACTION_MODELS[name].model_fields) - envelope == {f.name for f in fields(kind)}


def test_a_field_is_needed_exactly_where_the_action_needs_it() -> None:
    for name, kind in ACTIONS.items():
        model = ACTION_MODELS[name].model_fields
        for field in fields(kind):
            assert model[field.name].is_required() == (field.default is MISSING), (name, field)


@pytest.mark.parametrize(
    "action", [one for one in EACH if class_name(type(one)) in ACTIONS], ids=lambda x: str(type(x))
)
def test_every_action_is_read_as_it_was_meant(action: a.Action) -> None:
    asked = parse_action({"id": ID, "type": class_name(type(action)), **what_is_said(action)})

    assert asked == Asked(id=asked.id, occurred_at=None, action=action)


def test_a_report_with_everything_in_it() -> None:
    sent = {
        "id": ID,
        "type": "report",
        "occurred_at": 1_603_584_000_000,
        "incident_type": "fire",
        "zone": "gate",
        "place": "北门台阶",
        "position": [390_000_000, 1_063_000_000],
        "what": "smoke\nmuch of it",
        "injured": "yes",
        "severity": 2,
        "reporter": "陈女士",
    }

    (asked,), is_batch = parse(json.dumps(sent).encode())

    assert isinstance(asked, Asked)
    assert not is_batch
    assert asked.occurred_at == 1_603_584_000_000
    assert asked.action == a.Report(
        incident_type=TypeId("fire"),
        zone=ZoneId("gate"),
        place=Words("北门台阶"),
        position=(Micro(390_000_000), Micro(1_063_000_000)),
        what=Words("smoke\nmuch of it"),
        injured=Injured.YES,
        severity=Severity.MAJOR,
        reporter=Words("陈女士"),
    )


def test_a_batch_answers_each_on_its_own() -> None:
    sent = {"actions": [NOTE, {**NOTE, "incident": 0}, 7, {**NOTE, "id": 3}]}

    read, is_batch = parse(json.dumps(sent).encode())

    assert is_batch
    good, no_incident, no_object, no_id = read
    assert isinstance(good, Asked)
    assert isinstance(no_incident, tuple)
    assert no_incident[0] == ID
    assert [e.field for e in no_incident[1].errors] == ["actions[1].incident"]
    assert isinstance(no_object, tuple)
    assert [e.field for e in no_object[1].errors] == ["actions[2].body"]
    assert isinstance(no_id, tuple)
    assert no_id[0] == ""


@pytest.mark.parametrize("name", ["record_recovery", "open_event", "miss_deadline", "x", "", None])
def test_what_only_the_machine_asks_cannot_be_sent(name: str | None) -> None:
    assert set(faults_of(body(type=name))) == {"type"}


# ---- what is not


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": "short"}, "id"),
        ({"id": "x" * 65}, "id"),
        ({"id": "miss:1.1.dispatch-000000"}, "id"),
        ({"id": ID + "\n"}, "id"),
        ({"id": None}, "id"),
        ({"text": ""}, "text"),
        ({"text": " \n "}, "text"),
        ({"text": "x" * (MAX_WORDS + 1)}, "text"),
        ({"text": ["x"]}, "text"),
        ({"text": None}, "text"),
        ({"text": 1}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"text": "a\x7fb"}, "text"),
        ({"text": "a\x85b"}, "text"),
        ({"text": "a\u202eb"}, "text"),
        ({"text": "a\u2066b"}, "text"),
        ({"text": "\ud800"}, "text"),
        ({"incident": "1"}, "incident"),
        ({"incident": True}, "incident"),
        ({"incident": 0}, "incident"),
        ({"incident": -1}, "incident"),
        ({"incident": 10**18}, "incident"),
        ({"incident": None}, "incident"),
        ({"incident": [1]}, "incident"),
        ({"incident": {"$gt": 0}}, "incident"),
        ({"occurred_at": -1}, "occurred_at"),
        ({"occurred_at": 10**15}, "occurred_at"),
        ({"occurred_at": "2020-10-25T10:30:60Z"}, "occurred_at"),
        ({"occurred_at": False}, "occurred_at"),
        ({"__proto__": {}}, "__proto__"),
        ({"constructor": 1}, "constructor"),
        ({"by": {"role": "admin"}}, "by"),
        ({"source": "watch"}, "source"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, Any], field: str) -> None:
    assert field in faults_of(body(**changes))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"severity": "2"}, "severity"),
        ({"severity": 5}, "severity"),
        ({"severity": True}, "severity"),
        ({"injured": "maybe"}, "injured"),
        ({"injured": True}, "injured"),
        ({"zone": "Gate"}, "zone"),
        ({"zone": "../../etc/passwd"}, "zone"),
        ({"zone": "gate\n"}, "zone"),
        ({"incident_type": ""}, "incident_type"),
        ({"position": [1]}, "position"),
        ({"position": [1, 2, 3]}, "position"),
        ({"position": [900_000_001, 0]}, "position"),
        ({"position": ["1", "2"]}, "position"),
        ({"position": "1,2"}, "position"),
        ({"position": {"lat": 1}}, "position"),
    ],
)
def test_a_wrong_field_of_a_report_is_named(changes: dict[str, Any], field: str) -> None:
    sent = {"id": ID, "type": "report", "incident_type": "fire", **changes}

    faults = faults_of(json.dumps(sent).encode())

    assert {name.partition(".")[0] for name in faults} == {field}


@pytest.mark.parametrize("busy", ["REFUSE", "", None, 1, ["add"]])
def test_only_the_three_ways_with_a_busy_unit_are_taken(busy: object) -> None:
    sent = {"id": ID, "type": "assign_unit", "incident": 1, "unit": "engine-1", "busy": busy}

    assert set(faults_of(json.dumps(sent).encode())) == {"busy"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rate": 601}, "time.rate"),
        ({"rate": -1}, "time.rate"),
        ({"rate": 1.5}, "body"),
        ({"event_at": None}, "time.event_at"),
        ({"real_at": "now"}, "time.real_at"),
        ({"zone": "UTC"}, "time.zone"),
    ],
)
def test_a_drills_clock_is_set_to_what_a_clock_can_show(
    changes: dict[str, Any], field: str
) -> None:
    time = {"event_at": 1_603_584_000_000, "real_at": 1_603_584_000_000, "rate": 60, **changes}
    sent = {"id": ID, "type": "set_event_time", "time": time}

    assert set(faults_of(json.dumps(sent).encode())) == {field}


def test_every_fault_is_named_at_once() -> None:
    faults = faults_of(body(id="x", incident=0, text="", more=1))

    assert set(faults) == {"id", "incident", "text", "more"}


def test_a_fault_never_repeats_what_was_sent() -> None:
    """What was sent may be a name; a fault ends up in answers and logs."""
    for changes in ({"text": 1, "x": "陈女士"}, {"incident": "陈女士"}, {"zone": "陈女士"}):
        with pytest.raises(Malformed) as malformed:
            parse(body(**changes))
        assert "陈女士" not in str(malformed.value)


def test_a_unit_is_named_as_in_the_plan() -> None:
    sent = {"id": ID, "type": "acknowledge", "incident": 1, "unit": "engine-1"}

    (asked,), _ = parse(json.dumps(sent).encode())

    assert isinstance(asked, Asked)
    assert asked.action == a.Acknowledge(incident=IncidentNumber(1), unit=UnitId("engine-1"))
