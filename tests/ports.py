"""Ports of this machine for what a test starts: each is held until the test run ends."""

import socket
from typing import Final

_HELD: Final[list[socket.socket]] = []


def free_port() -> int:
    """
    Return a port that is ours until this process ends.

    A port that was only looked up may be given to somebody else before a server comes to listen
    on it. So it stays bound here, not listening: the system hands it to nobody who asks for any
    port, callers are refused until something listens, and a server that asks for it by its
    number with SO_REUSEADDR, as gunicorn does, gets it as often as it starts.
    """
    holder = socket.socket()
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    holder.bind(("127.0.0.1", 0))
    _HELD.append(holder)
    port: int = holder.getsockname()[1]
    return port
