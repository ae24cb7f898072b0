"""The fold of a missed deadline of a document of a further kind."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from command.domain.documents import Document, Documents, Fold
from command.domain.facts import DueMissed, Entry
from command.domain.kinds import KINDS


def missed(documents: Documents, fact: DueMissed, entry: Entry) -> tuple[Document, ...]:
    """A promise not kept: the document remembers which."""
    name, _, of = fact.document.partition("/")
    for kind, called in KINDS.items():
        document = documents.others[kind].get(of) if called == name else None
        if document is not None:
            passed = (*document.missed, fact.deadline)
            return (replace(document, v=entry.seq, missed=passed),)
    return ()


DUE_FACTS: Final[Mapping[type, Fold]] = {DueMissed: missed}
