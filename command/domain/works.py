"""
What the parts of the system do on the day, by capability: the documents that show it at work.

Beside `embodiments`: there it says what carries a clause, here what became of it so far.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from command.domain.course import Bearing, Course, of_event, of_incident, of_kept, of_notice
from command.domain.documents import Documents
from command.domain.embodiments import CAPABILITIES
from command.domain.kinds import KINDS

_Works = Callable[[Documents], Iterator[Bearing]]


def works_of(capability: str, documents: Documents) -> Iterator[Bearing]:
    """Yield what a capability did or does; documents of its own kinds if it keeps any."""
    own = WORKS.get(capability)
    return own(documents) if own is not None else _of_its_kinds(capability, documents)


def _of_its_kinds(capability: str, documents: Documents) -> Iterator[Bearing]:
    for proof in CAPABILITIES[capability].proofs:
        if proof in KINDS:
            yield from (of_kept(one, documents) for one in documents.others[proof].values())


def _notices(documents: Documents) -> Iterator[Bearing]:
    return map(of_notice, documents.notices.values())


def _supervised(documents: Documents) -> Iterator[Bearing]:
    """Every incident that was late once; those that still are come out as late."""
    return (of_incident(one) for one in documents.incidents.values() if one.missed)


def _present(documents: Documents) -> Iterator[Bearing]:
    """Somebody away leaves the roster running."""
    event = documents.event
    if event is not None:
        yield of_event(event, Course.RUNNING if event.absent else Course.DONE)


def _succeeded(documents: Documents) -> Iterator[Bearing]:
    """Whoever was told in the place of somebody away."""
    stood_in = (one for one in documents.notices.values() if one.instead_of is not None)
    return map(of_notice, stood_in)


def _tasks(documents: Documents) -> Iterator[Bearing]:
    found = (one for one in documents.incidents.values() if one.assignments or one.steps)
    return map(of_incident, found)


def _activated(documents: Documents) -> Iterator[Bearing]:
    event = documents.event
    if event is not None and event.activation is not None:
        yield of_event(event)


def _reported(documents: Documents) -> Iterator[Bearing]:
    return map(of_incident, documents.incidents.values())


def _day(documents: Documents) -> Iterator[Bearing]:
    if documents.event is not None:
        yield of_event(documents.event)


WORKS: Final[Mapping[str, _Works]] = {
    "log-of-record": _notices,
    "supervision": _supervised,
    "roster": _present,
    "succession": _succeeded,
    "named-tasks": _tasks,
    "activation": _activated,
    "reporting": _reported,
    "plan-page": _day,
}
"""A capability to what shows it at work. One that isn't here keeps a kind of its own."""
