"""What people do all day: a turn of a dispatcher's work, of a radio log, of a phone."""

import random
from typing import Final

from tests.faults.people import Person

TYPES: Final = ("illness", "fire", "crush", "disturbance", "other")
ZONES: Final = ("temple", "mountain-path", "gate-plaza", "forest-park", "car-park-1")
INJURED: Final = ("yes", "no", "unknown")
UNITS: Final = (
    ("volunteers-1", "fire-1"),
    ("volunteers-2", "fire-2"),
    ("volunteers-3", "police-a"),
    ("volunteers-4", "police-b"),
    ("volunteers-5", "ambulance-1"),
    ("guides-1", "ambulance-2"),
    ("guides-2", "rescue"),
    ("heritage", "traffic-1"),
)
STEPS: Final = ("acknowledge", "go_en_route", "arrive_on_scene", "clear_unit")


def dispatch(person: Person, turn: random.Random) -> None:
    """Take a report and carry it to its end; each dispatcher has two units of their own."""
    number = int(person.name.rpartition("-")[2])
    units = UNITS[number % len(UNITS)]
    told = person.act(
        "report",
        incident_type=turn.choice(TYPES),
        zone=turn.choice(ZONES),
        injured=turn.choice(INJURED),
        what=f"heard at {turn.randrange(10**6)}",
    )
    incident = told.incident
    for unit in units[: turn.choice((1, 2))]:
        person.act("assign_unit", incident=incident, unit=unit, busy="divert")
        for step in STEPS[: turn.randrange(1, 5)]:
            person.act(step, incident=incident, unit=unit)
    for _ in range(turn.randrange(3)):
        person.act("add_note", incident=incident, text=f"note {turn.randrange(10**6)}")
    if turn.random() < 0.8:
        person.act("control_incident", incident=incident)
        person.act("resolve_incident", incident=incident)
        person.act("close_incident", incident=incident)


def note(person: Person, turn: random.Random) -> None:
    """Write a line into the one incident that everybody in the test knows."""
    person.act("add_note", incident=1, text=f"note {turn.randrange(10**6)}")
