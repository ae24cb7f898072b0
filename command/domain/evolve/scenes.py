"""Folds of what is decided and known at the scene of an incident. Source: A12, A13, A14."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from command.domain.changing import changed
from command.domain.documents import Document, Documents, Fold
from command.domain.facts import (
    CasualtiesRecorded,
    CommandTransferred,
    Entry,
    MeasureImposed,
    MeasureLifted,
    ObjectivesSet,
    PerimeterSet,
    SceneSetUp,
)
from command.domain.identifiers import UnitId
from command.domain.incident import Incident
from command.domain.plain import field_names
from command.domain.scene import Casualties, Command, Measure, Perimeter, Scene, scene_id


def of_scene(fold: Callable[[Scene, Any, Entry], Scene]) -> Fold:
    """Make a fold of a function over an incident's scene, which begins with the first of them."""

    def folded(documents: Documents, fact: Any, entry: Entry) -> tuple[Document, ...]:
        name = scene_id(fact.incident)
        known: Scene | None = documents.others[Scene].get(name)
        units = _sent(documents.incidents.get(fact.incident))
        scene = known or Scene(id=name, v=entry.seq, incident=fact.incident, units=units)
        return (changed(fold(scene, fact, entry), v=entry.seq),)

    return folded


def set_up(scene: Scene, fact: SceneSetUp, entry: Entry) -> Scene:
    """A headquarters, and the first to command there."""
    first = Command(seq=entry.seq, at=entry.at, post=fact.post, person=fact.person)
    return changed(scene, zone=fact.zone, place=fact.place, commands=(*scene.commands, first))


def transferred(scene: Scene, fact: CommandTransferred, entry: Entry) -> Scene:
    """Somebody else commands from now."""
    next_one = Command(
        seq=entry.seq, at=entry.at, post=fact.post, person=fact.person, reason=fact.reason
    )
    return changed(scene, commands=(*scene.commands, next_one))


def objectives(scene: Scene, fact: ObjectivesSet, _: Entry) -> Scene:
    """What is to be reached, in the place of what was said before."""
    return changed(scene, objectives=fact.objectives)


def perimeter(scene: Scene, fact: PerimeterSet, entry: Entry) -> Scene:
    """The bounds, in the place of those before; neither outline nor metres takes them away."""
    bounds = Perimeter(seq=entry.seq, at=entry.at, outline=fact.outline, radius_m=fact.radius_m)
    return changed(scene, perimeter=bounds if fact.outline or fact.radius_m else None)


def imposed(scene: Scene, fact: MeasureImposed, entry: Entry) -> Scene:
    """A traffic measure in force."""
    measure = Measure(
        id=fact.measure, kind=fact.kind, zone=fact.zone, place=fact.place, at=entry.at
    )
    return changed(scene, measures=(*scene.measures, measure))


def lifted(scene: Scene, fact: MeasureLifted, entry: Entry) -> Scene:
    """A traffic measure no longer in force."""
    return changed(
        scene,
        measures=tuple(
            replace(one, lifted_at=entry.at) if one.id == fact.measure else one
            for one in scene.measures
        ),
    )


def casualties(scene: Scene, fact: CasualtiesRecorded, entry: Entry) -> Scene:
    """One revision more."""
    said = {name: getattr(fact, name) for name in field_names(CasualtiesRecorded)}
    del said["incident"]
    revision = Casualties(seq=entry.seq, at=entry.occurred_at, **said)
    return changed(scene, casualties=(*scene.casualties, revision))


def joining(
    documents: Documents, documents_changed: tuple[Document, ...], entry: Entry
) -> tuple[Document, ...]:
    """Scenes that units were sent to or taken off since: who is there sees what is decided."""
    found: list[Document] = []
    for one in documents_changed:
        if not isinstance(one, Incident):
            continue
        scene: Scene | None = documents.others[Scene].get(scene_id(one.number))
        if scene is not None and scene.units != (units := _sent(one)):
            found.append(changed(scene, v=entry.seq, units=units))
    return tuple(found)


def _sent(incident: Incident | None) -> tuple[UnitId, ...]:
    assignments = incident.assignments if incident is not None else ()
    return tuple(dict.fromkeys(one.unit for one in assignments if not one.withdrawn))


SCENE_FACTS: Final[Mapping[type, Fold]] = {
    SceneSetUp: of_scene(set_up),
    CommandTransferred: of_scene(transferred),
    ObjectivesSet: of_scene(objectives),
    PerimeterSet: of_scene(perimeter),
    MeasureImposed: of_scene(imposed),
    MeasureLifted: of_scene(lifted),
    CasualtiesRecorded: of_scene(casualties),
}
