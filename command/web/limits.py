"""
How often anybody may ask: counted in memory, each process for itself.

Meant against a broken client and against trying out passwords, never against a busy dispatcher:
the numbers are far above what people do.
"""

from dataclasses import dataclass

import limits
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from command.web.failures import TooMany


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many in so many seconds, for whatever `name` counts."""

    name: str
    most: int
    seconds: int


SIGN_IN = Rate(name="sign-in", most=10, seconds=60)
SIGN_IN_FROM = Rate(name="sign-in-from", most=100, seconds=60)
JOIN_FROM = Rate(name="join-from", most=60, seconds=60)
ACTIONS = Rate(name="actions", most=600, seconds=10)
READS = Rate(name="reads", most=1200, seconds=10)
CONNECTS = Rate(name="connects", most=60, seconds=60)


class Limits:
    """The counters of this process."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def take(self, rate: Rate, *whose: str, cost: int = 1) -> None:
        """
        Count one more.

        Raises:
            TooMany: it's one too many, and when to come back.
        """
        if not self.allows(rate, *whose, cost=cost):
            raise TooMany(rate.seconds)

    def allows(self, rate: Rate, *whose: str, cost: int = 1) -> bool:
        """Count one more and say whether it's within the rate."""
        item = limits.RateLimitItemPerSecond(rate.most, rate.seconds)
        return self._limiter.hit(item, rate.name, *whose, cost=cost)
