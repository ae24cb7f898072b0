"""How a figure is said: ours, the measure beside it, their ratio, and the goal it is held to."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """`ours` and `theirs` in the same unit; the goal bounds their ratio."""

    name: str
    ours: float
    theirs: float
    unit: str
    compared_with: str
    goal: float
    at_least: bool

    @property
    def value(self) -> float:
        """Ours divided by what it is compared with."""
        return self.ours / self.theirs

    @property
    def is_met(self) -> bool:
        """The goal holds."""
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return (
            f"{'met ' if self.is_met else 'MISSED'} {self.name}: {self.value:.2f} (goal {sign} "
            f"{self.goal:g}) — {self.ours:,.1f} {self.unit} against {self.theirs:,.1f} {self.unit}"
            f" for {self.compared_with}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A figure held to a fixed bound: a size, or a wait that people feel."""

    name: str
    value: float
    unit: str
    goal: float

    @property
    def is_met(self) -> bool:
        """The goal holds."""
        return self.value <= self.goal

    def __str__(self) -> str:
        return (
            f"{'met ' if self.is_met else 'MISSED'} {self.name}: {self.value:,.1f} {self.unit} "
            f"(goal ≤ {self.goal:g} {self.unit})"
        )


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes, collector at rest before it."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(
    ours: Callable[[], float], theirs: Callable[[], float], rounds: int = 5
) -> tuple[float, float]:
    """Medians of two measures taken in turn, so that a noisy minute hits both."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of them lies; nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@contextmanager
def titled(title: str) -> Iterator[None]:
    """Say what is being measured, and for how long it took."""
    print(f"— {title}", flush=True)
    start = time.perf_counter()
    yield
    print(f"  ({time.perf_counter() - start:.0f} s)", flush=True)
