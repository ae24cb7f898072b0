"""
Reasoned noes: one class a reason, with words for the asker and a hint for HTTP.

A refusal is an answer, not a failure: nothing was written, and it says what to do instead.
"""

from command.domain.refusals.acts import NobodyInPlace, NoMuster, NoScene, OnSite
from command.domain.refusals.asked import (
    Conflict,
    NotAllowed,
    NotAnOutline,
    NothingSaid,
    NotNow,
    OutOfRange,
    TimePassed,
    TooFew,
    TooMany,
    Unknown,
)
from command.domain.refusals.event import (
    AnotherPlan,
    AnotherVersion,
    EventExists,
    EventNotOpen,
    LiveClock,
    StillInUse,
    WrongPhase,
    WrongRate,
)
from command.domain.refusals.incident import (
    ActsForThemselves,
    CannotStrike,
    LadderEnded,
    NoRequest,
    NotAssigned,
    NotDueYet,
    SameIncident,
    UnitCommitted,
    UnitUnavailable,
    WrongStatus,
)
from command.domain.refusals.orders import (
    AlreadyAnswered,
    DirectiveVoid,
    NotReadBack,
    SitrepChanged,
    SitrepNotApproved,
)
from command.domain.refusals.readiness import (
    ConditionsAskedFor,
    EvidenceNeeded,
    GoNeeded,
    PointsOpen,
    WrongDutyStatus,
)
from command.domain.refusals.reason import Refusal

__all__ = [
    "ActsForThemselves",
    "AlreadyAnswered",
    "AnotherPlan",
    "AnotherVersion",
    "CannotStrike",
    "ConditionsAskedFor",
    "Conflict",
    "DirectiveVoid",
    "EventExists",
    "EventNotOpen",
    "EvidenceNeeded",
    "GoNeeded",
    "LadderEnded",
    "LiveClock",
    "NoMuster",
    "NoRequest",
    "NoScene",
    "NobodyInPlace",
    "NotAllowed",
    "NotAnOutline",
    "NotAssigned",
    "NotDueYet",
    "NotNow",
    "NotReadBack",
    "NothingSaid",
    "OnSite",
    "OutOfRange",
    "PointsOpen",
    "Refusal",
    "SameIncident",
    "SitrepChanged",
    "SitrepNotApproved",
    "StillInUse",
    "TimePassed",
    "TooFew",
    "TooMany",
    "UnitCommitted",
    "UnitUnavailable",
    "Unknown",
    "WrongDutyStatus",
    "WrongPhase",
    "WrongRate",
    "WrongStatus",
]
