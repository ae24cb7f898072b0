"""The documents of one event as a fold has left them. Holds values; knows no rules."""

from collections import ChainMap
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from command.domain.event import Event
from command.domain.facts import Entry
from command.domain.identifiers import IncidentNumber, NoticeId, UnitId
from command.domain.incident import Incident
from command.domain.kinds import KINDS, Kept
from command.domain.notice import Notice
from command.domain.states import ENDED
from command.domain.unit import Unit

Document = Event | Incident | Unit | Notice | Kept

K = TypeVar("K", bound=Kept)

LATELY: Final = 100
"""How many ended incidents a page gets with its first message."""


@dataclass(slots=True, kw_only=True)
class Documents:
    """
    Every document by its id. `event` is none before the log's first entry.

    `going` are the incidents that have not ended, so that nothing that runs each second walks
    over a whole day; `lately` the numbers that ended last, oldest first. `reported` counts all.
    `others` are the documents of each further kind, by id.
    """

    event: Event | None = None
    incidents: MutableMapping[IncidentNumber, Incident] = field(default_factory=dict)
    units: MutableMapping[UnitId, Unit] = field(default_factory=dict)
    notices: MutableMapping[NoticeId, Notice] = field(default_factory=dict)
    others: dict[type, MutableMapping[str, Any]] = field(
        default_factory=lambda: {kind: {} for kind in KINDS}
    )
    going: dict[IncidentNumber, Incident] = field(default_factory=dict)
    lately: dict[IncidentNumber, None] = field(default_factory=dict)
    reported: int = 0

    def put(self, document: Document) -> None:
        """Keep a document in the place of its earlier version."""
        match document:
            case Incident():
                self._put_incident(document)
            case Unit():
                self.units[document.id] = document
            case Notice():
                self.notices[document.id] = document
            case Event():
                self.event = document
            case _:
                self.others[type(document)][document.id] = document

    def _put_incident(self, incident: Incident) -> None:
        number = incident.number
        self.incidents[number] = incident
        self.reported = max(self.reported, number)
        if incident.status not in ENDED:
            self.going[number] = incident
            self.lately.pop(number, None)
        elif self.going.pop(number, None) is not None:
            self.lately[number] = None
            if len(self.lately) > LATELY:
                del self.lately[next(iter(self.lately))]

    def fork(self) -> "Documents":
        """Lay a sheet over these documents: changes to it leave these as they are."""
        return Documents(
            event=self.event,
            incidents=ChainMap({}, self.incidents),
            units=ChainMap({}, self.units),
            notices=ChainMap({}, self.notices),
            others={kind: ChainMap({}, known) for kind, known in self.others.items()},
            going=dict(self.going),
            lately=dict(self.lately),
            reported=self.reported,
        )


Fold = Callable[[Documents, Any, Entry], tuple[Document, ...]]
"""What one kind of fact does to the documents."""


def of_incident(fold: Callable[[Incident, Any, Entry], Incident]) -> Fold:
    """Make a fold of a function over the one incident a fact names."""

    def folded(documents: Documents, fact: Any, entry: Entry) -> tuple[Document, ...]:
        incident = documents.incidents.get(fact.incident)
        return () if incident is None else (fold(incident, fact, entry),)

    return folded


def of_event(fold: Callable[[Event, Any, Entry], Event]) -> Fold:
    """Make a fold of a function over the event itself."""

    def folded(documents: Documents, fact: Any, entry: Entry) -> tuple[Document, ...]:
        return () if documents.event is None else (fold(documents.event, fact, entry),)

    return folded


def of_kind(
    kind: type[K], key: str, fold: Callable[[K, Any, Entry], K]
) -> Callable[[Documents, Any, Entry], tuple[K, ...]]:
    """Make a fold of a function over the one document of a kind that a fact names by `key`."""

    def folded(documents: Documents, fact: Any, entry: Entry) -> tuple[K, ...]:
        document = documents.others[kind].get(getattr(fact, key))
        return () if document is None else (fold(document, fact, entry),)

    return folded


def of_notice(fold: Callable[[Notice, Any, Entry], Notice]) -> Fold:
    """Make a fold of a function over the one notice a fact names."""

    def folded(documents: Documents, fact: Any, entry: Entry) -> tuple[Document, ...]:
        notice = documents.notices.get(fact.notice)
        return () if notice is None else (fold(notice, fact, entry),)

    return folded
