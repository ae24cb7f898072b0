"""
Who hears that their group supports, who has to answer, and who hears of a silent group.

The incident's own chain is not climbed for a group that only supports: once its leads and its
next member are silent, one post above hears of it, and that is all.

Source: A10.4, A15, A22, P4.8.a
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from command.domain.board import Board
from command.domain.event import Event
from command.domain.facts import (
    Fact,
    SupportAnswered,
    SupportAsked,
    SupportPassedOn,
)
from command.domain.identifiers import GroupId, PersonId, PostId, RungId, UnitId
from command.domain.incident import By, GroupAsked, Incident
from command.domain.ladder import Numbering, already_told, notice_to, people_on
from command.domain.plan import Plan
from command.domain.presence import InPlace, leads_in_place
from command.domain.states import Progress

ASKED, INSTEAD, SILENT = "support", "support_instead", "support_silent"
"""Why the leads of a group are told, its next member, and whoever hears that it is silent."""


def tell_support(
    plan: Plan,
    event: Event,
    incident: Incident,
    groups: Iterable[GroupId],
    numbering: Numbering,
    *,
    besides: AbstractSet[PersonId],
) -> tuple[Fact, ...]:
    """
    Tell the leads of groups that support, each person once; the group has to answer.

    Args:
        besides: those who have heard of the incident; one telling is enough, and a group whose
            leads all have answers with that.
    """
    heard, told = set(besides), list[Fact]()
    for group in groups:
        leads = leads_in_place(plan, group, event.absent)
        new = [place for place in leads if place.person not in heard]
        heard.update(place.person for place in new)
        if new and not _is_at_work(plan, incident, group):
            told.append(_asked(incident, group, new))
        told.extend(notice_to(incident, numbering, place, why=ASKED) for place in new)
    return tuple(told)


def _is_at_work(plan: Plan, incident: Incident, group: GroupId) -> bool:
    return any(
        one.is_active and one.progress is not Progress.ASSIGNED and _is_of(plan, one.unit, group)
        for one in incident.assignments
    )


def _is_of(plan: Plan, unit: UnitId, group: GroupId) -> bool:
    planned = plan.units.get(unit)
    return planned is not None and planned.group == group


def answered_by_person(incident: Incident, person: PersonId | None) -> tuple[SupportAnswered, ...]:
    """The groups that answer with a word of somebody who was told for them."""
    return tuple(
        SupportAnswered(incident=incident.number, group=one.group, person=person, unit=None)
        for one in incident.asked
        if one.answered_at is None and person in one.people
    )


def answered_by_unit(plan: Plan, incident: Incident, unit: UnitId) -> tuple[SupportAnswered, ...]:
    """The group that answers by a unit of its being at work: nobody waits for its lead's word."""
    return tuple(
        SupportAnswered(incident=incident.number, group=one.group, person=None, unit=unit)
        for one in incident.asked
        if one.answered_at is None and _is_of(plan, unit, one.group)
    )


def answered_by_acting(
    board: Board, decided: Sequence[Fact], by: By
) -> tuple[SupportAnswered, ...]:
    """The groups that answer because somebody of theirs does something about the incident."""
    asked = [incident for incident in _named(board, decided) if incident.asked]
    if not asked:
        return ()
    said = {(one.incident, one.group) for one in decided if isinstance(one, SupportAnswered)}
    return tuple(
        SupportAnswered(incident=incident.number, group=one.group, person=by.person, unit=None)
        for incident in asked
        for one in incident.asked
        if one.answered_at is None
        and (one.group == by.group or by.person in one.people)
        and (incident.number, one.group) not in said
    )


def _named(board: Board, facts: Iterable[Fact]) -> list[Incident]:
    """The incidents that facts are about, each once."""
    numbers: dict[Any, None] = {getattr(fact, "incident", None): None for fact in facts}
    known = board.documents.incidents
    return [incident for number in numbers if (incident := known.get(number)) is not None]


def told_of_silent_group(
    plan: Plan,
    event: Event,
    incident: Incident,
    group: GroupId,
    numbering: Numbering,
    *,
    aware: AbstractSet[PersonId],
) -> tuple[Fact, ...]:
    """
    Tell the next member of a silent group, once; after that the ladder's next post that is new.

    Args:
        aware: those told of a silent group of this incident already who haven't looked yet. They
            find this one there, too.
    """
    asked = next(one for one in incident.asked if one.group == group)
    deputy = None if asked.again else _deputy(plan, event, incident, asked)
    if deputy is not None:
        return (
            _asked(incident, group, [deputy]),
            notice_to(incident, numbering, deputy, why=INSTEAD),
        )
    rung, post, above = _above(plan, event, incident, asked)
    people = tuple(place.person for place in above)
    return (
        SupportPassedOn(incident=incident.number, group=group, rung=rung, people=people),
        *(
            notice_to(incident, numbering, place, why=SILENT, post=post)
            for place in above
            if place.person not in aware
        ),
    )


def _deputy(plan: Plan, event: Event, incident: Incident, asked: GroupAsked) -> InPlace | None:
    """Who leads or serves in the group, is in place, and has not heard of the incident."""
    heard = already_told(incident) | {who for one in incident.asked for who in one.people}
    leads = leads_in_place(plan, asked.group, event.absent)
    known = plan.groups.get(asked.group)
    members = known.members if known is not None else ()
    following = (*leads, *(InPlace(one) for one in members if one not in event.absent))
    return next((place for place in following if place.person not in heard), None)


def _above(
    plan: Plan, event: Event, incident: Incident, asked: GroupAsked
) -> tuple[RungId | None, PostId | None, tuple[InPlace, ...]]:
    for rung in incident.ladder:
        if rung.kind != "post":
            continue
        people = people_on(plan, event, incident, rung)
        new = tuple(place for place in people if place.person not in asked.people)
        if new:
            return rung.id, rung.post, new
    return None, None, ()


def _asked(incident: Incident, group: GroupId, places: Iterable[InPlace]) -> SupportAsked:
    people = tuple(place.person for place in places)
    return SupportAsked(incident=incident.number, group=group, people=people)
