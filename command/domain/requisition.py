"""A requisition: things or a place called on, handed over, and given back. Source: A18, A23."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from command.domain.identifiers import (
    AgencyId,
    DeadlineId,
    IncidentNumber,
    Instant,
    PersonId,
    PostId,
    RequisitionId,
    Seq,
    SupplyId,
    Words,
    ZoneId,
)


class RequisitionStatus(StrEnum):
    """How far a requisition is."""

    ASKED = "asked"
    HANDED_OVER = "handed_over"
    RETURNED = "returned"
    """All of it is accounted for: given back, used up or lost."""
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Some of it given back, and in which condition."""

    seq: Seq
    at: Instant
    quantity: int
    condition: Words | None


@dataclass(frozen=True, kw_only=True)
class Requisition:
    """
    What was called on, from whom, by whose authority, and what became of it.

    `quantity` is what was asked for; `handed` what was given. `lost` will not come back: used up,
    broken or missing. Owner and clocks are pinned, so that a changed plan leaves them alone.
    """

    id: RequisitionId
    v: Seq
    status: RequisitionStatus
    supply: SupplyId
    owner: AgencyId
    quantity: int
    incident: IncidentNumber | None
    zone: ZoneId | None
    """Where it is wanted."""
    reason: Words | None
    person: PersonId | None
    post: PostId | None
    """Who asked, and in which post: by whose authority."""
    asked_at: Instant
    hand_over_due_at: Instant
    back_s: int | None
    back_due_at: Instant | None = None
    """By when it has to be back: as the asker said, else counted from the handing over."""
    handed: int = 0
    handed_at: Instant | None = None
    returns: tuple[Return, ...] = ()
    lost: int = 0
    ended_at: Instant | None = None
    ended_because: Words | None = None
    missed: tuple[DeadlineId, ...] = ()

    @property
    def is_open(self) -> bool:
        """Asked for or with us."""
        return self.ended_at is None

    @property
    def returned(self) -> int:
        """How much has been given back."""
        return sum(one.quantity for one in self.returns)

    @property
    def out(self) -> int:
        """How much is still with us."""
        return self.handed - self.returned - self.lost

    @property
    def held(self) -> int:
        """How much of the register's quantity nobody else can have now."""
        if self.status is RequisitionStatus.ASKED:
            return self.quantity
        return self.out + self.lost


def waits(requisition: Requisition) -> Iterator[tuple[str, Instant]]:
    """Until it is handed over that is waited for, and then that it is back."""
    if requisition.status is RequisitionStatus.ASKED:
        yield "hand_over", requisition.hand_over_due_at
    elif (
        requisition.status is RequisitionStatus.HANDED_OVER and requisition.back_due_at is not None
    ):
        yield "back", requisition.back_due_at
