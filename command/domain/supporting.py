"""Who hears that their group supports. Source: A15, A22, P4.8.a"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from command.domain.event import Event
from command.domain.facts import NoticeIssued
from command.domain.identifiers import GroupId, PersonId
from command.domain.incident import Incident
from command.domain.ladder import Numbering
from command.domain.plan import Plan
from command.domain.presence import leads_in_place


def tell_support(
    plan: Plan,
    event: Event,
    incident: Incident,
    groups: Iterable[GroupId],
    numbering: Numbering,
    *,
    besides: AbstractSet[PersonId],
) -> tuple[NoticeIssued, ...]:
    """
    Tell the leads of groups that support, each person once.

    Args:
        besides: those who have heard of the incident; one telling is enough.
    """
    heard, told = set(besides), list[NoticeIssued]()
    for group in groups:
        for place in leads_in_place(plan, group, event.absent):
            if place.person in heard:
                continue
            heard.add(place.person)
            told.append(
                NoticeIssued(
                    notice=numbering.next(),
                    incident=incident.number,
                    why="support",
                    rung=None,
                    person=place.person,
                    unit=None,
                    post=None,
                    instead_of=place.instead_of,
                )
            )
    return tuple(told)
