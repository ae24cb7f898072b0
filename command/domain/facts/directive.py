"""What happened to directives. `incident` is the one it is about, if any."""

from dataclasses import dataclass

from command.domain.directive import DirectiveKind
from command.domain.identifiers import (
    Addressee,
    DirectiveId,
    IncidentNumber,
    PersonId,
    Seconds,
    Words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveIssued:
    """An order was given; by when each addressee has to answer is fixed in it."""

    directive: DirectiveId
    incident: IncidentNumber | None
    directive_kind: DirectiveKind
    text: Words
    addressees: tuple[Addressee, ...]
    read_back_s: Seconds
    done_s: Seconds
    ordered_by: PersonId | None
    replaces: DirectiveId | None
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveReadBack:
    """An addressee has it; `compared` says that nobody needs to compare what they repeated."""

    directive: DirectiveId
    incident: IncidentNumber | None
    addressee: Addressee
    text: Words | None
    compared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBackConfirmed:
    """It was rightly repeated."""

    directive: DirectiveId
    incident: IncidentNumber | None
    addressee: Addressee


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBackCorrected:
    """It was not, and this is what was wrong; a fresh clock runs."""

    directive: DirectiveId
    incident: IncidentNumber | None
    addressee: Addressee
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveCompleted:
    """An addressee has done it."""

    directive: DirectiveId
    incident: IncidentNumber | None
    addressee: Addressee


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveDeclined:
    """An addressee can't do it."""

    directive: DirectiveId
    incident: IncidentNumber | None
    addressee: Addressee
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveWithdrawn:
    """The order no longer holds."""

    directive: DirectiveId
    incident: IncidentNumber | None
    reason: Words
