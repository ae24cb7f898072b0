"""
The one factory of connections to Redis, and the check that this Redis may hold the log.

No other module may open a connection: redis-py's own defaults send a command again ten times
after a timeout and let a blocking read hang for a minute.
"""

import queue
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, Protocol, cast

import redis
from redis.backoff import ExponentialBackoff, NoBackoff
from redis.connection import parse_url
from redis.retry import Retry

Purpose = Literal["write", "read", "tail"]
Word = str | bytes | int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manner:
    timeout_s: float
    retries: int
    connections: int


# A write is never sent twice by the library: whether the first one was stored is only known by
# reading the log. The tail blocks for 1 s at a time, so 3 s without an answer is a dead line.
_MANNERS: Mapping[Purpose, _Manner] = {
    "write": _Manner(timeout_s=2, retries=0, connections=32),
    "read": _Manner(timeout_s=3, retries=2, connections=32),
    "tail": _Manner(timeout_s=3, retries=0, connections=1),
}
_WAIT_FOR_CONNECTION_S = 1

_MUST_BE: Mapping[str, str] = {
    "appendonly": "yes",
    "appendfsync": "always",
    "aof-load-truncated": "no",
    "save": "",
    "auto-aof-rewrite-percentage": "0",
    "maxmemory-policy": "noeviction",
    "no-appendfsync-on-rewrite": "no",
}


# redis-py gives these two no types.
_make_pool: Callable[..., redis.BlockingConnectionPool] = redis.BlockingConnectionPool
_parse_url: Callable[[str], dict[str, object]] = parse_url


class Line(Protocol):
    """One connection, as far as we use it."""

    retry: Retry

    @property
    def is_connected(self) -> bool:
        """Say whether a connection was made and not dropped since."""

    def connect(self) -> None:
        """Connect where it isn't connected."""

    def pack_commands(self, commands: Sequence[Sequence[Word]]) -> list[bytes]:
        """Write commands as the protocol wants them."""

    def send_packed_command(self, command: list[bytes]) -> None:
        """Send what was packed, connecting first if need be."""

    def read_response(self) -> object:
        """Read one answer; raises it where it's an error."""

    def disconnect(self) -> None:
        """Drop the line and whatever is still coming on it."""


class StoreAway(Exception):
    """The store can't be reached or can't take this now. Nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsafeSetting:
    """A setting under which acknowledged entries could be lost."""

    name: str
    value: str
    must_be: str

    def __str__(self) -> str:
        """Say it as an operator would type it."""
        return f"{self.name} is {self.value or '(empty)'}, must be {self.must_be or '(empty)'}"


class UnsafeRedis(Exception):
    """This Redis could lose acknowledged entries; the application must not start on it."""

    def __init__(self, settings: tuple[UnsafeSetting, ...]) -> None:
        """Name every setting at once, so that one visit to the file is enough."""
        super().__init__("This Redis may not hold the log: " + "; ".join(map(str, settings)) + ".")
        self.settings = settings


def connect(url: str, purpose: Purpose) -> redis.Redis:
    """
    Make a client for one purpose; it connects when first used.

    Args:
        url: `unix:///path/to/socket?db=0` or `redis://[user:password@]host:port/0`.
        purpose: `write` never repeats a command; `read` may; `tail` is one connection of its own.

    Returns:
        A client that answers bytes. Close it when done.
    """
    manner = _MANNERS[purpose]
    backoff = ExponentialBackoff(cap=0.2, base=0.05) if manner.retries else NoBackoff()
    pool = _make_pool(
        max_connections=manner.connections,
        timeout=_WAIT_FOR_CONNECTION_S,
        queue_class=queue.LifoQueue,
        **{
            **_parse_url(url),
            "protocol": 2,
            "decode_responses": False,
            "socket_timeout": manner.timeout_s,
            "socket_connect_timeout": manner.timeout_s,
            "retry": Retry(backoff, manner.retries),
            "health_check_interval": 0,
            "client_name": f"denggao-{purpose}",
        },
    )
    return redis.Redis.from_pool(pool)


@contextmanager
def reaching_the_store() -> Iterator[None]:
    """Turn redis-py's connection errors into `StoreAway`; usable as a decorator."""
    try:
        yield
    except (redis.ConnectionError, redis.TimeoutError) as error:
        raise StoreAway(f"The store does not answer: {error}") from error


@contextmanager
def line_of(client: redis.Redis) -> Iterator[Line]:
    """
    Borrow one connection of a client.

    Any interruption drops it: our answer would still be coming, and the next
    borrower would take it for its own.
    """
    pool = client.connection_pool
    with reaching_the_store():
        connection = pool.get_connection()
    line = cast("Line", connection)
    try:
        yield line
    except redis.ResponseError:
        raise
    except BaseException:
        line.disconnect()
        raise
    finally:
        pool.release(connection)


def own_line(client: redis.Redis) -> Line:
    """
    Make a connection for one user alone; it connects when first used.

    The pool looks at each connection it lends, which costs as much as a small
    command. Who keeps a line drops it at any interruption, as `line_of` does.
    """
    return cast("Line", client.connection_pool.make_connection())


def ask(client: redis.Redis, *command: Word) -> object:
    """
    Send one command and return the plain answer, without redis-py's parsing of streams.

    Raises:
        StoreAway: no answer, after as many tries as the client was made for.
    """
    with reaching_the_store(), line_of(client) as line:
        return line.retry.call_with_retry(lambda: _send(line, command), lambda _: line.disconnect())


def ask_together(client: redis.Redis, commands: Sequence[Sequence[Word]]) -> list[object]:
    """
    Send several commands in one piece, and return their answers.

    The store flushes to the disk once for each 16 kB of it. Nothing is tried again: some may have
    been done.

    Raises:
        StoreAway: no answer to all of them.
    """
    with reaching_the_store(), line_of(client) as line:
        # Joined: redis-py would cut it at 6 kB, and the store flush for each piece.
        line.send_packed_command([b"".join(line.pack_commands(commands))])
        answers = [_answer_or_error(line) for _ in commands]
    for answer in answers:
        if isinstance(answer, redis.ResponseError):
            raise answer
    return answers


def unsafe_settings(client: redis.Redis) -> tuple[UnsafeSetting, ...]:
    """List every setting of this Redis under which acknowledged entries could be lost."""
    try:
        settings = _configuration(client)
    except redis.ResponseError as error:
        return (_unreadable(error),)
    return tuple(
        UnsafeSetting(name=name, value=settings.get(name, "unknown"), must_be=must_be)
        for name, must_be in _MUST_BE.items()
        if settings.get(name) != must_be
    )


def require_safe(client: redis.Redis) -> None:
    """
    Refuse a Redis that could lose acknowledged entries.

    Raises:
        UnsafeRedis: with every wrong setting.
        StoreAway: it can't be asked.
    """
    if wrong := unsafe_settings(client):
        raise UnsafeRedis(wrong)


def _answer_or_error(line: Line) -> object:
    # The next answer on this line is to be read, whatever this one is.
    try:
        return line.read_response()
    except redis.ResponseError as error:
        return error


def _send(line: Line, command: Sequence[Word]) -> object:
    line.send_packed_command(line.pack_commands([command]))
    return line.read_response()


def _configuration(client: redis.Redis) -> dict[str, str]:
    # One name a question: Redis before 7.0 takes only one.
    settings: dict[str, str] = {}
    for name in _MUST_BE:
        answer = cast("list[bytes]", ask(client, "CONFIG", "GET", name))
        pairs = zip(answer[::2], answer[1::2], strict=True)
        settings |= {key.decode(): value.decode() for key, value in pairs}
    return settings


def _unreadable(error: redis.ResponseError) -> UnsafeSetting:
    return UnsafeSetting(
        name="CONFIG GET",
        value=f"refused ({error})",
        must_be="allowed for this user (ACL +config|get)",
    )
