"""Who listens hears everything once; what a tailer read is taken without gap or repeat."""

import pytest

from command.desk import Desk, Folded
from command.domain import actions as a
from command.domain.identifiers import IncidentNumber, Words
from command.wire.entries import read_entry
from tests.cast import ENGINE, FIRE, THE_LEAD, crew
from tests.desk.desks import Place, ask

ONE = IncidentNumber(1)
REPORT = a.Report(incident_type=FIRE)


def note(text: str) -> a.AddNote:
    return a.AddNote(incident=ONE, text=Words(text))


def test_a_listener_hears_each_entry_once_and_in_order_whoever_wrote_it(
    place: Place, desk: Desk
) -> None:
    heard: list[Folded] = []
    desk.listen(heard.append)
    other = place.desk()

    ask(desk, place, REPORT)
    ask(other, place, REPORT)
    desk.take(place.log())
    ask(desk, place, note("n"))
    desk.catch_up()
    desk.take(place.log())

    assert [one.entry.seq for one in heard] == [2, 3, 4]
    assert [one.h for one in heard] == [stored.h for stored in place.log()[1:]]


def test_a_listener_gets_the_documents_as_they_are_after_the_entry(
    place: Place, desk: Desk
) -> None:
    ask(desk, place, REPORT)
    heard: list[Folded] = []
    desk.listen(heard.append)

    ask(desk, place, a.AssignUnit(incident=ONE, unit=ENGINE))

    kinds = {type(document).__name__: document for document in heard[0].changed}
    assert set(kinds) == {"Incident", "Unit", "Notice"}
    assert all(document.v == 3 for document in kinds.values())
    assert kinds["Unit"] == desk.board.documents.units[ENGINE]


def test_who_no_longer_listens_hears_nothing(place: Place, desk: Desk) -> None:
    heard: list[Folded] = []
    desk.listen(heard.append)
    desk.forget(heard.append)

    ask(desk, place, REPORT)

    assert heard == []


# ---- taking what a tailer read


def test_what_a_tailer_read_is_folded_and_repeats_are_passed_over(place: Place, desk: Desk) -> None:
    other = place.desk()
    for _ in range(3):
        ask(desk, place, REPORT)
    log = place.log()

    other.take(log[:2])
    other.take(log)
    other.take([])

    assert other.head == desk.head
    assert other.board.documents == desk.board.documents


@pytest.mark.parametrize("missing", [slice(1, 2), slice(2, 3), slice(1, 4)])
def test_a_gap_in_what_was_read_is_filled_from_the_log(
    place: Place, desk: Desk, missing: slice
) -> None:
    other = place.desk()
    for _ in range(4):
        ask(desk, place, REPORT)
    holey = place.log()
    del holey[missing]

    other.take(holey)

    assert other.head == desk.head
    assert other.board.documents == desk.board.documents


def test_a_crew_and_a_lead_ask_through_the_same_door(place: Place, desk: Desk) -> None:
    ask(desk, place, REPORT, THE_LEAD)
    ask(desk, place, a.AssignUnit(incident=ONE, unit=ENGINE), THE_LEAD)

    ask(desk, place, a.Acknowledge(incident=ONE, unit=ENGINE), crew(ENGINE))

    assert read_entry(place.log()[-1].e).by == crew(ENGINE)
