"""Situation reports: owed from a grade on, drafted from the log, approved, sent, late."""

from dataclasses import replace

import pytest

from command.domain import actions as a
from command.domain.authority import Role
from command.domain.course import Course, of_kept
from command.domain.facts import (
    DueMissed,
    Fact,
    NoticeIssued,
    SitrepDropped,
    SitrepOwed,
    SitrepSent,
)
from command.domain.identifiers import IncidentNumber, Instant, RecipientId, SitrepId, Words
from command.domain.incident import By
from command.domain.refusals import (
    NotAllowed,
    NothingSaid,
    NotNow,
    SitrepChanged,
    SitrepNotApproved,
    StillInUse,
    Unknown,
)
from command.domain.sitrep import Draft, Part, ReportStage, Sitrep
from command.domain.states import Injured, Severity
from command.domain.views import View, line
from tests.build import REASON, Day, a_day, only, people_told
from tests.cast import (
    CHIEF,
    CITY,
    COMMANDER,
    DISPATCHER,
    ENGINE,
    EVERY_S,
    FIRE,
    FIRST_S,
    OFFICER,
    PHONE_S,
    PHONED_UP,
    PLAN,
    REGION,
    REPORTED_UP,
    SECURITY,
    THE_COMMANDER,
    THE_LEAD,
    THE_MACHINE,
    WARN_S,
    lead_of,
)

FIRST = SitrepId("s1-1")
ONE = IncidentNumber(1)
HURT = Words("w:two-hurt")


def a_fire(severity: Severity = Severity.SERIOUS) -> Day:
    """A day with one fire, of a grade that the city hears of."""
    day = a_day(REPORTED_UP)
    day.report(severity=severity)
    return day


def found(day: Day, name: SitrepId = FIRST) -> Sitrep:
    """The reports on an incident."""
    sitrep = day.board.documents.others[Sitrep][name]
    assert isinstance(sitrep, Sitrep)
    return sitrep


def draft_of(day: Day, name: SitrepId = FIRST) -> Draft:
    """The report being written."""
    draft = found(day, name).draft
    assert draft is not None
    return draft


def send(day: Day, *to: RecipientId, final: bool = False) -> None:
    """Draft, approve and send the next report."""
    day.ask(a.DraftSitrep(sitrep=FIRST, final=final))
    draft = draft_of(day)
    day.ask(a.ApproveSitrep(sitrep=FIRST, seen=draft.v), THE_COMMANDER)
    day.ask(a.SendSitrep(sitrep=FIRST, number=draft.number, recipients=to))


def a_phoned_fire(severity: Severity = Severity.MAJOR) -> Day:
    """A day with one fire that is told of by phone first."""
    day = a_day(PHONED_UP)
    day.report(severity=severity)
    return day


def clocks_of(day: Day) -> dict[str, tuple[int | None, int | None]]:
    """When each recipient has to be called and written to, in seconds from now."""
    return {
        one.to: (_seconds_to(day, one.phone_due_at), _seconds_to(day, one.due_at))
        for one in found(day).channels
    }


def _seconds_to(day: Day, at: Instant | None) -> int | None:
    return None if at is None else (at - day.at) // 1000


def whys(facts: list[Fact]) -> list[str]:
    """What people were told, one of each."""
    return list(dict.fromkeys(str(fact.why) for fact in only(NoticeIssued, facts)))


def due_of(day: Day) -> dict[str, int | None]:
    """When the next report is due, by recipient, in seconds from now."""
    return {
        one.to: None if one.due_at is None else (one.due_at - day.at) // 1000
        for one in found(day).channels
    }


def late(day: Day, seconds: int) -> list[Fact]:
    """What the watch says of reports after a while; the incident has clocks of its own."""
    return [
        fact
        for fact in day.wait_and_watch(seconds)
        if isinstance(fact, DueMissed) or str(getattr(fact, "why", "")).startswith("sitrep_")
    ]


# ---- owed


def test_a_grave_incident_is_owed_to_those_its_grade_concerns() -> None:
    assert due_of(a_fire(Severity.SERIOUS)) == {CITY: FIRST_S}
    assert due_of(a_fire(Severity.MAJOR)) == {CITY: FIRST_S, REGION: FIRST_S}


def test_an_ordinary_one_is_owed_to_nobody_until_its_grade_rises() -> None:
    day = a_fire(Severity.ORDINARY)
    assert not day.board.documents.others[Sitrep]

    day.wait(60)
    day.ask(a.ChangeSeverity(incident=IncidentNumber(1), severity=Severity.SERIOUS))
    day.wait(60)
    (owed,) = only(
        SitrepOwed,
        day.ask(a.ChangeSeverity(incident=IncidentNumber(1), severity=Severity.MAJOR)),
    )

    assert [one.to for one in owed.owed] == [REGION]
    assert due_of(day) == {CITY: FIRST_S - 60, REGION: FIRST_S}


def test_a_false_alarm_that_nobody_above_heard_of_is_dropped() -> None:
    day = a_fire()

    dismissed = day.ask(a.DismissIncident(incident=IncidentNumber(1), reason=REASON))

    assert len(only(SitrepDropped, dismissed)) == 1
    assert late(day, 2 * FIRST_S) == []


def test_one_that_was_reported_up_still_owes_an_end() -> None:
    day = a_fire()
    send(day)

    day.ask(a.DismissIncident(incident=IncidentNumber(1), reason=REASON))
    send(day, final=True)

    assert found(day).sent[-1].report.stage is ReportStage.FINAL
    assert found(day).ended_at == day.at


def test_an_incident_reopened_after_its_final_report_is_reported_anew() -> None:
    day = a_fire()
    day.ask(a.ControlIncident(incident=IncidentNumber(1)))
    send(day, final=True)
    day.ask(a.ResolveIncident(incident=IncidentNumber(1)))

    day.ask(a.ReopenIncident(incident=IncidentNumber(1), reason=REASON))

    assert found(day, SitrepId("s1-2")).channels[0].due_at == day.at + FIRST_S * 1000


# ---- drafted, edited, approved


def test_a_draft_holds_what_the_log_knows_and_nothing_unknown_holds_it_up() -> None:
    day = a_fire()
    day.ask(a.AssignUnit(incident=IncidentNumber(1), unit=ENGINE))
    day.ask(a.DraftSitrep(sitrep=FIRST))

    draft = draft_of(day)

    assert (draft.number, draft.stage) == (1, ReportStage.FIRST)
    assert draft.elements.incident_type == FIRE
    assert draft.elements.severity is Severity.SERIOUS
    assert draft.elements.lead == SECURITY
    assert [one.unit for one in draft.elements.units] == [ENGINE]
    assert draft.elements.injured in Injured
    assert draft.account == day.board.documents.incidents[IncidentNumber(1)].what


def test_a_draft_has_the_newest_count_of_who_is_hurt() -> None:
    day = a_fire()
    for light in (1, 2):
        day.ask(a.RecordCasualties(incident=IncidentNumber(1), lightly_injured=light))
    day.ask(a.DraftSitrep(sitrep=FIRST))

    counted = draft_of(day).elements.counted

    assert counted is not None
    assert (counted.lightly_injured, counted.verified) == (2, False)


def test_drafted_anew_it_keeps_what_was_typed_and_needs_approval_again() -> None:
    day = a_fire()
    day.ask(a.DraftSitrep(sitrep=FIRST))
    day.ask(a.EditSitrep(sitrep=FIRST, casualties=HURT))
    day.ask(a.ApproveSitrep(sitrep=FIRST, seen=draft_of(day).v), THE_COMMANDER)

    day.wait(60)
    day.ask(a.DraftSitrep(sitrep=FIRST))

    assert draft_of(day).casualties == HURT
    assert draft_of(day).elements.as_of == day.at
    assert draft_of(day).approved_at is None


def test_who_approves_hears_of_a_draft_once() -> None:
    day = a_fire()

    first = day.ask(a.DraftSitrep(sitrep=FIRST), DISPATCHER)
    again = day.ask(a.DraftSitrep(sitrep=FIRST), DISPATCHER)

    assert people_told(first) == [CHIEF, OFFICER]
    assert people_told(again) == []


def test_what_was_changed_after_it_was_read_is_not_approved() -> None:
    day = a_fire()
    day.ask(a.DraftSitrep(sitrep=FIRST))
    read = draft_of(day).v
    day.ask(a.EditSitrep(sitrep=FIRST, casualties=HURT))

    refusal = day.refuses(a.ApproveSitrep(sitrep=FIRST, seen=read), THE_COMMANDER)

    assert refusal == SitrepChanged(sitrep=FIRST)


def test_an_edit_says_something_and_needs_a_draft() -> None:
    day = a_fire()
    nothing_yet = day.refuses(a.EditSitrep(sitrep=FIRST, casualties=HURT))
    day.ask(a.DraftSitrep(sitrep=FIRST))

    empty = day.refuses(a.EditSitrep(sitrep=FIRST))

    assert isinstance(nothing_yet, NotNow)
    assert isinstance(empty, NothingSaid)


@pytest.mark.parametrize("by", [THE_COMMANDER, lead_of(SECURITY, CHIEF)])
def test_the_commander_and_the_post_that_the_plan_names_approve(by: By) -> None:
    day = a_fire()
    day.ask(a.DraftSitrep(sitrep=FIRST))
    approve = a.ApproveSitrep(sitrep=FIRST, seen=draft_of(day).v)

    for other in (DISPATCHER, THE_LEAD):
        refusal = day.refuses(approve, other)
        assert isinstance(refusal, NotAllowed)
        assert refusal.why == "approver"
    day.ask(approve, by)

    assert draft_of(day).approved_by == by.person


def test_a_part_emptied_is_empty_and_the_rest_stays() -> None:
    day = a_fire()
    day.ask(a.DraftSitrep(sitrep=FIRST))
    day.ask(a.EditSitrep(sitrep=FIRST, casualties=HURT, needs=HURT))
    day.ask(a.ApproveSitrep(sitrep=FIRST, seen=draft_of(day).v), THE_COMMANDER)

    day.ask(a.EditSitrep(sitrep=FIRST, emptied=(Part.CASUALTIES,)))

    assert (draft_of(day).casualties, draft_of(day).needs) == (None, HURT)
    assert draft_of(day).approved_at is None
    assert day.ask(a.EditSitrep(sitrep=FIRST, emptied=(Part.CASUALTIES,))) == ()


# ---- by phone


def test_those_above_are_told_by_phone_first_and_in_writing_after() -> None:
    day = a_phoned_fire()
    waited_for = clocks_of(day)

    day.ask(a.PhoneSitrep(incident=ONE, recipients=(CITY,)))

    assert waited_for == {CITY: (PHONE_S, FIRST_S), REGION: (PHONE_S, FIRST_S)}
    assert clocks_of(day) == {CITY: (None, FIRST_S), REGION: (PHONE_S, FIRST_S)}
    assert day.ask(a.PhoneSitrep(incident=ONE, recipients=(CITY,))) == ()


def test_a_plan_that_asks_for_no_call_waits_for_none() -> None:
    day = a_fire()

    assert clocks_of(day) == {CITY: (None, FIRST_S)}
    assert day.ask(a.PhoneSitrep(incident=ONE)) == ()


def test_who_has_it_in_writing_needs_no_call_ahead_of_it() -> None:
    day = a_phoned_fire()

    send(day, CITY)

    assert clocks_of(day) == {CITY: (None, EVERY_S), REGION: (PHONE_S, FIRST_S)}


def test_a_call_to_somebody_unknown_is_refused_by_its_field() -> None:
    call = a.PhoneSitrep(incident=ONE, recipients=(RecipientId("nobody"),))

    assert a_phoned_fire().refuses(call) == Unknown(field="recipients", value="nobody")


def test_the_office_is_warned_before_a_call_is_due_and_the_chain_hears_when_it_is_late() -> None:
    day = a_phoned_fire(Severity.SERIOUS)
    climb_s = day.plan.times.report_climb_s

    heard = [late(day, PHONE_S - WARN_S), late(day, WARN_S), late(day, climb_s)]

    assert [people_told(said) for said in heard] == [[OFFICER], [OFFICER], [CHIEF]]
    assert [whys(said) for said in heard] == [
        ["sitrep_phone_soon"],
        ["sitrep_phone_late"],
        ["sitrep_phone_late"],
    ]


def test_a_warning_makes_nothing_late_and_what_passed_does() -> None:
    day = a_phoned_fire(Severity.SERIOUS)
    day.ask(a.PhoneSitrep(incident=ONE))
    day.wait_and_watch(FIRST_S - WARN_S)
    warned = of_kept(found(day), day.board.documents).course

    day.wait_and_watch(WARN_S)

    assert warned is Course.RUNNING
    assert of_kept(found(day), day.board.documents).course is Course.LATE


# ---- sent


def test_nothing_is_sent_that_nobody_approved() -> None:
    day = a_fire()
    day.ask(a.DraftSitrep(sitrep=FIRST))

    refusal = day.refuses(a.SendSitrep(sitrep=FIRST, number=1))

    assert refusal == SitrepNotApproved(sitrep=FIRST)


def test_a_report_sent_sets_the_clock_of_those_it_went_to() -> None:
    day = a_fire(Severity.MAJOR)
    day.wait(60)

    send(day, CITY)

    assert due_of(day) == {CITY: EVERY_S, REGION: FIRST_S - 60}
    assert day.decide(a.SendSitrep(sitrep=FIRST, number=1)) == ()
    send(day)
    assert [one.report.stage for one in found(day).sent] == [
        ReportStage.FIRST,
        ReportStage.FOLLOW_UP,
    ]
    assert due_of(day) == {CITY: EVERY_S, REGION: EVERY_S}


def test_one_to_somebody_unknown_or_of_another_number_is_refused_by_its_field() -> None:
    day = a_fire()
    day.ask(a.DraftSitrep(sitrep=FIRST))

    nobody = a.SendSitrep(sitrep=FIRST, number=1, recipients=(RecipientId("nobody"),))

    assert day.refuses(nobody) == Unknown(field="recipients", value="nobody")
    assert day.refuses(a.SendSitrep(sitrep=FIRST, number=7)) == Unknown(field="number", value="7")


def test_a_final_one_goes_to_all_and_ends_the_clocks() -> None:
    day = a_fire(Severity.MAJOR)
    too_soon = day.refuses(a.DraftSitrep(sitrep=FIRST, final=True))
    day.ask(a.ControlIncident(incident=IncidentNumber(1)))

    send(day, CITY, final=True)

    assert isinstance(too_soon, NotNow)
    assert found(day).sent[-1].to == (CITY, REGION)
    assert due_of(day) == {CITY: None, REGION: None}
    assert isinstance(day.refuses(a.DraftSitrep(sitrep=FIRST)), NotNow)


# ---- late


def test_a_late_report_is_pressed_a_step_of_the_chain_at_a_time_and_nobody_twice() -> None:
    day = a_fire()

    climb_s = REPORTED_UP.times.report_climb_s
    # Another plan by now: the clocks that run are those of the plan that began them.
    day.plan = replace(REPORTED_UP, times=replace(REPORTED_UP.times, report_climb_s=climb_s * 9))

    heard = [late(day, FIRST_S), *(late(day, climb_s) for _ in range(3))]

    assert [people_told(said) for said in heard] == [[OFFICER], [CHIEF], [COMMANDER], []]
    assert [one.deadline for one in only(DueMissed, heard[0])] == ["sitrep.s1-1.city.0.0"]


def test_a_report_in_time_leaves_nothing_to_miss_until_the_next_is_due() -> None:
    day = a_fire()
    send(day)

    assert late(day, EVERY_S - 1) == []
    (missed,) = only(DueMissed, late(day, 1))
    assert missed.deadline == "sitrep.s1-1.city.1.0"


# ---- who sees, the plan


def test_a_unit_sees_nothing_of_what_is_reported_above() -> None:
    day = a_fire()
    day.ask(a.AssignUnit(incident=IncidentNumber(1), unit=ENGINE))
    send(day)
    sent = day.entries[-1]

    assert only(SitrepSent, sent.facts)
    view, documents = View(role=Role.FIELD_UNIT, unit=ENGINE), day.board.documents
    assert line(view, sent, "h", documents=documents, texts=str) is None


def test_a_plan_without_somebody_who_is_being_reported_to_is_not_adopted() -> None:
    day = a_fire()

    adopt = a.AdoptPlan(plan=PLAN.id, plan_digest="f" * 64, without_recipients=(CITY,))

    assert day.refuses(adopt, THE_MACHINE) == StillInUse(names=(CITY,))
