"""Takes the port people will type before anything is started on it."""

import errno
import socket

TRIED = 20
BACKLOG = 2048


class NoPort(Exception):
    """No port of a whole row is free."""

    def __init__(self, host: str, first: int) -> None:
        """Say which were tried, in Chinese and English."""
        last = first + TRIED - 1
        super().__init__(
            f"{host} 的端口 {first}–{last} 都被占用，请用 --port 另选。\n"
            f"Ports {first} to {last} of {host} are all taken. Choose another with --port."
        )


def listen(host: str, port: int) -> socket.socket:
    """
    Listen on a port, or on the next free one after it.

    The supervisor keeps this socket: while the web process restarts, people wait for a
    moment instead of being refused.

    Raises:
        NoPort: none of the next twenty is free.
        OSError: the host isn't an address of this machine.
    """
    for candidate in range(port, port + TRIED):
        listener = _try(host, candidate)
        if listener is not None:
            return listener
    raise NoPort(host, port)


def _try(host: str, port: int) -> socket.socket | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except (OverflowError, PermissionError):
        listener.close()
        return None
    except OSError as error:
        listener.close()
        if error.errno != errno.EADDRINUSE:
            raise
        return None
    return listener
