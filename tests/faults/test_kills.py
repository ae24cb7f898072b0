"""kill -9 of anything at any moment: what was acknowledged stays, once, and everybody agrees."""

import random
import statistics
import time
from collections.abc import Iterator

import pytest

from tests.faults.day import Day, report_line
from tests.faults.processes import until
from tests.faults.repeats import times
from tests.faults.up import PARTS, UpTown
from tests.faults.work import dispatch

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

RATE = 10
WRITERS = 8
# Patience, not a goal: the figures are in docs/faults.md. A loaded machine starts parts slowly.
BACK_WITHIN_S = 120.0


@pytest.fixture
def day(up: UpTown, seed: int) -> Iterator[Day]:
    """Open a drill ten times as fast as life, so that deadlines pass while things die."""
    day = Day(up, seed, RATE)
    yield day
    day.close()


def test_a_part_killed_at_any_moment_costs_nothing_that_was_acknowledged(
    up: UpTown, day: Day
) -> None:
    killed = schedule(day.random, times(24))
    dispatchers = [day.person(f"dispatcher-{n}") for n in range(WRITERS)]
    day.usual_pages()

    recoveries: dict[str, list[float]] = {part: [] for part in PARTS}
    with day.at_work(dispatchers, dispatch):
        for part, pause_s in killed:
            time.sleep(pause_s)
            recoveries[part].append(kill(up, day, part))

    found = day.check()
    slowest = {part: f"{max(took):.1f} s" for part, took in recoveries.items() if took}
    middle = {part: f"{statistics.median(took):.1f} s" for part, took in recoveries.items() if took}
    counts = {part: len(took) for part, took in recoveries.items()}
    report_line("kill -9 of a part", kills=counts, back=middle, at_most=slowest, found=found)


def test_everything_killed_at_once_goes_on_where_it_was(up: UpTown, day: Day) -> None:
    dispatchers = [day.person(f"dispatcher-{n}") for n in range(WRITERS)]
    day.usual_pages()

    took: list[float] = []
    with day.at_work(dispatchers, dispatch):
        for _ in range(times(3)):
            time.sleep(day.random.uniform(0.5, 2.5))
            with day.fault("everything is dead"):
                killed_s = time.monotonic()
                up.kill_everything()
                up.start()
                until_answered(day, killed_s)
            took.append(time.monotonic() - killed_s)

    found = day.check()
    report_line(
        "kill -9 of everything", kills=len(took), back=f"at most {max(took):.1f} s", found=found
    )


def schedule(chance: random.Random, kills: int) -> list[tuple[str, float]]:
    """Say beforehand what is killed and how long to wait before: a seed gives the same again."""
    parts = [PARTS[n % len(PARTS)] for n in range(kills)]
    chance.shuffle(parts)
    return [(part, chance.uniform(0.1, 1.5)) for part in parts]


def kill(up: UpTown, day: Day, part: str) -> float:
    """Kill one part and wait until it's of use again. Return how long that took."""
    killed_s, killed_at = time.monotonic(), up.clock.now()
    with day.fault(f"{part} is dead"):
        up.kill9(part, only_child=part == "web" and day.random.random() < 0.5)
        if part in {"store", "web"}:
            until_answered(day, killed_s)
        else:
            until(lambda: up.beat_after(part, killed_at), BACK_WITHIN_S, what=f"{part}'s life")
    return time.monotonic() - killed_s


def until_answered(day: Day, from_s: float) -> None:
    """Wait until something asked for after an instant was acknowledged."""
    until(lambda: any(day.history.taken_since(from_s)), BACK_WITHIN_S, what="an answer")
