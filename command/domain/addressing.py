"""
Addressees of directives: who they are in the plan, who answers for them, who stands above them.

A step of the chain never waits for somebody told already. Source: A7, A8.1, A9, A26
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from command.domain.directive import part_of
from command.domain.event import Event
from command.domain.facts import NoticeIssued
from command.domain.identifiers import (
    Addressee,
    DirectiveId,
    DocumentRef,
    GroupId,
    PersonId,
    PostId,
    UnitId,
)
from command.domain.incident import By, Incident
from command.domain.ladder import Numbering
from command.domain.plan import Plan
from command.domain.presence import Absences, InPlace, holders_in_place, leads_in_place

Rung = tuple[PostId | None, tuple[InPlace, ...]]
"""A step of the chain and the people on it that nobody has told yet; no post: a group's leads."""


def is_known(plan: Plan, to: Addressee) -> bool:
    """Whether the plan has such an addressee."""
    kind, name = part_of(to)
    known: Mapping[str, Mapping[Any, object]] = {
        "unit": plan.units,
        "group": plan.groups,
        "post": plan.posts,
        "person": plan.people,
    }
    return name in known.get(kind, {})


def people_of(plan: Plan, to: Addressee, absent: Absences) -> tuple[InPlace, ...]:
    """The people to turn to for an addressee; for a unit its phone is told, and nobody by name."""
    kind, name = part_of(to)
    if kind == "group":
        return leads_in_place(plan, GroupId(name), absent)
    if kind == "post":
        return holders_in_place(plan, PostId(name), absent)
    return _person(PersonId(name), absent) if kind == "person" else ()


def _person(person: PersonId, absent: Absences) -> tuple[InPlace, ...]:
    absence = absent.get(person)
    if absence is None:
        return (InPlace(person),)
    acting = absence.acting
    return () if acting is None or acting in absent else (InPlace(acting, person),)


def speaks_for(by: By, to: Addressee, plan: Plan, absent: Absences) -> bool:
    """Whether an order to an addressee is somebody's own to answer."""
    kind, name = part_of(to)
    if kind == "unit":
        unit = plan.units.get(UnitId(name))
        return by.unit == name or (unit is not None and unit.group == by.group)
    if kind == "group" and by.group == name:
        return True
    if kind == "post" and by.post == name:
        return True
    return by.person in {place.person for place in people_of(plan, to, absent)}


def above(plan: Plan, event: Event, to: Addressee, incident: Incident | None) -> tuple[Rung, ...]:
    """Who hears when an addressee is silent: the group's leads, then the posts of the ladder."""
    told = {place.person for place in people_of(plan, to, event.absent)}
    rungs: list[Rung] = []
    for post, places in _standing(plan, event, to, incident):
        fresh = tuple(place for place in places if place.person not in told)
        told.update(place.person for place in fresh)
        if fresh:
            rungs.append((post, fresh))
    return tuple(rungs)


def _standing(plan: Plan, event: Event, to: Addressee, incident: Incident | None) -> Iterator[Rung]:
    group = group_of(plan, to)
    if group is not None:
        yield None, leads_in_place(plan, group, event.absent)
    for post in chain_of(plan, incident):
        yield post, holders_in_place(plan, post, event.absent)


def group_of(plan: Plan, to: Addressee) -> GroupId | None:
    """The group an addressee is, or belongs to."""
    kind, name = part_of(to)
    unit = plan.units.get(UnitId(name)) if kind == "unit" else None
    if unit is not None:
        return unit.group
    return GroupId(name) if kind == "group" else None


def chain_of(plan: Plan, incident: Incident | None) -> tuple[PostId, ...]:
    """
    The posts above the groups, lowest first: the emergency office stands on the first.

    That of the incident, pinned with it; of no incident, that of the plan's first playbook.
    """
    first = next(iter(plan.playbooks.values()), None)
    rungs = incident.ladder if incident is not None else first.ladder if first is not None else ()
    posts = [rung.post for rung in rungs if rung.kind == "post" and rung.post is not None]
    return tuple(dict.fromkeys((*posts, plan.commander)))


@dataclass(frozen=True, slots=True)
class Telling:
    """Makes the notices about directives that one entry issues."""

    plan: Plan
    event: Event
    numbering: Numbering

    def addressee(
        self, directive: DirectiveId, to: Addressee, why: str
    ) -> tuple[NoticeIssued, ...]:
        """Tell an addressee: a unit by its phone, anybody else by name."""
        kind, name = part_of(to)
        if kind == "unit":
            return (self._notice(directive, why, unit=UnitId(name)),)
        post = PostId(name) if kind == "post" else None
        people = people_of(self.plan, to, self.event.absent)
        return self.rung(directive, (post, people), why)

    def rung(self, directive: DirectiveId, rung: Rung, why: str) -> tuple[NoticeIssued, ...]:
        """Tell the people of a step of the chain by name."""
        post, people = rung
        return tuple(self._notice(directive, why, place=one, post=post) for one in people)

    def _notice(
        self,
        directive: DirectiveId,
        why: str,
        *,
        unit: UnitId | None = None,
        place: InPlace | None = None,
        post: PostId | None = None,
    ) -> NoticeIssued:
        return NoticeIssued(
            notice=self.numbering.next(),
            incident=None,
            why=why,
            rung=None,
            person=None if place is None else place.person,
            unit=unit,
            post=post,
            instead_of=None if place is None else place.instead_of,
            about=DocumentRef(f"directive/{directive}"),
        )
