"""Supplies called on and an agency from outside, as the log keeps them."""

from command.domain import actions as a
from command.domain.identifiers import Instant, MobilisationId, RequisitionId, Words
from tests.build import REASON, Day, a_day
from tests.cast import FIRE, GATE, OPENED_AT, POWER, STRETCHER, THE_COMMANDER


def calling() -> Day:
    """Ask, hand over, give back less, call it off; call, answer, arrive, let go; decline."""
    day = a_day()
    fire = day.report(FIRE)
    day.ask(
        a.RequisitionSupply(
            supply=STRETCHER,
            quantity=4,
            incident=fire,
            zone=GATE,
            back_due_at=Instant(OPENED_AT + 7_200_000),
            reason=REASON,
        ),
        THE_COMMANDER,
    )
    stretchers = RequisitionId(f"r{day.board.seq}")
    day.ask(a.HandOverSupply(requisition=stretchers, quantity=3))
    condition = Words("w:condition")
    day.ask(a.ReturnSupply(requisition=stretchers, quantity=2, condition=condition, rest_lost=True))
    day.ask(a.RequisitionSupply(supply=STRETCHER, quantity=1))
    day.ask(a.CancelRequisition(requisition=RequisitionId(f"r{day.board.seq}"), reason=REASON))
    day.ask(a.MobiliseAgency(agency=POWER, incident=fire, zone=GATE, reason=REASON))
    power = MobilisationId(f"m{day.board.seq}")
    soon = Instant(OPENED_AT + 1_200_000)
    text = Words("w:answer")
    day.ask(a.AnswerMobilisation(mobilisation=power, coming=True, arrive_due_at=soon, text=text))
    day.ask(a.MarkAgencyArrived(mobilisation=power))
    day.ask(a.ReleaseAgency(mobilisation=power, reason=REASON))
    return day
