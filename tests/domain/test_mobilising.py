"""An agency from outside called, and what becomes of the call. A11."""

from typing import Any

import pytest

from command.domain import actions as a
from command.domain.due import dues
from command.domain.identifiers import AgencyId, Instant, MobilisationId, NoticeId, Words
from command.domain.mobilisation import Mobilisation, MobilisationStatus
from command.domain.refusals import NotNow, OnSite, StillInUse, TimePassed, Unknown
from tests.build import REASON, SECOND_MS, Day, a_day, people_told
from tests.cast import (
    COMMANDER,
    FIRE,
    OPENED_AT,
    PLAN,
    POLICE_AGENCY,
    POWER,
    THE_COMMANDER,
    THE_MACHINE,
)

ANSWER_S, ARRIVE_S = PLAN.calling.answer_s, PLAN.calling.arrive_s


def called(day: Day, **how: Any) -> MobilisationId:
    """The commander calls for the power company."""
    asked = a.MobiliseAgency(agency=POWER, reason=REASON, **how)
    day.ask(asked, THE_COMMANDER)
    return MobilisationId(f"m{day.board.seq}")


def of(day: Day, name: MobilisationId) -> Mobilisation:
    """A mobilisation as it is."""
    found: Mobilisation = day.board.documents.others[Mobilisation][name]
    return found


def test_called_answered_arrived_and_let_go() -> None:
    day = a_day()
    name = called(day)
    stages = [of(day, name).status]
    for action in (
        a.AnswerMobilisation(mobilisation=name, coming=True, text=Words("w:two trucks")),
        a.MarkAgencyArrived(mobilisation=name),
        a.ReleaseAgency(mobilisation=name),
    ):
        day.wait(60).ask(action)
        stages.append(of(day, name).status)

    assert stages == ["called", "coming", "arrived", "released"]
    assert of(day, name).answered_at == OPENED_AT + 60 * SECOND_MS
    assert of(day, name).arrived_at == OPENED_AT + 120 * SECOND_MS
    assert of(day, name).ended_at == OPENED_AT + 180 * SECOND_MS


def test_the_commander_hears_when_it_does_not_answer() -> None:
    day = a_day()
    name = called(day)
    day.wait(ANSWER_S)

    assert people_told(day.watch()) == [COMMANDER]
    assert of(day, name).missed == (f"mobilisation.{name}.answer",)


def test_the_commander_hears_when_it_is_not_here_as_it_promised() -> None:
    day = a_day()
    name = called(day)
    promised = Instant(OPENED_AT + 300 * SECOND_MS)
    day.ask(a.AnswerMobilisation(mobilisation=name, coming=True, arrive_due_at=promised))
    assert [one.due_at for one in dues(of(day, name))] == [promised]
    day.wait(300)

    assert people_told(day.watch()) == [COMMANDER]
    assert day.board.documents.notices[NoticeId("n4-1")].why == "not_arrived"


def test_without_a_promise_our_own_target_counts_from_the_call() -> None:
    day = a_day()
    name = called(day)
    day.ask(a.AnswerMobilisation(mobilisation=name, coming=True))

    assert [one.due_at for one in dues(of(day, name))] == [OPENED_AT + ARRIVE_S * SECOND_MS]


def test_one_that_cannot_come_is_waited_for_no_more_and_can_be_called_again() -> None:
    day = a_day()
    name = called(day)
    day.ask(a.AnswerMobilisation(mobilisation=name, coming=False))

    assert of(day, name).status is MobilisationStatus.DECLINED
    assert dues(of(day, name)) == ()
    assert called(day) != name


def test_calling_twice_for_the_same_incident_calls_once() -> None:
    day = a_day()
    fire = day.report(FIRE)
    called(day, incident=fire)

    assert day.ask(a.MobiliseAgency(agency=POWER, reason=REASON, incident=fire)) == ()
    assert day.ask(a.MobiliseAgency(agency=POWER, reason=REASON))


def test_one_that_simply_comes_has_answered() -> None:
    day = a_day()
    name = called(day)

    day.ask(a.MarkAgencyArrived(mobilisation=name))

    assert of(day, name).answered_at == OPENED_AT


@pytest.mark.parametrize(
    ("agency", "refusal"),
    [
        (AgencyId("navy"), Unknown(field="agency", value="navy")),
        (POLICE_AGENCY, OnSite(agency=POLICE_AGENCY)),
    ],
)
def test_only_a_known_agency_that_is_not_on_site_is_called(
    agency: AgencyId, refusal: object
) -> None:
    assert a_day().refuses(a.MobiliseAgency(agency=agency, reason=REASON)) == refusal


def test_it_cannot_have_arrived_in_the_past_nor_answer_when_gone() -> None:
    day = a_day()
    name = called(day)
    late = a.AnswerMobilisation(mobilisation=name, coming=True, arrive_due_at=OPENED_AT)
    assert day.refuses(late) == TimePassed(field="arrive_due_at")

    day.ask(a.ReleaseAgency(mobilisation=name, reason=REASON))
    assert day.ask(a.ReleaseAgency(mobilisation=name)) == ()
    assert day.refuses(a.MarkAgencyArrived(mobilisation=name)) == NotNow(
        field="mobilisation", value=name, status="released"
    )
    assert isinstance(day.refuses(a.AnswerMobilisation(mobilisation=name, coming=True)), NotNow)


def test_a_changed_plan_cannot_lose_an_agency_that_is_coming() -> None:
    day = a_day()
    called(day)
    without = a.AdoptPlan(plan=PLAN.id, plan_digest="f" * 64, without_agencies=(POWER,))

    assert day.refuses(without, THE_MACHINE) == StillInUse(names=(POWER,))
