"""Folds of who has come and who has left."""

from collections.abc import Mapping
from typing import Final

from command.domain.attendance import Attendance, attendance_id
from command.domain.changing import changed
from command.domain.documents import Document, Documents, Fold
from command.domain.facts import CheckedIn, CheckedOut, Entry


def came(_: Documents, fact: CheckedIn, entry: Entry) -> tuple[Document, ...]:
    """Here, since they said so."""
    return (
        Attendance(
            id=attendance_id(fact.person, fact.unit),
            v=entry.seq,
            person=fact.person,
            unit=fact.unit,
            arrived_at=entry.occurred_at,
        ),
    )


def left(documents: Documents, fact: CheckedOut, entry: Entry) -> tuple[Document, ...]:
    """Gone; when they came is kept."""
    known = documents.others[Attendance].get(attendance_id(fact.person, fact.unit))
    if known is None:
        return ()
    return (changed(known, v=entry.seq, left_at=entry.occurred_at, reason=fact.reason),)


ROSTER_FACTS: Final[Mapping[type, Fold]] = {CheckedIn: came, CheckedOut: left}
