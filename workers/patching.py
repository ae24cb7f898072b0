"""
Makes blocking calls give way to other greenlets. To be imported before anything opens a socket.

What was imported before keeps sockets that stop the whole process while they wait.
"""

from gevent import monkey

monkey.patch_all()

WORKER_CLASS = "gevent"
"""gunicorn's name for processes patched so."""
