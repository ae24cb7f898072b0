"""Folds of situation reports. Source: A10.4, A14.2."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from command.domain.changing import changed
from command.domain.documents import Document, Documents, Fold, of_kind
from command.domain.facts import (
    Entry,
    SitrepApproved,
    SitrepDrafted,
    SitrepDropped,
    SitrepEdited,
    SitrepOwed,
    SitrepPhoned,
    SitrepSent,
)
from command.domain.identifiers import Instant
from command.domain.sitrep import TYPED, Channel, Draft, ReportStage, Sent, Sitrep
from command.domain.times import CLIMB_S


def owed(documents: Documents, fact: SitrepOwed, entry: Entry) -> tuple[Document, ...]:
    """The clocks of those named begin."""
    phone_s = {one.to: one.phone_s for one in fact.calls or ()}
    fresh = tuple(
        Channel(
            to=one.to,
            every_s=one.every_s,
            due_at=_after(entry, one.first_s),
            warn_s=fact.warn_s,
            phone_due_at=_after(entry, phone_s[one.to]) if one.to in phone_s else None,
        )
        for one in fact.owed
    )
    running: Sitrep | None = documents.others[Sitrep].get(fact.sitrep)
    if running is None:
        begun = Sitrep(
            id=fact.sitrep,
            v=entry.seq,
            incident=fact.incident,
            channels=fresh,
            climb_s=fact.climb_s or CLIMB_S,
        )
        return (begun,)
    return (changed(running, v=entry.seq, channels=(*running.channels, *fresh)),)


def _after(entry: Entry, seconds: int) -> Instant:
    return Instant(entry.at + seconds * 1000)


def dropped(sitrep: Sitrep, _: SitrepDropped, entry: Entry) -> Sitrep:
    """Nothing is owed any more."""
    return _ended(sitrep, entry)


def _ended(sitrep: Sitrep, entry: Entry) -> Sitrep:
    stopped = tuple(replace(one, due_at=None, phone_due_at=None) for one in sitrep.channels)
    return changed(sitrep, v=entry.seq, channels=stopped, draft=None, ended_at=entry.at)


def drafted(sitrep: Sitrep, fact: SitrepDrafted, entry: Entry) -> Sitrep:
    """The newest elements; words typed before stay."""
    before = sitrep.draft
    typed = {name: getattr(before, name) for name in TYPED} if before is not None else {}
    draft = Draft(
        number=fact.number,
        stage=fact.stage,
        elements=fact.elements,
        v=entry.seq,
        place=fact.place,
        **{**typed, "account": typed.get("account") or fact.account},
    )
    return changed(sitrep, v=entry.seq, draft=draft)


def edited(sitrep: Sitrep, fact: SitrepEdited, entry: Entry) -> Sitrep:
    """Other words than those that may have been approved."""
    if sitrep.draft is None:
        return sitrep
    kept = {name: getattr(sitrep.draft, name) for name in TYPED}
    kept.update(dict.fromkeys(fact.emptied or ()))
    typed = {name: getattr(fact, name) or kept[name] for name in TYPED}
    draft = replace(sitrep.draft, v=entry.seq, approved_by=None, approved_at=None, **typed)
    return changed(sitrep, v=entry.seq, draft=draft)


def approved(sitrep: Sitrep, _: SitrepApproved, entry: Entry) -> Sitrep:
    """It may be sent."""
    if sitrep.draft is None:
        return sitrep
    draft = replace(sitrep.draft, approved_by=entry.by.person, approved_at=entry.at)
    return changed(sitrep, v=entry.seq, draft=draft)


def sent(sitrep: Sitrep, fact: SitrepSent, entry: Entry) -> Sitrep:
    """
    It is history, and the next one's time is counted from now; after the final, none.

    Whoever has it in writing needs no call ahead of it.
    """
    if sitrep.draft is None:
        return sitrep
    history = (*sitrep.sent, Sent(to=fact.recipients, at=entry.at, report=sitrep.draft))
    channels = tuple(
        replace(one, sent=one.sent + 1, due_at=_after(entry, one.every_s), phone_due_at=None)
        if one.to in fact.recipients
        else one
        for one in sitrep.channels
    )
    after = changed(sitrep, v=entry.seq, channels=channels, draft=None, sent=history)
    return _ended(after, entry) if fact.stage is ReportStage.FINAL else after


def phoned(sitrep: Sitrep, fact: SitrepPhoned, entry: Entry) -> Sitrep:
    """They know that it happened; the written report's time runs on."""
    channels = tuple(
        replace(one, phone_due_at=None, phoned_at=entry.at) if one.to in fact.recipients else one
        for one in sitrep.channels
    )
    return changed(sitrep, v=entry.seq, channels=channels)


SITREP_FACTS: Final[Mapping[type, Fold]] = {
    SitrepOwed: owed,
    SitrepDropped: of_kind(Sitrep, "sitrep", dropped),
    SitrepDrafted: of_kind(Sitrep, "sitrep", drafted),
    SitrepEdited: of_kind(Sitrep, "sitrep", edited),
    SitrepApproved: of_kind(Sitrep, "sitrep", approved),
    SitrepSent: of_kind(Sitrep, "sitrep", sent),
    SitrepPhoned: of_kind(Sitrep, "sitrep", phoned),
}
