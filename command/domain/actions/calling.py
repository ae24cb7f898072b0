"""What may be asked of what is called on: supplies and agencies from outside. Source: A11, A23."""

from dataclasses import dataclass

from command.domain.identifiers import (
    AgencyId,
    IncidentNumber,
    Instant,
    MobilisationId,
    RequisitionId,
    SupplyId,
    Words,
    ZoneId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequisitionSupply:
    """Call on something of the register of supplies. Source: A23."""

    supply: SupplyId
    quantity: int
    incident: IncidentNumber | None = None
    zone: ZoneId | None = None
    back_due_at: Instant | None = None
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverSupply:
    """Say that it was handed over; without a quantity all that was asked for."""

    requisition: RequisitionId
    quantity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSupply:
    """
    Say how much came back, and in which condition.

    `rest_lost`: what is still out will not come back, being used up, broken or missing.
    """

    requisition: RequisitionId
    quantity: int
    condition: Words | None = None
    rest_lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelRequisition:
    """Ask no longer for what was not handed over yet."""

    requisition: RequisitionId
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MobiliseAgency:
    """Call an agency that is not on site. Source: A11."""

    agency: AgencyId
    reason: Words
    incident: IncidentNumber | None = None
    zone: ZoneId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMobilisation:
    """Say what the agency answered: whether it comes, and by when as it says."""

    mobilisation: MobilisationId
    coming: bool
    arrive_due_at: Instant | None = None
    text: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkAgencyArrived:
    """Say that the agency is here."""

    mobilisation: MobilisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseAgency:
    """Let an agency go, or call it off before it came."""

    mobilisation: MobilisationId
    reason: Words | None = None
