"""
A duplicate ends, and the incident that carries on takes over what would be lost with it.

What brings help in wins: people hurt stay hurt, whoever commands at the scene commands on. What
the other one has of its own (its headquarters, its bounds, its place) stays as it is.
"""

from collections.abc import Iterator
from typing import Final

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.merging_scenes import scene_taken_over
from command.domain.decide.moment import (
    Decided,
    Moment,
    find_incident,
    follow_merges,
    wrong_status,
)
from command.domain.decide.rerouting import circumstances_changed, drafted, reroute
from command.domain.evolve.incidents import graded, placed
from command.domain.evolve.routes import known_better
from command.domain.facts import (
    Fact,
    IncidentMerged,
    LocationChanged,
    SeverityChanged,
    UnitAssigned,
    UnitProgressed,
    UnitWithdrawn,
)
from command.domain.identifiers import AssignmentId, CircumstanceId
from command.domain.incident import Assignment, Incident
from command.domain.refusals import Refusal, SameIncident, Unknown
from command.domain.states import ENDED, OPEN, Injured

_TELLING: Final = (Injured.UNKNOWN, Injured.NO, Injured.YES)
"""What is known, the more telling the later: to have been told no is more than to know nothing."""


def merge_incident(board: Board, action: a.MergeIncident, moment: Moment) -> Decided:
    """
    End an incident as a duplicate; the other one takes over what is known and who is there.

    Units go on to it with what they said. A unit already on it is only taken off here, and so is
    every unit when the other one is handled already: nobody works there who could ever clear it.
    """
    duplicate = find_incident(board, action.incident)
    into = find_incident(board, follow_merges(board, action.into))
    if isinstance(duplicate, Refusal):
        return duplicate
    if isinstance(into, Refusal):
        return Unknown(field="into", value=str(action.into))
    if duplicate.merged_into is not None and duplicate.merged_into == into.number:
        return ()
    if into.number == duplicate.number:
        return SameIncident(incident=into.number)
    for incident in (duplicate, into):
        if incident.status in ENDED:
            return wrong_status(incident)
    return (
        *_carried_over(duplicate, into),
        *_learnt(board, duplicate, into, moment),
        *scene_taken_over(board, duplicate.number, into.number),
        IncidentMerged(incident=duplicate.number, into=into.number),
    )


def _carried_over(duplicate: Incident, into: Incident) -> tuple[Fact, ...]:
    facts: list[Fact] = []
    goes_on = into.status in OPEN
    there = {assignment.unit for assignment in into.assignments if assignment.is_active}
    count = len(into.assignments)
    for assignment in duplicate.assignments:
        if not assignment.is_active:
            continue
        facts.append(
            UnitWithdrawn(
                incident=duplicate.number,
                assignment=assignment.id,
                unit=assignment.unit,
                why="merged",
                reason=None,
            )
        )
        if not goes_on or assignment.unit in there:
            continue
        count += 1
        carried = AssignmentId(f"{into.number}-{count}")
        facts.append(UnitAssigned(incident=into.number, assignment=carried, unit=assignment.unit))
        facts.extend(_said_already(assignment, into, carried))
    return tuple(facts)


def _said_already(
    assignment: Assignment, into: Incident, carried: AssignmentId
) -> tuple[Fact, ...]:
    return tuple(
        UnitProgressed(
            incident=into.number,
            assignment=carried,
            unit=assignment.unit,
            progress=stamp.progress,
            at=stamp.at,
            late=False,
        )
        for stamp in assignment.stamps
    )


def _learnt(board: Board, duplicate: Incident, into: Incident, moment: Moment) -> Iterator[Fact]:
    """What was known of the duplicate alone, and whom the rules bring in for it."""
    after = into
    where = _place(duplicate, into)
    if where is not None:
        after = placed(after, where, drafted(moment, where))
        yield where
    known = _circumstances(duplicate, into)
    if known is not None:
        changed = circumstances_changed(after, known, moment)
        after = known_better(after, changed, drafted(moment, changed))
        yield changed
    grade = _persons_grade(duplicate, after, moment)
    if grade is not None:
        after = graded(after, grade, drafted(moment, grade))
        yield grade
    yield from reroute(board, into, after, moment)


def _place(duplicate: Incident, into: Incident) -> LocationChanged | None:
    """Where it is, as far as only the duplicate says so; never a spot in another zone."""
    if into.zone is not None and duplicate.zone not in (None, into.zone):
        return None
    fact = LocationChanged(
        incident=into.number,
        zone=duplicate.zone if into.zone is None else None,
        place=duplicate.place if into.place is None else None,
        position=duplicate.position if into.position is None else None,
    )
    return fact if fact.zone or fact.place or fact.position else None


def _circumstances(duplicate: Incident, into: Incident) -> a.ChangeCircumstances | None:
    injured = max(duplicate.injured, into.injured, key=_TELLING.index)
    involves = _only(duplicate.involves, into.involves)
    # Somebody was told no of the one; of the other it is so: then it is so.
    rules_out = _only(duplicate.rules_out, (*into.rules_out, *into.involves))
    if not involves and not rules_out and injured == into.injured:
        return None
    return a.ChangeCircumstances(
        incident=into.number,
        injured=None if injured == into.injured else injured,
        involves=involves,
        rules_out=rules_out,
    )


def _only(
    known: tuple[CircumstanceId, ...], there: tuple[CircumstanceId, ...]
) -> tuple[CircumstanceId, ...]:
    return tuple(one for one in known if one not in there)


def _persons_grade(duplicate: Incident, into: Incident, moment: Moment) -> SeverityChanged | None:
    """A graver grade that a person gave the duplicate, unless a person graded the other one."""
    if not duplicate.severity_set_by_person or into.severity_set_by_person:
        return None
    if duplicate.severity >= into.severity:
        return None
    playbook = moment.plan.playbooks.get(into.type)
    return SeverityChanged(
        incident=into.number,
        severity=duplicate.severity,
        targets=playbook.targets[duplicate.severity] if playbook else into.targets,
        reason=None,
    )
