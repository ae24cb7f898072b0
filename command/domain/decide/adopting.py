"""Another version of the plan, in the middle of the day. Source: A10.1, A17."""

from collections.abc import Iterable, Iterator

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_event
from command.domain.directive import Directive, part_of
from command.domain.duty import Duty
from command.domain.evolve.mustering import running
from command.domain.facts import DutiesDropped, DutiesOpened, Fact, PlanAdopted
from command.domain.incident import Incident
from command.domain.mobilisation import MOBILISED, Mobilisation
from command.domain.refusals import AnotherPlan, AnotherVersion, StillInUse
from command.domain.requisition import Requisition
from command.domain.scene import Scene
from command.domain.sitrep import Sitrep
from command.domain.states import DutyStatus


def adopt_plan(board: Board, action: a.AdoptPlan, _: Moment) -> Decided:
    """
    Go on with another version of the same plan.

    Refused while something that the new version lacks is still in use: a running incident needs
    its type, its people and its units by name until it ends. Refused, too, where the event goes by
    another version than the one compared with: what the new one lacks is then not what was said.
    """
    event = find_event(board)
    if action.plan != event.plan:
        return AnotherPlan(plan=event.plan)
    if action.plan_digest == event.plan_digest:
        return ()
    if action.from_digest not in {None, event.plan_digest}:
        return AnotherVersion(
            field="from_digest", value=action.from_digest or "", digest=event.plan_digest
        )
    in_use = tuple(sorted(set(_in_use(board, action))))
    if in_use:
        return StillInUse(names=in_use)
    adopted = PlanAdopted(
        plan=action.plan,
        plan_digest=action.plan_digest,
        new_units=action.new_units,
        without_units=action.without_units,
    )
    return (adopted, *_duties(action))


def _duties(action: a.AdoptPlan) -> Iterator[Fact]:
    if action.duties:
        yield DutiesOpened(duties=action.duties)
    if action.without_duties:
        yield DutiesDropped(duties=action.without_duties)


def _in_use(board: Board, action: a.AdoptPlan) -> Iterator[str]:
    for incident in board.documents.going.values():
        yield from _among(action.without_types, [incident.type])
        yield from _among(action.without_zones, [incident.zone] if incident.zone else [])
        yield from _among(action.without_groups, [incident.lead])
        yield from _among(action.without_posts, [rung.post for rung in incident.ladder])
        yield from _among(action.without_people, _told(incident))
        yield from _among(action.without_units, [one.unit for one in incident.assignments])
    yield from _called_on(board, action)
    yield from _in_open_directives(board, action)
    yield from _mustered(board, action)
    yield from _in_use_by_duties(board, action)
    yield from _reported_to(board, action)
    event = board.documents.event
    for absence in event.absent.values() if event is not None else ():
        yield from _among(action.without_people, [absence.person, absence.acting])


def _called_on(board: Board, action: a.AdoptPlan) -> Iterator[str]:
    """What is out or coming is known by its name in the register, and by whose it is."""
    requisitions: dict[str, Requisition] = dict(board.documents.others[Requisition])
    for requisition in requisitions.values():
        if requisition.ended_at is None:
            yield from _among(action.without_supplies, [requisition.supply])
            yield from _among(action.without_agencies, [requisition.owner])
    mobilisations: dict[str, Mobilisation] = dict(board.documents.others[Mobilisation])
    for mobilisation in mobilisations.values():
        if mobilisation.status in MOBILISED:
            yield from _among(action.without_agencies, [mobilisation.agency])


def _reported_to(board: Board, action: a.AdoptPlan) -> Iterator[str]:
    sitreps: dict[str, Sitrep] = dict(board.documents.others[Sitrep])
    for sitrep in sitreps.values():
        for channel in sitrep.channels if sitrep.ended_at is None else ():
            yield from _among(action.without_recipients, [channel.to])


def _in_open_directives(board: Board, action: a.AdoptPlan) -> Iterator[str]:
    without: dict[str, Iterable[str]] = {
        "unit": action.without_units,
        "group": action.without_groups,
        "post": action.without_posts,
        "person": action.without_people,
    }
    for directive in board.documents.others[Directive].values():
        for answer in directive.answers if directive.is_open else ():
            kind, name = part_of(answer.to)
            yield from _among(without[kind], [name])


def _mustered(board: Board, action: a.AdoptPlan) -> Iterator[str]:
    """Where a unit still has to go, and who commands at a scene."""
    for muster in running(board.documents):
        zones = [post.zone for post in muster.posts if post.arrived_at is None]
        yield from _among(action.without_zones, zones)
    scenes: dict[str, Scene] = dict(board.documents.others[Scene])
    for scene in scenes.values():
        if scene.incident in board.documents.going:
            measured = [one.zone for one in scene.measures if one.lifted_at is None]
            yield from _among(action.without_zones, [scene.zone, *measured])
            yield from _among(action.without_posts, [one.post for one in scene.commands[-1:]])
            yield from _among(action.without_people, [one.person for one in scene.commands[-1:]])


def _in_use_by_duties(board: Board, action: a.AdoptPlan) -> Iterator[str]:
    """An open duty the new version says nothing new of needs whom and what it names."""
    otherwise = {*action.without_duties, *(duty.id for duty in action.duties)}
    for duty in board.documents.others[Duty].values():
        if duty.status is not DutyStatus.OPEN or duty.id in otherwise:
            continue
        planned = duty.planned
        yield from _among(action.without_people, [planned.owner])
        yield from _among(action.without_groups, [planned.group])
        yield from _among(action.without_posts, planned.climb)
        yield from _among(action.without_zones, [planned.closes])
        yield from _among(action.without_units, planned.units)


def _told(incident: Incident) -> Iterator[str | None]:
    for told in incident.told:
        yield from told.people
        yield told.answered_by


def _among(without: Iterable[str], used: Iterable[str | None]) -> Iterator[str]:
    gone = frozenset(without)
    yield from (name for name in used if name in gone and name is not None)
