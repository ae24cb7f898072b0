"""Who leads and who supports, and why: by the rules of the plan, and over them by a person."""

from itertools import product
from typing import Any

import pytest

from command.domain import actions as a
from command.domain.facts import IncidentReported, IncidentRerouted, NoticeIssued, RouteOverruled
from command.domain.identifiers import AgencyId, CircumstanceId, GroupId, TypeId, UnitId
from command.domain.incident import RouteReason
from command.domain.refusals import NotAllowed, NothingSaid, Unknown, WrongStatus
from command.domain.routing import Picture, holds, newly_holding, route
from command.domain.states import INJURED, Injured, Severity
from tests.build import REASON, Day, a_day, only
from tests.cast import (
    AMBULANCE_1,
    AT_TEMPLE,
    COMMANDER,
    CRUSH,
    ENGINE,
    FIRE,
    GATE,
    GRAVE,
    HEALTH,
    HURT,
    ILLNESS,
    LEAD,
    LONE_LEAD,
    NEAR_WOOD,
    OFFICER,
    PATH_LEAD,
    PLAN,
    POLICE_AGENCY,
    PRESS,
    RELIEF,
    ROAD_LEAD,
    ROUTED,
    SECURITY,
    TEMPLE,
    THE_LEAD,
    THE_MACHINE,
    TRAFFIC,
    VEHICLES,
    WITH_TEMPLE,
    WITH_VEHICLE,
    crew,
    lead_of,
)


def picture(kind: TypeId = FIRE, **known: Any) -> Picture:
    """What is known of a fire of the third grade somewhere, unless said otherwise."""
    told: dict[str, Any] = {
        "zone": None,
        "severity": Severity.SERIOUS,
        "circumstances": frozenset[CircumstanceId](),
        **known,
    }
    return Picture(type=kind, **told)


def a_routed_day() -> Day:
    """An event with the plan that has rules."""
    return a_day(ROUTED)


# ---- the route


def test_without_rules_the_playbook_alone_decides() -> None:
    found = route(PLAN, picture())

    assert found is not None
    assert (found.lead, found.groups, found.reasons) == (SECURITY, (), ())
    assert found.support == PLAN.playbooks[FIRE].support


def test_every_type_zone_grade_and_circumstance_comes_to_a_route() -> None:
    every = [INJURED, *ROUTED.circumstances]
    subsets = [frozenset(every[:n]) for n in range(len(every) + 1)]

    for kind, zone, severity, known in product(
        ROUTED.playbooks, (None, *ROUTED.zones), Severity, subsets
    ):
        asked = Picture(type=kind, zone=zone, severity=severity, circumstances=known)
        found = route(ROUTED, asked)
        assert found is not None
        assert found.lead in ROUTED.groups
        assert found.lead not in found.groups
        assert len(set(found.support)) == len(found.support)
        assert all(reason.source for reason in found.reasons)


def test_a_type_that_the_plan_has_not_has_no_route() -> None:
    assert route(ROUTED, picture(TypeId("comet"))) is None


@pytest.mark.parametrize(
    ("severity", "is_met"),
    [
        (Severity.EXTREME, True),
        (Severity.MAJOR, True),
        (Severity.SERIOUS, False),
        (Severity.ORDINARY, False),
    ],
)
def test_a_grade_is_met_by_a_graver_one(severity: Severity, is_met: bool) -> None:
    assert holds(GRAVE, picture(severity=severity)) is is_met


def test_a_rule_brings_in_groups_agencies_and_units_with_its_clauses() -> None:
    found = route(ROUTED, picture(circumstances=frozenset({INJURED})))

    assert found is not None
    assert found.groups == (RELIEF,)
    assert found.support == (POLICE_AGENCY, HEALTH)
    assert found.send == ("fire_engine", "police", "ambulance")
    assert [(one.rule, one.source) for one in found.reasons] == [
        (None, ("P4.2.d",)),
        (HURT.id, HURT.source),
    ]


def test_a_rule_of_the_type_may_give_another_lead() -> None:
    found = route(ROUTED, picture(circumstances=frozenset({WITH_VEHICLE})))

    assert found is not None
    assert found.lead == TRAFFIC


def test_a_group_that_leads_does_not_support_itself() -> None:
    known = frozenset({WITH_VEHICLE})
    found = route(ROUTED, picture(zone=TEMPLE, circumstances=known))

    assert found is not None
    assert (found.lead, found.groups) == (TRAFFIC, ())


def test_a_kind_of_unit_asked_for_already_is_not_asked_for_twice() -> None:
    found = route(ROUTED, picture(zone=TEMPLE))

    assert found is not None
    assert found.send == ("fire_engine", "police")


def test_only_what_a_change_brings_about_holds_newly() -> None:
    before = picture(zone=GATE, severity=Severity.MAJOR)
    after = picture(zone=TEMPLE, severity=Severity.EXTREME)

    assert newly_holding(ROUTED, before, after) == (AT_TEMPLE,)


# ---- at the report


def test_at_the_report_the_lead_is_told_and_then_who_supports() -> None:
    day = a_routed_day()

    fire = day.report(FIRE, injured=Injured.YES)

    assert day.told(fire) == [LEAD, LONE_LEAD, COMMANDER]
    assert [one.why for one in day.notices(fire)] == ["lead", "support", "support"]
    assert day.incident(fire).support_groups == (PRESS, RELIEF)


def test_the_incident_keeps_why_it_is_routed_so() -> None:
    day = a_routed_day()

    fire = day.report(FIRE, involves=(WITH_VEHICLE,), zone=GATE)

    assert day.incident(fire).lead == TRAFFIC
    assert [(one.rule, one.lead) for one in day.incident(fire).reasons] == [
        (None, SECURITY),
        (VEHICLES.id, TRAFFIC),
    ]


def test_somebody_who_leads_and_supports_is_told_once() -> None:
    day = a_routed_day()

    illness = day.report(ILLNESS, injured=Injured.YES, severity=Severity.SERIOUS)

    assert day.told(illness) == [COMMANDER]
    assert day.incident(illness).support_groups == ()


def test_an_old_report_without_any_of_this_is_read_as_before() -> None:
    day = a_day()

    fire = day.report(FIRE)

    fact = only(IncidentReported, day.entries[-1].facts)[0]
    assert (fact.involves, fact.support_groups, fact.reasons) == (None, None, None)
    assert day.incident(fire).support_groups == ()
    assert day.incident(fire).involves == ()


# ---- when more is known


def test_people_hurt_bring_in_relief_and_make_it_graver() -> None:
    day = a_routed_day()
    fire = day.report(FIRE, injured=Injured.NO)

    day.send(ENGINE, fire)
    facts = day.ask(a.ChangeCircumstances(incident=fire, injured=Injured.YES), crew(ENGINE))

    incident = day.incident(fire)
    assert incident.injured is Injured.YES
    assert incident.severity is Severity.MAJOR
    assert incident.targets == ROUTED.playbooks[FIRE].targets[Severity.MAJOR]
    assert not incident.severity_set_by_person
    assert incident.support_groups == (PRESS, RELIEF)
    assert [one.person for one in only(NoticeIssued, facts)] == [LONE_LEAD, COMMANDER]
    assert "ambulance" in incident.send


def test_a_grade_that_a_person_gave_stays() -> None:
    day = a_routed_day()
    fire = day.report(FIRE, injured=Injured.NO, severity=Severity.ORDINARY)

    day.ask(a.ChangeCircumstances(incident=fire, injured=Injured.YES))

    assert day.incident(fire).severity is Severity.ORDINARY


def test_nobody_hurt_after_all_makes_it_no_milder_and_sends_nobody_away() -> None:
    day = a_routed_day()
    fire = day.report(FIRE, injured=Injured.YES)
    before = day.incident(fire)

    day.ask(a.ChangeCircumstances(incident=fire, injured=Injured.NO))

    after = day.incident(fire)
    assert after.injured is Injured.NO
    assert after.severity is before.severity
    assert after.support_groups == before.support_groups


def test_what_is_left_out_stays_as_it_was() -> None:
    day = a_routed_day()
    fire = day.report(FIRE, involves=(WITH_TEMPLE,))

    day.ask(a.ChangeCircumstances(incident=fire, rules_out=(NEAR_WOOD,)))

    incident = day.incident(fire)
    assert (incident.involves, incident.rules_out) == ((WITH_TEMPLE,), (NEAR_WOOD,))


def test_another_zone_and_a_graver_grade_bring_in_whom_the_rules_name() -> None:
    day = a_routed_day()
    fire = day.report(FIRE, zone=GATE)

    (moved,) = only(IncidentRerouted, day.ask(a.ChangeLocation(incident=fire, zone=TEMPLE)))
    day.ask(a.ChangeSeverity(incident=fire, severity=Severity.EXTREME))

    assert moved.reasons == (
        RouteReason(
            rule=AT_TEMPLE.id,
            lead=None,
            groups=AT_TEMPLE.groups,
            support=(),
            send=AT_TEMPLE.send,
            source=AT_TEMPLE.source,
        ),
    )
    assert day.incident(fire).support_groups == (TRAFFIC, PRESS)
    assert day.told(fire) == [LEAD, ROAD_LEAD, PATH_LEAD, LONE_LEAD]


def test_by_itself_the_lead_never_changes_it_is_only_advised() -> None:
    day = a_routed_day()
    fire = day.report(FIRE)

    day.ask(a.ChangeCircumstances(incident=fire, involves=(WITH_VEHICLE,)))

    assert day.incident(fire).lead == SECURITY
    assert day.incident(fire).advised_lead == TRAFFIC
    assert day.told(fire) == [LEAD]


def test_the_same_again_changes_nothing() -> None:
    day = a_routed_day()
    fire = day.report(FIRE, involves=(WITH_TEMPLE,))

    assert day.ask(a.ChangeCircumstances(incident=fire, involves=(WITH_TEMPLE,))) == ()


def test_what_was_ruled_out_may_turn_out_to_be_so_and_the_other_way_round() -> None:
    day = a_routed_day()
    fire = day.report(FIRE, involves=(WITH_TEMPLE,), rules_out=(WITH_VEHICLE,))

    day.ask(
        a.ChangeCircumstances(incident=fire, involves=(WITH_VEHICLE,), rules_out=(WITH_TEMPLE,))
    )

    incident = day.incident(fire)
    assert (incident.involves, incident.rules_out) == ((WITH_VEHICLE,), (WITH_TEMPLE,))


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ({"involves": (CircumstanceId("comet"),)}, "involves", "comet"),
        ({"rules_out": (INJURED,)}, "rules_out", "injured"),
        ({"involves": (NEAR_WOOD,), "rules_out": (NEAR_WOOD,)}, "rules_out", "forest"),
    ],
)
def test_a_circumstance_that_the_plan_lacks_or_said_both_ways_is_refused(
    said: dict[str, Any], field: str, value: str
) -> None:
    day = a_routed_day()
    fire = day.report(FIRE)

    refusal = Unknown(field=field, value=value)
    assert day.refuses(a.ChangeCircumstances(incident=fire, **said)) == refusal
    assert day.refuses(a.Report(incident_type=FIRE, **said)) == refusal


def test_saying_nothing_names_what_could_be_said() -> None:
    day = a_routed_day()
    fire = day.report(FIRE)

    refusal = day.refuses(a.ChangeCircumstances(incident=fire))

    assert refusal == NothingSaid(fields=("injured", "involves", "rules_out"))


def test_who_reported_may_say_more_later_and_a_stranger_may_not() -> None:
    day = a_routed_day()
    fire = day.report(FIRE, crew(AMBULANCE_1))

    day.ask(a.ChangeCircumstances(incident=fire, involves=(WITH_TEMPLE,)), crew(AMBULANCE_1))
    refusal = day.refuses(a.ChangeCircumstances(incident=fire, involves=(NEAR_WOOD,)), crew(ENGINE))

    assert isinstance(refusal, NotAllowed)


def test_a_handled_incident_is_corrected_and_calls_nobody() -> None:
    day = a_routed_day()
    fire = day.report(FIRE)
    day.resolve(fire)

    facts = day.ask(a.ChangeLocation(incident=fire, zone=TEMPLE))

    assert only(IncidentRerouted, facts) == []
    assert only(NoticeIssued, facts) == []


def test_an_adopted_plan_leaves_running_incidents_as_they_were_routed() -> None:
    day = a_day()
    fire = day.report(FIRE, zone=TEMPLE, injured=Injured.YES)
    before = day.incident(fire)

    day.ask(a.AdoptPlan(plan=PLAN.id, plan_digest="f" * 64), THE_MACHINE)
    day.plan = ROUTED
    day.ask(a.ChangeCircumstances(incident=fire, involves=(NEAR_WOOD,)))

    after = day.incident(fire)
    assert (after.lead, after.support_groups, after.support) == (before.lead, (), before.support)
    assert after.send == before.send
    assert after.targets == before.targets


# ---- overruled by a person


def test_another_lead_is_told_and_the_former_one_hears_that_they_are_relieved() -> None:
    day = a_routed_day()
    fire = day.report(FIRE)

    (fact,) = only(
        RouteOverruled, day.ask(a.OverruleRoute(incident=fire, lead=TRAFFIC, reason=REASON))
    )

    assert (fact.lead, fact.rung, fact.people) == (TRAFFIC, 0, (ROAD_LEAD, PATH_LEAD))
    assert day.incident(fire).lead == TRAFFIC
    assert [(one.person, one.why, one.rung) for one in day.notices(fire)[1:]] == [
        (ROAD_LEAD, "lead", 0),
        (PATH_LEAD, "lead", 0),
        (LEAD, "relieved", None),
    ]


def test_the_new_lead_has_its_own_time_to_answer_and_the_old_ones_word_counts_no_more() -> None:
    day = a_routed_day()
    fire = day.report(FIRE)
    old = day.notice_to(LEAD)
    day.wait(20)
    day.ask(a.OverruleRoute(incident=fire, lead=TRAFFIC, reason=REASON))

    day.answer(old)

    told = day.incident(fire).told[0]
    assert (told.answered_at, told.at) == (None, day.at)
    assert day.due(fire)["answer"].due_at == day.at + 90_000
    day.answer(day.notice_to(ROAD_LEAD))
    assert day.incident(fire).told[0].answered_by == ROAD_LEAD


def test_silence_of_the_new_lead_climbs_as_any_silence_does() -> None:
    day = a_routed_day()
    fire = day.report(FIRE)
    day.ask(a.OverruleRoute(incident=fire, lead=RELIEF, reason=REASON))

    day.wait_and_watch(91)

    assert [rung.people for rung in day.incident(fire).told] == [(COMMANDER,), (OFFICER,)]


def test_a_new_lead_whom_a_higher_rung_has_told_stands_there_and_is_told_to_lead() -> None:
    day = a_routed_day()
    fire = day.report(FIRE)
    for _ in range(4):
        day.ask(a.Escalate(incident=fire, reason=REASON))
    assert COMMANDER in day.told(fire)

    day.ask(a.OverruleRoute(incident=fire, lead=RELIEF, reason=REASON))

    assert day.incident(fire).told[0].passed == "already_told"
    newest = day.notice_to(COMMANDER)
    assert (newest.why, newest.rung) == ("lead", None)


def test_a_person_adds_and_drops_support_and_rules_bring_back_nobody() -> None:
    day = a_routed_day()
    fire = day.report(FIRE, injured=Injured.YES)

    day.ask(
        a.OverruleRoute(
            incident=fire,
            add_groups=(TRAFFIC,),
            drop_groups=(RELIEF,),
            drop_support=(HEALTH,),
            reason=REASON,
        )
    )
    day.ask(a.ChangeCircumstances(incident=fire, involves=(NEAR_WOOD,)))

    incident = day.incident(fire)
    assert incident.support_groups == (PRESS, TRAFFIC)
    assert incident.support == (POLICE_AGENCY,)
    assert incident.told[0].people == (LEAD,)
    assert day.notices(fire)[-1].why == "support"


def test_after_a_persons_word_rules_advise_no_other_lead() -> None:
    day = a_routed_day()
    fire = day.report(FIRE)
    day.ask(a.OverruleRoute(incident=fire, lead=RELIEF, reason=REASON))

    day.ask(a.ChangeCircumstances(incident=fire, involves=(WITH_VEHICLE,)))

    assert day.incident(fire).lead == RELIEF
    assert day.incident(fire).advised_lead is None
    assert day.incident(fire).overruled


def test_overruled_as_it_is_already_changes_nothing() -> None:
    day = a_routed_day()
    fire = day.report(FIRE)

    assert day.ask(a.OverruleRoute(incident=fire, lead=SECURITY, reason=REASON)) == ()
    assert day.ask(a.OverruleRoute(incident=fire, drop_groups=(PRESS,), reason=REASON)) == ()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"lead": GroupId("moon")}, "lead"),
        ({"add_groups": (PRESS, GroupId("moon"))}, "add_groups"),
        ({"drop_groups": (GroupId("moon"),)}, "drop_groups"),
        ({"add_support": (AgencyId("moon"),)}, "add_support"),
        ({"drop_support": (AgencyId("moon"),)}, "drop_support"),
    ],
)
def test_what_the_plan_has_not_is_refused_by_name(said: dict[str, Any], field: str) -> None:
    day = a_routed_day()
    fire = day.report(FIRE)

    refusal = day.refuses(a.OverruleRoute(incident=fire, reason=REASON, **said))

    assert refusal == Unknown(field=field, value="moon")


def test_an_overruling_that_says_nothing_is_refused() -> None:
    day = a_routed_day()
    fire = day.report(FIRE)

    assert isinstance(day.refuses(a.OverruleRoute(incident=fire, reason=REASON)), NothingSaid)


def test_what_is_handled_is_not_routed_any_more() -> None:
    day = a_routed_day()
    fire = day.report(FIRE)
    day.resolve(fire)

    refusal = day.refuses(a.OverruleRoute(incident=fire, lead=TRAFFIC, reason=REASON))

    assert isinstance(refusal, WrongStatus)


def test_a_lead_hands_on_their_own_incident_and_no_other() -> None:
    day = a_routed_day()
    fire, crush = day.report(FIRE), day.report(CRUSH)

    day.ask(a.OverruleRoute(incident=fire, lead=TRAFFIC, reason=REASON), THE_LEAD)
    others = day.refuses(a.OverruleRoute(incident=crush, lead=SECURITY, reason=REASON), THE_LEAD)
    a_unit = day.refuses(
        a.OverruleRoute(incident=crush, lead=SECURITY, reason=REASON), crew(UnitId("engine-1"))
    )
    back = a.OverruleRoute(incident=fire, lead=SECURITY, reason=REASON)
    day.ask(back, lead_of(TRAFFIC, ROAD_LEAD))

    assert isinstance(others, NotAllowed)
    assert isinstance(a_unit, NotAllowed)
    assert day.incident(fire).lead == SECURITY


def test_taken_up_again_it_is_led_by_whom_a_person_named() -> None:
    day = a_routed_day()
    fire = day.report(FIRE)
    day.ask(a.OverruleRoute(incident=fire, lead=TRAFFIC, reason=REASON))
    day.resolve(fire)

    day.ask(a.ReopenIncident(incident=fire, reason=REASON))

    assert day.incident(fire).told[0].people == (ROAD_LEAD, PATH_LEAD)
