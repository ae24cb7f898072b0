"""What may be asked of who has come and who has left."""

from dataclasses import dataclass

from command.domain.identifiers import PersonId, UnitId, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """Say that a person, or a unit, is here. Who was absent is back. Source: P5.1, A26."""

    person: PersonId | None = None
    unit: UnitId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOut:
    """Say that a person, or a unit, leaves, and who acts for the person. Source: A26."""

    person: PersonId | None = None
    unit: UnitId | None = None
    acting: PersonId | None = None
    reason: Words | None = None
