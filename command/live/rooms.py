"""
Who listens to an event, by what they may see; and the one greenlet that sends to them in order.

Must never encode a message twice for the same room.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import gevent
import structlog
from gevent.queue import SimpleQueue

from command.domain.views import View
from command.live.fanout import Outlets
from command.live.outlet import frame, packet

Make = Callable[[View], bytes]
"""Writes a message as a view may see it, as JSON."""

PlainSend = Callable[[str, str], None]
"""Sends a Socket.IO packet's text to one Engine.IO socket, by the library's own way."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One open socket that said hello."""

    eio_sid: str
    view: View


@dataclass(frozen=True, slots=True)
class _Waiting:
    name: str
    make: Make


class Wire:
    """Sends named messages to sockets: through their outlets, else by the library."""

    def __init__(self, outlets: Outlets, plain_send: PlainSend) -> None:
        """Take both ways."""
        self._outlets = outlets
        self._plain_send = plain_send

    def send(self, name: str, body: bytes, eio_sids: list[str]) -> None:
        """Send one message, encoded already, to many sockets."""
        written = packet(name, body)
        without = self._outlets.send(frame(written), eio_sids)
        for eio_sid in without:
            self._plain_send(eio_sid, written[1:].decode())


class Rooms:
    """The sockets of one event, in rooms whose members all see the same."""

    def __init__(self, wire: Wire) -> None:
        """Start empty."""
        self._wire = wire
        self._rooms: dict[str, dict[str, Member]] = {}
        self._waiting: SimpleQueue[_Waiting] = SimpleQueue()

    def __len__(self) -> int:
        """Count the sockets."""
        return sum(map(len, self._rooms.values()))

    def join(self, member: Member) -> None:
        """Let a socket hear what comes from now on."""
        self._rooms.setdefault(member.view.room, {})[member.eio_sid] = member

    def leave(self, eio_sid: str) -> None:
        """Forget a socket."""
        for room, members in list(self._rooms.items()):
            if members.pop(eio_sid, None) is not None and not members:
                del self._rooms[room]

    def tell(self, eio_sid: str, name: str, body: bytes) -> None:
        """Send to one socket, now, ahead of nothing that was sent to it before."""
        self._wire.send(name, body, [eio_sid])

    def post(self, name: str, make: Make) -> None:
        """Have something sent to every room, after all that was posted before."""
        self._waiting.put(_Waiting(name, make))

    def send_for_ever(self) -> None:
        """Send what is posted, one thing after the other. One greenlet runs this."""
        while True:
            self.send_next()

    def send_next(self) -> None:
        """Wait for the next thing that is posted and send it to every room."""
        waiting = self._waiting.get()
        for view, eio_sids in self._by_room():
            try:
                self._wire.send(waiting.name, waiting.make(view), eio_sids)
            except Exception as error:
                _log.error("send", message=waiting.name, room=view.room, kind=type(error).__name__)
            gevent.sleep(0)

    def _by_room(self) -> Iterator[tuple[View, list[str]]]:
        for members in list(self._rooms.values()):
            if members:
                yield next(iter(members.values())).view, list(members)
