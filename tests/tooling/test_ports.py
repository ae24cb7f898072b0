"""The ports that tests start their servers on."""

import socket

import pytest

from tests.ports import free_port


def listening(port: int) -> socket.socket:
    """A server on a port, bound as gunicorn binds."""
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", port))
    server.listen()
    return server


def test_a_port_of_ours_refuses_callers_until_a_server_listens_and_after_it_went() -> None:
    port = free_port()

    for _ in range(2):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=1)
        with listening(port):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()


def test_no_stranger_gets_a_port_of_ours() -> None:
    port = free_port()

    with socket.socket() as stranger, pytest.raises(OSError, match="in use"):
        stranger.bind(("127.0.0.1", port))
