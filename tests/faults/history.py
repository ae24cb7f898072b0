"""
What the people of a test did and what they were answered: all that the invariants are held against.

Answers are kept as they came. Whether one can be true is `invariants.py`'s business.
"""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from command.domain.views import View

UNKNOWN: Final = "unknown"
"""No answer came, or one that says to ask again: it may be in the log or not."""

Body = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for one attempt at one action."""

    at_s: float
    result: str
    seq: int | None = None
    incident: int | None = None
    assignment: str | None = None
    code: str | None = None

    @property
    def is_final(self) -> bool:
        """Whether the sender may put the action aside."""
        return self.result != UNKNOWN

    @property
    def is_taken(self) -> bool:
        """Whether the sender was told that it's in the log, or was so already."""
        return self.result in {"done", "repeated"}


@dataclass(slots=True, kw_only=True)
class Deed:
    """One action as its sender sees it: the same body each time it's sent."""

    who: str
    body: Body
    began_s: float
    answers: list[Answer] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id, made by the sender."""
        return str(self.body["id"])

    @property
    def last(self) -> Answer | None:
        """What its sender goes by: the last word that was one."""
        return next((one for one in reversed(self.answers) if one.is_final), None)

    @property
    def seqs(self) -> set[int]:
        """Every place in the log that was ever answered for it."""
        return {one.seq for one in self.answers if one.seq is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One HTTP answer: when, to what, and whether its body says the same as its status."""

    at_s: float
    what: str
    status: int
    is_well_formed: bool
    took_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A time in which the store was made to fail; only then may anybody hear 503."""

    what: str
    from_s: float
    until_s: float


class Showing(Protocol):
    """A page, as far as it's checked."""

    @property
    def name(self) -> str:
        """Whose it is."""

    view: View
    cursor: dict[str, Any] | None
    docs: dict[tuple[str, str], dict[str, Any]]


class History:
    """Everything of one event day. Safe to write from many threads."""

    def __init__(self, event: str, seed: int) -> None:
        """Begin with nothing; the seed is said wherever something goes wrong."""
        self.event = event
        self.seed = seed
        self.deeds: list[Deed] = []
        self.exchanges: list[Exchange] = []
        self.faults: list[Fault] = []
        self.page_faults: list[str] = []
        self.pages: list[Showing] = []
        self._lock = threading.Lock()

    def begin(self, who: str, body: Body) -> Deed:
        """Note that somebody is about to ask for something."""
        deed = Deed(who=who, body=body, began_s=time.monotonic())
        with self._lock:
            self.deeds.append(deed)
        return deed

    def heard(self, exchange: Exchange) -> None:
        """Note an HTTP answer."""
        with self._lock:
            self.exchanges.append(exchange)

    def page_went_wrong(self, what: str) -> None:
        """Note that a page was told something that can't be."""
        with self._lock:
            self.page_faults.append(what)

    def fault(self, what: str, from_s: float, until_s: float) -> None:
        """Note that the store was failing for a while."""
        with self._lock:
            self.faults.append(Fault(what=what, from_s=from_s, until_s=until_s))

    def taken(self) -> list[Deed]:
        """List what was acknowledged."""
        return [deed for deed in self.deeds if deed.last is not None and deed.last.is_taken]

    def unknown(self) -> list[Deed]:
        """List what was never answered."""
        return [deed for deed in self.deeds if deed.last is None]

    def attempts_unknown(self) -> int:
        """Count the attempts that ended without an answer."""
        return sum(not one.is_final for deed in self.deeds for one in deed.answers)

    def taken_since(self, from_s: float) -> Iterator[Answer]:
        """Yield acknowledgements of actions that were first sent after an instant."""
        with self._lock:
            newest = self.deeds[-400:]
        for deed in newest:
            if deed.began_s >= from_s and deed.last is not None and deed.last.is_taken:
                yield deed.last
