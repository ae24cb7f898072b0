"""A mobilisation: an agency that is not on site called, come and let go again. Source: A11."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from command.domain.identifiers import (
    AgencyId,
    DeadlineId,
    IncidentNumber,
    Instant,
    MobilisationId,
    PersonId,
    PostId,
    Seq,
    Words,
    ZoneId,
)


class MobilisationStatus(StrEnum):
    """How far a mobilisation is."""

    CALLED = "called"
    COMING = "coming"
    DECLINED = "declined"
    ARRIVED = "arrived"
    RELEASED = "released"


MOBILISED: Final = frozenset(
    {MobilisationStatus.CALLED, MobilisationStatus.COMING, MobilisationStatus.ARRIVED}
)
"""Called and neither declined nor let go."""


@dataclass(frozen=True, kw_only=True)
class Mobilisation:
    """
    An agency that was called: what for, what it answered, when it came and when it went.

    `arrive_due_at` is what the agency promised, else our target counted from the call.
    """

    id: MobilisationId
    v: Seq
    status: MobilisationStatus
    agency: AgencyId
    incident: IncidentNumber | None
    zone: ZoneId | None
    """Where it has to come."""
    reason: Words
    person: PersonId | None
    post: PostId | None
    """Who called, and in which post: by whose authority."""
    called_at: Instant
    answer_due_at: Instant
    arrive_due_at: Instant
    answered_at: Instant | None = None
    answer: Words | None = None
    arrived_at: Instant | None = None
    ended_at: Instant | None = None
    ended_because: Words | None = None
    missed: tuple[DeadlineId, ...] = ()

    @property
    def is_open(self) -> bool:
        """Called and neither declined nor let go."""
        return self.status in MOBILISED


def waits(mobilisation: Mobilisation) -> Iterator[tuple[str, Instant]]:
    """Until it has answered that is waited for, and then that it is here."""
    if mobilisation.status is MobilisationStatus.CALLED:
        yield "answer", mobilisation.answer_due_at
    elif mobilisation.status is MobilisationStatus.COMING:
        yield "arrival", mobilisation.arrive_due_at
