"""Who has come and who has left."""

from dataclasses import dataclass

from command.domain.identifiers import PersonId, UnitId, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn:
    """A person, or a unit, is here."""

    person: PersonId | None
    unit: UnitId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedOut:
    """A person, or a unit, has left."""

    person: PersonId | None
    unit: UnitId | None
    reason: Words | None
