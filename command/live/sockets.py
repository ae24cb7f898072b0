"""
The socket: downstream only. A page says hello with its cursor, then listens. See docs/socket.md.

Changes are never taken here: a lost answer on a socket can't be told from a lost question.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, cast

import gevent
import orjson
import structlog
from flask import request
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as Refused

from command.clock import stopwatch_s
from command.domain.identifiers import EventId
from command.domain.views import View
from command.live.hall import Cursor, Hall
from command.live.rooms import Member
from command.store.connect import StoreAway

LOOK_FOR_REVOKED_EVERY_S = 0.5
MOST_HELLOS = 30
HELLOS_WITHIN_S = 60
# More than this goes by HTTP, compressed. It has to fit an outlet's backlog with room to spare, or
# a page on a bad link would be dropped with each new entry while its welcome still arrives.
LARGEST_WELCOME = 96 * 1024
EVERYTHING = {"mode": "snapshot"}
_HASH_DIGITS = 64
_LARGEST_SEQ = 10**12

_log = structlog.get_logger(__name__)


class Admitted(Protocol):
    """Somebody who may listen to an event."""

    @property
    def secret(self) -> str:
        """What they came in with; asked about again and again while they listen."""

    @property
    def view(self) -> View:
        """Whose eyes."""


class Doorkeeper(Protocol):
    """Knows who may listen."""

    def admit(self, environ: dict[str, Any], event: str) -> Admitted | None:
        """
        Return who connects, or None where they may not listen to this event.

        Raises:
            StoreAway: nobody can say just now.
        """

    def gone(self, secrets: Iterable[str]) -> list[str]:
        """List those that may not listen any more."""


class Halls(Protocol):
    """Every event of this installation, opened when first asked for."""

    def of(self, event: EventId) -> Hall | None:
        """Return an event's hall, or None where there's no such event."""


@dataclass(slots=True)
class Guest:
    """One open socket."""

    sid: str
    eio_sid: str
    hall: Hall
    admitted: Admitted
    hellos: int = 0
    counted_from_s: float = 0.0

    def says_hello_too_often(self) -> bool:
        """Count one more hello of this minute."""
        now_s = stopwatch_s()
        if now_s - self.counted_from_s > HELLOS_WITHIN_S:
            self.hellos, self.counted_from_s = 0, now_s
        self.hellos += 1
        return self.hellos > MOST_HELLOS


class Sockets:
    """Everybody listening in this process."""

    def __init__(self, socketio: SocketIO, halls: Halls, doorkeeper: Doorkeeper) -> None:
        """Take the parts and answer from now on."""
        self._socketio = socketio
        self._halls = halls
        self._doorkeeper = doorkeeper
        self._guests: dict[str, Guest] = {}
        socketio.on_event("connect", self._connect)
        socketio.on_event("hello", self._hello)
        socketio.on_event("disconnect", self._disconnect)
        socketio.on_error_default(self._failed)

    def __len__(self) -> int:
        """Count the open sockets."""
        return len(self._guests)

    def look_for_revoked_for_ever(self) -> None:
        """Turn out whoever was signed out meanwhile. One greenlet runs this."""
        while True:
            gevent.sleep(LOOK_FOR_REVOKED_EVERY_S)
            self.turn_out(self._doorkeeper.gone({g.admitted.secret for g in self._all()}))

    def turn_out(self, secrets: Iterable[str]) -> None:
        """Say goodbye to every socket of these sessions, and end them."""
        gone = set(secrets)
        for guest in self._all():
            if guest.admitted.secret in gone:
                guest.hall.rooms.tell(guest.eio_sid, "bye", b'{"reason":"revoked"}')
                self._end(guest)

    def _all(self) -> list[Guest]:
        return list(self._guests.values())

    def _connect(self, _auth: object = None) -> None:
        sid = _sid()
        eio_sid = self._socketio.server.manager.eio_sid_from_sid(sid, "/")
        try:
            self._guests[sid] = self._let_in(sid, eio_sid)
        except Refused:
            # Whoever isn't let in is told so, and doesn't keep the line.
            gevent.spawn_later(1, self._socketio.server.eio.disconnect, eio_sid)
            raise

    def _let_in(self, sid: str, eio_sid: str) -> Guest:
        event = request.args.get("event", "")
        try:
            admitted = self._doorkeeper.admit(request.environ, event)
            hall = self._halls.of(EventId(event)) if admitted is not None else None
        except StoreAway:
            raise Refused("store-away") from None
        if admitted is None:
            raise Refused("signed-out")
        if hall is None:
            raise Refused("not-found")
        return Guest(sid, eio_sid, hall, admitted)

    def _hello(self, said: object = None) -> None:
        guest = self._guests.get(_sid())
        if guest is None:
            return
        if guest.says_hello_too_often():
            self._end(guest)
            return
        cursor = cursor_in(said)
        if cursor is None or not guest.hall.knows(cursor):
            self._welcome(guest, EVERYTHING)
            return
        # From here on nothing waits: what is folded later is posted to the rooms later.
        delta = guest.hall.delta(guest.admitted.view, cursor.seq)
        body = orjson.dumps(delta or EVERYTHING)
        if delta is None or len(body) > LARGEST_WELCOME:
            self._welcome(guest, EVERYTHING)
            return
        guest.hall.rooms.join(Member(eio_sid=guest.eio_sid, view=guest.admitted.view))
        guest.hall.rooms.tell(guest.eio_sid, "welcome", body)

    def _disconnect(self, *_reason: object) -> None:
        guest = self._guests.pop(_sid(), None)
        if guest is not None:
            guest.hall.rooms.leave(guest.eio_sid)

    def _welcome(self, guest: Guest, message: dict[str, Any]) -> None:
        guest.hall.rooms.tell(guest.eio_sid, "welcome", orjson.dumps(message))

    def _end(self, guest: Guest) -> None:
        guest.hall.rooms.leave(guest.eio_sid)
        self._socketio.server.disconnect(guest.sid)

    def _failed(self, error: Exception) -> None:
        # The kind only: a message may repeat what somebody sent.
        _log.error("socket", kind=type(error).__qualname__)


def cursor_in(said: object) -> Cursor | None:
    """Read the cursor of a hello; whatever isn't one counts as having none."""
    cursor = said.get("cursor") if isinstance(said, dict) else None
    if not isinstance(cursor, dict):
        return None
    epoch, seq, digest = cursor.get("epoch"), cursor.get("seq"), cursor.get("hash")
    if not (isinstance(epoch, str) and isinstance(digest, str) and len(digest) == _HASH_DIGITS):
        return None
    if isinstance(seq, bool) or not isinstance(seq, int) or not 0 <= seq <= _LARGEST_SEQ:
        return None
    return Cursor(epoch, seq, digest)


def _sid() -> str:
    """The Socket.IO id that Flask-SocketIO adds to the request it hands over."""
    sid: str = cast("Any", request).sid
    return sid
