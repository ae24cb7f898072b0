"""
A preparatory duty: how far it is, by whom, and what it waits for.

Source: P4.1 to P4.8 (what has to be ready), P5.2 (one owner and a state), P5.3 (the groups' plans).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from command.domain.identifiers import (
    DeadlineId,
    DutyId,
    GroupId,
    Instant,
    MediaDigest,
    PersonId,
    PostId,
    Seq,
    UnitId,
    Words,
    ZoneId,
)
from command.domain.states import DutyStatus

OWNER_RUNG: Final = "due"
LEAD_RUNG: Final = "lead"
"""The first two that hear of a late duty; after them the posts, each by its own name."""


@dataclass(frozen=True, kw_only=True)
class PlannedDuty:
    """
    What a version of the plan asks for, pinned in the log so that a later one changes no history.

    `units` are the crews that may say how far it is; `climb` and `climb_ms` who hears of it late.
    """

    id: DutyId
    group: GroupId
    owner: PersonId | None
    units: tuple[UnitId, ...]
    quantity: int
    due_at: Instant
    needs_evidence: bool
    closes: ZoneId | None
    climb: tuple[PostId, ...]
    climb_ms: int


@dataclass(frozen=True, kw_only=True)
class Duty:
    """
    A duty as it is now.

    `done` of `quantity` are ready. `opened_at` is when it was opened or opened again, which
    `opening` counts: whatever was missed before a reopening says nothing of the time after.
    """

    id: DutyId
    v: Seq
    planned: PlannedDuty
    status: DutyStatus
    opened_at: Instant
    opening: int = 1
    done: int = 0
    done_at: Instant | None = None
    """When it was ready, which may be before the event's log began."""
    said_by: PersonId | None = None
    said_unit: UnitId | None = None
    """Who said last how far it is, by person or unit."""
    evidence: Words | None = None
    photo: MediaDigest | None = None
    reason: Words | None = None
    """Why it was opened again."""
    quiet: bool = False
    """Nobody is called about it if it was due before it was opened."""
    reminded_at: Instant | None = None
    missed: tuple[DeadlineId, ...] = ()

    @property
    def is_open(self) -> bool:
        """Still to be done, whether or not anybody is called about it."""
        return self.status is DutyStatus.OPEN


def rungs(duty: Duty) -> tuple[str, ...]:
    """Who hears when it is late, in turn: its owner, the group's leads, then the posts."""
    return (OWNER_RUNG, LEAD_RUNG, *duty.planned.climb)


def waits(duty: Duty) -> Iterator[tuple[str, Instant]]:
    """
    List by when it has to be ready lest each rung hears.

    What was due before the event was opened may long be ready on paper: whoever opened it gets
    the time of one rung to say so. Decision 0012.
    """
    is_ahead = duty.planned.due_at > duty.opened_at
    if duty.status is not DutyStatus.OPEN or (duty.quiet and not is_ahead):
        return
    step = duty.planned.climb_ms
    first = duty.planned.due_at if is_ahead else Instant(duty.opened_at + step)
    for place, rung in enumerate(rungs(duty)):
        what = rung if duty.opening == 1 else f"{rung}.{duty.opening}"
        yield what, Instant(first + place * step)


def was_due_before(duty: Duty) -> bool:
    """Still to be done, and its time had passed when it was opened: late without a deadline."""
    return duty.status is DutyStatus.OPEN and duty.planned.due_at <= duty.opened_at


def is_late(duty: Duty, at: Instant) -> bool:
    """Not ready though its time has passed, or ready only after it."""
    if duty.status is DutyStatus.DONE:
        return duty.done_at is not None and duty.done_at > duty.planned.due_at
    return duty.status is DutyStatus.OPEN and duty.planned.due_at <= at
