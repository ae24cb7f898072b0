"""What happened to supplies called on and to agencies from outside. Source: A11, A23."""

from dataclasses import dataclass

from command.domain.identifiers import (
    AgencyId,
    IncidentNumber,
    Instant,
    MobilisationId,
    PersonId,
    PostId,
    RequisitionId,
    SupplyId,
    Words,
    ZoneId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyRequisitioned:
    """Something was called on: what, from whom, by whose authority, and by when."""

    requisition: RequisitionId
    supply: SupplyId
    owner: AgencyId
    quantity: int
    incident: IncidentNumber | None
    zone: ZoneId | None
    reason: Words | None
    person: PersonId | None
    post: PostId | None
    hand_over_due_at: Instant
    back_due_at: Instant | None
    back_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyHandedOver:
    """It was handed over, perhaps less of it than was asked for."""

    requisition: RequisitionId
    incident: IncidentNumber | None
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyReturned:
    """Some of it came back; `lost` is what was given up at the same time."""

    requisition: RequisitionId
    incident: IncidentNumber | None
    quantity: int
    condition: Words | None
    lost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RequisitionCancelled:
    """It is not asked for any more."""

    requisition: RequisitionId
    incident: IncidentNumber | None
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMobilised:
    """An agency was called: what for, by whose authority, and by when."""

    mobilisation: MobilisationId
    agency: AgencyId
    incident: IncidentNumber | None
    zone: ZoneId | None
    reason: Words
    person: PersonId | None
    post: PostId | None
    answer_due_at: Instant
    arrive_due_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class MobilisationAnswered:
    """It comes, or it cannot."""

    mobilisation: MobilisationId
    incident: IncidentNumber | None
    coming: bool
    arrive_due_at: Instant | None
    text: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyArrived:
    """It is here."""

    mobilisation: MobilisationId
    incident: IncidentNumber | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyReleased:
    """It was let go, or called off before it came."""

    mobilisation: MobilisationId
    incident: IncidentNumber | None
    reason: Words | None
