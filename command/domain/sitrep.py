"""
Situation reports on one incident to those above: first, follow-up n, final, each by its time.

What the log knows is drafted by a pure function and frozen with the report; people add words,
somebody who may approves what they have read, and only then is it sent. Source: A10.4, A14.2
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from command.domain.identifiers import (
    AgencyId,
    DeadlineId,
    GroupId,
    IncidentNumber,
    Instant,
    PersonId,
    RecipientId,
    Seq,
    SitrepId,
    StepId,
    TypeId,
    UnitId,
    Words,
    ZoneId,
)
from command.domain.incident import Incident
from command.domain.scene import Scene
from command.domain.states import IncidentStatus, Injured, Progress, Severity
from command.domain.times import CLIMB_S


class ReportStage(StrEnum):
    """初报, 续报 and 终报."""

    FIRST = "first"
    FOLLOW_UP = "follow_up"
    FINAL = "final"


STEPS: Final = 3
"""The emergency office, who approves, the commander."""

PHONE: Final = "phone"
SOON: Final = "soon"
"""The last word of a wait that only warns: nobody is late yet when it passes."""

BEFORE_CONTROL: Final = frozenset({IncidentStatus.REPORTED, IncidentStatus.CONFIRMED})
"""No report is the final one yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A recipient that reports are owed to, as the plan stood; seconds."""

    to: RecipientId
    first_s: int
    every_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOwed:
    """A recipient that has to be told by phone first, as the plan stood; seconds."""

    to: RecipientId
    phone_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitThen:
    """How far a unit was when a report was drafted."""

    unit: UnitId
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The newest revision of how many are hurt and what is lost; yuan. Source: A14.2."""

    verified: bool
    dead: int
    missing: int
    badly_injured: int
    lightly_injured: int
    trapped: int
    evacuated: int
    loss_yuan: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Elements:
    """
    What the log knew of an incident at an instant, in the order Chinese practice reports it.

    What is unknown stays none and never holds a report up.
    """

    as_of: Instant
    occurred_at: Instant
    reported_at: Instant
    incident_type: TypeId
    severity: Severity
    status: IncidentStatus
    zone: ZoneId | None
    injured: Injured
    lead: GroupId
    units: tuple[UnitThen, ...]
    steps: tuple[StepId, ...]
    """Of the checklist, those ticked: the measures taken."""
    called: tuple[AgencyId, ...]
    """Agencies from outside, called for it and not let go."""
    request: str | None
    """To the city: ``drafted``, ``approved`` or ``declined``; none was made."""
    counted: Counted | None = None
    """None until somebody counted."""


def elements_of(
    incident: Incident, scene: Scene | None, called: Iterable[AgencyId], at: Instant
) -> Elements:
    """Draft what the log knows of an incident. Pure: the same log, the same report."""
    return Elements(
        as_of=at,
        occurred_at=incident.occurred_at,
        reported_at=incident.reported_at,
        incident_type=incident.type,
        severity=incident.severity,
        status=incident.status,
        zone=incident.zone,
        injured=incident.injured,
        lead=incident.lead,
        units=tuple(
            UnitThen(unit=one.unit, progress=one.progress)
            for one in incident.assignments
            if not one.withdrawn
        ),
        steps=tuple(one.step for one in incident.steps),
        called=tuple(called),
        request=_request(incident),
        counted=_counted(scene),
    )


def _counted(scene: Scene | None) -> Counted | None:
    if scene is None or not scene.casualties:
        return None
    newest = scene.casualties[-1]
    return Counted(
        verified=newest.verified,
        dead=newest.dead,
        missing=newest.missing,
        badly_injured=newest.badly_injured,
        lightly_injured=newest.lightly_injured,
        trapped=newest.trapped,
        evacuated=newest.evacuated,
        loss_yuan=newest.loss_yuan,
    )


def _request(incident: Incident) -> str | None:
    if incident.request is None:
        return None
    return {None: "drafted", True: "approved", False: "declined"}[incident.request.approved]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """
    One recipient's clocks: by when it has to be told by phone, by when the next report has to be
    sent to it, and how many were.
    """

    to: RecipientId
    every_s: int
    due_at: Instant | None
    sent: int = 0
    warn_s: int | None = None
    """So long before either is due somebody hears of it."""
    phone_due_at: Instant | None = None
    phoned_at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """
    A report being written. `v` is the entry that last changed its words or elements.

    `account` is cause and course, `measures` what was done and is next, `outlook` impact and
    trend, `needs` what is asked of the recipient.
    """

    number: int
    stage: ReportStage
    elements: Elements
    v: Seq
    place: Words | None = None
    account: Words | None = None
    casualties: Words | None = None
    measures: Words | None = None
    outlook: Words | None = None
    needs: Words | None = None
    approved_by: PersonId | None = None
    approved_at: Instant | None = None


class Part(StrEnum):
    """A part of a report that people write; all else is drafted."""

    ACCOUNT = "account"
    CASUALTIES = "casualties"
    MEASURES = "measures"
    OUTLOOK = "outlook"
    NEEDS = "needs"


TYPED: Final = tuple(part.value for part in Part)
"""The parts' names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A report as it went out."""

    to: tuple[RecipientId, ...]
    at: Instant
    report: Draft


@dataclass(frozen=True, kw_only=True)
class Sitrep:
    """The reports on one incident, from the first that is owed to the final one."""

    id: SitrepId
    v: Seq
    incident: IncidentNumber
    channels: tuple[Channel, ...]
    draft: Draft | None = None
    sent: tuple[Sent, ...] = ()
    ended_at: Instant | None = None
    """The final one was sent, or there was nothing to report after all."""
    missed: tuple[DeadlineId, ...] = ()
    climb_s: int = CLIMB_S
    """As the plan stood when the first report came to be owed."""

    @property
    def is_open(self) -> bool:
        """Until nothing more is to be reported of the incident."""
        return self.ended_at is None


def waits(sitrep: Sitrep) -> Iterator[tuple[str, Instant]]:
    """
    The call and the next report to each recipient, a step of the chain at a time when it is late.

    Each is warned of before. A call is waited for once: what follows it is written.
    """
    for channel in sitrep.channels:
        for what, due_at in _clocks(channel):
            if channel.warn_s is not None:
                yield f"{channel.to}.{what}.{SOON}", Instant(due_at - channel.warn_s * 1000)
            for step in range(STEPS):
                late_at = Instant(due_at + step * sitrep.climb_s * 1000)
                yield f"{channel.to}.{what}.{step}", late_at


def _clocks(channel: Channel) -> Iterator[tuple[str, Instant]]:
    if channel.phone_due_at is not None:
        yield PHONE, channel.phone_due_at
    if channel.due_at is not None:
        yield str(channel.sent), channel.due_at
