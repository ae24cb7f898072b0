"""
Sends the same bytes to many sockets: encoded once, framed once, written straight to each line.

It reaches below python-socketio's emit by giving Engine.IO its own websocket driver; a test fails
when what it relies on changes. Where the server isn't gunicorn on gevent there are no outlets,
and callers fall back to plain emit. See docs/socket.md.
"""

from collections.abc import Callable, Iterable, Mapping
from socket import SO_SNDBUF, SOL_SOCKET
from typing import Protocol, cast

import gevent
import gevent.event
import simple_websocket
from engineio.async_drivers.gevent import Thread

from command.live.outlet import Connection, Funnel, Line, Outlet

LARGEST_FROM_CLIENT = 65_536
# By itself the kernel would keep megabytes for each phone that has walked out of reach.
KERNEL_KEEPS = 128 * 1024
_BREATHE_EVERY = 250

Environ = dict[str, object]
StartResponse = Callable[..., object]


class Outlets:
    """The outlets of every socket of this process, by Engine.IO's id."""

    def __init__(self) -> None:
        """Start with none."""
        self._outlets: dict[str, Outlet] = {}
        self.dropped = 0

    def of(self, eio_sid: str) -> Outlet | None:
        """Return a socket's outlet, or None where only plain emit reaches it."""
        return self._outlets.get(eio_sid)

    def send(self, data: bytes, eio_sids: Iterable[str]) -> list[str]:
        """
        Write one finished frame to many sockets.

        Returns:
            Those that have no outlet, for plain emit.
        """
        without = []
        for place, eio_sid in enumerate(eio_sids, start=1):
            outlet = self._outlets.get(eio_sid)
            if outlet is None:
                without.append(eio_sid)
            else:
                outlet.write(data)
            if place % _BREATHE_EVERY == 0:
                gevent.sleep(0)
        return without

    def opened(self, eio_sid: str, outlet: Outlet) -> None:
        """Remember the outlet of a socket that just connected."""
        self._outlets[eio_sid] = outlet

    def closed(self, eio_sid: str) -> None:
        """Forget a socket that is gone."""
        outlet = self._outlets.pop(eio_sid, None)
        if outlet is not None:
            outlet.close()

    def count_slow(self) -> None:
        """Count a socket that was dropped because it did not read."""
        self.dropped += 1


class _Handler(Protocol):
    """Engine.IO's bound handler of one websocket."""

    __self__: "_EngineSocket"

    def __call__(self, ws: "OneWriterWebSocket") -> object:
        """Serve the socket until it ends."""


class _EngineSocket(Protocol):
    sid: str


class OneWriterWebSocket:
    """
    What Engine.IO uses for a websocket: like its own gevent driver, with one writer.

    Compression a browser offers isn't taken up: it would be done again for each client.
    """

    outlets: Outlets

    def __init__(self, handler: _Handler, _server: object) -> None:
        """Take the handler that serves the socket, as Engine.IO hands it over."""
        self._handler = handler
        self._ws: simple_websocket.Server = None

    def __call__(self, environ: Environ, _start_response: StartResponse) -> object:
        """Shake hands and serve; ends the way gunicorn wants a taken-over connection to end."""
        sid = self._handler.__self__.sid
        environ = {k: v for k, v in environ.items() if k != "HTTP_SEC_WEBSOCKET_EXTENSIONS"}
        connection = environ.get("gunicorn.socket")
        line = getattr(connection, "_sock", None)
        if connection is not None and line is not None:
            cast("Line", line).setsockopt(SOL_SOCKET, SO_SNDBUF, KERNEL_KEEPS)
            outlet = Outlet(cast("Line", line), self.outlets.count_slow)
            self.outlets.opened(sid, outlet)
            environ["gunicorn.socket"] = Funnel(cast("Connection", connection), outlet)
        self._ws = simple_websocket.Server(
            environ,
            max_message_size=LARGEST_FROM_CLIENT,
            thread_class=Thread,
            event_class=gevent.event.Event,
        )
        try:
            answer = self._handler(self)
        finally:
            self.outlets.closed(sid)
        if self._ws.mode == "gunicorn":
            raise StopIteration
        return answer

    def close(self) -> None:
        """Say goodbye and close, if it's still open."""
        if self._ws.connected:
            self._ws.close()

    def send(self, message: str | bytes) -> None:
        """Send one packet of Engine.IO's."""
        try:
            self._ws.send(message)
        except simple_websocket.ConnectionClosed as error:
            raise OSError("The socket is closed.") from error

    def wait(self) -> str | bytes | None:
        """Wait for the client's next packet; None when it's gone."""
        try:
            received: str | bytes | None = self._ws.receive()
        except simple_websocket.ConnectionClosed:
            return None
        return received


class _EngineServer(Protocol):
    _async: Mapping[str, object]


def install(engine: _EngineServer) -> Outlets:
    """Have an Engine.IO server write through outlets, and return them."""
    outlets = Outlets()
    driver = type("OneWriterWebSocket", (OneWriterWebSocket,), {"outlets": outlets})
    engine._async = {**engine._async, "websocket": driver}
    return outlets
