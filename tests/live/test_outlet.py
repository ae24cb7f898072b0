"""One writer a socket: in order, whole frames, bounded."""

import socket
from collections.abc import Iterator
from contextlib import closing

import gevent
import gevent.socket
import pytest

from command.live.outlet import (
    MOST_BYTES_WAITING,
    MOST_FRAMES_WAITING,
    Funnel,
    Outlet,
    frame,
    packet,
)

Pair = tuple[gevent.socket.socket, gevent.socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Two ends of one line with small buffers, so that a slow reader shows soon."""
    ours, theirs = gevent.socket.socketpair()
    for end in (ours, theirs):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    with closing(ours), closing(theirs):
        yield ours, theirs


def read_all(end: gevent.socket.socket, size: int) -> bytes:
    """Read until so many bytes came, or the other side is gone."""
    got = bytearray()
    while len(got) < size and (piece := end.recv(65536)):
        got += piece
    return bytes(got)


@pytest.mark.parametrize(
    ("length", "head"),
    [
        (0, b"\x81\x00"),
        (125, b"\x81\x7d"),
        (126, b"\x81\x7e\x00\x7e"),
        (65535, b"\x81\x7e\xff\xff"),
        (65536, b"\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"),
    ],
)
def test_a_frame_says_its_length_as_the_standard_does(length: int, head: bytes) -> None:
    text = b"x" * length

    framed = frame(text)

    assert framed == head + text


def test_a_packet_is_the_name_and_the_json_as_it_came() -> None:
    assert packet("entry", b'{"seq":1}') == b'42["entry",{"seq":1}]'


def test_what_a_slow_line_takes_later_arrives_whole_and_in_order(pair: Pair) -> None:
    ours, theirs = pair
    outlet = Outlet(ours._sock, pytest.fail)
    sent = [frame(f"{number:05d}".encode() * 200) for number in range(100)]

    for one in sent:
        outlet.write(one)
    got = read_all(theirs, sum(map(len, sent)))

    assert got == b"".join(sent)


def test_a_reader_that_comes_back_loses_nothing(pair: Pair) -> None:
    ours, theirs = pair
    outlet = Outlet(ours._sock, pytest.fail)
    first, second = frame(b"a" * 40_000), frame(b"b" * 40_000)

    outlet.write(first)
    got = read_all(theirs, len(first))
    outlet.write(second)
    got += read_all(theirs, len(second))

    assert got == first + second


def test_too_many_frames_waiting_end_the_line(pair: Pair) -> None:
    ours, theirs = pair
    slow: list[bool] = []
    outlet = Outlet(ours._sock, lambda: slow.append(True))

    for _ in range(MOST_FRAMES_WAITING + 100):
        outlet.write(frame(b"x" * 120))
    outlet.write(frame(b"y" * 20_000))
    for _ in range(MOST_FRAMES_WAITING + 1):
        outlet.write(frame(b"z"))

    assert slow == [True]
    assert outlet.closed
    assert read_all(theirs, 10_000_000).count(b"z") == 0


def test_too_many_bytes_waiting_end_the_line(pair: Pair) -> None:
    ours, _ = pair
    slow: list[bool] = []
    outlet = Outlet(ours._sock, lambda: slow.append(True))

    for _ in range(8):
        outlet.write(frame(b"x" * (MOST_BYTES_WAITING // 4)))

    assert slow == [True]


def test_a_line_that_is_gone_closes_the_outlet_in_silence(pair: Pair) -> None:
    ours, theirs = pair
    outlet = Outlet(ours._sock, pytest.fail)
    theirs.close()

    for _ in range(3):
        outlet.write(frame(b"x" * 5000))

    assert outlet.closed


def test_a_line_closed_while_bytes_wait_ends_the_drain(pair: Pair) -> None:
    ours, _ = pair
    outlet = Outlet(ours._sock, pytest.fail)
    funnel = Funnel(ours, outlet)
    outlet.write(frame(b"x" * 100_000))
    gevent.sleep(0)

    funnel.close()
    gevent.sleep(0)

    assert outlet.closed
