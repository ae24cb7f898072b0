"""What the scene of a duplicate leaves to the incident that carries on. Source: A12, A14."""

from collections.abc import Iterator
from typing import Final

from command.domain.board import Board
from command.domain.facts import (
    CasualtiesRecorded,
    Fact,
    MeasureImposed,
    ObjectivesSet,
    PerimeterSet,
    SceneSetUp,
)
from command.domain.identifiers import IncidentNumber
from command.domain.scene import Casualties, Scene, scene_id

_COUNTS: Final = (
    "dead",
    "missing",
    "badly_injured",
    "lightly_injured",
    "trapped",
    "evacuated",
)


def scene_taken_over(
    board: Board, duplicate: IncidentNumber, into: IncidentNumber
) -> Iterator[Fact]:
    """
    Take over the headquarters, objectives and bounds where the other scene has none of its own.

    Traffic measures in force and the casualties are taken over in any case. A measure keeps its
    id, so that whoever knows it from the duplicate can lift it.
    """
    scenes = board.documents.others[Scene]
    left: Scene | None = scenes.get(scene_id(duplicate))
    if left is None:
        return
    there = scenes.get(scene_id(into)) or Scene(id=scene_id(into), v=left.v, incident=into)
    yield from _headquarters(left, there)
    if left.objectives and not there.objectives:
        yield ObjectivesSet(incident=into, objectives=left.objectives)
    bounds = left.perimeter
    if bounds is not None and there.perimeter is None:
        yield PerimeterSet(incident=into, outline=bounds.outline, radius_m=bounds.radius_m)
    yield from _measures(left, there)
    yield from _casualties(left, there)


def _headquarters(left: Scene, there: Scene) -> Iterator[SceneSetUp]:
    if not left.commands or there.commands:
        return
    holds = left.commands[-1]
    yield SceneSetUp(
        incident=there.incident,
        post=holds.post,
        person=holds.person,
        zone=left.zone,
        place=left.place,
    )


def _measures(left: Scene, there: Scene) -> Iterator[MeasureImposed]:
    known = {(one.kind, one.zone, one.place) for one in there.measures if one.lifted_at is None}
    for one in left.measures:
        if one.lifted_at is None and (one.kind, one.zone, one.place) not in known:
            yield MeasureImposed(
                incident=there.incident,
                measure=one.id,
                kind=one.kind,
                zone=one.zone,
                place=one.place,
            )


def _casualties(left: Scene, there: Scene) -> Iterator[CasualtiesRecorded]:
    """
    The higher of each count: two callers speak of the same people, so a sum would double them.

    It is verified only where both were, for nobody has checked what is put together here.
    """
    if not left.casualties:
        return
    theirs = left.casualties[-1]
    ours = there.casualties[-1] if there.casualties else None
    if ours is not None and not _is_more(theirs, ours):
        return
    of = (theirs,) if ours is None else (theirs, ours)
    yield CasualtiesRecorded(
        incident=there.incident,
        verified=all(one.verified for one in of),
        loss_yuan=max((one.loss_yuan for one in of if one.loss_yuan is not None), default=None),
        text=next((one.text for one in of if one.text is not None), None),
        person=theirs.person,
        **{name: max(getattr(one, name) for one in of) for name in _COUNTS},
    )


def _is_more(theirs: Casualties, ours: Casualties) -> bool:
    more = any(getattr(theirs, name) > getattr(ours, name) for name in _COUNTS)
    return more or (theirs.loss_yuan is not None and theirs.loss_yuan > (ours.loss_yuan or 0))
