"""The chain: who is told next when nobody answers, and why somebody is passed."""

from dataclasses import replace

from command.domain import actions as a
from command.domain.facts import RequestDrafted, RungClimbed, RungPassed
from command.domain.refusals import LadderEnded, NoRequest, WrongStatus
from command.domain.states import NoticeStatus
from command.domain.views import owner_of
from tests.build import REASON, a_day, only, people_told
from tests.cast import (
    ANSWER_S,
    CHIEF,
    CLERK,
    COMMANDER,
    CRUSH,
    DISPATCHER,
    ENGINE,
    FIRE,
    ILLNESS,
    LADDER,
    LEAD,
    LONE_LEAD,
    MEMBER,
    OFFICER,
    PATH_LEAD,
    PLAN,
    ROAD_LEAD,
    RUMOUR,
    SECURITY,
    THE_COMMANDER,
    THE_LEAD,
    TRAFFIC,
    lead_of,
)


def test_a_report_tells_the_lead_of_its_group_at_once() -> None:
    day = a_day()

    fire = day.report(FIRE)

    (notice,) = day.notices(fire)
    assert (notice.person, notice.why, notice.rung) == (LEAD, "lead", 0)
    assert day.incident(fire).lead == SECURITY


def test_all_leads_of_a_group_are_told_and_either_may_answer() -> None:
    day = a_day()
    crush = day.report(CRUSH)

    day.ask(a.AcknowledgeNotice(notice=day.notice_to(PATH_LEAD).id), lead_of(TRAFFIC, PATH_LEAD))

    assert day.told(crush) == [ROAD_LEAD, PATH_LEAD]
    assert "answer" not in day.due(crush)
    assert owner_of(day.incident(crush)) == PATH_LEAD


def test_the_whole_chain_tells_each_person_once_and_ends_at_the_request() -> None:
    day = a_day()
    fire = day.report(FIRE)

    day.wait_and_watch(5 * ANSWER_S)

    assert day.told(fire) == [LEAD, OFFICER, CHIEF, COMMANDER, COMMANDER]
    assert [(rung.rung, rung.passed) for rung in day.incident(fire).told] == [
        ("lead", None),
        ("office", None),
        ("scene", None),
        ("deputies", "already_told"),
        ("commander", None),
        ("city", None),
    ]
    assert day.incident(fire).request is not None


def test_silence_of_the_last_one_calls_nobody_more() -> None:
    day = a_day()
    fire = day.report(FIRE)
    day.wait_and_watch(5 * ANSWER_S)
    told = day.told(fire)

    day.wait_and_watch(3 * ANSWER_S)

    assert day.told(fire) == told
    assert isinstance(day.refuses(a.Escalate(incident=fire, reason=REASON)), LadderEnded)


def test_the_commander_who_leads_the_group_is_not_told_twice_before_the_request() -> None:
    day = a_day()
    illness = day.report(ILLNESS)

    day.wait_and_watch(4 * ANSWER_S)

    assert day.told(illness) == [COMMANDER, OFFICER, CHIEF, COMMANDER]
    assert [(rung.rung, rung.passed) for rung in day.incident(illness).told] == [
        ("lead", None),
        ("office", None),
        ("scene", None),
        ("deputies", "already_told"),
        ("commander", "already_told"),
        ("city", None),
    ]


def test_who_acts_for_the_absent_is_told_instead_and_the_notice_says_for_whom() -> None:
    day = a_day()
    day.ask(a.MarkAbsent(person=LEAD, acting=MEMBER))

    fire = day.report(FIRE)

    (notice,) = day.notices(fire)
    assert (notice.person, notice.instead_of) == (MEMBER, LEAD)


def test_without_a_named_one_the_members_follow_in_order() -> None:
    day = a_day()
    day.ask(a.MarkAbsent(person=LEAD))

    fire = day.report(FIRE)

    assert day.told(fire) == [CHIEF]


def test_who_stood_in_for_the_lead_is_not_told_again_in_their_own_post() -> None:
    day = a_day()
    day.ask(a.MarkAbsent(person=LEAD))
    fire = day.report(FIRE)

    day.wait_and_watch(3 * ANSWER_S)

    assert day.told(fire) == [CHIEF, OFFICER, COMMANDER, COMMANDER]
    passed = {rung.rung: rung.passed for rung in day.incident(fire).told if rung.passed}
    assert passed == {"scene": "already_told", "deputies": "already_told"}


def test_a_group_with_nobody_in_place_is_passed_at_once_and_the_log_says_so() -> None:
    day = a_day()
    day.ask(a.MarkAbsent(person=LONE_LEAD))

    rumour = day.report(RUMOUR)

    first, second = day.incident(rumour).told
    assert (first.rung, first.passed) == ("lead", "nobody_in_place")
    assert second.people == (OFFICER,)


def test_who_is_told_because_a_group_is_empty_is_not_told_that_they_lead_it() -> None:
    day = a_day()
    day.ask(a.MarkAbsent(person=LONE_LEAD))

    rumour = day.report(RUMOUR)

    assert [notice.why for notice in day.notices(rumour)] == ["escalated"]


def test_presence_is_asked_when_the_rung_is_climbed_not_when_the_report_came() -> None:
    day = a_day()
    fire = day.report(FIRE)
    day.ask(a.MarkAbsent(person=OFFICER))

    day.wait_and_watch(ANSWER_S)

    assert day.told(fire) == [LEAD, CLERK]


def test_a_request_is_drafted_even_when_nobody_who_could_approve_it_is_in_place() -> None:
    """Whoever comes back first finds it; a chain that ends in nothing helps nobody."""
    day = a_day()
    for person in (COMMANDER, CHIEF, OFFICER):
        day.ask(a.MarkAbsent(person=person))
    fire = day.report(FIRE)

    said = day.wait_and_watch(3 * ANSWER_S)

    assert day.told(fire) == [LEAD, CLERK]
    assert [fact.why for fact in only(RungPassed, said)] == ["nobody_in_place"] * 4
    assert len(only(RequestDrafted, said)) == 1
    assert day.incident(fire).request is not None


def test_escalating_by_hand_does_not_wait() -> None:
    day = a_day()
    fire = day.report(FIRE)

    facts = day.ask(a.Escalate(incident=fire, reason=REASON), THE_LEAD)

    assert people_told(facts) == [OFFICER]
    assert day.incident(fire).last is not None


def test_what_is_resolved_is_not_escalated() -> None:
    day = a_day()
    fire = day.report(FIRE)
    day.resolve(fire)

    assert isinstance(day.refuses(a.Escalate(incident=fire, reason=REASON)), WrongStatus)


def test_an_answer_stops_the_climb_and_gives_the_incident_an_owner() -> None:
    day = a_day()
    fire = day.report(FIRE)
    day.send(ENGINE, fire)
    day.acknowledge(ENGINE, fire)
    day.ask(a.Escalate(incident=fire, reason=REASON))

    day.answer(day.notice_to(OFFICER))
    said = day.wait_and_watch(2 * ANSWER_S)

    assert owner_of(day.incident(fire)) == OFFICER
    assert not only(RungClimbed, said)


def test_while_a_rung_is_silent_the_incident_has_no_owner() -> None:
    day = a_day()
    fire = day.report(FIRE)
    day.answer(day.notice_to(LEAD))

    day.ask(a.Escalate(incident=fire, reason=REASON))

    assert owner_of(day.incident(fire)) is None


def test_a_plan_changed_later_leaves_the_ladder_of_a_running_incident() -> None:
    day = a_day()
    fire = day.report(FIRE)
    ladder = day.incident(fire).ladder

    day.wait_and_watch(ANSWER_S)

    assert day.incident(fire).ladder == ladder
    assert ladder[0].id == "lead"


# ---- the request to the city


def test_the_commander_decides_a_request_once() -> None:
    day = a_day()
    fire = day.report(FIRE)
    day.wait_and_watch(5 * ANSWER_S)

    day.ask(a.DecideRequest(incident=fire, approve=True), THE_COMMANDER)

    request = day.incident(fire).request
    assert request is not None
    assert (request.approved, request.decided_by) == (True, COMMANDER)
    assert day.refuses(a.DecideRequest(incident=fire, approve=False), THE_COMMANDER) == NoRequest(
        incident=fire
    )


def test_a_request_names_no_post_and_lies_before_whoever_commands() -> None:
    rungs = tuple(replace(one, post=None) if one.kind == "request" else one for one in LADDER)
    playbook = replace(PLAN.playbooks[FIRE], ladder=rungs)
    day = a_day(replace(PLAN, playbooks={**PLAN.playbooks, FIRE: playbook}))
    fire = day.report(FIRE)

    day.wait_and_watch(5 * ANSWER_S)

    notice = day.notice_to(COMMANDER)
    assert (notice.why, notice.post) == ("request", PLAN.commander)
    assert day.incident(fire).request is not None


def test_a_request_that_was_never_drafted_is_not_decided() -> None:
    day = a_day()
    fire = day.report(FIRE)

    refusal = day.refuses(a.DecideRequest(incident=fire, approve=True), THE_COMMANDER)

    assert refusal == NoRequest(incident=fire)


# ---- notices


def test_seen_is_not_acknowledged_and_the_clock_runs_on() -> None:
    day = a_day()
    fire = day.report(FIRE)
    notice = day.notice_to(LEAD).id

    day.ask(a.MarkNoticeSeen(notice=notice), THE_LEAD)

    assert day.notice_to(LEAD).status is NoticeStatus.SEEN
    assert "answer" in day.due(fire)
    assert day.decide(a.MarkNoticeSeen(notice=notice), THE_LEAD) == ()


def test_acknowledging_twice_changes_nothing() -> None:
    day = a_day()
    day.report(FIRE)
    yes = a.AcknowledgeNotice(notice=day.notice_to(LEAD).id)
    day.ask(yes, THE_LEAD)

    assert day.decide(yes, THE_LEAD) == ()
    assert day.notice_to(LEAD).seen_at is not None


def test_a_dispatcher_may_acknowledge_for_the_one_told() -> None:
    day = a_day()
    fire = day.report(FIRE)

    day.ask(a.AcknowledgeNotice(notice=day.notice_to(LEAD).id), DISPATCHER)

    assert owner_of(day.incident(fire)) == LEAD
