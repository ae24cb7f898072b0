"""What the routes need of the live side; `command/app.py` hands it over: the two never meet."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from command.desk import Asking, Desk, Receipt
from command.domain.actions import Action
from command.domain.identifiers import EventId, IncidentNumber, Instant
from command.domain.refusals import Refusal
from command.domain.views import View

Json = dict[str, Any]


class Hall(Protocol):
    """One event as this process serves it. Whatever leaves is as the view may see it."""

    desk: Desk

    def submit_all(self, asked: Sequence[tuple[Action, Asking]]) -> list[Receipt | Refusal]:
        """
        Have the desk decide.

        Raises:
            StoreAway: ask again with the same ids.
        """

    def head(self) -> Json:
        """Say where the log ends, as a cursor."""

    def has_folded(self, seq: int) -> bool:
        """Fold up to an entry that another process wrote; False where the log has none."""

    def wait_beyond(self, seq: int, seconds: float) -> bool:
        """Wait until there is an entry after this one; False when the time is up."""

    def catch_up(self, view: View, epoch: str, seq: int, digest: str) -> Json:
        """Say what changed after a cursor, or everything where it isn't of this history."""

    def snapshot(self, view: View) -> Json:
        """Say everything a page begins with."""

    def board(self, view: View, *, seq: int | None, at: Instant | None) -> Json:
        """Show the board as it is, or as it was after an entry or at an instant."""

    def incident(self, view: View, number: IncidentNumber) -> Json | None:
        """Show an incident with all that was said about it; None where there's none to see."""

    def entries(self, view: View, after: int, limit: int, *, with_bytes: bool) -> Json:
        """Show a page of the log as people read it."""

    def messages(self, view: View, after: int, limit: int) -> Json:
        """Show what the socket sent for each of some entries."""

    def export(self) -> Iterator[str]:
        """Yield the whole log, a line an entry, its exact bytes inside."""


class Halls(Protocol):
    """Every event of this installation, opened when first asked for."""

    def of(self, event: EventId) -> Hall | None:
        """Return an event's hall, or None where there's no such event."""
