"""
All that is known of RQ: its queue, its options, its worker. No other file may name one of these.

RQ only carries jobs; nothing is true because RQ says so. `FLUSHDB` of its database loses nothing:
the reconciler finds in the log what still has to be told. RQ's own retries with a pause need its
scheduler, which isn't run, so the next attempt is the reconciler's business too.
"""

import logging
import socket
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Final, cast

import psutil
import redis
from redis.client import Pipeline
from rq import Queue, SimpleWorker, worker_registration
from rq.exceptions import DuplicateJobError, NoSuchJobError
from rq.executions import Execution
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer
from rq.worker import BaseWorker

from command.clock import SystemClock
from command.domain.identifiers import EventId, NoticeId

QUEUE: Final = "notices"
NOTIFY: Final = "workers.jobs.notify.notify"

JOB_TIMEOUT_S: Final = 30
RESULT_TTL_S: Final = 60
FAILURE_TTL_S: Final = 24 * 60 * 60
# RQ itself notices a worker killed in the middle of a job only after its job's timeout and a minute
# more; `take_back` doesn't wait for that.
WORKER_TTL_S: Final = 60
MAINTENANCE_EVERY_S: Final = 15
MONITOR_EVERY_S: Final = 5
BEAT_EVERY_S: Final = 1
"""How often RQ's worker says that it lives, at the most; it may be silent for `WORKER_TTL_S`."""

TAKEN_OUT_FOR_S: Final = 5
"""From taking a job out of the queue to beginning it takes milliseconds; longer, and it's lost."""

_WAITING: Final = frozenset({JobStatus.QUEUED, JobStatus.STARTED})


def notices_queue(client: redis.Redis) -> Queue:
    """Return the queue of notices. JSON only: a pickle in Redis could run anything."""
    return Queue(QUEUE, connection=client, serializer=JSONSerializer, default_timeout=JOB_TIMEOUT_S)


def job_id(event: EventId, notice: NoticeId, attempt: int) -> str:
    """Spell a job's id: the same attempt at the same notice is the same job."""
    place = notice.removeprefix("n")
    again = f"-{attempt}" if attempt > 1 else ""
    return f"notify-{event}-{place}{again}"


def see_to_job(queue: Queue, event: EventId, notice: NoticeId, attempt: int) -> bool:
    """
    Have one attempt at one notice carried out, unless it's waiting or running already.

    Returns:
        Whether a job was put into the queue.
    """
    name = job_id(event, notice, attempt)
    _clear_away(queue, name)
    try:
        queue.enqueue_call(
            NOTIFY,
            args=(event, notice, attempt),
            job_id=name,
            description=name,
            timeout=JOB_TIMEOUT_S,
            result_ttl=RESULT_TTL_S,
            failure_ttl=FAILURE_TTL_S,
            unique=True,
        )
    except DuplicateJobError:
        return False
    return True


def take_back(queue: Queue) -> int:
    """
    Put jobs back that nobody is at any more: their worker died, or never came to an end.

    Returns:
        How many. Each may have told somebody already; its outcome isn't in the log.
    """
    living = {worker.name for worker in SimpleWorker.all(queue=queue) if _lives(worker)}
    taken = 0
    for name in queue.started_job_registry.get_job_ids(cleanup=False):
        job = _fetch(queue, name)
        if job is not None and _is_abandoned(job, living):
            _delete(job)
            taken += see_to_job(queue, *job.args)
    return taken + _put_back_taken_out(queue)


def make_worker(client: redis.Redis) -> SimpleWorker:
    """Make the worker of the notices; run it with `work(with_scheduler=False)`."""
    logging.getLogger("rq.worker").setLevel(logging.WARNING)
    return _Worker(
        [notices_queue(client)],
        connection=client,
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL_S,
        maintenance_interval=MAINTENANCE_EVERY_S,
        job_monitoring_interval=MONITOR_EVERY_S,
        log_job_description=False,
    )


class _Worker(SimpleWorker):
    # Sending takes a second and nothing of it is worth a fork.
    # RQ waits up to a minute for a Redis that's long back.
    max_connection_wait_time = 2.0

    # Each of these is a write that the store flushes to its disk. RQ makes fifteen for every job,
    # more than telling somebody takes itself; those that say nothing new are left out.
    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        if pipeline is None and self._has_just_beaten():
            return
        super().heartbeat(timeout, pipeline)

    def set_state(self, state: str, pipeline: Pipeline | None = None) -> None:
        if pipeline is None and state == self.get_state():
            return
        super().set_state(state, pipeline)

    def run_maintenance_tasks(self) -> None:
        # RQ lists a worker once. Where that was lost (a store that began empty), it would pass for
        # dead while it works, and its jobs be given to somebody else.
        with self.connection.pipeline() as together:
            together.hset(self.key, mapping=self.serialize())
            worker_registration.register(self, together)
            together.expire(self.key, self.worker_ttl + MAINTENANCE_EVERY_S)
            together.execute()
        # RQ's has no types.
        cast("Callable[[], None]", super().run_maintenance_tasks)()

    def _has_just_beaten(self) -> bool:
        last = self.last_heartbeat
        if last is None:
            return False
        return 0 <= SystemClock().now() / 1000 - last.timestamp() < BEAT_EVERY_S


def _put_back_taken_out(queue: Queue) -> int:
    # Their worker died between taking them out and beginning them. RQ's own look at these waits a
    # minute, and a quarter of an hour where a worker died while looking. Till then the job would
    # pass for a waiting one and keep its notice from being told.
    taken, between = 0, queue.intermediate_queue
    for name in between.get_job_ids():
        if between.set_first_seen(name) or not _lies_too_long(between.get_first_seen(name)):
            continue
        job = _fetch(queue, name)
        if job is not None and job.get_status(refresh=False) is JobStatus.QUEUED:
            _delete(job)
            taken += see_to_job(queue, *job.args)
        # Last: who dies before this finds it here again.
        between.remove(name)
        queue.connection.delete(between.get_first_seen_key(name))
    return taken


def _lies_too_long(first_seen: datetime | None) -> bool:
    if first_seen is None:
        return False
    return SystemClock().now() / 1000 - first_seen.timestamp() > TAKEN_OUT_FOR_S


def _clear_away(queue: Queue, name: str) -> None:
    # A job that failed or was lost on the way keeps its id for a day; the attempt is still owed.
    job = _fetch(queue, name)
    if job is None:
        _clear_away_remains(queue, name)
    elif job.get_status(refresh=False) not in _WAITING:
        _delete(job)


def _clear_away_remains(queue: Queue, name: str) -> None:
    # A worker that begins a job deleted meanwhile writes a state of it and nothing else. That can't
    # be run, and would keep the job from being made again for ever.
    key = Job.key_for(name)
    if queue.connection.exists(key) and not queue.connection.hexists(key, "data"):
        queue.connection.delete(key)


def _delete(job: Job) -> None:
    executions, started = job.execution_registry, job.started_job_registry
    listed = (
        one for name, one in started.get_job_and_execution_ids(cleanup=False) if name == job.id
    )
    known = {*executions.get_execution_ids(), *listed}
    # RQ breaks on an execution that is listed here and ran out. Those who come after us, should we
    # die now, still find the job among the started ones.
    job.connection.delete(executions.key)
    with job.connection.pipeline() as together:
        for one in known:
            Execution(one, job.id, job.connection).delete(job, together)
        job.delete(pipeline=together)
        together.execute()


def _fetch(queue: Queue, name: str) -> Job | None:
    try:
        return Job.fetch(name, connection=queue.connection, serializer=JSONSerializer)
    except NoSuchJobError:
        return None


def _lives(worker: BaseWorker) -> bool:
    # Of another machine we can't tell; RQ forgets its workers when their sign of life runs out.
    if worker.hostname != socket.gethostname():
        return True
    return worker.pid is not None and psutil.pid_exists(worker.pid)


def _is_abandoned(job: Job, living: Collection[str]) -> bool:
    if job.get_status(refresh=False) is not JobStatus.STARTED or job.started_at is None:
        return False
    began_s_ago = SystemClock().now() / 1000 - job.started_at.timestamp()
    return job.worker_name not in living or began_s_ago > JOB_TIMEOUT_S + MONITOR_EVERY_S
