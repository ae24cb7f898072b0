"""
What pages are told: documents and lines as a view may see them, cursors, ticks.

Pure: it's told the board, the view and the time. Shapes: docs/socket.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from command.domain.board import Board
from command.domain.deadlines import deadlines
from command.domain.documents import Document, Documents
from command.domain.facts import Entry
from command.domain.identifiers import Instant
from command.domain.incident import Incident
from command.domain.notice import Notice
from command.domain.states import OPEN
from command.domain.views import View, line, project
from command.domain.words import Texts
from command.live.recent import Recent

MOST_LINES: Final = 200
# Beyond this a page is better off with everything, compressed.
MOST_CHANGED: Final = 400

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A board through somebody's eyes."""

    view: View
    documents: Documents
    texts: Texts

    def all_of(self, documents: Iterable[Document]) -> list[Json]:
        """Project documents, leaving out what this view may not see."""
        projected = (project(self.view, one, texts=self.texts) for one in documents)
        return [one for one in projected if one is not None]

    def line(self, entry: Entry, h: str) -> Json | None:
        """Write an entry as this view may read it."""
        return line(self.view, entry, h, documents=self.documents, texts=self.texts)

    def lines(self, newest_first: Iterable[Recent], most: int = MOST_LINES) -> list[Json]:
        """Write the newest lines this view may read, oldest first."""
        found: list[Json] = []
        for recent in newest_first:
            written = self.line(recent.entry, recent.h)
            if written is not None:
                found.append(written)
                if len(found) == most:
                    break
        return found[::-1]


def cursor(board: Board) -> Json:
    """Say how far a board has come."""
    event = board.documents.event
    epoch = event.epoch if event is not None else ""
    return {"epoch": epoch, "seq": board.seq, "hash": board.hash}


def counts(documents: Documents, at: Instant) -> Json:
    """Count the open incidents, those of them with something overdue, and the ended ones."""
    open_ones = [one for one in documents.going.values() if one.status in OPEN]
    overdue = sum(any(due.due_at <= at for due in deadlines(one)) for one in open_ones)
    ended = documents.reported - len(documents.going)
    return {"open": len(open_ones), "overdue": overdue, "ended": ended}


def entry_message(seen: Seen, entry: Entry, h: str, changed: Iterable[Document]) -> Json:
    """Write what the socket says of an entry; a view that sees nothing of it gets a skip."""
    docs = seen.all_of(changed)
    return {"seq": entry.seq, "hash": h, "docs": docs, "line": seen.line(entry, h)}


def changed_since(documents: Documents, seq: int) -> list[Document]:
    """List the documents that changed after an entry."""
    event = [documents.event] if documents.event is not None else []
    others = documents.others.values()
    kinds: list[Mapping[Any, Document]] = [
        documents.units,
        documents.incidents,
        documents.notices,
        *others,
    ]
    every = chain(event, *(kind.values() for kind in kinds))
    return [one for one in every if one.v > seq]


def snapshot(documents: Documents) -> list[Document]:
    """List what a page begins with: all that goes on, and what ended lately."""
    event = [documents.event] if documents.event is not None else []
    lately = [documents.incidents[number] for number in documents.lately]
    shown = {None, *documents.going, *documents.lately}
    notices = [one for one in documents.notices.values() if one.incident in shown]
    others = chain.from_iterable(known.values() for known in documents.others.values())
    going = documents.going.values()
    return [*event, *documents.units.values(), *going, *lately, *notices, *others]


def notices_of(documents: Documents, incident: Incident) -> list[Notice]:
    """List the notices about an incident, in the order they were issued."""
    return [one for one in documents.notices.values() if one.incident == incident.number]
