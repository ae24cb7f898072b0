"""Triage: confirm, merge, dismiss, grade, place."""

import pytest

from command.domain import actions as a
from command.domain.facts import (
    IncidentMerged,
    LocationChanged,
    SeverityChanged,
    UnitAssigned,
    UnitProgressed,
    UnitWithdrawn,
)
from command.domain.identifiers import IncidentNumber, Instant, Micro, Words, ZoneId
from command.domain.refusals import NothingSaid, SameIncident, Unknown, WrongStatus
from command.domain.states import IncidentStatus, Progress, Severity
from tests.build import REASON, SECOND_MS, a_day, only
from tests.cast import (
    AMBULANCE_1,
    CONTROL_S,
    CORDON,
    ENGINE,
    GATE,
    OPENED_AT,
    PATROL,
    TEMPLE,
    crew,
)


def test_confirming_twice_changes_nothing() -> None:
    day = a_day()
    fire = day.report()
    day.ask(a.ConfirmIncident(incident=fire))

    assert day.incident(fire).status is IncidentStatus.CONFIRMED
    assert day.decide(a.ConfirmIncident(incident=fire)) == ()


def test_what_has_ended_is_not_confirmed() -> None:
    day = a_day()
    fire = day.report()
    day.ask(a.DismissIncident(incident=fire, reason=REASON))

    assert isinstance(day.refuses(a.ConfirmIncident(incident=fire)), WrongStatus)


def test_a_duplicate_ends_and_its_units_carry_on_with_what_they_said() -> None:
    day = a_day()
    first, again = day.report(), day.report()
    day.send(ENGINE, again)
    day.acknowledge(ENGINE, again)

    facts = day.ask(a.MergeIncident(incident=again, into=first))

    assert [type(fact) for fact in facts] == [
        UnitWithdrawn,
        UnitAssigned,
        UnitProgressed,
        IncidentMerged,
    ]
    assert day.unit(ENGINE).incidents == (first,)
    assert day.incident(first).assignments[0].progress is Progress.ACKNOWLEDGED
    assert day.incident(first).duplicates == (again,)
    assert day.incident(again).status is IncidentStatus.MERGED
    assert day.incident(again).merged_into == first


def test_a_unit_on_both_is_only_taken_off_the_duplicate() -> None:
    day = a_day()
    first, again = day.report(), day.report()
    day.send(ENGINE, first)
    day.send(ENGINE, again, busy="add")

    facts = day.ask(a.MergeIncident(incident=again, into=first))

    assert [type(fact) for fact in facts] == [UnitWithdrawn, IncidentMerged]
    assert day.unit(ENGINE).incidents == (first,)


def test_several_units_carried_over_get_assignments_of_their_own() -> None:
    day = a_day()
    first, again = day.report(), day.report()
    day.send(AMBULANCE_1, first)
    day.send(ENGINE, again)
    day.send(PATROL, again)

    day.ask(a.MergeIncident(incident=again, into=first))

    assert [one.id for one in day.incident(first).assignments] == ["1-1", "1-2", "1-3"]


def test_units_of_a_duplicate_of_something_resolved_are_free() -> None:
    """They would stay bound to something nobody works on any more."""
    day = a_day()
    first, again = day.report(), day.report()
    day.send(ENGINE, again)
    day.resolve(first)

    day.ask(a.MergeIncident(incident=again, into=first))

    assert day.unit(ENGINE).incidents == ()
    assert day.incident(first).assignments == ()


def test_merging_again_changes_nothing() -> None:
    day = a_day()
    first, again = day.report(), day.report()
    merge = a.MergeIncident(incident=again, into=first)
    day.ask(merge)

    assert day.decide(merge) == ()


def test_merging_into_a_duplicate_goes_to_the_one_that_carries_on() -> None:
    day = a_day()
    first, second, third = day.report(), day.report(), day.report()
    day.ask(a.MergeIncident(incident=second, into=first))

    day.ask(a.MergeIncident(incident=third, into=second))

    assert day.incident(third).merged_into == first


def test_an_incident_is_no_duplicate_of_itself_by_any_way_round() -> None:
    day = a_day()
    first, second = day.report(), day.report()
    day.ask(a.MergeIncident(incident=second, into=first))

    straight = day.refuses(a.MergeIncident(incident=first, into=first))
    round_about = day.refuses(a.MergeIncident(incident=first, into=second))

    assert straight == round_about == SameIncident(incident=first)


def test_what_has_ended_takes_no_duplicates() -> None:
    day = a_day()
    first, second = day.report(), day.report()
    day.ask(a.DismissIncident(incident=first, reason=REASON))

    refusal = day.refuses(a.MergeIncident(incident=second, into=first))

    assert refusal == WrongStatus(incident=first, status=IncidentStatus.DISMISSED)


def test_merging_into_nothing_names_the_field() -> None:
    day = a_day()
    fire = day.report()

    refusal = day.refuses(a.MergeIncident(incident=fire, into=IncidentNumber(8)))

    assert refusal == Unknown(field="into", value="8")


def test_a_phone_that_speaks_of_the_duplicate_is_heard_on_the_other() -> None:
    day = a_day()
    first, second, third = day.report(), day.report(), day.report()
    day.send(ENGINE, third)
    day.ask(a.MergeIncident(incident=third, into=second))
    day.ask(a.MergeIncident(incident=second, into=first))

    day.arrive(ENGINE, third)
    day.ask(a.AddNote(incident=third, text=REASON), crew(ENGINE))
    day.ask(a.TickStep(incident=third, step=CORDON), crew(ENGINE))
    day.ask(a.ControlIncident(incident=third), crew(ENGINE))

    incident = day.incident(first)
    assert incident.assignments[0].progress is Progress.ON_SCENE
    assert incident.notes
    assert incident.steps
    assert incident.status is IncidentStatus.CONTROLLED


def test_a_late_word_of_a_unit_that_had_left_the_duplicate_is_kept_there() -> None:
    """It was never on the other incident; its word would be lost with a refusal."""
    day = a_day()
    first, again = day.report(), day.report()
    sent = day.send(ENGINE, again)
    day.wait(60)
    day.clear(ENGINE, again)
    day.ask(a.MergeIncident(incident=again, into=first))

    arrived_at = Instant(OPENED_AT + 30 * SECOND_MS)
    facts = day.ask(a.ArriveOnScene(incident=again, unit=ENGINE), crew(ENGINE), said_at=arrived_at)

    (said,) = only(UnitProgressed, facts)
    assert (said.assignment, said.late) == (sent, True)


def test_dismissing_frees_the_units_and_says_why() -> None:
    day = a_day()
    fire = day.report()
    day.send(ENGINE, fire)

    facts = day.ask(a.DismissIncident(incident=fire, reason=REASON))

    assert [fact.why for fact in only(UnitWithdrawn, facts)] == ["ended"]
    assert day.unit(ENGINE).incidents == ()
    assert day.incident(fire).status is IncidentStatus.DISMISSED
    assert day.decide(a.DismissIncident(incident=fire, reason=REASON)) == ()


def test_what_is_resolved_is_not_dismissed() -> None:
    day = a_day()
    fire = day.report()
    day.resolve(fire)

    assert isinstance(day.refuses(a.DismissIncident(incident=fire, reason=REASON)), WrongStatus)


def test_a_new_grade_brings_its_own_targets_from_the_same_opening() -> None:
    day = a_day()
    fire = day.report()
    day.wait(60)

    (changed,) = only(
        SeverityChanged,
        day.ask(a.ChangeSeverity(incident=fire, severity=Severity.EXTREME, reason=REASON)),
    )

    assert changed.targets.control_s == CONTROL_S // 3
    assert day.due(fire)["control"].due_at == OPENED_AT + CONTROL_S // 3 * SECOND_MS
    assert day.incident(fire).severity_set_by_person


def test_a_person_may_confirm_the_grade_that_the_rule_gave() -> None:
    day = a_day()
    fire = day.report()
    same = a.ChangeSeverity(incident=fire, severity=Severity.SERIOUS)

    day.ask(same)

    assert day.incident(fire).severity_set_by_person
    assert day.decide(same) == ()


def test_a_better_place_leaves_the_rest_as_it_was() -> None:
    day = a_day()
    place, spot = Words("w:by the steps"), (Micro(390_000_000), Micro(1_063_000_000))
    fire = day.report(zone=GATE, place=place)

    day.ask(a.ChangeLocation(incident=fire, position=spot))
    day.ask(a.ChangeLocation(incident=fire, zone=TEMPLE))

    incident = day.incident(fire)
    assert (incident.zone, incident.place, incident.position) == (TEMPLE, place, spot)


@pytest.mark.parametrize("zone", [None, GATE])
def test_a_place_that_says_nothing_new_writes_nothing(zone: ZoneId | None) -> None:
    day = a_day()
    fire = day.report(zone=GATE)

    decided = day.decide(a.ChangeLocation(incident=fire, zone=zone))

    assert decided == () if zone else isinstance(decided, NothingSaid)


def test_a_zone_that_is_not_in_the_plan_is_named() -> None:
    day = a_day()
    fire = day.report()

    refusal = day.refuses(a.ChangeLocation(incident=fire, zone=ZoneId("moon")))

    assert refusal == Unknown(field="zone", value="moon")


def test_the_same_words_again_are_a_new_place_because_nobody_can_compare_them() -> None:
    day = a_day()
    fire = day.report(place=Words("w:1"))

    facts = day.ask(a.ChangeLocation(incident=fire, place=Words("w:2")))

    assert only(LocationChanged, facts)
