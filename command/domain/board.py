"""
The board: documents, what has been asked before, and how far the log has been folded.

A fold is the only way it changes, its own or that of a fork it takes over. Dedupe lives here
because every action id is in the log: nothing beside the log has to be kept, and nothing can
disagree with it. Next: command/desk/__init__.py
"""

from collections import ChainMap
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import Final

from command.domain.documents import Document, Documents
from command.domain.evolve import evolve
from command.domain.facts import Entry, IncidentReported, UnitAssigned
from command.domain.identifiers import ActionId, AssignmentId, IncidentNumber, Instant, Seq
from command.domain.incident import Incident
from command.domain.states import OPEN

GENESIS: Final = "0" * 64
"""The hash before the first entry."""

BEFORE_ANY: Final = Seq(0)
THE_EPOCH: Final = Instant(0)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What an action came to, so that a resent one gets the same answer."""

    digest: str
    seq: Seq
    incident: IncidentNumber | None
    assignment: AssignmentId | None


@dataclass(slots=True, kw_only=True)
class Board:
    """
    One event as its log stands at `seq`, whose hash is `hash`.

    `at` is the last entry's time: the event clock of the log, which never runs backwards.
    """

    documents: Documents = field(default_factory=Documents)
    remembered: MutableMapping[ActionId, Remembered] = field(default_factory=dict)
    seq: Seq = BEFORE_ANY
    hash: str = GENESIS
    at: Instant = THE_EPOCH

    def fold(self, entry: Entry, digest: str) -> tuple[Document, ...]:
        """
        Take the next entry, whose hash in the chain is `digest`.

        Returns the documents it changed, each once, as they are after it.
        """
        return each_once(self.fold_each(entry, digest))

    def fold_each(self, entry: Entry, digest: str) -> list[Document]:
        """As `fold`; returns every version it made of a document, in order."""
        documents, made = self.documents, list[Document]()
        for fact in entry.facts:
            for document in evolve(documents, fact, entry):
                documents.put(document)
                made.append(document)
        self._stands_at(entry, digest, remembered(entry))
        return made

    def take_over(
        self, entry: Entry, digest: str, made: Iterable[Document], known: Remembered
    ) -> None:
        """
        Take the next entry as a fork of this very board has folded and remembered it.

        Args:
            made: what the fork's `fold_each` returned: when an incident ended is told by the order.
        """
        for document in made:
            self.documents.put(document)
        self._stands_at(entry, digest, known)

    def fork(self) -> "Board":
        """A board to decide the next of several waiting actions on; this one stays as it is."""
        return Board(
            documents=self.documents.fork(),
            remembered=ChainMap({}, self.remembered),
            seq=self.seq,
            hash=self.hash,
            at=self.at,
        )

    def _stands_at(self, entry: Entry, digest: str, known: Remembered) -> None:
        self.remembered[entry.action_id] = known
        self.seq, self.hash, self.at = entry.seq, digest, entry.at

    def next_number(self) -> IncidentNumber:
        """The number the next incident gets: counted, never guessed, never used twice."""
        return IncidentNumber(self.documents.reported + 1)

    def open_incidents(self) -> list[Incident]:
        """Those somebody still has to act on, by number."""
        return [i for i in self.documents.going.values() if i.status in OPEN]


def each_once(made: Iterable[Document]) -> tuple[Document, ...]:
    """The last version of each document."""
    return tuple({(type(one), key_of(one)): one for one in made}.values())


def key_of(document: Document) -> object:
    """What a document is known by within its kind."""
    return document.number if isinstance(document, Incident) else document.id


def remembered(entry: Entry) -> Remembered:
    """The part of an entry that answers the same action sent again."""
    incident: IncidentNumber | None = None
    assignment: AssignmentId | None = None
    for fact in entry.facts:
        if incident is None:
            incident = getattr(fact, "incident", None)
        if isinstance(fact, UnitAssigned):
            incident, assignment = fact.incident, fact.assignment
        elif isinstance(fact, IncidentReported):
            incident = fact.incident
    return Remembered(entry.action_digest, entry.seq, incident, assignment)
