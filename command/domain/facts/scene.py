"""What happened at the scene, in the muster and to requests. Source: A8.4, A12–A14, A21, A22."""

from dataclasses import dataclass

from command.domain.identifiers import (
    IncidentNumber,
    MeasureId,
    MusterId,
    PersonId,
    PostId,
    RequestId,
    UnitId,
    Words,
    ZoneId,
)
from command.domain.scene import MeasureKind, SitePoint


@dataclass(frozen=True, slots=True, kw_only=True)
class MusterCall:
    """Where a unit has to go."""

    unit: UnitId
    zone: ZoneId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsMustered:
    """Every unit was called to its post."""

    muster: MusterId
    within_s: int
    posts: tuple[MusterCall, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAtPost:
    """A unit is at its post."""

    muster: MusterId
    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneSetUp:
    """There is a headquarters at the scene, and somebody commands."""

    incident: IncidentNumber
    post: PostId
    person: PersonId
    zone: ZoneId | None
    place: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandTransferred:
    """The command at the scene passed from one to another."""

    incident: IncidentNumber
    from_post: PostId
    from_person: PersonId
    post: PostId
    person: PersonId
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectivesSet:
    """What is to be reached at the scene."""

    incident: IncidentNumber
    objectives: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PerimeterSet:
    """The scene's bounds."""

    incident: IncidentNumber
    outline: tuple[SitePoint, ...]
    radius_m: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureImposed:
    """What traffic may do no longer, and where."""

    incident: IncidentNumber
    measure: MeasureId
    kind: MeasureKind
    zone: ZoneId | None
    place: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLifted:
    """Traffic may again."""

    incident: IncidentNumber
    measure: MeasureId


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtiesRecorded:
    """How many are hurt and what is lost, as reported or as verified."""

    incident: IncidentNumber
    verified: bool
    dead: int
    missing: int
    badly_injured: int
    lightly_injured: int
    trapped: int
    evacuated: int
    loss_yuan: int | None
    text: Words | None
    person: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRevised:
    """It is worded otherwise."""

    request: RequestId
    incident: IncidentNumber | None
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSent:
    """It went out."""

    request: RequestId
    incident: IncidentNumber | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAnswered:
    """Those above agree, or they don't."""

    request: RequestId
    incident: IncidentNumber | None
    granted: bool
    text: Words | None
