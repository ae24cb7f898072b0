"""What the routes need of the live side; `command/app.py` hands it over. Web and live never meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from command.desk import Asking, Desk, Receipt
from command.domain.actions import Action
from command.domain.identifiers import IncidentNumber, Instant, Seq
from command.domain.refusals import Refusal
from command.web.visitors import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """How far a page has come: an epoch, a seq and the hash there."""

    epoch: str
    seq: int
    hash: str


class Hall(Protocol):
    """One event as this process serves it. Whatever leaves is what the visitor may see, as JSON."""

    @property
    def desk(self) -> Desk:
        """The desk that decides."""

    def submit_all(self, asked: Sequence[tuple[Action, Asking]]) -> list[Receipt | Refusal]:
        """
        Have the desk decide.

        Raises:
            StoreAway: nothing was written, or nobody can say.
        """

    def head(self) -> dict[str, object]:
        """Where the log ends, as a cursor."""

    def wait_for(self, seq: int, seconds: float) -> bool:
        """Wait until this process has folded an entry."""

    def sync(self, visitor: Visitor, cursor: Cursor | None) -> bytes:
        """Return what a page needs to catch up: what changed since, or everything."""

    def snapshot_packed(self, visitor: Visitor) -> bytes:
        """Return everything, compressed; made once for all that see the same."""

    def board(self, visitor: Visitor, *, seq: Seq | None, at: Instant | None) -> bytes:
        """Return the board as it is, or as it was then."""

    def incident(self, visitor: Visitor, number: IncidentNumber) -> bytes | None:
        """Return an incident with all its lines, or None where there's none to see."""

    def plan(self) -> bytes:
        """Return the plan, compressed."""

    def entries(self, visitor: Visitor, after: int, limit: int) -> bytes:
        """Return a page of the log as people read it."""

    def messages(self, visitor: Visitor, after: int, limit: int) -> bytes:
        """Return a page of what the socket sent."""

    def export(self) -> Iterator[str]:
        """Yield the whole log, a line an entry, its exact bytes inside."""

    def tick(self) -> bytes:
        """Return what a socket hears every five seconds."""


class Halls(Protocol):
    """Every event of this installation, opened when first asked for."""

    def of(self, event: str) -> Hall | None:
        """Return an event's hall, or None where there's no such event."""
