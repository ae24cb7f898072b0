"""Rules of the scene: who commands, what for, within which bounds, what is lost. A12, A13, A14."""

from typing import Final

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import (
    Decided,
    Moment,
    find_event,
    find_going,
    find_incident,
    follow_merges,
)
from command.domain.facts import (
    CasualtiesRecorded,
    CommandTransferred,
    MeasureImposed,
    MeasureLifted,
    ObjectivesSet,
    PerimeterSet,
    SceneSetUp,
)
from command.domain.identifiers import IncidentNumber, MeasureId, PersonId, PostId
from command.domain.plain import field_names
from command.domain.presence import holders_in_place
from command.domain.refusals import (
    NobodyInPlace,
    NoScene,
    NotAnOutline,
    NothingSaid,
    NotNow,
    Refusal,
    TooFew,
    TooMany,
    Unknown,
)
from command.domain.scene import Casualties, Scene, scene_id

MOST_OBJECTIVES: Final = 10
"""More than can be kept in mind at a scene."""
MOST_POINTS: Final = 40
SIDE: Final = 1000
"""Of the board that the site plan is drawn on."""


def set_up_scene(board: Board, action: a.SetUpScene, moment: Moment) -> Decided:
    """A headquarters at the scene, once; after that the command is passed on. Source: A10.3."""
    incident = find_going(board, follow_merges(board, action.incident))
    if isinstance(incident, Refusal):
        return incident
    if action.zone is not None and action.zone not in moment.plan.zones:
        return Unknown(field="zone", value=action.zone)
    person = _standing(board, action.post, moment)
    if isinstance(person, Refusal):
        return person
    known = _scene(board, incident.number)
    if known is not None and known.commands:
        holds = known.commands[-1]
        same = (holds.post, holds.person) == (action.post, person)
        return () if same else NotNow(field="incident", value=known.id, status="set_up")
    return (
        SceneSetUp(
            incident=incident.number,
            post=action.post,
            person=person,
            zone=action.zone,
            place=action.place,
        ),
    )


def transfer_command(board: Board, action: a.TransferCommand, moment: Moment) -> Decided:
    """Somebody else commands at the scene from now, with a reason. Source: A12."""
    incident = find_going(board, follow_merges(board, action.incident))
    if isinstance(incident, Refusal):
        return incident
    known = _scene(board, incident.number)
    if known is None or not known.commands:
        return NoScene(incident=incident.number)
    person = _standing(board, action.post, moment)
    if isinstance(person, Refusal):
        return person
    holds = known.commands[-1]
    if (holds.post, holds.person) == (action.post, person):
        return ()
    return (
        CommandTransferred(
            incident=incident.number,
            from_post=holds.post,
            from_person=holds.person,
            post=action.post,
            person=person,
            reason=action.reason,
        ),
    )


def set_objectives(board: Board, action: a.SetObjectives, _: Moment) -> Decided:
    """What is to be reached, the whole list each time. Source: A13."""
    incident = find_going(board, follow_merges(board, action.incident))
    if isinstance(incident, Refusal):
        return incident
    count = len(action.objectives)
    if count < 1:
        return TooFew(field="objectives", asked=count, least=1)
    if count > MOST_OBJECTIVES:
        return TooMany(field="objectives", asked=count, left=MOST_OBJECTIVES)
    known = _scene(board, incident.number)
    if known is not None and known.objectives == action.objectives:
        return ()
    return (ObjectivesSet(incident=incident.number, objectives=action.objectives),)


def set_perimeter(board: Board, action: a.SetPerimeter, _: Moment) -> Decided:
    """The scene's bounds; with neither outline nor metres there are none any more. A14.3."""
    incident = find_going(board, follow_merges(board, action.incident))
    if isinstance(incident, Refusal):
        return incident
    if action.outline and not _is_outline(action.outline):
        return NotAnOutline(field="outline", most=MOST_POINTS, side=SIDE)
    if action.outline and action.radius_m:
        return NothingSaid(fields=("outline", "radius_m"))
    known = _scene(board, incident.number)
    before = known.perimeter if known is not None else None
    now = (action.outline, action.radius_m or None)
    if now == (((), None) if before is None else (before.outline, before.radius_m)):
        return ()
    return (PerimeterSet(incident=incident.number, outline=now[0], radius_m=now[1]),)


def _is_outline(points: tuple[tuple[int, int], ...]) -> bool:
    inside = all(0 <= x <= SIDE and 0 <= y <= SIDE for x, y in points)
    return inside and len(set(points)) >= 3 and len(points) <= MOST_POINTS


def impose_measure(board: Board, action: a.ImposeMeasure, moment: Moment) -> Decided:
    """What traffic may do no longer, and where. Source: A14.3."""
    incident = find_going(board, follow_merges(board, action.incident))
    if isinstance(incident, Refusal):
        return incident
    if action.zone is not None and action.zone not in moment.plan.zones:
        return Unknown(field="zone", value=action.zone)
    if action.zone is None and action.place is None:
        return NothingSaid(fields=("zone", "place"))
    known = _scene(board, incident.number)
    said = (action.kind, action.zone, action.place)
    if known is not None and any(
        one.lifted_at is None and (one.kind, one.zone, one.place) == said for one in known.measures
    ):
        return ()
    return (
        MeasureImposed(
            incident=incident.number,
            measure=MeasureId(f"t{moment.seq}"),
            kind=action.kind,
            zone=action.zone,
            place=action.place,
        ),
    )


def lift_measure(board: Board, action: a.LiftMeasure, _: Moment) -> Decided:
    """Traffic may again; also once the incident has ended, for a road must not stay closed."""
    incident = find_incident(board, follow_merges(board, action.incident))
    if isinstance(incident, Refusal):
        return incident
    known = _scene(board, incident.number)
    measures = known.measures if known is not None else ()
    found = next((one for one in measures if one.id == action.measure), None)
    if found is None:
        return Unknown(field="measure", value=action.measure)
    if found.lifted_at is not None:
        return ()
    return (MeasureLifted(incident=incident.number, measure=found.id),)


def record_casualties(board: Board, action: a.RecordCasualties, moment: Moment) -> Decided:
    """
    How many are hurt and what is lost, as reported or as verified; papers come late. A14.2.

    Saying the same again changes nothing.
    """
    incident = find_incident(board, follow_merges(board, action.incident))
    if isinstance(incident, Refusal):
        return incident
    names = [name for name in field_names(type(action)) if name != "incident"]
    said = {name: getattr(action, name) for name in names}
    known = _scene(board, incident.number)
    if known is not None and known.casualties and _is_same(known.casualties[-1], said):
        return ()
    return (CasualtiesRecorded(incident=incident.number, person=moment.by.person, **said),)


def _is_same(last: Casualties, said: dict[str, object]) -> bool:
    return all(getattr(last, name) == value for name, value in said.items())


def _standing(board: Board, post: PostId, moment: Moment) -> PersonId | Refusal:
    """Who stands on a post now, or acts for who does."""
    if post not in moment.plan.posts:
        return Unknown(field="post", value=post)
    places = holders_in_place(moment.plan, post, find_event(board).absent)
    return places[0].person if places else NobodyInPlace(field="post", value=post)


def _scene(board: Board, incident: IncidentNumber) -> Scene | None:
    found: Scene | None = board.documents.others[Scene].get(scene_id(incident))
    return found
