"""
How the pages are served: gunicorn's configuration (`-c python:workers.serving`).

One gevent process a core, each with its own board; names here are gunicorn's. Beside the pages
each process stands by for the watch.
"""

import threading
from typing import Any

from workers.patching import WORKER_CLASS
from command.supervise.tether import die_with
from workers.collecting import collect_seldom
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


def post_fork(server: Any, _worker: Any) -> None:
    """Die with gunicorn's own process, which dies with the supervisor."""
    die_with(server.pid)


def post_worker_init(worker: Any) -> None:
    """Stand by for the watch on the desks that the pages use: one board an event is enough."""
    collect_seldom()
    open_desks = worker.wsgi.extensions["open-desks"]
    # A greenlet by now: gunicorn's gevent worker has patched threading.
    beat = worker.wsgi.extensions["standby-beat"]
    words = (open_desks, threading.Event(), beat)
    threading.Thread(target=stand_by, args=words, name="standby", daemon=True).start()
