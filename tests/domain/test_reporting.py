"""A report opens an incident at once: routed, graded, its lead told."""

import pytest

from command.domain import actions as a
from command.domain.facts import IncidentReported, NoticeIssued, NoticeOutcome
from command.domain.identifiers import NoticeId, TypeId, ZoneId
from command.domain.refusals import Unknown
from command.domain.states import IncidentStatus, Injured, NoticeStatus, Severity
from tests.build import a_day, only
from tests.cast import AMBULANCE_1, CRUSH, FIRE, GATE, LEAD, THE_LEAD, THE_WORKER, crew


def test_only_the_type_is_needed() -> None:
    day = a_day()

    fire = day.report(FIRE)

    assert day.incident(fire).status is IncidentStatus.REPORTED
    assert day.incident(fire).place is None


def test_numbers_are_counted_from_one_and_never_used_twice() -> None:
    day = a_day()

    numbers = [day.report(kind) for kind in (FIRE, CRUSH, FIRE)]

    assert numbers == [1, 2, 3]


@pytest.mark.parametrize(
    ("injured", "said", "severity"),
    [
        (Injured.NO, None, Severity.SERIOUS),
        (Injured.YES, None, Severity.MAJOR),
        (Injured.UNKNOWN, None, Severity.SERIOUS),
        (Injured.NO, Severity.EXTREME, Severity.EXTREME),
        (Injured.YES, Severity.ORDINARY, Severity.ORDINARY),
    ],
)
def test_the_rule_grades_it_unless_a_person_does(
    injured: Injured, said: Severity | None, severity: Severity
) -> None:
    day = a_day()

    fire = day.report(FIRE, injured=injured, severity=said)

    incident = day.incident(fire)
    assert incident.severity is severity
    assert incident.severity_set_by_person is (said is not None)
    assert incident.targets == day.plan.playbooks[FIRE].targets[severity]


def test_the_playbook_gives_lead_support_units_and_ladder() -> None:
    day = a_day()

    (fact,) = only(IncidentReported, day.ask(a.Report(incident_type=FIRE, zone=GATE)))

    playbook = day.plan.playbooks[FIRE]
    assert (fact.lead, fact.support, fact.send) == (playbook.lead, playbook.support, playbook.send)
    assert [(r.id, r.kind, r.post) for r in fact.ladder] == [
        (r.id, r.kind, r.post) for r in playbook.ladder
    ]


def test_a_type_or_a_zone_that_is_not_in_the_plan_is_named() -> None:
    day = a_day()

    no_type = day.refuses(a.Report(incident_type=TypeId("comet")))
    no_zone = day.refuses(a.Report(incident_type=FIRE, zone=ZoneId("moon")))

    assert no_type == Unknown(field="incident_type", value="comet")
    assert no_zone == Unknown(field="zone", value="moon")


def test_a_report_from_a_phone_names_its_unit() -> None:
    day = a_day()

    fire = day.report(FIRE, crew(AMBULANCE_1))

    assert day.incident(fire).reported_by.unit == AMBULANCE_1


def test_a_notice_is_named_by_its_entry_and_place() -> None:
    day = a_day()

    facts = day.ask(a.Report(incident_type=CRUSH))

    assert [fact.notice for fact in only(NoticeIssued, facts)] == ["n2-1", "n2-2"]


# ---- how the telling went


def outcome(status: NoticeStatus, reason: str | None = None) -> a.RecordNoticeOutcome:
    return a.RecordNoticeOutcome(
        notice=NoticeId("n2-1"), status=status, channel="json", reason=reason
    )


def test_each_attempt_is_counted_and_the_first_sending_is_kept() -> None:
    day = a_day()
    day.report()
    day.ask(outcome(NoticeStatus.FAILED, "unreachable"), THE_WORKER)
    day.wait(5)
    day.ask(outcome(NoticeStatus.SENT), THE_WORKER)
    sent_at = day.at
    day.wait(5)
    day.ask(outcome(NoticeStatus.SENT), THE_WORKER)

    notice = day.notice_to(LEAD)
    assert (notice.attempts, notice.status, notice.sent_at) == (3, NoticeStatus.SENT, sent_at)
    assert notice.failed_reason is None


def test_what_the_person_said_is_not_overwritten_by_a_late_outcome() -> None:
    day = a_day()
    day.report()
    day.ask(a.AcknowledgeNotice(notice=NoticeId("n2-1")), THE_LEAD)

    day.ask(outcome(NoticeStatus.FAILED, "unreachable"), THE_WORKER)

    assert day.notice_to(LEAD).status is NoticeStatus.ACKNOWLEDGED


def test_delivered_does_not_go_back_to_sent() -> None:
    day = a_day()
    day.report()
    day.ask(outcome(NoticeStatus.DELIVERED), THE_WORKER)

    day.ask(outcome(NoticeStatus.SENT), THE_WORKER)

    assert day.notice_to(LEAD).status is NoticeStatus.DELIVERED


@pytest.mark.parametrize(
    "status", [NoticeStatus.ISSUED, NoticeStatus.SEEN, NoticeStatus.ACKNOWLEDGED]
)
def test_a_worker_never_says_what_only_the_person_can(status: NoticeStatus) -> None:
    day = a_day()
    day.report()

    assert day.refuses(outcome(status), THE_WORKER) == Unknown(field="status", value=status)


def test_an_outcome_of_a_notice_never_issued_is_unknown() -> None:
    day = a_day()

    assert day.refuses(outcome(NoticeStatus.SENT), THE_WORKER) == (
        Unknown(field="notice", value="n2-1")
    )


def test_the_outcome_is_written_with_its_channel() -> None:
    day = a_day()
    day.report()

    (fact,) = day.ask(outcome(NoticeStatus.FAILED, "no_contact"), THE_WORKER)

    assert isinstance(fact, NoticeOutcome)
    assert (fact.channel, fact.reason) == ("json", "no_contact")
