"""
How ready the event is: what the plan asks for, what is open, whether the gates may open.

Pure. Source: P4, P5.1, P5.2, P5.3; decision 0012.
"""

from collections.abc import Iterator

from command.domain.documents import Documents
from command.domain.duty import Duty, PlannedDuty
from command.domain.go import Go, OpenPoint
from command.domain.identifiers import GoId, Instant
from command.domain.plan import DutyPlan, Plan
from command.domain.presence import holders_in_place, leads_in_place
from command.domain.states import Decision, DutyStatus

_MINUTE_MS = 60_000


def planned_duties(plan: Plan) -> tuple[PlannedDuty, ...]:
    """Say what this version of the plan asks for, as the log pins it."""
    return tuple(_planned(plan, duty) for duty in plan.readiness.duties.values())


def _planned(plan: Plan, duty: DutyPlan) -> PlannedDuty:
    crews = (u for u in plan.units.values() if (u.group, u.agency) == (duty.group, duty.agency))
    return PlannedDuty(
        id=duty.id,
        group=duty.group,
        owner=duty.owner,
        units=tuple(unit.id for unit in crews),
        quantity=duty.quantity,
        due_at=duty.due_at,
        needs_evidence=duty.needs_evidence,
        closes=duty.closes,
        climb=plan.readiness.climb,
        climb_ms=plan.readiness.climb_min * _MINUTE_MS,
    )


def duties_of(documents: Documents) -> Iterator[Duty]:
    """Go through the duties that a version of the plan in force asks for."""
    every: Iterator[Duty] = iter(documents.others[Duty].values())
    return (duty for duty in every if duty.status is not DutyStatus.DROPPED)


def open_points(plan: Plan, documents: Documents, at: Instant) -> tuple[OpenPoint, ...]:
    """List what is not ready: duties, places not proved closed, posts and groups with nobody."""
    return (*_duties(documents, at), *_nobody(plan, documents))


def _duties(documents: Documents, at: Instant) -> Iterator[OpenPoint]:
    for duty in duties_of(documents):
        if duty.status is DutyStatus.OPEN and duty.planned.closes is not None:
            # Visitors would walk in: it has to be proved, whenever it was to be done.
            yield OpenPoint(kind="zone", of=duty.planned.closes, blocks=True)
        elif duty.status is DutyStatus.OPEN:
            yield OpenPoint(kind="duty", of=duty.id, blocks=duty.planned.due_at <= at)


def _nobody(plan: Plan, documents: Documents) -> Iterator[OpenPoint]:
    """A post that the plan itself leaves vacant is a gap of the plan, not of the day."""
    absent = documents.event.absent if documents.event is not None else {}
    for post in plan.posts.values():
        if post.holders and not holders_in_place(plan, post.id, absent):
            yield OpenPoint(kind="post", of=post.id, blocks=True)
    for group in plan.groups.values():
        if not leads_in_place(plan, group.id, absent):
            yield OpenPoint(kind="group", of=group.id, blocks=True)


def standing_go(documents: Documents) -> Go | None:
    """The decision in force: the newest."""
    return max(documents.others[Go].values(), key=lambda go: go.v, default=None)


def may_open(documents: Documents) -> bool:
    """
    Whether the gates may open: somebody signed for it.

    An event whose plan lists no duties has nothing to sign, as had every event before there were
    any.
    """
    if not documents.others[Duty]:
        return True
    go = standing_go(documents)
    return go is not None and go.decision is not Decision.NO_GO


def next_go(documents: Documents) -> GoId:
    """The id of the next decision: counted, never used twice."""
    return GoId(str(len(documents.others[Go]) + 1))
