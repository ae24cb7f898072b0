"""A deadline of a document of a further kind that passed, as the log keeps it."""

from command.domain.facts import DueMissed
from command.domain.identifiers import DeadlineId, DocumentRef
from tests.build import Day, a_day
from tests.cast import OPENED_AT


def due() -> Day:
    """One missed, one expired, of a document that this plan never had: read all the same."""
    day = a_day()
    for expired in (False, True):
        missed = DueMissed(
            document=DocumentRef("duty/bins"),
            deadline=DeadlineId("duty.bins.due"),
            due_at=OPENED_AT,
            expired=expired,
        )
        day.write(missed)
    return day
