"""When a log counts as not followed any more though the store answers. No clock, no I/O."""

from dataclasses import dataclass
from typing import Final

FOLLOWS_WITHIN_S: Final = 5.0


@dataclass(slots=True)
class Standstill:
    """
    The looks at one event's follower.

    Once isn't enough: on a busy machine the whole process may have stood still, reading an
    adopted plan, say. Then the follower has had its turn by the next look.
    """

    seemed_stuck: bool = False
    """Its log wasn't followed at the last look."""

    def look(self, *, answers_s: float, age_s: float) -> bool:
        """
        Look once more; say whether two looks in a row found the log not followed.

        Args:
            answers_s: how long the store has answered by now, 0 while it is away. Then nothing
                can be followed, and reading goes on from memory.
            age_s: how long ago the board was last known to be the log's.
        """
        seems_stuck = answers_s > FOLLOWS_WITHIN_S < age_s
        is_stuck = seems_stuck and self.seemed_stuck
        self.seemed_stuck = seems_stuck
        return is_stuck
