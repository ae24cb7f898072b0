"""
An event's plan in the version that its log names, from the store, else from the playbooks' folder.

An event opened before versions were kept has none in the store; then the folder is what there is,
and where it has been changed since, that is said in this process's log.
"""

import logging
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from command.domain.facts import EventOpened
from command.domain.plan import Plan
from command.plan_files import PlanFaults, load_plan, plan_of
from command.store.log import Log
from command.store.plans import Plans
from command.wire.entries import read_entry

_MOST_MADE: Final = 16

logger = logging.getLogger(__name__)


class NoSuchEvent(Exception):
    """An event without a log: open it first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The versions of one event's plan."""

    log: Log
    plans: Plans
    playbooks: Path
    _read: dict[str, Plan] = field(default_factory=dict)

    def first(self) -> Plan:
        """
        The plan as the event was opened with it.

        Raises:
            NoSuchEvent: the log is empty.
            PlanFaults: no version was kept, and the folder's cannot be used.
        """
        opened = self._opened()
        kept = self._kept(opened.plan, opened.plan_digest)
        if kept is not None:
            return kept
        found = load_plan(self.playbooks / opened.plan)
        if found.digest != opened.plan_digest:
            logger.warning("plan %s was changed since the event was opened", opened.plan)
        return found

    def find(self, digest: str) -> Plan | None:
        """A version by its digest; none where it can't be had, which this process's log says."""
        try:
            kept = self._kept(self._opened().plan, digest)
        except (NoSuchEvent, PlanFaults):
            kept = None
        if kept is None:
            logger.error("plan version %s is not to be had; going by the one before", digest[:12])
        return kept

    def files(self, digest: str) -> dict[str, bytes] | None:
        """A version's files by their path; none where it was never kept."""
        return self.plans.find(digest)

    def _opened(self) -> EventOpened:
        first = self.log.entry(1)
        if first is None:
            raise NoSuchEvent("There is no such event. `denggao event open` begins one.")
        (opened, *_) = read_entry(first.e).facts
        if not isinstance(opened, EventOpened):
            raise NoSuchEvent("This log does not begin with an event.")
        return opened

    def _kept(self, plan: str, digest: str) -> Plan | None:
        if digest not in self._read:
            files = self.plans.find(digest)
            if files is None:
                return None
            self._read[digest] = _made_of(plan, tuple(sorted(files.items())))
        return self._read[digest]


@lru_cache(maxsize=_MOST_MADE)
def _made_of(plan: str, files: tuple[tuple[str, bytes], ...]) -> Plan:
    """Make a plan once for all events that go by the same bytes: it takes a tenth of a second."""
    return plan_of(plan, dict(files), kept=True)
