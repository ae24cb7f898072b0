"""A phone with a bad line: what it kept for a while arrives three times, in no order, cut off."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from command.domain.authority import Role
from command.domain.board import Board
from command.domain.facts import UnitProgressed
from command.domain.states import PROGRESS_ORDER, Progress
from command.wire.entries import read_entry
from tests.faults.day import Day
from tests.faults.history import Deed
from tests.faults.invariants import Found
from tests.faults.parts import PartsTown
from tests.faults.people import Person
from tests.faults.work import STEPS

PHONE: Final = "ambulance-1"
LARGEST_BATCH: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Resent:
    """What a phone sent, and what came of it."""

    found: Found
    actions: int
    sent: int
    cut: int
    late: int


def phone_sends_thrice(town: PartsTown, day: Day, actions: int) -> Resent:
    """
    Send what a phone kept three times over: out of order, in batches, with the line cut.

    A dispatcher sends the unit out before; the four steps on each incident and
    a note at each of them are what the phone has to say.
    """
    deeds = _kept(town, day, actions)
    phone = day.person("phone", Role.FIELD_UNIT, unit=PHONE)
    page = day.page("phone-page", Role.FIELD_UNIT, unit=PHONE)
    copies = deeds * 3
    day.random.shuffle(copies)

    cut = sum(_send(phone, day, batch) for batch in _in_batches(day, copies))
    while waiting := [deed for deed in deeds if deed.last is None]:
        phone.try_batch(waiting[:LARGEST_BATCH])
    found = day.check()

    board = town.desk(day.event).board
    unfinished = list(_unfinished(board))
    assert not unfinished, unfinished
    late = _late_ones(town, day)
    marked = {seq for seq, line in page.lines.items() if line["late"]}
    assert marked == late, f"marked late: {marked}, are late: {late}"
    return Resent(found=found, actions=len(deeds), sent=len(copies), cut=cut, late=len(late))


def _kept(town: PartsTown, day: Day, actions: int) -> list[Deed]:
    dispatcher = day.person("dispatcher-0")
    began_at = town.desk(day.event).now()
    deeds: list[Deed] = []
    while len(deeds) < actions:
        number = dispatcher.act("report", incident_type="illness").incident
        dispatcher.act("assign_unit", incident=number, unit=PHONE, busy="add")
        for place, step in enumerate(STEPS):
            common = {"incident": number, "occurred_at": began_at + place}
            for kind, more in ((step, {"unit": PHONE}), ("add_note", {"text": f"at {step}"})):
                body = {"id": f"phone-kept-this-action-{len(deeds):04}", "type": kind}
                deeds.append(day.history.begin("phone", {**body, **common, **more}))
    return deeds


def _in_batches(day: Day, copies: list[Deed]) -> Iterator[list[Deed]]:
    for some in _cut(copies, LARGEST_BATCH):
        size = day.random.randrange(1, len(some) + 1)
        for batch in _cut(some, size):
            # One id twice in one request would be no phone's.
            yield list({deed.id: deed for deed in batch}.values())


def _cut(deeds: list[Deed], size: int) -> Iterator[list[Deed]]:
    for start in range(0, len(deeds), size):
        yield deeds[start : start + size]


def _send(phone: Person, day: Day, batch: list[Deed]) -> bool:
    """Send a batch; say whether the line was cut in the middle."""
    if day.random.random() < 0.7:
        phone.try_batch(batch)
        return False
    body = {"actions": [deed.body for deed in batch]}
    phone.line.send_and_hang_up(phone.path("actions"), body, day.random.randrange(50, 9000))
    return True


def _unfinished(board: Board) -> Iterator[str]:
    for incident in board.documents.incidents.values():
        (assignment,) = incident.assignments
        if assignment.progress is not Progress.CLEAR:
            yield f"{incident.number} stopped at {assignment.progress}"
        stamped = [stamp.progress for stamp in assignment.stamps]
        if set(stamped) != set(Progress) - {Progress.ASSIGNED} or len(stamped) != len(STEPS):
            yield f"{incident.number} has the steps {stamped}"


def _late_ones(town: PartsTown, day: Day) -> set[int]:
    """Work out from the log's order alone which steps came after a later one."""
    furthest: dict[int, int] = {}
    late: set[int] = set()
    for stored in town.log(day.event).scan():
        for fact in read_entry(stored.e).facts:
            if isinstance(fact, UnitProgressed):
                place = PROGRESS_ORDER[fact.progress]
                if place < furthest.get(fact.incident, 0):
                    late.add(stored.seq)
                furthest[fact.incident] = max(place, furthest.get(fact.incident, 0))
    return late
