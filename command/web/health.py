"""
Liveness, readiness, and numbers for Prometheus. Nothing here says anything about people.

`/healthz` says the process turns; `/readyz` that it can take actions, follows its logs, and that
somebody watches their deadlines: the watch, or a web process that stands by. A balancer that
takes a process away by `/readyz` also takes its reading away: docs/http.md.
"""

import ipaddress
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, request
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector

from command.clock import stopwatch_s
from command.web.answers import answer
from command.web.failures import NoSuchThing

LAG_AT_MOST_S = 3.0
UNWATCHED_AT_MOST_MS = 15_000
"""A standby gives a sign of life every five seconds; two may be lost on a busy machine."""
_BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventHealth:
    """How one event is doing in this process."""

    event: str
    seq: int
    clients: int
    watch_age_ms: int | None
    worker_age_ms: int | None
    standby_age_ms: int | None
    is_open: bool

    @property
    def unwatched_ms(self) -> int | None:
        """How long ago anybody last looked after its deadlines; None where nobody ever did."""
        ages = [age for age in (self.watch_age_ms, self.standby_age_ms) if age is not None]
        return min(ages, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How this process is doing."""

    is_store_away: bool
    lag_s: float
    dropped_sockets: int
    events: tuple[EventHealth, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """What keeps it from being ready, each by its name in docs/http.md; none when it is."""
        found = {
            "store away": self.is_store_away,
            "log not followed": self.lag_s > LAG_AT_MOST_S,
            # While the store is away nobody can give a sign, and that has been said already.
            "nobody watches": not self.is_store_away and any(map(_is_unwatched, self.events)),
        }
        return tuple(name for name, is_so in found.items() if is_so)


class Numbers(Collector):
    """What Prometheus reads, worked out when it asks."""

    def __init__(self, health: Callable[[], Health]) -> None:
        """Take where the numbers come from, and count requests from now on."""
        self._health = health
        self.registry = CollectorRegistry()
        self.registry.register(self)
        ProcessCollector(registry=self.registry)
        self._answers = Counter(
            "denggao_answers",
            "Answers by route and status",
            ("route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "denggao_answer_seconds",
            "Seconds until an answer",
            ("route",),
            registry=self.registry,
            buckets=_BUCKETS,
        )
        self._known: dict[tuple[str, int], tuple[Counter, Histogram]] = {}

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        answers, waits = self._counted(route, status)
        answers.inc()
        waits.observe(seconds)

    def _counted(self, route: str, status: int) -> tuple[Counter, Histogram]:
        """Look the two up once a route and status; doing so costs more than counting."""
        key = (route, status)
        if key not in self._known:
            pair = (self._answers.labels(route, str(status)), self._seconds.labels(route))
            self._known[key] = pair
        return self._known[key]

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the gauges."""
        health = self._health()
        yield GaugeMetricFamily("denggao_store_away", "1 while it is", int(health.is_store_away))
        yield GaugeMetricFamily("denggao_tail_lag_seconds", "Of the slowest", health.lag_s)
        yield GaugeMetricFamily("denggao_slow_sockets", "Dropped so far", health.dropped_sockets)
        yield _by_event("denggao_seq", "Entries folded", health.events, lambda one: one.seq)
        yield _by_event("denggao_sockets", "Open", health.events, lambda one: one.clients)
        yield _by_event(
            "denggao_watch_age_seconds",
            "Since the watch was seen",
            health.events,
            lambda one: None if one.watch_age_ms is None else one.watch_age_ms / 1000,
        )


def blueprint(health: Callable[[], Health], numbers: Numbers) -> Blueprint:
    """Make the three routes."""
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    def alive() -> Response:
        return answer({"status": "ok"})

    @routes.get("/readyz")
    def ready() -> Response:
        now = health()
        body = {
            "status": "not ready" if now.faults else "ok",
            "faults": now.faults,
            "store": "away" if now.is_store_away else "ok",
            "lag_ms": int(now.lag_s * 1000),
            "events": {
                one.event: {
                    "seq": one.seq,
                    "is_open": one.is_open,
                    "watch_age_ms": one.watch_age_ms,
                    "standby_age_ms": one.standby_age_ms,
                }
                for one in now.events
            },
        }
        return answer(body, 503 if now.faults else 200)

    @routes.get("/metrics")
    def metrics() -> Response:
        if not _is_near(request.remote_addr):
            raise NoSuchThing("page")
        return Response(generate_latest(numbers.registry), content_type=CONTENT_TYPE_LATEST)

    return routes


def started_s() -> float:
    """Note when a request began."""
    return stopwatch_s()


def _is_unwatched(event: EventHealth) -> bool:
    """An open event's promises have clocks, and nobody reads them."""
    unwatched_ms = event.unwatched_ms
    return event.is_open and (unwatched_ms is None or unwatched_ms > UNWATCHED_AT_MOST_MS)


def _by_event(
    name: str,
    words: str,
    events: Iterable[EventHealth],
    value: Callable[[EventHealth], float | None],
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, words, labels=["event"])
    for one in events:
        measured = value(one)
        if measured is not None:
            family.add_metric([one.event], measured)
    return family


def _is_near(address: str | None) -> bool:
    try:
        return address is not None and ipaddress.ip_address(address).is_private
    except ValueError:
        # A unix socket: whoever reaches it is on this machine.
        return True
