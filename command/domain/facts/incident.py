"""What happened to an incident, from its report to its closing."""

from dataclasses import dataclass

from command.domain.identifiers import (
    AgencyId,
    CircumstanceId,
    GroupId,
    IncidentNumber,
    Micro,
    PersonId,
    Seq,
    StepId,
    TypeId,
    Words,
    ZoneId,
)
from command.domain.incident import PinnedRung, RouteReason
from command.domain.plan import Targets
from command.domain.states import (
    Injured,
    Severity,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReported:
    """An incident began, routed by its playbook as the plan stood."""

    incident: IncidentNumber
    incident_type: TypeId
    severity: Severity
    severity_set_by_person: bool
    zone: ZoneId | None
    place: Words | None
    position: tuple[Micro, Micro] | None
    what: Words | None
    injured: Injured
    reporter: Words | None
    lead: GroupId
    support: tuple[AgencyId, ...]
    send: tuple[str, ...]
    targets: Targets
    ladder: tuple[PinnedRung, ...]
    involves: tuple[CircumstanceId, ...] | None = None
    rules_out: tuple[CircumstanceId, ...] | None = None
    support_groups: tuple[GroupId, ...] | None = None
    reasons: tuple[RouteReason, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentConfirmed:
    """Triaged: real, and one of its own."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMerged:
    """Triaged: a duplicate of `into`, which carries on."""

    incident: IncidentNumber
    into: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentDismissed:
    """Triaged: nothing to handle."""

    incident: IncidentNumber
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityChanged:
    """Graded by a person; the targets are those of the new grade."""

    incident: IncidentNumber
    severity: Severity
    targets: Targets
    reason: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationChanged:
    """Placed better. What is none stayed as it was."""

    incident: IncidentNumber
    zone: ZoneId | None
    place: Words | None
    position: tuple[Micro, Micro] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CircumstancesChanged:
    """
    More is known. What is none stayed as it was.

    `severity` and its `targets` where people hurt make it graver by the playbook's rule.
    """

    incident: IncidentNumber
    injured: Injured | None
    severity: Severity | None
    targets: Targets | None
    involves: tuple[CircumstanceId, ...] | None = None
    rules_out: tuple[CircumstanceId, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRerouted:
    """
    Rules that hold by now brought in others. It only ever adds.

    `advised_lead` is who would lead by the rules now; another lead takes a person.
    """

    incident: IncidentNumber
    groups: tuple[GroupId, ...]
    support: tuple[AgencyId, ...]
    send: tuple[str, ...]
    advised_lead: GroupId | None
    reasons: tuple[RouteReason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteOverruled:
    """
    A person decided the route; `lead`, `groups` and `support` are what it is from now on.

    `rung` is the ladder's place of the lead group where another group leads now: `people` stand
    on it in place of those told before, or `passed` says why nobody new does.
    """

    incident: IncidentNumber
    lead: GroupId
    groups: tuple[GroupId, ...]
    support: tuple[AgencyId, ...]
    reason: Words
    rung: int | None
    people: tuple[PersonId, ...]
    passed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded:
    """Somebody wrote something down."""

    incident: IncidentNumber
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTicked:
    """A checklist step is done."""

    incident: IncidentNumber
    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentControlled:
    """It spreads no further."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentResolved:
    """It is handled."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReopened:
    """Taken up again."""

    incident: IncidentNumber
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentClosed:
    """Its papers are done."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryStruck:
    """An entry of this incident no longer counts; it stays readable, struck through."""

    incident: IncidentNumber
    seq: Seq
    reason: Words
