"""Folds of notices: issued, sent or failed, seen, acknowledged."""

from collections.abc import Mapping
from typing import Final

from command.domain.changing import changed
from command.domain.documents import Document, Documents, Fold, of_notice
from command.domain.facts import (
    Entry,
    NoticeAcknowledged,
    NoticeIssued,
    NoticeOutcome,
    NoticeSeen,
)
from command.domain.incident import Incident, RungTold
from command.domain.notice import Notice
from command.domain.states import NoticeStatus


def issued(_: Documents, fact: NoticeIssued, entry: Entry) -> tuple[Document, ...]:
    """Somebody is to be told."""
    return (
        Notice(
            id=fact.notice,
            v=entry.seq,
            incident=fact.incident,
            why=fact.why,
            rung=fact.rung,
            person=fact.person,
            unit=fact.unit,
            post=fact.post,
            instead_of=fact.instead_of,
            about=fact.about,
            issued_at=entry.at,
            status=NoticeStatus.ISSUED,
        ),
    )


def outcome(notice: Notice, fact: NoticeOutcome, entry: Entry) -> Notice:
    """How sending went; what the person said meanwhile is never overwritten."""
    said = notice.status in (NoticeStatus.SEEN, NoticeStatus.ACKNOWLEDGED)
    went = fact.status in (NoticeStatus.SENT, NoticeStatus.DELIVERED)
    arrived = notice.status is NoticeStatus.DELIVERED and fact.status is NoticeStatus.SENT
    return changed(
        notice,
        v=entry.seq,
        attempts=notice.attempts + 1,
        status=notice.status if said or arrived else fact.status,
        sent_at=entry.at if went and notice.sent_at is None else notice.sent_at,
        failed_reason=fact.reason,
    )


def seen(notice: Notice, _: NoticeSeen, entry: Entry) -> Notice:
    """It was on their screen."""
    return changed(notice, v=entry.seq, status=NoticeStatus.SEEN, seen_at=entry.occurred_at)


def acknowledged(
    documents: Documents, fact: NoticeAcknowledged, entry: Entry
) -> tuple[Document, ...]:
    """They have it; a rung they stood on is answered, and the incident has an owner."""
    notice = documents.notices.get(fact.notice)
    if notice is None:
        return ()
    after = changed(
        notice,
        v=entry.seq,
        status=NoticeStatus.ACKNOWLEDGED,
        seen_at=notice.seen_at or entry.occurred_at,
        acknowledged_at=entry.occurred_at,
    )
    incident = None if notice.incident is None else documents.incidents.get(notice.incident)
    if incident is None or fact.rung is None or notice.issued_at < incident.opened_at:
        # Told of an earlier opening: that they had that one says nothing of this one.
        return (after,)
    return (after, _answered(incident, notice, fact, entry))


def _answered(
    incident: Incident, notice: Notice, fact: NoticeAcknowledged, entry: Entry
) -> Incident:
    def answered(told: RungTold) -> RungTold:
        if told.index != fact.rung or told.answered_at is not None or told.passed:
            return told
        if notice.issued_at < told.at:
            # Another group leads since then: that the former lead has it answers nothing.
            return told
        return changed(told, answered_at=entry.at, answered_by=fact.person)

    return changed(incident, v=entry.seq, told=tuple(answered(told) for told in incident.told))


NOTICE_FACTS: Final[Mapping[type, Fold]] = {
    NoticeIssued: issued,
    NoticeOutcome: of_notice(outcome),
    NoticeSeen: of_notice(seen),
    NoticeAcknowledged: acknowledged,
}
