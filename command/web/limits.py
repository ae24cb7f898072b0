"""
How often anybody may ask: counted in memory, each process for itself.

Meant against a broken client and against trying out passwords, never against a busy dispatcher:
the numbers are far above what people do. A leaking bucket of our own, since the library at hand
starts a thread for its expiry with most requests, which cost more than taking an action.
Decision 0009.
"""

from dataclasses import dataclass

from command.clock import stopwatch_s
from command.web.failures import TooMany

_MOST_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many at once, and again as many over so many seconds, for whatever `name` counts."""

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
    """The buckets of this process: for each, when it will have leaked empty."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self._empty_at_s: dict[tuple[str, ...], float] = {}

    def take(self, rate: Rate, *whose: str, cost: int = 1) -> None:
        """
        Count one more.

        Raises:
            TooMany: it's one too many, and when to come back.
        """
        if not self.allows(rate, *whose, cost=cost):
            raise TooMany(rate.seconds)

    def allows(self, rate: Rate, *whose: str, cost: int = 1) -> bool:
        """Count one more and say whether it's within the rate; one refused isn't counted."""
        key, now_s = (rate.name, *whose), stopwatch_s()
        filled_until_s = max(now_s, self._empty_at_s.get(key, now_s))
        filled_until_s += cost * rate.seconds / rate.most
        if filled_until_s - now_s > rate.seconds:
            return False
        if len(self._empty_at_s) >= _MOST_REMEMBERED:
            self._drop_empty(now_s)
        self._empty_at_s[key] = filled_until_s
        return True

    def _drop_empty(self, now_s: float) -> None:
        self._empty_at_s = {key: at for key, at in self._empty_at_s.items() if at > now_s}
