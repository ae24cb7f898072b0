"""
What each role may see of a document or of an entry: one function for reads and for pushes.

Words become text here, and only here; reporters' names and call-back numbers reach nobody but
those who may have to call back. Source: A10.2, the privacy rules in docs/architecture.md
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Final, TypeVar, cast

from command.domain.attendance import Attendance
from command.domain.authority import Role
from command.domain.deadlines import Deadline, deadlines
from command.domain.directive import Directive, is_for_unit
from command.domain.documents import Document, Documents
from command.domain.due import find
from command.domain.duty import Duty
from command.domain.event import Event
from command.domain.facts import (
    DutiesDropped,
    DutiesOpened,
    Entry,
    Fact,
    RequestDecided,
    RequestDrafted,
)
from command.domain.identifiers import GroupId, IncidentNumber, PersonId, UnitId
from command.domain.incident import Incident
from command.domain.kinds import KINDS
from command.domain.muster import Muster
from command.domain.notice import Notice
from command.domain.plain import class_name, plain
from command.domain.scene import Scene
from command.domain.states import OPEN, PROGRESS_ORDER, IncidentStatus, Progress, Stage
from command.domain.unit import Unit
from command.domain.words import Texts, word_fields

T = TypeVar("T")

_DESK: Final = frozenset({Role.ADMIN, Role.COMMANDER, Role.DISPATCHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Whose eyes: a role, and the unit, group or person it stands for."""

    role: Role
    unit: UnitId | None = None
    group: GroupId | None = None
    person: PersonId | None = None

    @property
    def room(self) -> str:
        """Everyone with the same room sees the same; messages are made once a room."""
        if self.role in _DESK:
            return "desk"
        if self.role is Role.GROUP_LEAD:
            return f"group:{self.group}"
        if self.role is Role.FIELD_UNIT:
            return f"unit:{self.unit}"
        return str(self.role)


def project(view: View, document: Document, *, texts: Texts) -> dict[str, Any] | None:
    """
    A document as a view may see it, as plain values; none where it may not.

    Incidents carry what pages would otherwise have to work out: `stage`, `open`, `deadlines`
    (unmet ones, soonest first: `kind`, `due_at`, and `assignment`, `rung` or `missed` where there
    is one) and `owner` (who answered for the highest rung told).
    """
    if not may_see(view, document):
        return None
    match document:
        case Incident():
            return _incident(view, document, texts)
        case Unit():
            return {"kind": "unit", **_plain(_told(document, texts))}
        case Notice():
            return {"kind": "notice", **_plain(document)}
        case Event():
            # Live or drill is a kind, too; the document's own comes first on every page.
            return {**_plain(document), "kind": "event", "event_kind": str(document.kind)}
        case _:
            return {**_plain(_told_within(document, texts)), "kind": KINDS[type(document)]}


def may_see(view: View, document: Document) -> bool:
    """Field units see their own work; everyone else sees all documents."""
    if view.role is not Role.FIELD_UNIT:
        return True
    match document:
        case Incident():
            return _is_of(document, view.unit)
        case Unit():
            return document.id == view.unit
        case Notice():
            # A notice to a person names no unit, and that isn't the unit of a view without one.
            return document.unit is not None and document.unit == view.unit
        case Event():
            return True
        case _:
            seen_by = SEEN_BY_UNITS.get(type(document))
            return seen_by is not None and seen_by(document, view.unit)


def _is_mustered(muster: Muster, unit: UnitId | None) -> bool:
    return any(post.unit == unit for post in muster.posts)


SEEN_BY_UNITS: Final[Mapping[type, Callable[[Any, UnitId | None], bool]]] = {
    Muster: _is_mustered,
    Directive: is_for_unit,
    Attendance: lambda attendance, unit: unit is not None and attendance.unit == unit,
    Duty: lambda duty, unit: unit is not None and unit in duty.planned.units,
    Scene: lambda scene, unit: unit is not None and unit in scene.units,
}
"""Of a further kind, which documents a unit may see; of a kind without a row, none."""


def line(
    view: View, entry: Entry, digest: str, *, documents: Documents, texts: Texts
) -> dict[str, Any] | None:
    """An entry as people read it; none where this view may see nothing of it."""
    facts = [fact for fact in entry.facts if _may_see_fact(view, fact, documents)]
    if not facts:
        return None
    number = incident_of(facts)
    return {
        "seq": entry.seq,
        "at": entry.at,
        "occurred_at": entry.occurred_at,
        "late": any(getattr(fact, "late", False) for fact in facts),
        "source": entry.source,
        "by": _plain(replace(entry.by, session=None)),
        "incident": number,
        "facts": [_fact(view, fact, documents, texts) for fact in facts],
        "h": digest,
        "struck": False,
    }


def incident_of(facts: Sequence[Fact]) -> IncidentNumber | None:
    """The incident an entry is about: that of its last fact that names one."""
    numbers = [getattr(fact, "incident", None) for fact in facts]
    return next((number for number in reversed(numbers) if number is not None), None)


def stage_of(incident: Incident) -> Stage:
    """How far it is, in the seven words people use. Source: docs/glossary.md"""
    if incident.status in (IncidentStatus.CONTROLLED, IncidentStatus.RESOLVED):
        return Stage.CONTROLLED
    if incident.status not in OPEN:
        return Stage.CLOSED
    progress = [a.progress for a in incident.assignments if not a.withdrawn]
    if not progress:
        return Stage.REPORTED
    furthest = max(progress, key=PROGRESS_ORDER.__getitem__)
    return _STAGES[furthest]


_STAGES: Final = {
    Progress.ASSIGNED: Stage.DISPATCHED,
    Progress.ACKNOWLEDGED: Stage.ACKNOWLEDGED,
    Progress.EN_ROUTE: Stage.EN_ROUTE,
    Progress.ON_SCENE: Stage.ON_SCENE,
    Progress.CLEAR: Stage.ON_SCENE,
}


def owner_of(incident: Incident) -> PersonId | None:
    """Who answered for the highest rung told; nobody while it is silent."""
    told = [rung for rung in incident.told if not rung.passed]
    return told[-1].answered_by if told else None


def _incident(view: View, incident: Incident, texts: Texts) -> dict[str, Any]:
    seen = incident if _may_call_back(view, incident) else replace(incident, reporter=None)
    last = seen.last
    told = _told(seen, texts)
    shown = _plain(replace(told, last=None))
    if last is not None:
        shown["last"] = _plain(_told(last, texts))
    shown["reported_by"].pop("session", None)
    shown.pop("report_action")
    return {
        "kind": "incident",
        "id": str(incident.number),
        **shown,
        "stage": stage_of(incident).value,
        "open": incident.status in OPEN,
        "deadlines": [_deadline(one) for one in deadlines(incident)],
        "owner": owner_of(incident),
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    # Four of them a thousand times over fill a page's first message: no word too many.
    shown: dict[str, Any] = {"kind": deadline.kind.value, "due_at": deadline.due_at}
    if deadline.assignment is not None:
        shown["assignment"] = deadline.assignment
    if deadline.rung is not None:
        shown["rung"] = deadline.rung
    if deadline.group is not None:
        shown["group"] = deadline.group
    if deadline.missed:
        shown["missed"] = True
    return shown


def _may_call_back(view: View, incident: Incident) -> bool:
    return view.role in _DESK or (view.role is Role.GROUP_LEAD and incident.lead == view.group)


def _is_of(incident: Incident, unit: UnitId | None) -> bool:
    if unit is None:
        return False
    return incident.reported_by.unit == unit or any(
        assignment.unit == unit for assignment in incident.assignments
    )


def _may_see_fact(view: View, fact: Fact, documents: Documents) -> bool:
    if view.role is not Role.FIELD_UNIT:
        return True
    notice = getattr(fact, "notice", None)
    if notice is not None:
        known = documents.notices.get(notice)
        return known is not None and may_see(view, known)
    if isinstance(fact, RequestDrafted | RequestDecided) and fact.incident is None:
        return False
    if isinstance(fact, DutiesOpened | DutiesDropped):
        return False
    named = _further_document_of(fact, documents)
    if named is not None:
        return may_see(view, named)
    number = getattr(fact, "incident", None)
    if number is not None:
        incident = documents.incidents.get(number)
        return incident is not None and _is_of(incident, view.unit)
    unit = getattr(fact, "unit", None)
    return unit is None or unit == view.unit


def _further_document_of(fact: Fact, documents: Documents) -> Document | None:
    """The document of a further kind that a fact is about; none where it names none."""
    for kind, called in KINDS.items():
        of = getattr(fact, called, None)
        if of is not None:
            return cast("Document | None", documents.others[kind].get(of))
    named = getattr(fact, "document", None)
    return None if named is None else cast("Document | None", find(documents, named))


def _fact(view: View, fact: Fact, documents: Documents, texts: Texts) -> dict[str, Any]:
    number = getattr(fact, "incident", None)
    incident = documents.incidents.get(number) if number is not None else None
    shown = _told(fact, texts)
    if getattr(fact, "reporter", None) is not None and (
        incident is None or not _may_call_back(view, incident)
    ):
        shown = replace(cast(Any, shown), reporter=None)
    kept = {name: item for name, item in _plain(shown).items() if item is not None}
    kept.pop("ladder", None)
    return {"type": class_name(type(fact)), **kept}


def _told(value: T, texts: Texts) -> T:
    """The same value with its words as text."""
    changed: dict[str, Any] = {}
    for name in word_fields(type(value)):
        words = getattr(value, name)
        if isinstance(words, tuple):
            changed[name] = tuple(texts(one) for one in words)
        elif words is not None:
            changed[name] = texts(words)
    return replace(cast(Any, value), **changed) if changed else value


def _told_within(value: T, texts: Texts) -> T:
    """The same value with its words as text, and those of all that it holds."""
    held = {one.name: getattr(value, one.name) for one in fields(cast(Any, value))}
    changed = {
        name: tuple(_told_within(one, texts) if is_dataclass(one) else one for one in item)
        if isinstance(item, tuple)
        else _told_within(item, texts)
        for name, item in held.items()
        if is_dataclass(item) or (isinstance(item, tuple) and any(map(is_dataclass, item)))
    }
    told = _told(value, texts)
    return replace(cast(Any, told), **changed) if changed else told


def _plain(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", plain(value))
