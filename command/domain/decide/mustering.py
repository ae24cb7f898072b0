"""Rules of the muster: every unit to its post once the contingency plan is in force. A22."""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_event, find_unit
from command.domain.due import Due, ref_of
from command.domain.evolve.mustering import running
from command.domain.facts import Fact, MusterCall, NoticeIssued, UnitAtPost, UnitsMustered
from command.domain.identifiers import DocumentRef, MusterId, PersonId, UnitId
from command.domain.ladder import Numbering
from command.domain.muster import Muster, unit_of
from command.domain.presence import leads_in_place
from command.domain.refusals import NoMuster, Refusal, Unknown


def muster(board: Board, moment: Moment) -> UnitsMustered:
    """Call every unit that is here to the post where the plan has it. Source: A22."""
    here = board.documents.units
    return UnitsMustered(
        muster=MusterId(f"a{moment.seq}"),
        within_s=moment.plan.times.muster_s,
        posts=tuple(
            MusterCall(unit=unit.id, zone=unit.home)
            for unit in moment.plan.units.values()
            if unit.id in here
        ),
    )


def arrive_at_post(board: Board, action: a.ArriveAtPost, _: Moment) -> Decided:
    """A unit is at its post, once."""
    unit = find_unit(board, action.unit)
    if isinstance(unit, Refusal):
        return unit
    current = next(running(board.documents), None)
    if current is None:
        return NoMuster()
    post = next((post for post in current.posts if post.unit == unit.id), None)
    if post is None:
        return Unknown(field="unit", value=unit.id)
    if post.arrived_at is not None:
        return ()
    return (UnitAtPost(muster=current.id, unit=unit.id),)


def told_of_absence(board: Board, current: Muster, due: Due, moment: Moment) -> tuple[Fact, ...]:
    """The unit is reminded, and its group's lead hears of it."""
    name = unit_of(due.id.split(".", 2)[2])
    planned = moment.plan.units.get(name)
    numbering, about = Numbering(moment.seq), ref_of(current)
    told = [_notice(numbering, about, unit=name, person=None)]
    if planned is not None:
        event = find_event(board)
        leads = leads_in_place(moment.plan, planned.group, event.absent)[:1]
        told += [_notice(numbering, about, unit=None, person=place.person) for place in leads]
    return tuple(told)


def _notice(
    numbering: Numbering, about: DocumentRef, *, unit: UnitId | None, person: PersonId | None
) -> NoticeIssued:
    return NoticeIssued(
        notice=numbering.next(),
        incident=None,
        why="not_at_post",
        rung=None,
        person=person,
        unit=unit,
        post=None,
        instead_of=None,
        about=about,
    )
