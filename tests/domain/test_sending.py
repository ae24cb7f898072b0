"""Sending units: free ones, busy ones, two places at once, and taking them off again."""

from command.domain import actions as a
from command.domain.facts import NoticeIssued, UnitAssigned, UnitWithdrawn
from command.domain.identifiers import AssignmentId, IncidentNumber, UnitId
from command.domain.refusals import UnitCommitted, UnitUnavailable, Unknown, WrongStatus
from command.domain.states import Progress, UnitState
from tests.build import REASON, a_day, only
from tests.cast import AMBULANCE_1, AMBULANCE_2, ENGINE, GATE, TEMPLE, crew


def test_a_unit_sent_is_bound_and_told() -> None:
    day = a_day()
    fire = day.report()

    facts = day.ask(a.AssignUnit(incident=fire, unit=ENGINE))

    assert [fact.unit for fact in only(NoticeIssued, facts)] == [ENGINE]
    assert day.unit(ENGINE).incidents == (fire,)
    assert day.incident(fire).assignments[0].progress is Progress.ASSIGNED


def test_sending_a_unit_again_changes_nothing() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)

    assert day.decide(a.AssignUnit(incident=fire, unit=ENGINE, busy="divert")) == ()


def test_a_busy_unit_is_refused_with_where_it_is() -> None:
    day = a_day()
    first, second = day.report(), day.report()
    day.send(ENGINE, first)

    refusal = day.refuses(a.AssignUnit(incident=second, unit=ENGINE))

    assert refusal == UnitCommitted(unit=ENGINE, incidents=(first,))
    assert "0001" in refusal.words.zh
    assert "incident 1" in refusal.words.en


def test_a_busy_unit_diverted_leaves_everywhere_else() -> None:
    day = a_day()
    first, second, third = day.report(), day.report(), day.report()
    day.send(ENGINE, first)
    day.send(ENGINE, second, busy="add")

    facts = day.ask(a.AssignUnit(incident=third, unit=ENGINE, busy="divert"))

    taken_off = [(fact.incident, fact.why) for fact in only(UnitWithdrawn, facts)]
    assert taken_off == [(first, "diverted"), (second, "diverted")]
    assert day.unit(ENGINE).incidents == (third,)


def test_a_busy_unit_added_holds_both() -> None:
    day = a_day()
    first, second = day.report(), day.report()
    day.send(ENGINE, first)
    day.acknowledge(ENGINE, first)

    day.send(ENGINE, second, busy="add")

    assert day.unit(ENGINE).incidents == (first, second)
    assert day.incident(first).assignments[0].progress is Progress.ACKNOWLEDGED
    assert day.incident(second).assignments[0].progress is Progress.ASSIGNED


def test_clear_on_one_incident_leaves_the_other_bound() -> None:
    day = a_day()
    first, second = day.report(), day.report()
    day.send(ENGINE, first)
    day.send(ENGINE, second, busy="add")

    day.clear(ENGINE, first)

    assert day.unit(ENGINE).incidents == (second,)
    assert day.incident(second).assignments[0].is_active


def test_a_unit_out_of_service_is_not_sent() -> None:
    day = a_day()
    fire = day.report()
    day.ask(a.SetUnitState(unit=ENGINE, state=UnitState.UNAVAILABLE))

    assert day.refuses(a.AssignUnit(incident=fire, unit=ENGINE)) == UnitUnavailable(unit=ENGINE)


def test_a_unit_that_goes_out_of_service_stays_bound_until_taken_off() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)

    day.ask(a.SetUnitState(unit=ENGINE, state=UnitState.UNAVAILABLE), crew(ENGINE))

    assert day.unit(ENGINE).incidents == (fire,)
    assert day.decide(a.AssignUnit(incident=fire, unit=ENGINE)) == ()


def test_a_unit_is_not_sent_to_what_is_over() -> None:
    day = a_day()
    fire = day.report()
    day.resolve(fire)

    assert isinstance(day.refuses(a.AssignUnit(incident=fire, unit=ENGINE)), WrongStatus)


def test_an_unknown_unit_or_incident_is_named() -> None:
    day = a_day()
    fire = day.report()

    nobody = day.refuses(a.AssignUnit(incident=fire, unit=UnitId("submarine")))
    nothing = day.refuses(a.AssignUnit(incident=IncidentNumber(9), unit=ENGINE))

    assert nobody == Unknown(field="unit", value="submarine")
    assert nothing == Unknown(field="incident", value="9")


def test_a_unit_taken_off_is_free_and_a_second_time_changes_nothing() -> None:
    day = a_day()
    fire = day.report()
    sent = day.send(ENGINE, fire)
    off = a.WithdrawUnit(incident=fire, assignment=sent, reason=REASON)

    (fact,) = day.ask(off)

    assert isinstance(fact, UnitWithdrawn)
    assert (fact.why, fact.reason) == ("withdrawn", REASON)
    assert day.unit(ENGINE).incidents == ()
    assert day.decide(off) == ()


def test_an_assignment_that_never_was_cannot_be_taken_off() -> None:
    day = a_day()
    fire = day.report()

    refusal = day.refuses(a.WithdrawUnit(incident=fire, assignment=AssignmentId("1-1")))

    assert refusal == Unknown(field="assignment", value="1-1")


def test_a_unit_that_comes_back_gets_a_new_assignment() -> None:
    day = a_day()
    fire = day.report()
    first = day.send(ENGINE, fire)
    day.clear(ENGINE, fire)

    second = day.send(ENGINE, fire)

    assert (first, second) == ("1-1", "1-2")
    assert not day.assignment(first).is_active
    assert day.assignment(second).is_active
    assert day.unit(ENGINE).incidents == (fire,)


def test_two_units_on_one_incident_are_bound_apart() -> None:
    day = a_day()
    fire = day.report()
    day.send(AMBULANCE_1, fire)
    day.send(AMBULANCE_2, fire)

    day.clear(AMBULANCE_1, fire)

    assert day.unit(AMBULANCE_1).incidents == ()
    assert day.unit(AMBULANCE_2).incidents == (fire,)


def test_a_unit_says_where_it_stands_and_saying_it_again_changes_nothing() -> None:
    day = a_day()
    ready = a.SetUnitState(unit=ENGINE, state=UnitState.AVAILABLE, zone=GATE)

    day.ask(ready, crew(ENGINE))

    assert day.unit(ENGINE).zone == GATE
    assert day.decide(ready, crew(ENGINE)) == ()
    assert day.decide(a.SetUnitState(unit=ENGINE, state=UnitState.AVAILABLE)) == ()


def test_a_unit_that_moves_keeps_its_zone_until_it_names_another() -> None:
    day = a_day()
    day.ask(a.SetUnitState(unit=ENGINE, state=UnitState.AVAILABLE, zone=TEMPLE))

    day.ask(a.SetUnitState(unit=ENGINE, state=UnitState.UNAVAILABLE, reason=REASON))

    assert day.unit(ENGINE).zone == TEMPLE
    assert day.unit(ENGINE).reason == REASON


def test_the_fact_of_sending_names_the_assignment() -> None:
    day = a_day()
    fire = day.report()

    (assigned,) = only(UnitAssigned, day.ask(a.AssignUnit(incident=fire, unit=ENGINE)))

    assert assigned.assignment == day.incident(fire).assignments[0].id == "1-1"
