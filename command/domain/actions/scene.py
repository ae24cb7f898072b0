"""What may be asked at the scene of an incident, and of those above. Source: A8.4, A12–A14, A21."""

from dataclasses import dataclass

from command.domain.identifiers import (
    IncidentNumber,
    MeasureId,
    PostId,
    RequestId,
    UnitId,
    Words,
    ZoneId,
)
from command.domain.request import Level
from command.domain.scene import MeasureKind, SitePoint


@dataclass(frozen=True, slots=True, kw_only=True)
class ArriveAtPost:
    """A unit is at the post that the muster sends it to. Source: A22."""

    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpScene:
    """Set up the scene headquarters under whoever stands on a post. Source: A10.3, A12."""

    incident: IncidentNumber
    post: PostId
    zone: ZoneId | None = None
    place: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferCommand:
    """Pass the command at the scene to whoever stands on another post. Source: A12."""

    incident: IncidentNumber
    post: PostId
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SetObjectives:
    """Say what is to be reached at the scene, the most urgent first. Source: A13."""

    incident: IncidentNumber
    objectives: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPerimeter:
    """Mark the scene's bounds: an outline on the site plan, or metres around it. Source: A14.3."""

    incident: IncidentNumber
    outline: tuple[SitePoint, ...] = ()
    radius_m: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImposeMeasure:
    """Say what traffic may do no longer, and where. Source: A14.3."""

    incident: IncidentNumber
    kind: MeasureKind
    zone: ZoneId | None = None
    place: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftMeasure:
    """Traffic may again."""

    incident: IncidentNumber
    measure: MeasureId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCasualties:
    """
    Say how many are hurt and what is lost, all of it as it is known now. Source: A14.2.

    `verified`: somebody has checked it; otherwise it is what was reported.
    """

    incident: IncidentNumber
    verified: bool = False
    dead: int = 0
    missing: int = 0
    badly_injured: int = 0
    lightly_injured: int = 0
    trapped: int = 0
    evacuated: int = 0
    loss_yuan: int | None = None
    text: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRequest:
    """Draft a request to the city or the region for the commander to decide. Source: A8.4."""

    level: Level
    text: Words
    incident: IncidentNumber | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseRequest:
    """Word a drafted request otherwise, before it is decided."""

    request: RequestId
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRequest:
    """Say that an approved request went out."""

    request: RequestId


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRequest:
    """Say what was answered to it."""

    request: RequestId
    granted: bool
    text: Words | None = None
