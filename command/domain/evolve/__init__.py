"""
The one fold: (documents, fact, entry) → the documents that changed.

Pure and total: it never refuses, never asks the time, and passes over a fact about something
it doesn't know. Nothing else makes or changes a document. Next: command/domain/board.py
"""

from collections.abc import Mapping
from typing import Final

from command.domain.documents import Document, Documents, Fold
from command.domain.evolve.assignments import ASSIGNMENT_FACTS
from command.domain.evolve.calling import CALLING_FACTS
from command.domain.evolve.directives import DIRECTIVE_FACTS
from command.domain.evolve.dues import DUE_FACTS
from command.domain.evolve.duties import DUTY_FACTS
from command.domain.evolve.event import EVENT_FACTS
from command.domain.evolve.incidents import INCIDENT_FACTS
from command.domain.evolve.ladder import LADDER_FACTS
from command.domain.evolve.mustering import MUSTER_FACTS, following
from command.domain.evolve.notices import NOTICE_FACTS
from command.domain.evolve.requests import REQUEST_FACTS
from command.domain.evolve.roster import ROSTER_FACTS
from command.domain.evolve.routes import ROUTE_FACTS
from command.domain.evolve.scenes import SCENE_FACTS, joining
from command.domain.evolve.sitreps import SITREP_FACTS
from command.domain.evolve.supporting import SUPPORT_FACTS
from command.domain.facts import Entry, Fact

FOLDS: Final[Mapping[type, Fold]] = {
    **EVENT_FACTS,
    **INCIDENT_FACTS,
    **ROUTE_FACTS,
    **SUPPORT_FACTS,
    **ASSIGNMENT_FACTS,
    **LADDER_FACTS,
    **NOTICE_FACTS,
    **DUE_FACTS,
    **CALLING_FACTS,
    **DIRECTIVE_FACTS,
    **MUSTER_FACTS,
    **SCENE_FACTS,
    **REQUEST_FACTS,
    **DUTY_FACTS,
    **SITREP_FACTS,
    **ROSTER_FACTS,
}
"""A fact to the function that folds it; a test holds this table against `facts.Fact`."""


def evolve(documents: Documents, fact: Fact, entry: Entry) -> tuple[Document, ...]:
    """Say which documents a fact makes or changes, as they are after it."""
    changed = FOLDS[type(fact)](documents, fact, entry)
    # What a unit does decides whether a running muster waits for it, whatever fact it is.
    after = (*changed, *following(documents, changed, entry))
    return (*after, *joining(documents, changed, entry))
