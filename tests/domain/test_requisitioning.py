"""Things called on: never more than there is, back in time, and accounted for. A18, A23."""

from typing import Any

import pytest

from command.domain import actions as a
from command.domain.authority import Role
from command.domain.due import dues
from command.domain.facts import NoticeIssued
from command.domain.identifiers import (
    DocumentRef,
    IncidentNumber,
    Instant,
    RequisitionId,
    SupplyId,
    Words,
    ZoneId,
)
from command.domain.refusals import NotNow, StillInUse, TimePassed, TooFew, TooMany, Unknown
from command.domain.requisition import Requisition, RequisitionStatus
from command.domain.views import View, may_see
from tests.build import REASON, SECOND_MS, Day, a_day, only, people_told
from tests.cast import (
    BACK_S,
    COMMAND,
    COMMANDER,
    ENGINE,
    FIRE,
    GATE,
    HAND_OVER_S,
    LEAD,
    OPENED_AT,
    PLAN,
    POLICE_AGENCY,
    STRETCHER,
    THE_COMMANDER,
    THE_MACHINE,
)

GOOD = Words("w:good")


def called_on(day: Day, quantity: int = 4, **how: Any) -> RequisitionId:
    """The commander calls on stretchers."""
    asked = a.RequisitionSupply(supply=STRETCHER, quantity=quantity, **how)
    day.ask(asked, THE_COMMANDER)
    return RequisitionId(f"r{day.board.seq}")


def of(day: Day, name: RequisitionId) -> Requisition:
    """A requisition as it is."""
    found: Requisition = day.board.documents.others[Requisition][name]
    return found


def test_it_says_what_from_whom_and_by_whose_authority() -> None:
    day = a_day()
    fire = day.report(FIRE)

    asked = of(day, called_on(day, incident=fire, zone=GATE, reason=REASON))

    assert (asked.supply, asked.owner, asked.quantity) == (STRETCHER, POLICE_AGENCY, 4)
    assert (asked.person, asked.post) == (COMMANDER, COMMAND)
    assert (asked.incident, asked.zone, asked.reason) == (fire, GATE, REASON)
    assert asked.status is RequisitionStatus.ASKED


def test_the_owner_hears_of_it_at_once() -> None:
    day = a_day()

    said = day.ask(a.RequisitionSupply(supply=STRETCHER, quantity=1))

    (told,) = only(NoticeIssued, said)
    assert told.person == LEAD
    assert told.about == DocumentRef("requisition/r2")


def test_nobody_gets_what_somebody_else_has_or_has_lost() -> None:
    day = a_day()
    first = called_on(day, 5)

    assert day.refuses(a.RequisitionSupply(supply=STRETCHER, quantity=4)) == TooMany(
        field="quantity", asked=4, left=3
    )
    day.ask(a.HandOverSupply(requisition=first))
    day.ask(a.ReturnSupply(requisition=first, quantity=4, rest_lost=True))
    called_on(day, 7)
    assert day.refuses(a.RequisitionSupply(supply=STRETCHER, quantity=1)) == TooMany(
        field="quantity", asked=1, left=0
    )


def test_what_was_not_handed_over_or_was_cancelled_can_be_had_by_others() -> None:
    day = a_day()
    day.ask(a.HandOverSupply(requisition=called_on(day, 8), quantity=3))
    day.ask(a.CancelRequisition(requisition=called_on(day, 5), reason=REASON))

    assert of(day, called_on(day, 5)).quantity == 5


def test_it_comes_back_bit_by_bit_with_its_condition() -> None:
    day = a_day()
    name = called_on(day)
    day.ask(a.HandOverSupply(requisition=name))

    day.ask(a.ReturnSupply(requisition=name, quantity=1, condition=GOOD))
    assert of(day, name).status is RequisitionStatus.HANDED_OVER
    assert of(day, name).out == 3

    day.ask(a.ReturnSupply(requisition=name, quantity=3))
    assert of(day, name).status is RequisitionStatus.RETURNED
    assert [one.condition for one in of(day, name).returns] == [GOOD, None]


def test_what_was_used_up_is_settled_with_nothing_coming_back() -> None:
    day = a_day()
    name = called_on(day)
    day.ask(a.HandOverSupply(requisition=name))

    day.ask(a.ReturnSupply(requisition=name, quantity=0, rest_lost=True))

    assert of(day, name).status is RequisitionStatus.RETURNED
    assert of(day, name).lost == 4


# ---- clocks


def test_the_owner_is_reminded_when_it_is_not_handed_over_in_time() -> None:
    day = a_day()
    name = called_on(day)
    day.wait(HAND_OVER_S)

    said = day.watch()

    assert people_told(said) == [LEAD]
    assert of(day, name).missed == (f"requisition.{name}.hand_over",)
    assert day.watch() == []


def test_who_called_on_it_hears_when_it_is_not_back_in_time() -> None:
    day = a_day()
    name = called_on(day)
    day.ask(a.HandOverSupply(requisition=name))
    day.wait(BACK_S)

    said = day.watch()

    assert people_told(said) == [COMMANDER]
    assert dues(of(day, name))[0].missed


def test_the_asker_may_say_by_when_it_is_back() -> None:
    day = a_day()
    by = Instant(OPENED_AT + 60 * SECOND_MS)
    name = called_on(day, back_due_at=by)
    day.ask(a.HandOverSupply(requisition=name))

    assert [(one.id, one.due_at) for one in dues(of(day, name))] == [
        (f"requisition.{name}.back", by)
    ]


def test_nothing_is_waited_for_once_it_is_settled() -> None:
    day = a_day()
    name = called_on(day)
    day.ask(a.CancelRequisition(requisition=name, reason=REASON))

    assert dues(of(day, name)) == ()


# ---- refusals


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ({"supply": SupplyId("gold")}, Unknown(field="supply", value="gold")),
        ({"incident": IncidentNumber(9)}, Unknown(field="incident", value="9")),
        ({"zone": ZoneId("moon")}, Unknown(field="zone", value="moon")),
        ({"quantity": 0}, TooFew(field="quantity", asked=0, least=1)),
        ({"quantity": 9}, TooMany(field="quantity", asked=9, left=8)),
        ({"back_due_at": OPENED_AT}, TimePassed(field="back_due_at")),
    ],
)
def test_a_refusal_names_the_field(asked: dict[str, Any], refusal: object) -> None:
    usual: dict[str, Any] = {"supply": STRETCHER, "quantity": 1}
    wanted = a.RequisitionSupply(**(usual | asked))

    assert a_day().refuses(wanted) == refusal


def test_no_more_is_handed_over_than_was_asked_and_no_more_comes_back_than_is_out() -> None:
    day = a_day()
    name = called_on(day)

    assert day.refuses(a.HandOverSupply(requisition=name, quantity=5)) == TooMany(
        field="quantity", asked=5, left=4
    )
    day.ask(a.HandOverSupply(requisition=name, quantity=3))
    assert day.refuses(a.ReturnSupply(requisition=name, quantity=4)) == TooMany(
        field="quantity", asked=4, left=3
    )
    assert day.refuses(a.ReturnSupply(requisition=name, quantity=0)) == TooFew(
        field="quantity", asked=0, least=1
    )


def test_each_step_is_taken_once_and_in_order() -> None:
    day = a_day()
    name = called_on(day)

    assert isinstance(day.refuses(a.ReturnSupply(requisition=name, quantity=1)), NotNow)
    day.ask(a.HandOverSupply(requisition=name))
    assert day.ask(a.HandOverSupply(requisition=name)) == ()
    assert isinstance(day.refuses(a.CancelRequisition(requisition=name, reason=REASON)), NotNow)
    day.ask(a.ReturnSupply(requisition=name, quantity=4))
    assert day.refuses(a.HandOverSupply(requisition=name, quantity=2)) == NotNow(
        field="requisition", value=name, status="returned"
    )


def test_what_nobody_asked_for_cannot_be_handed_over() -> None:
    assert a_day().refuses(a.HandOverSupply(requisition=RequisitionId("r9"))) == Unknown(
        field="requisition", value="r9"
    )


# ---- around it


def test_a_changed_plan_cannot_lose_what_is_out() -> None:
    day = a_day()
    name = called_on(day)
    without = a.AdoptPlan(plan=PLAN.id, plan_digest="f" * 64, without_supplies=(STRETCHER,))

    assert day.refuses(without, THE_MACHINE) == StillInUse(names=(STRETCHER,))
    day.ask(a.CancelRequisition(requisition=name, reason=REASON))
    assert day.ask(without, THE_MACHINE)


def test_no_unit_sees_what_command_calls_on() -> None:
    day = a_day()
    asked = of(day, called_on(day))

    assert not may_see(View(role=Role.FIELD_UNIT, unit=ENGINE), asked)
    assert may_see(View(role=Role.WALL), asked)
