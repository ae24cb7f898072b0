"""The states things pass through, and which may follow which."""

from enum import IntEnum, StrEnum
from typing import Final

from command.domain.identifiers import CircumstanceId


class Severity(IntEnum):
    """The four national grades; one is the worst."""

    EXTREME = 1
    MAJOR = 2
    SERIOUS = 3
    ORDINARY = 4


class IncidentStatus(StrEnum):
    """What command says of an incident."""

    REPORTED = "reported"
    """Told, routed and running, though nobody has triaged it yet: help does not wait for triage."""
    CONFIRMED = "confirmed"
    CONTROLLED = "controlled"
    RESOLVED = "resolved"
    CLOSED = "closed"
    MERGED = "merged"
    """A duplicate; the other incident carries on."""
    DISMISSED = "dismissed"


class Progress(StrEnum):
    """What a unit says of its assignment. Order is the order of the day."""

    ASSIGNED = "assigned"
    ACKNOWLEDGED = "acknowledged"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    CLEAR = "clear"


class Stage(StrEnum):
    """The seven stages shown to people: 接报 派单 收到 出发 到场 控制 办结."""

    REPORTED = "reported"
    DISPATCHED = "dispatched"
    ACKNOWLEDGED = "acknowledged"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    CONTROLLED = "controlled"
    CLOSED = "closed"


class UnitState(StrEnum):
    """Whether a unit can be sent at all; what it is doing lives on its assignments."""

    AVAILABLE = "available"
    UNAVAILABLE = "unavailable"


class Phase(StrEnum):
    """The phases of an event. Source: P1."""

    READINESS = "readiness"
    LIVE = "live"
    STAND_DOWN = "stand_down"
    CLOSED = "closed"


class EventKind(StrEnum):
    """A drill is an event too; its data never mix with a live one."""

    LIVE = "live"
    DRILL = "drill"


class NoticeStatus(StrEnum):
    """How far a notice came. Seen and acknowledged are said by the person told."""

    ISSUED = "issued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    SEEN = "seen"
    ACKNOWLEDGED = "acknowledged"


class DutyStatus(StrEnum):
    """How a preparatory duty stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    """A later version of the plan doesn't ask for it any more."""


class Decision(StrEnum):
    """Whether the gates open. Source: P5.1, A8.2."""

    GO = "go"
    CONDITIONAL_GO = "conditional_go"
    NO_GO = "no_go"


class DeadlineKind(StrEnum):
    """What must have happened by a deadline."""

    DISPATCH = "dispatch"
    ACKNOWLEDGE = "acknowledge"
    ON_SCENE = "on_scene"
    CONTROL = "control"
    ANSWER = "answer"
    """A rung of the ladder was told and has to answer."""
    SUPPORT = "support"
    """A supporting group was told and has to answer."""


class Injured(StrEnum):
    """The one question a phone asks about people. Source: A4.1."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


INJURED: Final = CircumstanceId("injured")
"""The one circumstance of every plan, since it counts people; the others a plan declares."""

OPEN: Final = frozenset(
    {IncidentStatus.REPORTED, IncidentStatus.CONFIRMED, IncidentStatus.CONTROLLED}
)
"""Someone still has to act. Resolved waits only for its papers."""

ENDED: Final = frozenset({IncidentStatus.CLOSED, IncidentStatus.MERGED, IncidentStatus.DISMISSED})

PROGRESS_ORDER: Final = {progress: place for place, progress in enumerate(Progress)}

NEXT_PHASE: Final = {
    Phase.READINESS: frozenset({Phase.LIVE}),
    Phase.LIVE: frozenset({Phase.STAND_DOWN}),
    Phase.STAND_DOWN: frozenset({Phase.LIVE, Phase.CLOSED}),
    Phase.CLOSED: frozenset({Phase.STAND_DOWN}),
}
"""An event may go back one step (people came back up the mountain), never two forward."""
