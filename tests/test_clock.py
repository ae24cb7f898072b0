"""The event's clock: a day in minutes, paused, never backwards past its base."""

from dataclasses import dataclass

import pytest

from command.clock import EventClock, FixedClock, SystemClock


@dataclass
class Hand:
    """A clock moved by hand."""

    at: int

    def now(self) -> int:
        return self.at


def _clock(rate: int, hand: Hand) -> EventClock:
    return EventClock(base_event_at=10_000, base_real_at=500, rate=rate, clock=hand)


def test_the_system_clock_counts_milliseconds_since_1970() -> None:
    assert SystemClock().now() > 1_600_000_000_000


def test_a_live_event_runs_with_real_time() -> None:
    assert _clock(1, Hand(at=1_500)).now() == 11_000


def test_a_drill_runs_faster() -> None:
    assert _clock(600, Hand(at=1_500)).now() == 610_000


def test_a_paused_event_stands_still() -> None:
    assert _clock(0, Hand(at=99_999)).now() == 10_000
    assert _clock(0, Hand(at=99_999)).real_at(10_001) is None


def test_a_real_clock_set_back_shows_the_base() -> None:
    assert _clock(60, Hand(at=0)).now() == 10_000


@pytest.mark.parametrize("rate", [-1, 601])
def test_a_rate_out_of_bounds_is_refused(rate: int) -> None:
    with pytest.raises(ValueError, match="0 to 600"):
        _clock(rate, Hand(at=0))


def test_changing_the_rate_goes_on_from_the_same_moment() -> None:
    hand = Hand(at=1_500)
    clock = _clock(60, hand)

    slower = clock.at_rate(1)

    assert slower.now() == clock.now() == 70_000
    hand.at += 1_000
    assert slower.now() == 71_000


@pytest.mark.parametrize("rate", [1, 7, 600])
@pytest.mark.parametrize("event_at", [10_000, 10_001, 12_345, 99_999])
def test_the_real_instant_is_the_first_that_shows_the_events(rate: int, event_at: int) -> None:
    clock = _clock(rate, Hand(at=0))

    real_at = clock.real_at(event_at)

    assert real_at is not None
    assert clock.event_at(real_at) >= event_at
    assert real_at == 500 or clock.event_at(real_at - 1) < event_at


def test_a_fixed_clock_stands() -> None:
    assert FixedClock(at=7).now() == 7
