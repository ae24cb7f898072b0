"""What happened between a supporting group and the incident it supports. Source: A10.4, A15."""

from dataclasses import dataclass

from command.domain.identifiers import GroupId, IncidentNumber, PersonId, RungId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportAsked:
    """People of a supporting group were told, and somebody of them has to answer."""

    incident: IncidentNumber
    group: GroupId
    people: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportAnswered:
    """A supporting group has it: one of those told said so, or a unit of the group is at work."""

    incident: IncidentNumber
    group: GroupId
    person: PersonId | None
    unit: UnitId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportPassedOn:
    """Nobody of a supporting group answered; those on a rung of the ladder heard of it."""

    incident: IncidentNumber
    group: GroupId
    rung: RungId | None
    """None where nobody is in place who could hear."""
    people: tuple[PersonId, ...]
