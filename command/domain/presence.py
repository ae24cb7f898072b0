"""
Who stands where right now: holders in place, and who acts for the absent.

Source: A26: whoever is not in place is replaced by a successor or a person named to act.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from command.domain.event import Absence
from command.domain.identifiers import GroupId, PersonId, PostId
from command.domain.plan import Plan

Absences = Mapping[PersonId, Absence]


@dataclass(frozen=True, slots=True)
class InPlace:
    """A person standing on a post or leading a group, perhaps for somebody absent."""

    person: PersonId
    instead_of: PersonId | None = None


def holders_in_place(plan: Plan, post: PostId, absent: Absences) -> tuple[InPlace, ...]:
    """The people to turn to for a post, each once."""
    known = plan.posts.get(post)
    return _in_place(known.holders, known.succession, absent) if known else ()


def leads_in_place(plan: Plan, group: GroupId, absent: Absences) -> tuple[InPlace, ...]:
    """The people to turn to for a group. Without a lead in place its members follow in order."""
    known = plan.groups.get(group)
    return _in_place(known.leads, known.members, absent) if known else ()


def _in_place(
    holders: Sequence[PersonId], succession: Sequence[PersonId], absent: Absences
) -> tuple[InPlace, ...]:
    standing: dict[PersonId, InPlace] = {}
    for holder in holders:
        if holder not in absent:
            standing.setdefault(holder, InPlace(holder))
    for holder in holders:
        if holder in absent:
            acting = _acting_for(holder, succession, absent, set(standing))
            if acting is not None:
                standing.setdefault(acting, InPlace(acting, holder))
    return tuple(standing.values())


def _acting_for(
    holder: PersonId, succession: Sequence[PersonId], absent: Absences, standing: set[PersonId]
) -> PersonId | None:
    named = absent[holder].acting
    if named is not None and named not in absent:
        return named
    if standing:
        # Another holder is in place: the post isn't empty, so nobody is pulled from elsewhere.
        return None
    return next((person for person in succession if person not in absent), None)
