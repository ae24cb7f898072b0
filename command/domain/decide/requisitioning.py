"""Rules of what is called on from the register of supplies. Source: A18, A23."""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_going, follow_merges
from command.domain.due import Due, ref_of
from command.domain.facts import (
    Fact,
    NoticeIssued,
    RequisitionCancelled,
    SupplyHandedOver,
    SupplyRequisitioned,
    SupplyReturned,
)
from command.domain.identifiers import (
    AgencyId,
    DocumentRef,
    IncidentNumber,
    Instant,
    PersonId,
    RequisitionId,
    SupplyId,
)
from command.domain.ladder import Numbering
from command.domain.plan import Plan
from command.domain.refusals import (
    NotNow,
    Refusal,
    TimePassed,
    TooFew,
    TooMany,
    Unknown,
)
from command.domain.requisition import Requisition, RequisitionStatus


def requisition_supply(board: Board, action: a.RequisitionSupply, moment: Moment) -> Decided:
    """Call on something, no more of it than the register has left. Source: A23."""
    supply = moment.plan.supplies.get(action.supply)
    if supply is None:
        return Unknown(field="supply", value=action.supply)
    incident = going_or_none(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if action.zone is not None and action.zone not in moment.plan.zones:
        return Unknown(field="zone", value=action.zone)
    if action.quantity < 1:
        return TooFew(field="quantity", asked=action.quantity, least=1)
    left = supply.quantity - held(board, action.supply)
    if action.quantity > left:
        return TooMany(field="quantity", asked=action.quantity, left=left)
    if action.back_due_at is not None and action.back_due_at <= moment.at:
        return TimePassed(field="back_due_at")
    requisition = RequisitionId(f"r{moment.seq}")
    asked = SupplyRequisitioned(
        requisition=requisition,
        supply=action.supply,
        owner=supply.owner,
        quantity=action.quantity,
        incident=incident,
        zone=action.zone,
        reason=action.reason,
        person=moment.by.person,
        post=moment.by.post,
        hand_over_due_at=Instant(moment.at + supply.hand_over_s * 1000),
        back_due_at=action.back_due_at,
        back_s=supply.back_s,
    )
    about = DocumentRef(f"requisition/{requisition}")
    told = _to_owner(board, supply.owner, about, moment, why="requisitioned")
    return (asked, *told)


def hand_over_supply(board: Board, action: a.HandOverSupply, _: Moment) -> Decided:
    """It is handed over, all or some of what was asked for."""
    requisition = _find(board, action.requisition)
    if isinstance(requisition, Refusal):
        return requisition
    quantity = requisition.quantity if action.quantity is None else action.quantity
    if requisition.status is RequisitionStatus.HANDED_OVER and quantity == requisition.handed:
        return ()
    if requisition.status is not RequisitionStatus.ASKED:
        return NotNow(field="requisition", value=requisition.id, status=requisition.status)
    if quantity < 1:
        return TooFew(field="quantity", asked=quantity, least=1)
    if quantity > requisition.quantity:
        return TooMany(field="quantity", asked=quantity, left=requisition.quantity)
    return (
        SupplyHandedOver(
            requisition=requisition.id, incident=requisition.incident, quantity=quantity
        ),
    )


def return_supply(board: Board, action: a.ReturnSupply, _: Moment) -> Decided:
    """Some of it is back, never more than is out. Source: A23."""
    requisition = _find(board, action.requisition)
    if isinstance(requisition, Refusal):
        return requisition
    if requisition.status is not RequisitionStatus.HANDED_OVER:
        return NotNow(field="requisition", value=requisition.id, status=requisition.status)
    least = 0 if action.rest_lost else 1
    if action.quantity < least:
        return TooFew(field="quantity", asked=action.quantity, least=least)
    if action.quantity > requisition.out:
        return TooMany(field="quantity", asked=action.quantity, left=requisition.out)
    return (
        SupplyReturned(
            requisition=requisition.id,
            incident=requisition.incident,
            quantity=action.quantity,
            condition=action.condition,
            lost=requisition.out - action.quantity if action.rest_lost else 0,
        ),
    )


def cancel_requisition(board: Board, action: a.CancelRequisition, _: Moment) -> Decided:
    """It is not wanted any more, nothing having been handed over."""
    requisition = _find(board, action.requisition)
    if isinstance(requisition, Refusal):
        return requisition
    if requisition.status is RequisitionStatus.CANCELLED:
        return ()
    if requisition.status is not RequisitionStatus.ASKED:
        return NotNow(field="requisition", value=requisition.id, status=requisition.status)
    return (
        RequisitionCancelled(
            requisition=requisition.id, incident=requisition.incident, reason=action.reason
        ),
    )


def held(board: Board, supply: SupplyId) -> int:
    """How much of a supply is asked for, out or lost, so that nobody else can have it."""
    every: dict[str, Requisition] = dict(board.documents.others[Requisition])
    return sum(one.held for one in every.values() if one.supply == supply)


def told_of_late(
    board: Board, requisition: Requisition, _: Due, moment: Moment
) -> tuple[Fact, ...]:
    """The owner hears that it is not handed over; who asked hears that it is not back."""
    about = ref_of(requisition)
    if requisition.status is RequisitionStatus.ASKED or requisition.person is None:
        return _to_owner(board, requisition.owner, about, moment, why="not_handed_over")
    return (notice_about(Numbering(moment.seq), about, requisition.person, why="not_back"),)


def notice_about(
    numbering: Numbering, about: DocumentRef, person: PersonId, *, why: str
) -> NoticeIssued:
    """A notice to a person about a document."""
    return NoticeIssued(
        notice=numbering.next(),
        incident=None,
        why=why,
        rung=None,
        person=person,
        unit=None,
        post=None,
        instead_of=None,
        about=about,
    )


def going_or_none(board: Board, number: IncidentNumber | None) -> IncidentNumber | Refusal | None:
    """The incident that something is for, if it names one; a merged one's carries on."""
    if number is None:
        return None
    incident = find_going(board, follow_merges(board, number))
    return incident if isinstance(incident, Refusal) else incident.number


def _to_owner(
    board: Board, owner: AgencyId, about: DocumentRef, moment: Moment, *, why: str
) -> tuple[Fact, ...]:
    event = board.documents.event
    absent = event.absent if event is not None else {}
    numbering = Numbering(moment.seq)
    people = [person for person in _people_of(moment.plan, owner) if person not in absent]
    return tuple(notice_about(numbering, about, person, why=why) for person in people[:1])


def _people_of(plan: Plan, agency: AgencyId) -> list[PersonId]:
    return [person.id for person in plan.people.values() if person.agency == agency]


def _find(board: Board, name: RequisitionId) -> Requisition | Unknown:
    found: Requisition | None = board.documents.others[Requisition].get(name)
    return found or Unknown(field="requisition", value=name)
