"""The queue: jobs put back whoever died at them, and nothing run that isn't ours."""

import pickle
from typing import Any

import pytest
from rq import SimpleWorker
from rq.executions import Execution
from rq.job import Job
from rq.serializers import JSONSerializer

from command.domain.identifiers import NoticeId
from command.store.connect import ask
from tests.cast import EVENT
from tests.workers.stage import Stage, follower, taken_out, waiting
from workers.queues import (
    NOTIFY,
    TAKEN_OUT_FOR_S,
    job_id,
    make_worker,
    see_to_job,
    take_back,
)


def test_a_worker_does_not_say_after_each_job_that_it_lives(stage: Stage) -> None:
    """Each time is a write that has to reach the disk, and a backlog of notices waits for it: RQ
    alone makes more than thirty a job.
    """
    for _ in range(30):
        stage.queue.enqueue_call("builtins.len", args=("",))
    before = states_and_lives_said(stage)

    make_worker(stage.queue_client).work(burst=True)

    assert not waiting(stage)
    assert states_and_lives_said(stage) - before < 30 * 25


def states_and_lives_said(stage: Stage) -> int:
    """How often a field or a term was set in the store so far."""
    counts: Any = stage.queue_client.info("commandstats")
    return sum(counts.get(f"cmdstat_{name}", {"calls": 0})["calls"] for name in ("hset", "expire"))


def test_a_job_whose_worker_died_on_taking_it_out_is_put_back(stage: Stage) -> None:
    stage.report()
    follower(stage).follow()
    taken_out(stage)

    at_first = take_back(stage.queue)
    between = stage.queue.intermediate_queue
    seen = between.get_first_seen("notify-test-day-2-1")
    assert seen is not None
    too_long = int(seen.timestamp()) - TAKEN_OUT_FOR_S - 1
    ask(stage.queue_client, "SET", between.get_first_seen_key("notify-test-day-2-1"), too_long)
    later = take_back(stage.queue)

    assert (at_first, later) == (0, 1)
    assert waiting(stage) == ["notify-test-day-2-1"]
    assert not between.get_job_ids()
    assert between.get_first_seen("notify-test-day-2-1") is None


@pytest.mark.parametrize("lost", ["what it names", "the name", "both"])
def test_a_job_is_put_back_whatever_is_left_of_its_execution(stage: Stage, lost: str) -> None:
    stage.report()
    follower(stage).follow()
    (name,) = waiting(stage)
    job = Job.fetch(name, connection=stage.queue_client, serializer=JSONSerializer)
    execution = begun_by_a_worker_that_died(stage, job)
    if lost != "the name":
        ask(stage.queue_client, "DEL", execution.key)
    if lost != "what it names":
        # As somebody leaves it who was killed while deleting the job.
        ask(stage.queue_client, "DEL", job.execution_registry.key)

    put_back = take_back(stage.queue)

    assert put_back == 1
    assert waiting(stage) == [name]
    assert not stage.queue.started_job_registry.get_job_ids()
    assert take_back(stage.queue) == 0


def begun_by_a_worker_that_died(stage: Stage, job: Job) -> Execution:
    """Take a job out of the queue and begin it, and nothing more."""
    stage.queue.remove(job.id)
    with stage.queue_client.pipeline() as together:
        execution = Execution.create(job, ttl=60, pipeline=together, worker_name="dead")
        job.prepare_for_execution("dead", together)
        together.execute()
    return execution


def test_a_job_of_which_only_a_state_is_left_is_made_anew(stage: Stage) -> None:
    stage.report()
    (notice,) = stage.notices()
    name = job_id(EVENT, notice.id, 1)
    ask(stage.queue_client, "HSET", Job.key_for(name), "status", "started")

    assert see_to_job(stage.queue, EVENT, notice.id, 1)

    assert waiting(stage) == [name]


def test_a_worker_whose_place_in_the_list_was_lost_takes_it_again(stage: Stage) -> None:
    worker: Any = make_worker(stage.queue_client)
    worker.register_birth()
    ask(stage.queue_client, "FLUSHDB")

    worker.run_maintenance_tasks()

    assert [one.name for one in SimpleWorker.all(queue=stage.queue)] == [worker.name]


def test_an_attempts_job_has_one_name_that_rq_takes() -> None:
    names = [job_id(EVENT, NoticeId("n12-3"), attempt) for attempt in (1, 2)]

    assert names == ["notify-test-day-12-3", "notify-test-day-12-3-2"]


def test_a_pickle_in_the_queue_runs_nothing(stage: Stage) -> None:
    job = stage.queue.enqueue_call(NOTIFY, args=(EVENT, "n2-1", 1), job_id="hostile")
    payload = pickle.dumps(("os.mkdir", None, ("/nonexistent/made-by-a-pickle",), {}))
    ask(stage.queue_client, "HSET", job.key, "data", payload)

    make_worker(stage.queue_client).work(burst=True)

    assert stage.entries()[-1].seq == 1
    assert not stage.queue.get_job_ids()
