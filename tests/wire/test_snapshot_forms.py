"""How a snapshot has documents: without what says nothing, and what many share once."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command.domain.event import Event
from command.domain.identifiers import IncidentNumber
from command.domain.incident import Incident
from command.domain.kinds import KINDS
from command.domain.notice import Notice
from command.domain.unit import Unit
from command.wire.brief import briefly
from command.wire.entries import canonical
from command.wire.pinned import PINNED, read_incidents, write_incidents
from command.wire.rebuild import reader, what_is_absent
from tests.build import a_day

DOCUMENTS = (Event, Incident, Unit, Notice, *KINDS)


def again(plain: object) -> Any:
    """Written as JSON and read."""
    return json.loads(canonical(plain))


@pytest.mark.parametrize("kind", DOCUMENTS)
@settings(max_examples=25)
@given(st.data())
def test_a_document_is_read_as_it_was_written(kind: type, data: st.DataObject) -> None:
    document = data.draw(st.from_type(kind))

    assert reader(kind)(again(briefly(document))) == document


def test_what_a_document_does_not_say_is_not_written() -> None:
    incident = an_incident()
    absent = what_is_absent(Incident)

    written = again(briefly(incident))

    unsaid = {name for name, value in absent.items() if getattr(incident, name) == value}
    assert unsaid
    assert written.keys() == {field.name for field in fields(Incident)} - unsaid


def test_incidents_with_the_same_ladder_share_it() -> None:
    one = an_incident()
    other = replace(one, number=IncidentNumber(2), ladder=one.ladder[:1])

    raw = again(write_incidents([one, other, replace(one, number=IncidentNumber(3))]))
    first, second, third = read_incidents(raw)

    assert [len(raw["pinned"][name]) for name in PINNED] == [2, 1, 1]
    assert first == one
    assert second == other
    assert first.ladder is third.ladder
    assert first.targets is second.targets is third.targets


def test_a_document_that_lacks_what_it_must_say_is_not_read() -> None:
    raw = again(briefly(an_incident()))
    del raw["type"]

    with pytest.raises(TypeError, match="type"):
        reader(Incident)(raw)


def test_a_document_with_a_field_too_many_is_not_read() -> None:
    raw = again(briefly(an_incident()))

    with pytest.raises(TypeError, match="colour"):
        reader(Incident)(raw | {"colour": "red"})


def an_incident() -> Incident:
    day = a_day()
    return day.board.documents.incidents[day.report()]
