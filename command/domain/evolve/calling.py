"""Folds of supplies called on and of agencies from outside. Source: A11, A23."""

from collections.abc import Mapping
from typing import Final

from command.domain.changing import changed
from command.domain.documents import Document, Documents, Fold, of_kind
from command.domain.facts import (
    AgencyArrived,
    AgencyMobilised,
    AgencyReleased,
    Entry,
    MobilisationAnswered,
    RequisitionCancelled,
    SupplyHandedOver,
    SupplyRequisitioned,
    SupplyReturned,
)
from command.domain.identifiers import Instant
from command.domain.mobilisation import Mobilisation, MobilisationStatus
from command.domain.requisition import Requisition, RequisitionStatus, Return


def requisitioned(_: Documents, fact: SupplyRequisitioned, entry: Entry) -> tuple[Document, ...]:
    """Something asked for, and the owner's clock begins."""
    return (
        Requisition(
            id=fact.requisition,
            v=entry.seq,
            status=RequisitionStatus.ASKED,
            supply=fact.supply,
            owner=fact.owner,
            quantity=fact.quantity,
            incident=fact.incident,
            zone=fact.zone,
            reason=fact.reason,
            person=fact.person,
            post=fact.post,
            asked_at=entry.at,
            hand_over_due_at=fact.hand_over_due_at,
            back_due_at=fact.back_due_at,
            back_s=fact.back_s,
        ),
    )


def handed_over(requisition: Requisition, fact: SupplyHandedOver, entry: Entry) -> Requisition:
    """It is ours for a time: unless the asker said by when, counted from now."""
    back_due_at = requisition.back_due_at
    if back_due_at is None and requisition.back_s is not None:
        back_due_at = Instant(entry.at + requisition.back_s * 1000)
    return changed(
        requisition,
        v=entry.seq,
        status=RequisitionStatus.HANDED_OVER,
        handed=fact.quantity,
        handed_at=entry.at,
        back_due_at=back_due_at,
    )


def returned(requisition: Requisition, fact: SupplyReturned, entry: Entry) -> Requisition:
    """Some of it is back; with nothing left out it is settled."""
    back = Return(seq=entry.seq, at=entry.at, quantity=fact.quantity, condition=fact.condition)
    after = changed(
        requisition,
        v=entry.seq,
        returns=(*requisition.returns, back),
        lost=requisition.lost + fact.lost,
    )
    if after.out > 0:
        return after
    return changed(after, status=RequisitionStatus.RETURNED, ended_at=entry.at)


def cancelled(requisition: Requisition, fact: RequisitionCancelled, entry: Entry) -> Requisition:
    """Not asked for any more."""
    return changed(
        requisition,
        v=entry.seq,
        status=RequisitionStatus.CANCELLED,
        ended_at=entry.at,
        ended_because=fact.reason,
    )


def mobilised(_: Documents, fact: AgencyMobilised, entry: Entry) -> tuple[Document, ...]:
    """An agency called, and its clock begins."""
    return (
        Mobilisation(
            id=fact.mobilisation,
            v=entry.seq,
            status=MobilisationStatus.CALLED,
            agency=fact.agency,
            incident=fact.incident,
            zone=fact.zone,
            reason=fact.reason,
            person=fact.person,
            post=fact.post,
            called_at=entry.at,
            answer_due_at=fact.answer_due_at,
            arrive_due_at=fact.arrive_due_at,
        ),
    )


def answered(mobilisation: Mobilisation, fact: MobilisationAnswered, entry: Entry) -> Mobilisation:
    """It comes by when it says, or it doesn't."""
    after = changed(mobilisation, v=entry.seq, answered_at=entry.at, answer=fact.text)
    if not fact.coming:
        return changed(after, status=MobilisationStatus.DECLINED, ended_at=entry.at)
    return changed(
        after,
        status=MobilisationStatus.COMING,
        arrive_due_at=fact.arrive_due_at or mobilisation.arrive_due_at,
    )


def arrived(mobilisation: Mobilisation, _: AgencyArrived, entry: Entry) -> Mobilisation:
    """It is here."""
    return changed(
        mobilisation,
        v=entry.seq,
        status=MobilisationStatus.ARRIVED,
        arrived_at=entry.occurred_at,
        answered_at=mobilisation.answered_at or entry.at,
    )


def released(mobilisation: Mobilisation, fact: AgencyReleased, entry: Entry) -> Mobilisation:
    """It is needed no more."""
    return changed(
        mobilisation,
        v=entry.seq,
        status=MobilisationStatus.RELEASED,
        ended_at=entry.at,
        ended_because=fact.reason,
    )


CALLING_FACTS: Final[Mapping[type, Fold]] = {
    SupplyRequisitioned: requisitioned,
    SupplyHandedOver: of_kind(Requisition, "requisition", handed_over),
    SupplyReturned: of_kind(Requisition, "requisition", returned),
    RequisitionCancelled: of_kind(Requisition, "requisition", cancelled),
    AgencyMobilised: mobilised,
    MobilisationAnswered: of_kind(Mobilisation, "mobilisation", answered),
    AgencyArrived: of_kind(Mobilisation, "mobilisation", arrived),
    AgencyReleased: of_kind(Mobilisation, "mobilisation", released),
}
