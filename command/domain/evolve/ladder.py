"""Folds of missed promises and of the chain that hears of them."""

from collections.abc import Mapping
from typing import Final

from command.domain.changing import changed
from command.domain.documents import Fold, of_incident
from command.domain.evolve.incidents import last_line
from command.domain.facts import (
    DeadlineExpired,
    DeadlineMissed,
    Entry,
    EscalatedByHand,
    RungClimbed,
    RungPassed,
)
from command.domain.incident import Incident, Missed, RungTold


def missed(incident: Incident, fact: DeadlineMissed | DeadlineExpired, entry: Entry) -> Incident:
    """A promise not kept; expired when nobody was told because it is long past."""
    gone = Missed(
        id=fact.deadline,
        kind=fact.kind,
        due_at=fact.due_at,
        seq=entry.seq,
        expired=isinstance(fact, DeadlineExpired),
    )
    return changed(incident, v=entry.seq, missed=(*incident.missed, gone))


def climbed(incident: Incident, fact: RungClimbed, entry: Entry) -> Incident:
    """A rung told, waiting for an answer."""
    told = RungTold(index=fact.index, rung=fact.rung, at=entry.at, people=fact.people)
    return changed(
        incident,
        v=entry.seq,
        told=(*incident.told, told),
        last=last_line("rung_climbed", entry) if fact.index else incident.last,
    )


def passed(incident: Incident, fact: RungPassed, entry: Entry) -> Incident:
    """A rung passed at once, with why."""
    told = RungTold(index=fact.index, rung=fact.rung, at=entry.at, people=(), passed=fact.why)
    return changed(incident, v=entry.seq, told=(*incident.told, told))


def by_hand(incident: Incident, fact: EscalatedByHand, entry: Entry) -> Incident:
    """Somebody escalated; the rungs climbed are facts of their own."""
    return changed(incident, v=entry.seq, last=last_line("escalated_by_hand", entry, fact.reason))


LADDER_FACTS: Final[Mapping[type, Fold]] = {
    DeadlineMissed: of_incident(missed),
    DeadlineExpired: of_incident(missed),
    RungClimbed: of_incident(climbed),
    RungPassed: of_incident(passed),
    EscalatedByHand: of_incident(by_hand),
}
