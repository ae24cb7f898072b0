"""
How the pages are served: gunicorn's configuration (`-c python:workers.serving`).

One gevent process a core, each with its own board; names here are gunicorn's. Beside the pages
each process stands by for the watch.
"""

import gc
import threading
from typing import Any

from workers.patching import WORKER_CLASS
from command.supervise.tether import die_with
from workers.watch import stand_by

worker_class = WORKER_CLASS
worker_connections = 10_000
# Open sockets never end by themselves; pages come back to the next process within seconds.
graceful_timeout = 1
timeout = 30
keepalive = 75
# Otherwise two systems of one user would share one control socket in their home.
control_socket_disable = True
loglevel = "warning"
accesslog = None

COLLECT_AFTER = (50_000, 20, 50)
"""New objects before each generation is looked through; Python's own 700 is for small programs."""


def post_fork(server: Any, _worker: Any) -> None:
    """Die with gunicorn's own process, which dies with the supervisor."""
    die_with(server.pid)


def post_worker_init(worker: Any) -> None:
    """Stand by for the watch on the desks that the pages use: one board an event is enough."""
    # Plans, modules and routes live as long as the process: walking them again and again for
    # garbage stops every page for tens of milliseconds.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    open_desks = worker.wsgi.extensions["open-desks"]
    # A greenlet by now: gunicorn's gevent worker has patched threading.
    beat = worker.wsgi.extensions["standby-beat"]
    words = (open_desks, threading.Event(), beat)
    threading.Thread(target=stand_by, args=words, name="standby", daemon=True).start()
