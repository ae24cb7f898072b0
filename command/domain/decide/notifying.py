"""What becomes of a notice: how sending went, seen, acknowledged."""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment
from command.domain.facts import NoticeAcknowledged, NoticeOutcome, NoticeSeen
from command.domain.refusals import Unknown
from command.domain.states import NoticeStatus
from command.domain.supporting import answered_by_person

_OUTCOMES = frozenset({NoticeStatus.SENT, NoticeStatus.DELIVERED, NoticeStatus.FAILED})
"""What a worker can know; seen and acknowledged are said by the person told."""


def record_notice_outcome(board: Board, action: a.RecordNoticeOutcome, _: Moment) -> Decided:
    """How sending went, as the worker saw it."""
    notice = board.documents.notices.get(action.notice)
    if notice is None:
        return Unknown(field="notice", value=action.notice)
    if action.status not in _OUTCOMES:
        return Unknown(field="status", value=action.status)
    return (
        NoticeOutcome(
            notice=notice.id,
            incident=notice.incident,
            status=action.status,
            channel=action.channel,
            reason=action.reason,
        ),
    )


def mark_notice_seen(board: Board, action: a.MarkNoticeSeen, _: Moment) -> Decided:
    """It was on their screen. Seen is not acknowledged: the clock runs on."""
    notice = board.documents.notices.get(action.notice)
    if notice is None:
        return Unknown(field="notice", value=action.notice)
    if notice.seen_at is not None:
        return ()
    return (NoticeSeen(notice=notice.id, incident=notice.incident),)


def acknowledge_notice(board: Board, action: a.AcknowledgeNotice, moment: Moment) -> Decided:
    """They have it. On a rung of the ladder that stops the climb: somebody owns it now."""
    notice = board.documents.notices.get(action.notice)
    if notice is None:
        return Unknown(field="notice", value=action.notice)
    if notice.status is NoticeStatus.ACKNOWLEDGED:
        return ()
    person = notice.person or moment.by.person
    said = NoticeAcknowledged(
        notice=notice.id, incident=notice.incident, rung=notice.rung, person=person
    )
    incident = None if notice.incident is None else board.documents.incidents.get(notice.incident)
    if incident is None or notice.issued_at < incident.opened_at:
        return (said,)
    return (said, *answered_by_person(incident, person))
