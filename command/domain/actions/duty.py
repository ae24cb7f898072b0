"""What may be asked of preparatory duties, and of the decision whether the gates open."""

from dataclasses import dataclass

from command.domain.identifiers import Count, DutyId, GoId, Instant, MediaDigest, Words
from command.domain.states import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateDuty:
    """Say how many are ready. Source: P5.2."""

    duty: DutyId
    done: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteDuty:
    """
    Say that a duty is done, with what was seen or a photo's digest where it needs evidence.

    `done_at` is for what was ready before the event's log began. Source: P4, P5.2.
    """

    duty: DutyId
    evidence: Words | None = None
    photo: MediaDigest | None = None
    done_at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenDuty:
    """Say that it isn't done after all."""

    duty: DutyId
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindDuty:
    """Tell the owner again. Source: P5.2."""

    duty: DutyId


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideGo:
    """Sign whether the gates open: an act of the commander. Source: P5.1, A8.1."""

    decision: Decision
    conditions: tuple[Words, ...] = ()
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetCondition:
    """Say that a condition of a conditional go is met; the first is 1."""

    go: GoId
    condition: Count
