"""
What becomes of each clause on the day: the documents that bear on it, and how far they are.

A clause has elements (`coverage`); an incident, a notice, an order bears on elements. So a clause
is as late as the worst of what bears on it. Pure: the same board gives the same table.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from command.domain.board import Board
from command.domain.course import (
    Bearing,
    Course,
    course_of_incident,
    of_event,
    of_incident,
    of_kept,
    of_notice,
)
from command.domain.coverage import Element, coverage
from command.domain.documents import Documents
from command.domain.embodiments import CAPABILITIES
from command.domain.identifiers import Clause, DocumentRef
from command.domain.incident import Incident
from command.domain.kinds import KINDS
from command.domain.notice import Notice
from command.domain.plan import Plan
from command.domain.works import works_of

_WORST_FIRST: Final = tuple(Course)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseCourse:
    """A clause with its elements, and what bears on it, the worst first and then the newest."""

    clause: Clause
    elements: tuple[Element, ...]
    bearings: tuple[Bearing, ...]

    def count(self, course: Course) -> int:
        """Count the documents that are so far."""
        return sum(one.course is course for one in self.bearings)


Borne = tuple[Element, Bearing]


def clause_courses(plan: Plan, board: Board) -> tuple[ClauseCourse, ...]:
    """Tell of every clause, in the written plan's order, what bears on it now."""
    by_element: dict[Element, list[Bearing]] = defaultdict(list)
    for element, bearing in borne(plan, board.documents):
        by_element[element].append(bearing)
    return tuple(
        ClauseCourse(
            clause=clause,
            elements=tuple(found),
            bearings=_once_each(chain.from_iterable(by_element.get(one, ()) for one in found)),
        )
        for clause, found in coverage(plan).items()
    )


def _once_each(bearings: Iterable[Bearing]) -> tuple[Bearing, ...]:
    """A document that bears on several elements of a clause counts once, at its worst."""
    worst: dict[DocumentRef, Bearing] = {}
    for one in bearings:
        known = worst.get(one.ref)
        if known is None or _rank(one) < _rank(known):
            worst[one.ref] = one
    newest_first = sorted(worst.values(), key=lambda one: -(one.incident or 0))
    return tuple(sorted(newest_first, key=_rank))


def _rank(bearing: Bearing) -> int:
    return _WORST_FIRST.index(bearing.course)


def borne(plan: Plan, documents: Documents) -> Iterator[Borne]:
    """Yield every element that a document bears on, with how far that part of it is."""
    for incident in documents.incidents.values():
        yield from _of_incident(plan, incident)
    for notice in documents.notices.values():
        yield from _of_notice(notice)
    for kind in KINDS:
        for document in documents.others[kind].values():
            yield from _of_other(document, documents)
    if documents.event is not None:
        yield Element(kind="plan", id=plan.id), of_event(documents.event)
    for capability in CAPABILITIES:
        element = Element(kind="capability", id=capability)
        for bearing in works_of(capability, documents):
            yield element, bearing


def _of_incident(plan: Plan, incident: Incident) -> Iterator[Borne]:
    course = course_of_incident(incident)
    whole = of_incident(incident, course)
    for element in _elements_of(incident):
        yield element, whole
    for assignment in incident.assignments:
        bearing = of_incident(incident, course if assignment.is_active else Course.DONE)
        yield Element(kind="unit", id=assignment.unit), bearing
        unit = plan.units.get(assignment.unit)
        if unit is not None:
            yield Element(kind="agency", id=unit.agency), bearing
    yield from _of_steps(plan, incident, course)


def _elements_of(incident: Incident) -> Iterator[Element]:
    yield Element(kind="incident", id=incident.type)
    if incident.zone is not None:
        yield Element(kind="zone", id=incident.zone)
    for group in (incident.lead, *incident.support_groups):
        yield Element(kind="group", id=group)
    for agency in incident.support:
        yield Element(kind="agency", id=agency)
    for told in incident.told:
        yield Element(kind="rung", id=told.rung, of=incident.type)
    for reason in incident.reasons:
        if reason.rule is not None:
            # A rule is the plan's or the type's own; only one of the two has it.
            yield Element(kind="route", id=reason.rule)
            yield Element(kind="route", id=reason.rule, of=incident.type)


def _of_steps(plan: Plan, incident: Incident, course: Course) -> Iterator[Borne]:
    """A step ticked is done; one that isn't waits as long as its incident runs."""
    playbook = plan.playbooks.get(incident.type)
    ticked = {one.step for one in incident.steps}
    for step in playbook.checklist if playbook is not None else ():
        element = Element(kind="step", id=step.id, of=incident.type)
        if step.id in ticked:
            yield element, of_incident(incident, Course.DONE)
        elif course is not Course.DONE:
            yield element, of_incident(incident, course)


def _of_notice(notice: Notice) -> Iterator[Borne]:
    bearing = of_notice(notice)
    for kind, name in (("person", notice.person), ("post", notice.post), ("unit", notice.unit)):
        if name is not None:
            yield Element(kind=kind, id=name), bearing


_NAMES_ELEMENT: Final = {
    "agency": "agency",
    "group": "group",
    "owner": "agency",
    "person": "person",
    "post": "post",
    "supply": "supply",
    "unit": "unit",
    "zone": "zone",
}
"""Fields by which documents of further kinds name elements, and the element's kind."""


def _of_other(document: Any, documents: Documents) -> Iterator[Borne]:
    bearing = of_kept(document, documents)
    yield Element(kind=KINDS[type(document)], id=document.id), bearing
    for field, kind in _NAMES_ELEMENT.items():
        named = getattr(document, field, None)
        if isinstance(named, str):
            yield Element(kind=kind, id=named), bearing
