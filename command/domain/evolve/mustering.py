"""Folds of the muster: called, arrived, excused while a unit is needed elsewhere. Source: A22."""

from collections.abc import Iterator, Mapping
from typing import Final

from command.domain.changing import changed
from command.domain.documents import Document, Documents, Fold
from command.domain.facts import Entry, UnitAtPost, UnitsMustered
from command.domain.identifiers import Instant
from command.domain.muster import Muster, MusterPost, excuse_of
from command.domain.unit import Unit


def mustered(documents: Documents, fact: UnitsMustered, entry: Entry) -> tuple[Document, ...]:
    """Every unit's post; whoever is needed elsewhere isn't waited for."""
    due_at = Instant(entry.at + fact.within_s * 1000)
    posts = tuple(
        MusterPost(
            unit=call.unit,
            zone=call.zone,
            due_at=due_at,
            excused=excuse_of(documents.units.get(call.unit)),
        )
        for call in fact.posts
    )
    return (
        Muster(
            id=fact.muster,
            v=entry.seq,
            called_at=entry.at,
            within_s=fact.within_s,
            posts=posts,
        ),
    )


def at_post(documents: Documents, fact: UnitAtPost, entry: Entry) -> tuple[Document, ...]:
    """A unit is there, since when it says."""
    muster: Muster | None = documents.others[Muster].get(fact.muster)
    if muster is None:
        return ()
    posts = tuple(
        changed(post, arrived_at=entry.occurred_at) if post.unit == fact.unit else post
        for post in muster.posts
    )
    return (changed(muster, v=entry.seq, posts=posts),)


def following(
    documents: Documents, documents_changed: tuple[Document, ...], entry: Entry
) -> tuple[Document, ...]:
    """Who was sent, freed, lost or found again since, as far as a running muster waits for them."""
    units = {one.id: one for one in documents_changed if isinstance(one, Unit)}
    if not units:
        return ()
    found: list[Document] = []
    for muster in running(documents):
        posts = tuple(
            _followed(muster, post, units[post.unit], entry) if post.unit in units else post
            for post in muster.posts
        )
        if posts != muster.posts:
            found.append(changed(muster, v=entry.seq, posts=posts))
    return tuple(found)


def _followed(muster: Muster, post: MusterPost, unit: Unit, entry: Entry) -> MusterPost:
    excused = excuse_of(unit)
    if post.arrived_at is not None or excused == post.excused:
        return post
    if excused is not None:
        return changed(post, excused=excused)
    due_at = Instant(entry.at + muster.within_s * 1000)
    return changed(post, excused=None, due_at=due_at, turn=post.turn + 1)


def ended(documents: Documents, entry: Entry) -> tuple[Document, ...]:
    """The contingency plan is no longer in force: nobody is waited for any more."""
    return tuple(changed(muster, v=entry.seq, ended_at=entry.at) for muster in running(documents))


def running(documents: Documents) -> Iterator[Muster]:
    """The musters that still wait for somebody or hold them: one, while the plan is in force."""
    if documents.event is None or documents.event.activation is None:
        return
    for muster in documents.others[Muster].values():
        if muster.ended_at is None:
            yield muster


MUSTER_FACTS: Final[Mapping[type, Fold]] = {UnitsMustered: mustered, UnitAtPost: at_post}
