"""The follower and the reconciler: every notice gets its job, whatever is lost on the way."""

from typing import Any

import pytest
from rq.job import Job
from rq.serializers import JSONSerializer

from command.domain import actions as a
from command.domain.event import EventTime
from command.domain.identifiers import IncidentNumber, NoticeId, Seq
from command.domain.notice import Notice
from command.domain.states import EventKind, NoticeStatus
from command.store import keys
from command.store.connect import ask
from tests.cast import ADMIN, EVENT, LEAD, OPENED_AT
from tests.valkey import Valkey
from tests.workers.stage import Hand, Stage, follower, waiting
from workers.follower import AGAIN_AFTER_MS, Reconciler, pause_before_next
from workers.jobs.notify import DRILL, NO_CONTACT, Outcome, record
from workers.queues import (
    make_worker,
    see_to_job,
)

FAILED = Outcome(status=NoticeStatus.FAILED, channel="json", reason="unreachable")
SENT = Outcome(status=NoticeStatus.SENT, channel="json")


def reconciler(stage: Stage) -> Reconciler:
    """A reconciler as a process just started has it."""
    return Reconciler(stage.client, stage.another_desk(), stage.queue)


def work_off(stage: Stage, outcome: Outcome) -> None:
    """Take every job out of the queue as a worker would, with the same outcome for each."""
    for name in waiting(stage):
        job = Job.fetch(name, connection=stage.queue_client, serializer=JSONSerializer)
        _, notice, attempt = job.args
        assert record(stage.another_desk(), NoticeId(notice), attempt, outcome)
        job.delete()


def test_each_notice_gets_a_job(stage: Stage) -> None:
    stage.report()
    stage.report()

    made = follower(stage).follow()

    assert made == 2
    assert waiting(stage) == ["notify-test-day-2-1", "notify-test-day-3-1"]


def test_a_follower_started_again_goes_on_where_it_was(stage: Stage) -> None:
    stage.report()
    follower(stage).follow()
    stage.report()

    assert follower(stage).follow() == 1
    assert waiting(stage) == ["notify-test-day-2-1", "notify-test-day-3-1"]


def test_a_lost_cursor_makes_no_second_job(stage: Stage) -> None:
    stage.report()
    follower(stage).follow()
    ask(stage.client, "DEL", keys.of_event(EVENT, "follower"))

    assert follower(stage).follow() == 0
    assert waiting(stage) == ["notify-test-day-2-1"]


def test_a_cursor_beyond_the_log_is_not_waited_for(stage: Stage) -> None:
    ask(stage.client, "SET", keys.of_event(EVENT, "follower"), 1_000)
    following = follower(stage)
    following.follow()
    stage.report()

    assert following.follow() == 1


def test_flushing_the_queues_loses_nothing(stage: Stage) -> None:
    stage.report()
    follower(stage).follow()
    ask(stage.queue_client, "FLUSHDB")
    stage.clock.move(60)

    reconciler(stage).reconcile()

    assert waiting(stage) == ["notify-test-day-2-1"]


def test_what_is_lost_while_a_drill_stands_is_made_again_in_real_time(store: Valkey) -> None:
    stage = Stage(store, EventKind.DRILL, rate=10)
    stage.ask(a.SetEventTime(time=EventTime(event_at=OPENED_AT, real_at=OPENED_AT, rate=0)), ADMIN)
    stage.report()
    hand = Hand(0)
    standing = Reconciler(stage.client, stage.desk, stage.queue, lambda: hand.at / 1000)

    at_first = standing.reconcile()
    hand.move(59)
    too_soon = standing.reconcile()
    hand.move(1)
    owed = standing.reconcile()

    assert (at_first, too_soon, owed) == (0, 0, 1)


def test_a_job_still_waiting_is_left_alone(stage: Stage) -> None:
    stage.report()
    follower(stage).follow()
    stage.clock.move(600)

    assert reconciler(stage).reconcile() == 0
    assert waiting(stage) == ["notify-test-day-2-1"]


def test_a_young_notice_is_left_to_its_job(stage: Stage) -> None:
    stage.report()
    stage.clock.move(59)

    assert reconciler(stage).reconcile() == 0


def test_a_failed_attempt_is_made_again_after_a_second(stage: Stage) -> None:
    stage.report()
    follower(stage).follow()
    work_off(stage, FAILED)

    at_once = reconciler(stage).reconcile()
    stage.clock.move(1)
    later = reconciler(stage).reconcile()

    assert (at_once, later) == (0, 1)
    assert waiting(stage) == ["notify-test-day-2-1-2"]


def test_after_six_attempts_people_have_to_look(stage: Stage) -> None:
    stage.report()
    follower(stage).follow()
    work_off(stage, FAILED)
    for pause_ms in AGAIN_AFTER_MS:
        stage.clock.move(pause_ms / 1000)
        reconciler(stage).reconcile()
        work_off(stage, FAILED)
    stage.clock.move(3600)

    assert reconciler(stage).reconcile() == 0
    assert stage.notices()[0].attempts == 6


def test_what_was_sent_is_not_sent_again(stage: Stage) -> None:
    stage.report()
    follower(stage).follow()
    work_off(stage, SENT)
    stage.clock.move(3600)

    assert reconciler(stage).reconcile() == 0


@pytest.mark.parametrize("reason", [NO_CONTACT, DRILL])
def test_what_trying_again_cannot_help_is_left(reason: str) -> None:
    notice = Notice(
        id=NoticeId("n2-1"),
        v=Seq(3),
        incident=IncidentNumber(1),
        why="lead",
        rung=0,
        person=LEAD,
        unit=None,
        post=None,
        instead_of=None,
        issued_at=OPENED_AT,
        status=NoticeStatus.FAILED,
        attempts=1,
        failed_reason=reason,
    )

    assert pause_before_next(notice) is None


def test_a_job_that_broke_is_made_again_under_its_name(stage: Stage) -> None:
    stage.report()
    stage.queue.enqueue_call("workers.jobs.nowhere", job_id="notify-test-day-2-1")
    make_worker(stage.queue_client).work(burst=True)

    made = see_to_job(stage.queue, EVENT, NoticeId("n2-1"), 1)

    assert made
    assert waiting(stage) == ["notify-test-day-2-1"]


def test_a_follower_leaves_what_comes_in_meanwhile_for_the_next_round(stage: Stage) -> None:
    stage.report()
    following = follower(stage)
    said = 0

    def another_report() -> None:
        nonlocal said
        said += 1
        if said < 20:
            stage.report()

    first = following.follow(another_report)

    assert said < 20
    assert 1 <= first < 20
    assert following.follow() >= 1


def test_when_an_attempt_failed_is_read_from_the_log_once(stage: Stage) -> None:
    stage.report()
    follower(stage).follow()
    work_off(stage, FAILED)
    looking = reconciler(stage)
    looking.reconcile()
    before = ranges_read(stage)

    for _ in range(5):
        looking.reconcile()

    # Each round reads on from its own last entry, and nothing for the notice.
    assert ranges_read(stage) - before == 5


def ranges_read(stage: Stage) -> int:
    """How often a part of a stream was read so far."""
    counts: Any = stage.client.info("commandstats")
    calls: int = counts["cmdstat_xrange"]["calls"]
    return calls
