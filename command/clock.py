"""The only place that asks what time it is. Everything else is told."""

import time
from dataclasses import dataclass, replace
from typing import Protocol

MAX_RATE = 600


class Clock(Protocol):
    """Whoever can say what time it is."""

    def now(self) -> int:
        """Return milliseconds since the Unix epoch, UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        """Return milliseconds since the Unix epoch, UTC."""
        return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedClock:
    """A clock that stands still: for imports, replays and tests."""

    at: int

    def now(self) -> int:
        """Return the one instant it knows."""
        return self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClock:
    """
    The clock of one event: real time through a base and a whole rate.

    A drill's day may pass in minutes; a live event runs at rate 1. Rate 0 is
    paused. It never shows a time before its base, even if the real clock is
    set back.
    """

    base_event_at: int
    base_real_at: int
    rate: int
    clock: Clock

    def __post_init__(self) -> None:
        """Refuse a rate that no page can show."""
        if not 0 <= self.rate <= MAX_RATE:
            raise ValueError(f"The rate is {self.rate}; it must be 0 to {MAX_RATE}.")

    def now(self) -> int:
        """Return the event's time."""
        return self.event_at(self.clock.now())

    def event_at(self, real_at: int) -> int:
        """Map a real instant to the event's time."""
        return self.base_event_at + max(0, real_at - self.base_real_at) * self.rate

    def real_at(self, event_at: int) -> int | None:
        """Map the event's time to the first real instant that shows it; None while paused."""
        if event_at <= self.base_event_at:
            return self.base_real_at
        if self.rate == 0:
            return None
        return self.base_real_at - (self.base_event_at - event_at) // self.rate

    def at_rate(self, rate: int) -> "EventClock":
        """Go on from this very moment at another rate."""
        real_at = self.clock.now()
        event_at = self.event_at(real_at)
        return replace(self, base_event_at=event_at, base_real_at=real_at, rate=rate)


def stopwatch_s() -> float:
    """Return seconds that only ever go up: for ages and backoff, never for an instant."""
    return time.monotonic()
