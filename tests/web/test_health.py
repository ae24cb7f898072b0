"""Readiness: 503 with its reason when promises have clocks and nobody reads them."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from command.domain.authority import Role
from command.store.connect import ask
from command.store.events import EventRow, Events
from command.store.heartbeats import Heartbeats
from command.store.keys import log_key
from command.web.health import LAG_AT_MOST_S, UNWATCHED_AT_MOST_MS, EventHealth, Health
from tests.valkey import Valkey
from tests.web.stack import EVENT, NO_STANDBY, Stack, running_stack, until

OLD_MS = UNWATCHED_AT_MOST_MS + 1


def event(
    watch_age_ms: int | None, standby_age_ms: int | None, *, is_open: bool = True
) -> EventHealth:
    """How an event is doing that was watched so long ago."""
    return EventHealth(
        event=EVENT,
        seq=1,
        clients=0,
        watch_age_ms=watch_age_ms,
        worker_age_ms=None,
        standby_age_ms=standby_age_ms,
        is_open=is_open,
    )


def health(*events: EventHealth, is_store_away: bool = False, lag_s: float = 0) -> Health:
    """How a process is doing with these events."""
    return Health(is_store_away=is_store_away, lag_s=lag_s, dropped_sockets=0, events=events)


@pytest.mark.parametrize(
    "watched",
    [
        event(0, None),
        event(UNWATCHED_AT_MOST_MS, OLD_MS),
        event(OLD_MS, 0),
        event(None, UNWATCHED_AT_MOST_MS),
        event(OLD_MS, OLD_MS, is_open=False),
    ],
)
def test_an_event_is_seen_to_by_the_watch_or_by_a_standby_or_is_over(watched: EventHealth) -> None:
    assert health(watched).faults == ()


@pytest.mark.parametrize(
    "unwatched",
    [event(OLD_MS, OLD_MS), event(None, OLD_MS), event(OLD_MS, None), event(None, None)],
)
def test_an_open_event_that_nobody_watches_is_a_fault(unwatched: EventHealth) -> None:
    assert health(event(0, 0), unwatched).faults == ("nobody watches",)


def test_every_fault_is_named_and_what_follows_from_another_is_not() -> None:
    lag_s = LAG_AT_MOST_S + 1

    assert health(event(OLD_MS, OLD_MS), lag_s=lag_s).faults == (
        "log not followed",
        "nobody watches",
    )
    assert health(event(OLD_MS, OLD_MS), is_store_away=True).faults == ("store away",)


@pytest.fixture
def unwatched(valkey: Valkey) -> Iterator[Stack]:
    """Run a web process that stands by for nobody, on a store of the test's own."""
    with running_stack(valkey, NO_STANDBY) as running:
        yield running


@pytest.fixture
def beside_a_broken(valkey: Valkey) -> Iterator[Stack]:
    """Have an event in the same store whose log begins with what is no entry."""
    stack = Stack(valkey)
    client = stack.stores.write
    Events(client).add(EventRow(event="a-broken-day", kind="drill", created_at=0))
    ask(client, "XADD", log_key("a-broken-day"), "1-0", "e", b"no entry", "h", "no hash")
    yield stack
    stack.stop()


def test_a_web_process_without_a_watch_is_ready_since_it_stands_by(stack: Stack) -> None:
    url = stack.webs[0].url

    shown = until(lambda: watched_by_standby(url), what="a standby's sign of life")

    assert shown["is_open"] is True
    assert shown["watch_age_ms"] is None
    assert ready(url)["faults"] == []


def test_a_web_process_stands_by_though_another_event_cannot_be_opened(
    beside_a_broken: Stack,
) -> None:
    url = beside_a_broken.start_web().url

    shown = until(lambda: watched_by_standby(url), what="a standby's sign of life")

    assert shown["is_open"] is True
    assert ready(url)["faults"] == []


def test_readiness_fails_while_nobody_watches_and_returns_with_the_watch(unwatched: Stack) -> None:
    beats, (web,) = Heartbeats(unwatched.stores.write), unwatched.webs
    unwatched.client(Role.DISPATCHER).report()

    for name in ("watch", "standby"):
        beats.beat(name, unwatched.clock.now() - OLD_MS)
    until(lambda: ready(web.url)["faults"] == ["nobody watches"], what="the fault")
    assert requests.get(f"{web.url}/readyz", timeout=5).status_code == 503

    beats.beat("watch", unwatched.clock.now())
    until(lambda: ready(web.url)["faults"] == [], what="readiness")
    assert requests.get(f"{web.url}/readyz", timeout=5).status_code == 200


def watched_by_standby(url: str) -> dict[str, Any] | None:
    """What is said of the event, once a standby gave a sign of life."""
    shown: dict[str, Any] = ready(url)["events"].get(EVENT, {})
    return None if shown.get("standby_age_ms") is None else shown


def ready(url: str) -> dict[str, Any]:
    """What a process says of itself."""
    said: dict[str, Any] = requests.get(f"{url}/readyz", timeout=5).json()
    return said
