"""
Sets an event aside whose own log or plan is at fault, so that no other one's deadlines wait for it.

It's tried again each minute: a playbooks' folder may have been mended meanwhile.
"""

import logging
from collections.abc import Callable
from typing import Final, TypeVar

from command.clock import stopwatch_s
from command.plan_files import PlanFaults
from command.store.chain import BrokenChain
from command.store.connect import StoreAway
from command.store.log import ForeignEntry
from command.wire.entries import UnreadableEntry

AGAIN_AFTER_S: Final = 60.0

AT_FAULT: Final = (PlanFaults, BrokenChain, ForeignEntry, UnreadableEntry)
"""What says that an event's own log or plan is at fault, and nothing else."""

T = TypeVar("T")

logger = logging.getLogger(__name__)


class SettingAside:
    """The events of one process that could not be opened lately."""

    def __init__(self, stopwatch: Callable[[], float] = stopwatch_s) -> None:
        """Begin with none."""
        self._stopwatch = stopwatch
        self._since_s: dict[str, float] = {}

    def opened(self, event: str, opening: Callable[[], T]) -> T | None:
        """
        Open an event; None where it can't be, which is said in this process's log.

        Raises:
            StoreAway: whether it can be isn't known.
        """
        since_s = self._since_s.get(event)
        if since_s is not None and self._stopwatch() - since_s < AGAIN_AFTER_S:
            return None
        try:
            found = opening()
        except StoreAway:
            raise
        except Exception as fault:
            self._since_s[event] = self._stopwatch()
            # Of what nobody foresaw, a rule that breaks in folding, it's worth knowing where.
            where = None if isinstance(fault, AT_FAULT) else fault
            said = f"event={event} can't be opened, the others go on: {fault}"
            logger.critical("%s", said, exc_info=where)
            return None
        self._since_s.pop(event, None)
        return found
