"""What happened to situation reports. `incident` is the one they are on."""

from dataclasses import dataclass

from command.domain.identifiers import IncidentNumber, RecipientId, SitrepId, Words
from command.domain.sitrep import CallOwed, Elements, Owed, Part, ReportStage


@dataclass(frozen=True, slots=True, kw_only=True)
class SitrepOwed:
    """Its grade makes an incident one that has to be reported up, to these from now on."""

    sitrep: SitrepId
    incident: IncidentNumber
    owed: tuple[Owed, ...]
    climb_s: int | None = None
    calls: tuple[CallOwed, ...] | None = None
    warn_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitrepDropped:
    """There was nothing to report: dismissed or merged before anything was sent."""

    sitrep: SitrepId
    incident: IncidentNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class SitrepDrafted:
    """A report was drafted from the log as it stood."""

    sitrep: SitrepId
    incident: IncidentNumber
    number: int
    stage: ReportStage
    elements: Elements
    place: Words | None
    account: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitrepEdited:
    """Words were written into the draft or taken out; what is none stayed as it was."""

    sitrep: SitrepId
    incident: IncidentNumber
    account: Words | None
    casualties: Words | None
    measures: Words | None
    outlook: Words | None
    needs: Words | None
    emptied: tuple[Part, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitrepApproved:
    """Somebody who may has read the draft and lets it go."""

    sitrep: SitrepId
    incident: IncidentNumber
    number: int
    stage: ReportStage


@dataclass(frozen=True, slots=True, kw_only=True)
class SitrepSent:
    """A report went out."""

    sitrep: SitrepId
    incident: IncidentNumber
    number: int
    stage: ReportStage
    recipients: tuple[RecipientId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SitrepPhoned:
    """Recipients were told by phone, ahead of the first report."""

    sitrep: SitrepId
    incident: IncidentNumber
    recipients: tuple[RecipientId, ...]
