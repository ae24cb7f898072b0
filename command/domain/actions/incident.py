"""What may be asked of an incident."""

from dataclasses import dataclass

from command.domain.identifiers import (
    AgencyId,
    CircumstanceId,
    GroupId,
    IncidentNumber,
    Micro,
    Seq,
    StepId,
    TypeId,
    Words,
    ZoneId,
)
from command.domain.states import (
    Injured,
    Severity,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Tell of something. Only `incident_type` is needed; the rest may follow."""

    incident_type: TypeId
    zone: ZoneId | None = None
    place: Words | None = None
    position: tuple[Micro, Micro] | None = None
    what: Words | None = None
    injured: Injured = Injured.UNKNOWN
    severity: Severity | None = None
    reporter: Words | None = None
    """Who told us and how to call back; seen by dispatchers only."""
    involves: tuple[CircumstanceId, ...] = ()
    """The plan's circumstances that are so; they may bring in others."""
    rules_out: tuple[CircumstanceId, ...] = ()
    """Those that are not so. What is in neither nobody knows yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmIncident:
    """Triage: it is real and it is one of its own."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeIncident:
    """Triage: it is the same thing as another, which carries on."""

    incident: IncidentNumber
    into: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissIncident:
    """Triage: nothing to handle, with the reason."""

    incident: IncidentNumber
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSeverity:
    """Grade it otherwise than the rule did, with the reason."""

    incident: IncidentNumber
    severity: Severity
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLocation:
    """Say better where it is. What is absent stays as it was."""

    incident: IncidentNumber
    zone: ZoneId | None = None
    place: Words | None = None
    position: tuple[Micro, Micro] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCircumstances:
    """
    Say what is known by now: people hurt, and which of the plan's circumstances.

    What is absent stays as it was. It may bring in others; it never sends anybody away.
    """

    incident: IncidentNumber
    injured: Injured | None = None
    involves: tuple[CircumstanceId, ...] = ()
    rules_out: tuple[CircumstanceId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OverruleRoute:
    """Route it otherwise than the rules did, with the reason. What is absent stays as it was."""

    incident: IncidentNumber
    reason: Words
    lead: GroupId | None = None
    add_groups: tuple[GroupId, ...] = ()
    drop_groups: tuple[GroupId, ...] = ()
    add_support: tuple[AgencyId, ...] = ()
    drop_support: tuple[AgencyId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """Write down what was said or seen."""

    incident: IncidentNumber
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class TickStep:
    """Say that a checklist step is done. Source: A4."""

    incident: IncidentNumber
    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlIncident:
    """Say that it spreads no further. Source: A10.3."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveIncident:
    """Say that it is handled; units still bound are freed."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenIncident:
    """Take it up again, with the reason; its deadlines begin afresh."""

    incident: IncidentNumber
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseIncident:
    """Its papers are done. Only a resolved incident is closed."""

    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeEntry:
    """Strike a note, a unit's step or a ticked step that was entered by mistake."""

    incident: IncidentNumber
    seq: Seq
    reason: Words
