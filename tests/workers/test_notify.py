"""Telling: the right one, once an attempt, in few words, with the outcome in the log."""

import pytest

from command.domain import actions as a
from command.domain.facts import NoticeOutcome
from command.domain.identifiers import Words
from command.domain.notice import Notice
from command.domain.states import EventKind, NoticeStatus
from tests.cast import GATE, LEAD, PATROL, crew
from tests.fakes.receiver import Receiver
from tests.valkey import Valkey
from tests.workers.stage import Stage
from workers.channels import is_local, is_understood, send
from workers.jobs.notify import Outcome, is_owed, record, tell
from workers.wording import Message, seq_mark


def carry_out(stage: Stage, notice: Notice, attempt: int, *urls: str) -> Outcome | None:
    """What the job does, with addresses instead of a store of them."""
    desk = stage.another_desk()
    if not is_owed(desk, notice.id, attempt):
        return None
    outcome = tell(desk, notice.id, urls, drills_go_out=False)
    record(desk, notice.id, attempt, outcome)
    return outcome


def test_the_lead_is_told_what_and_where_in_both_languages(
    stage: Stage, receiver: Receiver
) -> None:
    stage.report(zone=GATE)
    (notice,) = stage.notices()

    carry_out(stage, notice, 1, receiver.url)

    (message,) = receiver.messages
    assert notice.person == LEAD
    assert message["title"] == "重阳 0001 fire·gate"
    assert message["message"].splitlines() == [
        "由你组牵头，请确认。",
        "Double Ninth, incident 0001: fire, gate. Your group leads. Acknowledge.",
        "#2",
    ]


def test_nothing_that_people_typed_goes_out(stage: Stage, receiver: Receiver) -> None:
    typed = Words("Zhang San, 13800000000")
    stage.report(what=typed, place=typed, reporter=typed)
    (notice,) = stage.notices()

    carry_out(stage, notice, 1, receiver.url)

    assert "Zhang" not in str(receiver.messages)
    assert "13800000000" not in str(receiver.messages)
    assert "place not known yet" in receiver.bodies[0]


def test_the_outcome_is_in_the_log_without_the_address(stage: Stage, receiver: Receiver) -> None:
    stage.report()
    (notice,) = stage.notices()

    carry_out(stage, notice, 1, receiver.url)

    (outcome,) = stage.facts(NoticeOutcome)
    assert (outcome.status, outcome.channel, outcome.reason) == (NoticeStatus.SENT, "json", None)
    assert stage.entries()[-1].action_id == f"notify:{notice.id}:1"
    assert all("127.0.0.1" not in stored.e.decode() for stored in stage.log.scan())


def test_one_attempt_carried_out_again_sends_nothing(stage: Stage, receiver: Receiver) -> None:
    stage.report()
    (notice,) = stage.notices()

    carry_out(stage, notice, 1, receiver.url)
    carry_out(stage, notice, 1, receiver.url)

    assert len(receiver.messages) == 1
    assert len(stage.facts(NoticeOutcome)) == 1


def test_a_unit_is_told_that_it_is_sent(stage: Stage, receiver: Receiver) -> None:
    number = stage.report()
    stage.ask(a.AssignUnit(incident=number, unit=PATROL))
    notice = stage.notices()[-1]

    carry_out(stage, notice, 1, receiver.url)

    assert notice.unit == PATROL
    assert receiver.bodies[0].startswith("派你队前往，请回“收到”。")
    assert receiver.bodies[0].endswith(seq_mark(notice))


def test_who_has_acknowledged_on_the_page_is_not_told_again(
    stage: Stage, receiver: Receiver
) -> None:
    number = stage.report()
    stage.ask(a.AssignUnit(incident=number, unit=PATROL))
    notice = stage.notices()[-1]
    stage.ask(a.AcknowledgeNotice(notice=notice.id), crew(PATROL))

    assert carry_out(stage, notice, 1, receiver.url) is None
    assert receiver.messages == []


def test_without_contact_it_fails_and_says_so(stage: Stage) -> None:
    stage.report()
    (notice,) = stage.notices()

    carry_out(stage, notice, 1)

    (told,) = stage.notices()
    assert (told.status, told.failed_reason) == (NoticeStatus.FAILED, "no_contact")


def test_whatever_breaks_in_telling_is_a_failure_that_names_no_address(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.report()
    (notice,) = stage.notices()

    carry_out(stage, notice, 1, "json://[an-address-nobody-checked")

    (told,) = stage.notices()
    assert (told.status, told.failed_reason) == (NoticeStatus.FAILED, "broken")
    assert f"notice={notice.id} could not be told: ValueError" in caplog.text
    assert "nobody-checked" not in caplog.text


def test_a_channel_that_refuses_is_a_failure_and_the_next_attempt_is_another(
    stage: Stage, receiver: Receiver
) -> None:
    stage.report()
    (notice,) = stage.notices()
    receiver.refusing = True
    carry_out(stage, notice, 1, receiver.url)
    receiver.refusing = False

    carry_out(stage, notice, 2, receiver.url)

    outcomes = stage.facts(NoticeOutcome)
    assert [one.status for one in outcomes] == [NoticeStatus.FAILED, NoticeStatus.SENT]
    assert outcomes[0].reason == "unreachable"
    assert len(receiver.messages) == 1


def test_one_address_that_takes_it_is_enough(receiver: Receiver) -> None:
    sending = send(["json://127.0.0.1:1/nobody", receiver.url], Message(title="t", body="b"))

    assert (sending.channel, sending.failed) == ("json", None)


def test_a_wrong_address_is_told_from_one_out_of_reach() -> None:
    sending = send(["nonsense://here"], Message(title="t", body="b"))

    assert (sending.channel, sending.failed) == ("nonsense", "refused")


def test_a_drill_calls_nobody_outside(store: Valkey) -> None:
    stage = Stage(store, EventKind.DRILL, rate=10)
    stage.report()
    (notice,) = stage.notices()

    outcome = carry_out(stage, notice, 1, "wecombot://a-key-of-theirs")

    assert outcome == Outcome(status=NoticeStatus.SENT, channel="drill", reason="drill")


def test_a_drill_may_use_a_webhook_of_this_machine_and_says_that_it_is_one(
    store: Valkey, receiver: Receiver
) -> None:
    stage = Stage(store, EventKind.DRILL, rate=10)
    stage.report()
    (notice,) = stage.notices()

    carry_out(stage, notice, 1, receiver.url)

    (message,) = receiver.messages
    assert message["title"].startswith("【演练】")
    assert "[DRILL]" in message["message"]


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("json://127.0.0.1:8080/x", True),
        ("json://localhost/x", True),
        ("json://example.org/127.0.0.1", False),
        ("json://127.0.0.1.example.org", False),
        ("mailto://127.0.0.1", False),
    ],
)
def test_only_a_plain_webhook_here_counts_as_local(url: str, local: bool) -> None:
    assert is_local(url) is local


def test_an_address_is_checked_before_it_is_kept() -> None:
    assert is_understood("json://127.0.0.1/x")
    assert not is_understood("nonsense://here")
