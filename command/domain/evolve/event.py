"""Folds of what happens to the event itself: clock, phase, contingency plan, presence."""

from collections.abc import Mapping
from typing import Final

from command.domain.changing import changed
from command.domain.documents import Document, Documents, Fold, of_event
from command.domain.event import Absence, Activation, Event
from command.domain.evolve.mustering import ended
from command.domain.facts import (
    ActivationEnded,
    Entry,
    EventOpened,
    EventTimeSet,
    LogRecovered,
    PersonAbsent,
    PersonPresent,
    PhaseChanged,
    PlanActivated,
    PlanAdopted,
)
from command.domain.identifiers import UnitId
from command.domain.states import UnitState
from command.domain.unit import Unit


def opened(_: Documents, fact: EventOpened, entry: Entry) -> tuple[Document, ...]:
    """The event and the plan's units, all of them available."""
    event = Event(
        id=fact.event,
        v=entry.seq,
        name=fact.name,
        kind=fact.kind,
        plan=fact.plan,
        plan_digest=fact.plan_digest,
        epoch=fact.epoch,
        opened_at=entry.at,
        time=fact.time,
        phase=fact.phase,
        phase_since=entry.at,
        activation=None,
        absent={},
    )
    return (event, *(_new_unit(unit, entry) for unit in fact.units))


def _new_unit(unit: UnitId, entry: Entry) -> Unit:
    return Unit(
        id=unit,
        v=entry.seq,
        state=UnitState.AVAILABLE,
        reason=None,
        since=entry.at,
        zone=None,
    )


def adopted(documents: Documents, fact: PlanAdopted, entry: Entry) -> tuple[Document, ...]:
    """Another version of the plan: its new units can be sent, those it lacks can't any more."""
    if documents.event is None:
        return ()
    event = changed(documents.event, v=entry.seq, plan=fact.plan, plan_digest=fact.plan_digest)
    gone = [documents.units[unit] for unit in fact.without_units if unit in documents.units]
    return (
        event,
        *(_new_unit(unit, entry) for unit in fact.new_units if unit not in documents.units),
        *(_back(documents, unit, entry) for unit in fact.new_units if unit in documents.units),
        *(
            changed(unit, v=entry.seq, state=UnitState.UNAVAILABLE, reason=None, since=entry.at)
            for unit in gone
        ),
    )


def _back(documents: Documents, unit: UnitId, entry: Entry) -> Unit:
    """A unit that an earlier version had: known by its history, free again."""
    known = documents.units[unit]
    return changed(known, v=entry.seq, state=UnitState.AVAILABLE, reason=None, since=entry.at)


def recovered(event: Event, fact: LogRecovered, entry: Entry) -> Event:
    """A new epoch: cursors of the old one are checked by hash and usually void."""
    return changed(event, v=entry.seq, epoch=fact.epoch)


def time_set(event: Event, fact: EventTimeSet, entry: Entry) -> Event:
    """The drill's clock runs otherwise from here."""
    return changed(event, v=entry.seq, time=fact.time)


def phase_changed(event: Event, fact: PhaseChanged, entry: Entry) -> Event:
    """Another phase, since now."""
    return changed(event, v=entry.seq, phase=fact.phase, phase_since=entry.at)


def activated(event: Event, fact: PlanActivated, entry: Entry) -> Event:
    """The contingency plan in force, by whom. Source: A8.2."""
    activation = Activation(at=entry.at, by=fact.person, post=fact.post)
    return changed(event, v=entry.seq, activation=activation)


def activation_ended(
    documents: Documents, _: ActivationEnded, entry: Entry
) -> tuple[Document, ...]:
    """The contingency plan no longer in force, and nobody is waited for at a post."""
    if documents.event is None:
        return ()
    event = changed(documents.event, v=entry.seq, activation=None)
    return (event, *ended(documents, entry))


def absent(event: Event, fact: PersonAbsent, entry: Entry) -> Event:
    """Not in place, and who acts. Source: A26."""
    absence = Absence(person=fact.person, since=entry.at, acting=fact.acting)
    return changed(event, v=entry.seq, absent={**event.absent, fact.person: absence})


def present(event: Event, fact: PersonPresent, entry: Entry) -> Event:
    """Back in place. Source: A26."""
    still = {person: absence for person, absence in event.absent.items() if person != fact.person}
    return changed(event, v=entry.seq, absent=still)


EVENT_FACTS: Final[Mapping[type, Fold]] = {
    EventOpened: opened,
    LogRecovered: of_event(recovered),
    EventTimeSet: of_event(time_set),
    PhaseChanged: of_event(phase_changed),
    PlanActivated: of_event(activated),
    PlanAdopted: adopted,
    ActivationEnded: activation_ended,
    PersonAbsent: of_event(absent),
    PersonPresent: of_event(present),
}
