"""
Who has come: a person or a unit that reported at its place, and who has left again.

Who is in place is the event's absences alone (command/domain/presence.py); this says since when
somebody is known to be here. Source: P5.1, A26.
"""

from dataclasses import dataclass

from command.domain.identifiers import Instant, PersonId, Seq, UnitId, Words


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """One person's or one unit's coming and going; `left_at` is none while they are here."""

    id: str
    v: Seq
    person: PersonId | None
    unit: UnitId | None
    arrived_at: Instant
    left_at: Instant | None = None
    reason: Words | None = None


def attendance_id(person: PersonId | None, unit: UnitId | None) -> str:
    """What an attendance is known by: a person and a unit may have the same name."""
    return f"person-{person}" if person is not None else f"unit-{unit}"
