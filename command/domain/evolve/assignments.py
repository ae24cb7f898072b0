"""Folds of what units do, and of entries struck because somebody pressed the wrong thing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from command.domain.changing import changed
from command.domain.documents import Document, Documents, Fold
from command.domain.evolve.incidents import last_line
from command.domain.facts import (
    Entry,
    EntryStruck,
    UnitAssigned,
    UnitProgressed,
    UnitStateSet,
    UnitWithdrawn,
)
from command.domain.identifiers import AssignmentId, Seq, UnitId
from command.domain.incident import Assignment, Incident, Stamp
from command.domain.states import PROGRESS_ORDER, Progress
from command.domain.unit import Unit


def assigned(documents: Documents, fact: UnitAssigned, entry: Entry) -> tuple[Document, ...]:
    """A unit sent: a new assignment, and the unit knows."""
    incident = documents.incidents.get(fact.incident)
    if incident is None:
        return ()
    assignment = Assignment(
        id=fact.assignment,
        unit=fact.unit,
        assigned_at=entry.at,
        progress=Progress.ASSIGNED,
        stamps=(),
    )
    after = changed(
        incident,
        v=entry.seq,
        assignments=(*incident.assignments, assignment),
        last=replace(last_line("unit_assigned", entry), unit=fact.unit),
    )
    return (after, *_rebound(documents, fact.unit, after, entry.seq))


def withdrawn(documents: Documents, fact: UnitWithdrawn, entry: Entry) -> tuple[Document, ...]:
    """A unit taken off; its stamps stay as its history."""
    incident = documents.incidents.get(fact.incident)
    if incident is None:
        return ()
    after = changed(
        incident,
        v=entry.seq,
        assignments=tuple(
            changed(one, withdrawn=True, withdrawn_at=entry.at)
            if one.id == fact.assignment
            else one
            for one in incident.assignments
        ),
        last=replace(last_line("unit_withdrawn", entry, fact.reason), unit=fact.unit),
    )
    return (after, *_rebound(documents, fact.unit, after, entry.seq))


def progressed(documents: Documents, fact: UnitProgressed, entry: Entry) -> tuple[Document, ...]:
    """A unit's step, stamped with its own time; a late one never moves it back."""
    incident = documents.incidents.get(fact.incident)
    if incident is None:
        return ()
    stamp = Stamp(progress=fact.progress, at=fact.at, seq=entry.seq)
    after = changed(
        incident,
        v=entry.seq,
        assignments=tuple(
            _stamped(assignment, (*assignment.stamps, stamp))
            if assignment.id == fact.assignment
            else assignment
            for assignment in incident.assignments
        ),
        last=incident.last
        if fact.late
        else replace(last_line(f"unit_{fact.progress}", entry), unit=fact.unit, at=fact.at),
    )
    if fact.progress is not Progress.CLEAR:
        return (after,)
    return (after, *_rebound(documents, fact.unit, after, entry.seq))


def struck(documents: Documents, fact: EntryStruck, entry: Entry) -> tuple[Document, ...]:
    """Take an entry's note, tick or step out of the count, as if it had not been said."""
    incident = documents.incidents.get(fact.incident)
    if incident is None:
        return ()
    after = changed(
        incident,
        v=entry.seq,
        notes=tuple(seq for seq in incident.notes if seq != fact.seq),
        steps=tuple(step for step in incident.steps if step.seq != fact.seq),
        assignments=tuple(
            _stamped(a, tuple(stamp for stamp in a.stamps if stamp.seq != fact.seq))
            for a in incident.assignments
        ),
        last=last_line("entry_struck", entry, fact.reason),
    )
    touched = {
        before.unit
        for before, now in zip(incident.assignments, after.assignments, strict=True)
        if before.is_active != now.is_active
    }
    units = (_rebound(documents, unit, after, entry.seq) for unit in sorted(touched))
    return (after, *(unit for some in units for unit in some))


def state_set(documents: Documents, fact: UnitStateSet, entry: Entry) -> tuple[Document, ...]:
    """A unit that can, or cannot, be sent."""
    unit = documents.units.get(fact.unit)
    if unit is None:
        return ()
    return (
        changed(
            unit,
            v=entry.seq,
            state=fact.state,
            reason=fact.reason,
            since=entry.at,
            zone=fact.zone or unit.zone,
        ),
    )


def _stamped(assignment: Assignment, stamps: tuple[Stamp, ...]) -> Assignment:
    in_order = tuple(sorted(stamps, key=lambda stamp: PROGRESS_ORDER[stamp.progress]))
    progress = in_order[-1].progress if in_order else Progress.ASSIGNED
    return changed(assignment, stamps=in_order, progress=progress)


def _rebound(
    documents: Documents, unit_id: UnitId, incident: Incident, seq: Seq
) -> tuple[Unit, ...]:
    """The unit's incidents, from the incident's own assignments."""
    unit = documents.units.get(unit_id)
    if unit is None:
        return ()
    others = tuple(number for number in unit.incidents if number != incident.number)
    bound = any(a.is_active and a.unit == unit_id for a in incident.assignments)
    if bound and incident.number in unit.incidents:
        return ()
    incidents = (*others, incident.number) if bound else others
    return (changed(unit, v=seq, incidents=incidents),)


def assignment_id(incident: Incident) -> AssignmentId:
    """The next assignment's id on an incident."""
    return AssignmentId(f"{incident.number}-{len(incident.assignments) + 1}")


ASSIGNMENT_FACTS: Final[Mapping[type, Fold]] = {
    UnitAssigned: assigned,
    UnitWithdrawn: withdrawn,
    UnitProgressed: progressed,
    EntryStruck: struck,
    UnitStateSet: state_set,
}
