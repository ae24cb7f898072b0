"""Who hears what, in which order, and at what cost."""

import gevent

from command.domain.authority import Role
from command.domain.identifiers import UnitId
from command.domain.views import View
from command.live.fanout import Outlets
from command.live.outlet import Outlet, frame, packet
from command.live.rooms import Make, Member, Rooms, Wire

DISPATCHER = View(role=Role.DISPATCHER)
COMMANDER = View(role=Role.COMMANDER)
AMBULANCE = View(role=Role.FIELD_UNIT, unit=UnitId("ambulance-2"))


class Line:
    """A line that takes everything and keeps it."""

    def __init__(self) -> None:
        """Start with nothing sent."""
        self.sent = b""

    def send(self, data: bytes, /) -> int:
        """Take it."""
        self.sent += data
        return len(data)

    def fileno(self) -> int:
        """Return no number of any file."""
        return -1

    def shutdown(self, how: int, /) -> None:
        """End."""

    def setsockopt(self, level: int, option: int, value: int, /) -> None:
        """Change nothing."""


class Hearing:
    """Rooms with some sockets that have outlets, and some that only plain emit reaches."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.plainly: list[tuple[str, str]] = []
        self.outlets = Outlets()
        self.rooms = Rooms(Wire(self.outlets, lambda sid, text: self.plainly.append((sid, text))))

    def join(self, sid: str, view: View) -> Line:
        """Let a socket with an outlet listen."""
        line = Line()
        self.outlets.opened(sid, Outlet(line, lambda: None))
        self.rooms.join(Member(eio_sid=sid, view=view))
        return line

    def send_all(self, posted: int) -> None:
        """Send what was posted."""
        for _ in range(posted):
            self.rooms.send_next()


def test_those_who_see_the_same_get_the_same_message_made_once() -> None:
    hearing = Hearing()
    first, second = hearing.join("a", DISPATCHER), hearing.join("b", COMMANDER)
    third = hearing.join("c", AMBULANCE)
    made: list[View] = []

    def make(view: View) -> bytes:
        made.append(view)
        return f'{{"for":"{view.room}"}}'.encode()

    hearing.rooms.post("entry", make)
    hearing.send_all(1)

    assert len(made) == 2
    assert first.sent == second.sent == frame(packet("entry", b'{"for":"desk"}'))
    assert third.sent == frame(packet("entry", b'{"for":"unit:ambulance-2"}'))


def saying(body: bytes) -> Make:
    """A message that is the same for everybody."""
    return lambda _view: body


def test_messages_go_out_in_the_order_they_were_posted() -> None:
    hearing = Hearing()
    line = hearing.join("a", DISPATCHER)

    for number in range(5):
        hearing.rooms.post("entry", saying(b"%d" % number))
    hearing.send_all(5)

    assert line.sent == b"".join(frame(packet("entry", b"%d" % n)) for n in range(5))


def test_a_socket_without_an_outlet_gets_the_same_text_the_plain_way() -> None:
    hearing = Hearing()
    hearing.rooms.join(Member(eio_sid="plain", view=DISPATCHER))

    hearing.rooms.post("tick", lambda _view: '{"at":1,"字":2}'.encode())
    hearing.send_all(1)

    assert hearing.plainly == [("plain", '2["tick",{"at":1,"字":2}]')]


def test_who_left_hears_no_more() -> None:
    hearing = Hearing()
    line = hearing.join("a", DISPATCHER)

    hearing.rooms.leave("a")
    hearing.rooms.post("entry", lambda _view: b"1")
    hearing.send_all(1)

    assert line.sent == b""
    assert len(hearing.rooms) == 0


def test_a_message_that_cannot_be_made_for_one_room_reaches_the_others() -> None:
    hearing = Hearing()
    desk, unit = hearing.join("a", DISPATCHER), hearing.join("b", AMBULANCE)

    def make(view: View) -> bytes:
        if view.role is Role.FIELD_UNIT:
            raise KeyError("a fault of ours")
        return b"1"

    hearing.rooms.post("entry", make)
    hearing.rooms.post("tick", lambda _view: b"2")
    hearing.send_all(2)

    assert desk.sent == frame(packet("entry", b"1")) + frame(packet("tick", b"2"))
    assert unit.sent == frame(packet("tick", b"2"))


def test_sending_goes_on_while_nobody_listens() -> None:
    hearing = Hearing()
    sender = gevent.spawn(hearing.rooms.send_for_ever)

    hearing.rooms.post("entry", lambda _view: b"1")
    gevent.sleep(0)
    line = hearing.join("a", DISPATCHER)
    hearing.rooms.post("entry", lambda _view: b"2")
    gevent.sleep(0.01)

    assert line.sent == frame(packet("entry", b"2"))
    sender.kill()
