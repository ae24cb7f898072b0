"""
How the pages are served: gunicorn's configuration (`-c python:workers.serving`).

One gevent process a core, each with its own board; names here are gunicorn's.
"""

from typing import Any

from command.supervise.tether import die_with

worker_class = "gevent"
worker_connections = 10_000
# Open sockets never end by themselves; pages come back to the next process within seconds.
graceful_timeout = 1
timeout = 30
keepalive = 75
# Otherwise two systems of one user would share one control socket in their home.
control_socket_disable = True
loglevel = "warning"
accesslog = None


def post_fork(server: Any, worker: Any) -> None:  # noqa: ARG001  gunicorn's signature
    """Die with gunicorn's own process, which dies with the supervisor."""
    die_with(server.pid)
