"""
How far something is on the day: late, running or done, whichever document it is.

Whoever shows a clause, a duty or a capability asks here, so that "late" means one thing.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from command.domain.deadlines import deadlines
from command.domain.documents import Documents
from command.domain.due import dues, ref_of
from command.domain.duty import Duty, was_due_before
from command.domain.event import Event
from command.domain.identifiers import DocumentRef, IncidentNumber
from command.domain.incident import Incident
from command.domain.notice import Notice
from command.domain.scene import Scene
from command.domain.states import NoticeStatus, Phase


class Course(StrEnum):
    """How far something is that bears on a clause, the worst first."""

    LATE = "late"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """One document that bears on something. `incident` is where one looks it up, if it has one."""

    ref: DocumentRef
    course: Course
    incident: IncidentNumber | None = None


def course_of_incident(incident: Incident) -> Course:
    """Late while a deadline that passed is still waited for."""
    if incident.ended_at is not None:
        return Course.DONE
    if any(one.missed for one in deadlines(incident)):
        return Course.LATE
    return Course.RUNNING


def of_incident(incident: Incident, course: Course | None = None) -> Bearing:
    """An incident, or a part of it that is as far as `course` says."""
    return Bearing(
        ref=DocumentRef(f"incident/{incident.number}"),
        course=course or course_of_incident(incident),
        incident=incident.number,
    )


def of_notice(notice: Notice) -> Bearing:
    """A notice: late where telling failed, running until it was sent."""
    match notice.status:
        case NoticeStatus.FAILED:
            course = Course.LATE
        case NoticeStatus.ISSUED:
            course = Course.RUNNING
        case _:
            course = Course.DONE
    ref = DocumentRef(f"notice/{notice.id}")
    return Bearing(ref=ref, course=course, incident=notice.incident)


def of_event(event: Event, course: Course | None = None) -> Bearing:
    """The event: running until somebody closes it."""
    whole = Course.DONE if event.phase is Phase.CLOSED else Course.RUNNING
    return Bearing(ref=DocumentRef(f"event/{event.id}"), course=course or whole)


_END_WITH_INCIDENT: Final = frozenset({Scene})
"""Kinds that have no end of their own: they go on as long as their incident."""


def of_kept(document: Any, documents: Documents) -> Bearing:
    """
    A document of a further kind (`KINDS`).

    Late while it waits for what passed unmet, or was due before it was opened; running while it
    waits, or says that it is open.
    """
    waiting = dues(document)
    incident = getattr(document, "incident", None)
    if any(one.missed and not one.only_warns for one in waiting) or _was_due_before(document):
        course = Course.LATE
    elif _is_open(document, documents, is_waiting=bool(waiting)):
        course = Course.RUNNING
    else:
        course = Course.DONE
    return Bearing(ref=ref_of(document), course=course, incident=incident)


def _was_due_before(document: Any) -> bool:
    return isinstance(document, Duty) and was_due_before(document)


def _is_open(document: Any, documents: Documents, *, is_waiting: bool) -> bool:
    if type(document) in _END_WITH_INCIDENT:
        return document.incident in documents.going
    return bool(getattr(document, "is_open", is_waiting))
