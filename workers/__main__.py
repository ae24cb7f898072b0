"""`python -m workers watch|worker|drill`: the processes beside the pages. `denggao` starts them."""

import functools
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final

import redis

from command.domain.identifiers import EventId
from command.plan_files import load_drill
from workers.drill import Player
from workers.follower import Following
from workers.keeping import Keeper
from workers.opening import open_when_ready
from workers.queues import make_worker, notices_queue
from workers.watch import Watch

USAGE: Final = "python -m workers watch | worker | drill EVENT SCRIPT.yaml\n"

logger = logging.getLogger(__name__)


def main(words: list[str]) -> int:
    """Be the process that is named, until it ends or SIGTERM."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s %(message)s"
    )
    stop = stop_at_sigterm()
    match words:
        case ["watch"]:
            watch(stop)
        case ["worker"]:
            worker(stop)
        case ["drill", event, script]:
            play(EventId(event), Path(script), stop)
        case _:
            sys.stderr.write(USAGE)
            return os.EX_USAGE
    return os.EX_OK


def watch(stop: threading.Event) -> None:
    """Watch every open event."""
    opening = open_when_ready(stop)
    if opening is not None:
        beat = functools.partial(opening.beat, "watch")
        Watch(opening.open_desks, opening.clock, beat).run(stop)


def worker(stop: threading.Event) -> None:
    """Carry out jobs, and beside that follow the logs and make the jobs."""
    opening = open_when_ready(stop)
    if opening is None:
        return
    for beside in (follow, keep):
        threading.Thread(target=_or_end, args=(beside, stop), name=beside.__name__).start()
    # From here on RQ handles SIGTERM: it finishes the job at hand.
    try:
        make_worker(opening.queue_client()).work(with_scheduler=False)
    except redis.ConnectionError as error:
        # RQ can't say goodbye to a queue that's away. Whoever runs us starts us again.
        logger.warning("the queue went away: %s", error)
    finally:
        stop.set()


def follow(stop: threading.Event) -> None:
    """Follow the logs with connections and desks of its own: a desk is used by one thread."""
    opening = open_when_ready(stop)
    if opening is not None:
        queue = notices_queue(opening.queue_client())
        beat = functools.partial(opening.beat, "worker")
        Following(opening.client, queue, opening.open_desks, beat).run(stop)


def keep(stop: threading.Event) -> None:
    """Sign checkpoints and keep snapshots."""
    opening = open_when_ready(stop)
    if opening is not None:
        Keeper(opening).run(stop)


def play(event: EventId, script: Path, stop: threading.Event) -> None:
    """Play a script into a drill."""
    opening = open_when_ready(stop)
    if opening is None:
        return
    desk = opening.desk(event)
    player = Player(desk, opening.log(event), load_drill(script, desk.plan))
    player.run(stop)
    if player.is_over:
        logger.info("script=%s event=%s played to its end", script.stem, event)


def stop_at_sigterm() -> threading.Event:
    """Return what is set when somebody asks this process to stop."""
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)
    return stop


def _or_end(beside: Callable[[threading.Event], None], stop: threading.Event) -> None:
    try:
        beside(stop)
    except BaseException:
        # A worker that no longer follows would look alive and tell nobody; whoever runs it starts
        # it again, and its jobs can be run twice.
        logger.exception("%s broke", beside.__name__)
        os._exit(os.EX_SOFTWARE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
