"""
Deadlines: arithmetic on an incident's facts. Nobody stores timers.

Each is what must have happened and by when, while it hasn't. One that was missed stays in the
list, marked, until what it waited for happens: late is not the same as settled.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from command.domain.changing import worked_out
from command.domain.identifiers import AssignmentId, DeadlineId, GroupId, IncidentNumber, Instant
from command.domain.incident import Assignment, GroupAsked, Incident, RungTold
from command.domain.states import OPEN, DeadlineKind, IncidentStatus, Progress

EXPIRES_AFTER_MS = 30 * 60 * 1000
"""Longer past than this when it is seen (a machine was off): recorded, but nobody is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something that must have happened by `due_at` and hasn't."""

    id: DeadlineId
    incident: IncidentNumber
    kind: DeadlineKind
    due_at: Instant
    assignment: AssignmentId | None = None
    rung: int | None = None
    group: GroupId | None = None
    missed: bool = False


def deadlines(incident: Incident) -> tuple[Deadline, ...]:
    """
    List what an incident still waits for, soonest first.

    Targets are the playbook's for its grade, in seconds: from the opening for dispatch, first
    on scene and control; from the assignment for acknowledge; from the telling for a rung or a
    supporting group. An incident whose last unit was taken off has to get another, counted from
    then.
    """
    return worked_out(incident, _all_of) if incident.status in OPEN else ()


def _all_of(incident: Incident) -> tuple[Deadline, ...]:
    missed = {gone.id for gone in incident.missed}
    found = sorted(_waiting(incident), key=lambda deadline: (deadline[1], deadline[0]))
    return tuple(_named(incident, *one, missed=missed) for one in found)


def overdue(incidents: Iterable[Incident], at: Instant) -> list[Deadline]:
    """Deadlines passed at an instant whose missing is not in the log yet, oldest first."""
    late = [
        deadline
        for incident in incidents
        for deadline in deadlines(incident)
        if deadline.due_at <= at and not deadline.missed
    ]
    return sorted(late, key=lambda deadline: (deadline.due_at, deadline.id))


def next_due(incidents: Iterable[Incident]) -> Instant | None:
    """When the watch has to look again at the latest; none while nothing waits."""
    return min(
        (d.due_at for incident in incidents for d in deadlines(incident) if not d.missed),
        default=None,
    )


_Waiting = tuple[DeadlineKind, Instant, AssignmentId | int | GroupAsked | None]
"""What, by when, and whose: an assignment's, a rung's or a supporting group's."""


def _waiting(incident: Incident) -> Iterator[_Waiting]:
    targets, opened_at = incident.targets, incident.opened_at
    active = [assignment for assignment in incident.assignments if assignment.is_active]
    if incident.status is not IncidentStatus.CONTROLLED:
        if not active and not any(_did_the_work(incident, one) for one in incident.assignments):
            since, left = _alone_since(incident)
            yield DeadlineKind.DISPATCH, _after(since, targets.dispatch_s), left
        if not any(_was_on_scene(incident, one) for one in incident.assignments):
            yield DeadlineKind.ON_SCENE, _after(opened_at, targets.on_scene_s), None
        yield DeadlineKind.CONTROL, _after(opened_at, targets.control_s), None
        told = silent_rung(incident)
        if told is not None:
            yield DeadlineKind.ANSWER, _after(told.at, targets.answer_s), told.index
        for one in incident.asked:
            if one.answered_at is None and one.passed_on_at is None:
                yield DeadlineKind.SUPPORT, _after(one.at, targets.answer_s), one
    for assignment in active:
        if assignment.progress is Progress.ASSIGNED:
            due_at = _after(assignment.assigned_at, targets.acknowledge_s)
            yield DeadlineKind.ACKNOWLEDGE, due_at, assignment.id


def silent_rung(incident: Incident) -> RungTold | None:
    """
    The highest rung told that nobody has answered.

    The lead group's rung (the first) counts as answered, too, when a unit acknowledged: the
    work has begun, and the lead's own word is no longer what people wait for.
    """
    told = next((rung for rung in reversed(incident.told) if not rung.passed), None)
    if told is None or told.answered_at is not None:
        return None
    if told.index == 0 and any(_has_acknowledged(incident, a) for a in incident.assignments):
        return None
    return told


def _has_acknowledged(incident: Incident, assignment: Assignment) -> bool:
    """A unit took it on, and wasn't taken off: one that finished counts, too."""
    return (
        not assignment.withdrawn
        and assignment.progress is not Progress.ASSIGNED
        and _is_of_this_opening(incident, assignment)
    )


def _did_the_work(incident: Incident, assignment: Assignment) -> bool:
    """A unit was there and says it has finished; one taken away has not."""
    return not assignment.withdrawn and _was_on_scene(incident, assignment)


def _was_on_scene(incident: Incident, assignment: Assignment) -> bool:
    """Somebody arrived in this opening, or is there still."""
    return any(
        stamp.progress is Progress.ON_SCENE
        and (_is_of_this_opening(incident, assignment) or stamp.at >= incident.opened_at)
        for stamp in assignment.stamps
    )


def _is_of_this_opening(incident: Incident, assignment: Assignment) -> bool:
    # By our clock, not the phone's: one that is behind would have arrived before the report.
    return assignment.is_active or assignment.assigned_at >= incident.opened_at


def _alone_since(incident: Incident) -> tuple[Instant, AssignmentId | None]:
    """When the last unit was gone, and which it was; the opening while none was sent."""
    gone = ((_left_at(one), one.id) for one in incident.assignments)
    return max(
        ((at, left) for at, left in gone if at > incident.opened_at),
        default=(incident.opened_at, None),
    )


def _left_at(assignment: Assignment) -> Instant:
    said = assignment.stamps[-1].at if assignment.stamps else assignment.assigned_at
    return assignment.withdrawn_at or max(said, assignment.assigned_at)


def _after(instant: Instant, seconds: int) -> Instant:
    return Instant(instant + seconds * 1000)


def _named(
    incident: Incident,
    kind: DeadlineKind,
    due_at: Instant,
    whose: AssignmentId | int | GroupAsked | None,
    *,
    missed: set[DeadlineId],
) -> Deadline:
    name = f"{incident.number}.{incident.opening}.{kind}"
    # A group that is told again has a clock of its own for that.
    which = f"{whose.group}.{whose.seq}" if isinstance(whose, GroupAsked) else whose
    deadline = DeadlineId(name if which is None else f"{name}.{which}")
    return Deadline(
        id=deadline,
        incident=incident.number,
        kind=kind,
        due_at=due_at,
        # The unit that left is part of the name only: nothing is waited for from it.
        assignment=AssignmentId(str(whose)) if kind is DeadlineKind.ACKNOWLEDGE else None,
        rung=whose if isinstance(whose, int) else None,
        group=whose.group if isinstance(whose, GroupAsked) else None,
        missed=deadline in missed,
    )
