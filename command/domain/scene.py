"""
The scene of an incident: who commands there, what for, within which bounds, and what is lost.

Source: A10.3, A12, A13, A14
"""

from dataclasses import dataclass
from enum import StrEnum

from command.domain.identifiers import (
    IncidentNumber,
    Instant,
    MeasureId,
    PersonId,
    PostId,
    SceneId,
    Seq,
    UnitId,
    Words,
    ZoneId,
)

SitePoint = tuple[int, int]
"""(x, y) on the board of the site plan, 0 to 1000 each way, y growing downwards."""


class MeasureKind(StrEnum):
    """What traffic may do no longer. Source: A14.3."""

    CLOSED = "closed"
    ONE_WAY = "one_way"
    RESCUE_ONLY = "rescue_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Who has the command since when, in which post, and why it passed to them. Source: A12."""

    seq: Seq
    at: Instant
    post: PostId
    person: PersonId
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Perimeter:
    """
    The scene's bounds: an outline on the site plan, or a distance around the incident.

    The site plan has no scale before it is surveyed, so metres are said and drawn as a sign only.
    """

    seq: Seq
    at: Instant
    outline: tuple[SitePoint, ...]
    radius_m: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A traffic measure: what, where, and until when it was in force. Source: A14.3."""

    id: MeasureId
    kind: MeasureKind
    zone: ZoneId | None
    place: Words | None
    at: Instant
    lifted_at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """
    One revision of how many are hurt and what is lost, as reported or as verified. Source: A14.2.

    The newest says how it stands; all are kept. `loss_yuan` is none while nobody can tell.
    """

    seq: Seq
    at: Instant
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


@dataclass(frozen=True, kw_only=True)
class Scene:
    """
    What is decided and known at the place of one incident; its id is the incident's number.

    `commands` are in the order of the day, the last one holding; none: no headquarters is set up.
    """

    id: SceneId
    v: Seq
    incident: IncidentNumber
    zone: ZoneId | None = None
    place: Words | None = None
    """Where the headquarters is."""
    commands: tuple[Command, ...] = ()
    objectives: tuple[Words, ...] = ()
    perimeter: Perimeter | None = None
    measures: tuple[Measure, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    units: tuple[UnitId, ...] = ()
    """Who was sent there and not taken off again: they may see it. A14.1."""

    @property
    def commander(self) -> PersonId | None:
        """Who has the command there now; nobody before a headquarters is set up."""
        return self.commands[-1].person if self.commands else None


def scene_id(incident: IncidentNumber) -> SceneId:
    """What the scene of an incident is known by."""
    return SceneId(str(incident))
