"""Folds of supporting groups: asked, answered, silent."""

from collections.abc import Mapping
from typing import Final

from command.domain.changing import changed
from command.domain.documents import Fold, of_incident
from command.domain.facts import Entry, SupportAnswered, SupportAsked, SupportPassedOn
from command.domain.incident import GroupAsked, Incident


def asked(incident: Incident, fact: SupportAsked, entry: Entry) -> Incident:
    """A group told; told again, its clock begins anew and whoever was told before counts, too."""
    before = next((one for one in incident.asked if one.group == fact.group), None)
    now = GroupAsked(
        group=fact.group,
        seq=entry.seq,
        at=entry.at,
        people=fact.people if before is None else (*before.people, *fact.people),
        again=before is not None,
    )
    others = tuple(one for one in incident.asked if one.group != fact.group)
    return changed(incident, v=entry.seq, asked=(*others, now))


def answered(incident: Incident, fact: SupportAnswered, entry: Entry) -> Incident:
    """Somebody of the group has it."""
    return changed(
        incident,
        v=entry.seq,
        asked=tuple(
            changed(one, answered_at=entry.at, answered_by=fact.person, answered_unit=fact.unit)
            if one.group == fact.group
            else one
            for one in incident.asked
        ),
    )


def passed_on(incident: Incident, fact: SupportPassedOn, entry: Entry) -> Incident:
    """Those above heard; it is theirs to see to."""
    return changed(
        incident,
        v=entry.seq,
        asked=tuple(
            changed(one, passed_on_at=entry.at, passed_on_to=fact.people)
            if one.group == fact.group
            else one
            for one in incident.asked
        ),
    )


SUPPORT_FACTS: Final[Mapping[type, Fold]] = {
    SupportAsked: of_incident(asked),
    SupportAnswered: of_incident(answered),
    SupportPassedOn: of_incident(passed_on),
}
