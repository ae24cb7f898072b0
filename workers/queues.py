"""
All that is known of RQ: its queue, its options, its worker. No other file may name one of these.

RQ only carries jobs; nothing is true because RQ says so. `FLUSHDB` of its database loses nothing:
the reconciler finds in the log what still has to be told. RQ's own retries with a pause need its
scheduler, which isn't run, so the next attempt is the reconciler's business too.
"""

import logging
from typing import Final

import redis
from rq import Queue, SimpleWorker
from rq.exceptions import DuplicateJobError, NoSuchJobError
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer

from command.domain.identifiers import EventId, NoticeId

QUEUE: Final = "notices"
NOTIFY: Final = "workers.jobs.notify.notify"

JOB_TIMEOUT_S: Final = 60
RESULT_TTL_S: Final = 60
FAILURE_TTL_S: Final = 24 * 60 * 60
# A worker killed in the middle of a job is noticed after these two together.
WORKER_TTL_S: Final = 60
MAINTENANCE_EVERY_S: Final = 15
MONITOR_EVERY_S: Final = 5

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


def _clear_away(queue: Queue, name: str) -> None:
    # A job that failed or was lost on the way keeps its id for a day; the attempt is still owed.
    try:
        job = Job.fetch(name, connection=queue.connection, serializer=JSONSerializer)
    except NoSuchJobError:
        return
    if job.get_status(refresh=False) not in _WAITING:
        job.delete()
