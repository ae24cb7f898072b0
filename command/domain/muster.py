"""The muster: once the contingency plan is in force, every unit goes to its post. Source: A22."""

from collections.abc import Iterator
from dataclasses import dataclass

from command.domain.identifiers import DeadlineId, Instant, MusterId, Seq, UnitId, ZoneId
from command.domain.states import UnitState
from command.domain.unit import Unit


@dataclass(frozen=True, kw_only=True)
class MusterPost:
    """
    One unit's post: where, by when, and since when it is there.

    `excused` says why nobody waits for it: it is on an ``incident``, or ``unavailable``. Once it
    is free again it gets the whole time anew; `turn` counts that, so that its deadline is new too.
    """

    unit: UnitId
    zone: ZoneId | None
    due_at: Instant
    arrived_at: Instant | None = None
    excused: str | None = None
    turn: int = 1


@dataclass(frozen=True, kw_only=True)
class Muster:
    """One a time that the contingency plan is put in force; `posts` in the plan's order."""

    id: MusterId
    v: Seq
    called_at: Instant
    within_s: int
    posts: tuple[MusterPost, ...]
    ended_at: Instant | None = None
    missed: tuple[DeadlineId, ...] = ()

    @property
    def is_open(self) -> bool:
        """Until the activation ends."""
        return self.ended_at is None


def waits(muster: Muster) -> Iterator[tuple[str, Instant]]:
    """Each unit that is neither there nor excused, while the plan is in force."""
    if muster.ended_at is not None:
        return
    for post in muster.posts:
        if post.arrived_at is None and post.excused is None:
            yield what_of(post), post.due_at


def what_of(post: MusterPost) -> str:
    """What a post's deadline is called within its muster."""
    return post.unit if post.turn == 1 else f"{post.unit}.{post.turn}"


def unit_of(what: str) -> UnitId:
    """The unit that a deadline of a muster waits for."""
    return UnitId(what.partition(".")[0])


def excuse_of(unit: Unit | None) -> str | None:
    """Why a unit cannot go to its post now; none when it can."""
    if unit is None or unit.state is UnitState.UNAVAILABLE:
        return "unavailable"
    return "incident" if unit.incidents else None
