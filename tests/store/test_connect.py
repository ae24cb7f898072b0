"""The one factory, and the refusal of a Redis that could lose entries."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
import redis

from command.store.connect import (
    Purpose,
    StoreAway,
    UnsafeRedis,
    ask,
    connect,
    line_of,
    require_safe,
    unsafe_settings,
)
from tests.faults.faultproxy import FaultProxy
from tests.valkey import Valkey, running_valkey


@pytest.fixture
def proxy(store: Valkey) -> Iterator[FaultProxy]:
    proxy = FaultProxy(str(store.folder.redis / "redis.sock"))
    yield proxy
    proxy.close()


@pytest.fixture
def client(store: Valkey) -> Iterator[redis.Redis]:
    client = connect(store.url, "write")
    yield client
    client.close()


@pytest.mark.parametrize(("purpose", "sent"), [("write", 1), ("tail", 1), ("read", 3)])
def test_a_command_without_an_answer_is_sent(
    purpose: Purpose, sent: int, proxy: FaultProxy
) -> None:
    """Writes and the tail once, reads three times."""
    client = connect(proxy.url, purpose)
    ask(client, "PING")
    proxy.set("cut_reply")

    with pytest.raises(StoreAway):
        ask(client, "GET", "the-key-asked-for")

    client.close()
    # A read's later tries fail while saying hello, before the command itself.
    tries = proxy.count_sent(b"the-key-asked-for") + proxy.count_sent(b"SETNAME") - 1
    assert tries == sent


def test_a_url_cannot_weaken_the_factory(store: Valkey) -> None:
    client = connect(store.url + "&protocol=3&socket_timeout=99", "write")

    options = client.connection_pool.connection_kwargs

    client.close()
    assert (options["protocol"], options["socket_timeout"]) == (2, 2)
    assert options["retry"].get_retries() == 0


def test_answers_are_bytes(client: redis.Redis) -> None:
    ask(client, "SET", "k", "登高")

    assert ask(client, "GET", "k") == "登高".encode()


def test_an_interrupted_line_never_hands_its_answer_to_the_next(client: redis.Redis) -> None:
    with suppress(KeyboardInterrupt), line_of(client) as line:
        line.send_packed_command(line.pack_commands([("BLPOP", "nothing", 1)]))
        raise KeyboardInterrupt

    assert ask(client, "ECHO", "mine") == b"mine"


def test_our_own_server_is_safe(client: redis.Redis) -> None:
    require_safe(client)

    assert unsafe_settings(client) == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("appendonly", "no"),
        ("appendfsync", "everysec"),
        ("aof-load-truncated", "yes"),
        ("save", "3600 1"),
        ("auto-aof-rewrite-percentage", "100"),
        ("maxmemory-policy", "allkeys-lru"),
        ("no-appendfsync-on-rewrite", "yes"),
    ],
)
def test_each_unsafe_setting_is_refused_by_name(name: str, value: str) -> None:
    with running_valkey({name: value}) as server:
        client = connect(server.url, "write")

        with pytest.raises(UnsafeRedis, match=f"{name} is {value}, must be ") as refused:
            require_safe(client)

        client.close()
    assert [setting.name for setting in refused.value.settings] == [name]


def test_every_unsafe_setting_is_named_at_once() -> None:
    with running_valkey({"appendfsync": "no", "maxmemory-policy": "volatile-ttl"}) as server:
        client = connect(server.url, "write")

        wrong = unsafe_settings(client)

        client.close()
    assert [setting.name for setting in wrong] == ["appendfsync", "maxmemory-policy"]


def test_a_redis_that_hides_its_settings_is_refused(client: redis.Redis, store: Valkey) -> None:
    ask(client, "ACL", "SETUSER", "blind", "on", ">pw", "~*", "+@all", "-config")
    blind = connect(store.url + "&username=blind&password=pw", "write")

    with pytest.raises(UnsafeRedis, match="CONFIG GET"):
        require_safe(blind)

    blind.close()
    ask(client, "ACL", "DELUSER", "blind")
