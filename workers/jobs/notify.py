"""
Tells one person or unit of one notice, and has the log say how that went.

Telling is at least once; `#seq` in the words lets a reader see that it's the same. Must never
send twice for one attempt whose outcome is in the log, nor out of a drill unless asked to.
"""

import functools
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from command.desk import Asking, Desk, Receipt
from command.domain.actions import RecordNoticeOutcome
from command.domain.authority import Role
from command.domain.identifiers import ActionId, EventId, NoticeId
from command.domain.incident import By
from command.domain.notice import Notice
from command.domain.states import EventKind, NoticeStatus
from command.settings import read_settings
from workers import channels
from workers.opening import Opening
from workers.wording import message

BY_THE_WORKER: Final = By(role=Role.WORKER)
SOURCE: Final = "worker"
NO_CONTACT: Final = "no_contact"
BROKEN: Final = "broken"
DRILL: Final = "drill"
DRILLS_GO_OUT: Final = "DENGGAO_DRILL_NOTICES"

logger = logging.getLogger(__name__)

_KNOWN_TO_THEM: Final = frozenset({NoticeStatus.SEEN, NoticeStatus.ACKNOWLEDGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the log is to say of an attempt."""

    status: NoticeStatus
    channel: str
    reason: str | None = None


def notify(event: str, notice: str, attempt: int) -> str:
    """Carry out one attempt. What RQ calls; it answers with a word for RQ's own log."""
    opening = _opening()
    desk = opening.desk(EventId(event))
    name = NoticeId(notice)
    desk.catch_up()
    if not is_owed(desk, name, attempt):
        return "nothing"
    addresses = opening.contacts(desk.event_id).of(whose(desk.board.documents.notices[name]))
    outcome = tell(desk, name, addresses, drills_go_out=os.environ.get(DRILLS_GO_OUT) == "1")
    record(desk, name, attempt, outcome)
    return outcome.status


def is_owed(desk: Desk, name: NoticeId, attempt: int) -> bool:
    """Whether that attempt hasn't been made and they don't know already."""
    notice = desk.board.documents.notices.get(name)
    return notice is not None and notice.attempts < attempt and notice.status not in _KNOWN_TO_THEM


def whose(notice: Notice) -> str:
    """Return the id under which its addressee's contacts are kept."""
    return notice.person or notice.unit or ""


def tell(desk: Desk, name: NoticeId, addresses: Sequence[str], *, drills_go_out: bool) -> Outcome:
    """Send a notice to somebody's addresses. Whatever goes wrong is an outcome."""
    try:
        return _tell(desk, name, addresses, drills_go_out=drills_go_out)
    except Exception as failure:
        # Without an outcome it would be owed again each second for ever, and nobody see that it
        # failed. The failure's own words may hold an address.
        kind = type(failure).__name__
        logger.critical("event=%s notice=%s could not be told: %s", desk.event_id, name, kind)
        return Outcome(status=NoticeStatus.FAILED, channel="none", reason=BROKEN)


def _tell(desk: Desk, name: NoticeId, addresses: Sequence[str], *, drills_go_out: bool) -> Outcome:
    documents = desk.board.documents
    event, notice = documents.event, documents.notices[name]
    if event is None:
        raise ValueError(f"Event {desk.event_id} has not been opened.")
    if event.kind is EventKind.DRILL and not drills_go_out:
        addresses = [address for address in addresses if channels.is_local(address)]
        if not addresses:
            # In a drill the pages are where people are told.
            return Outcome(status=NoticeStatus.SENT, channel=DRILL, reason=DRILL)
    if not addresses:
        return Outcome(status=NoticeStatus.FAILED, channel="none", reason=NO_CONTACT)
    number = notice.incident
    incident = None if number is None else documents.incidents[number]
    words = message(event, notice, incident, desk.plan)
    sending = channels.send(addresses, words)
    status = NoticeStatus.SENT if sending.failed is None else NoticeStatus.FAILED
    return Outcome(status=status, channel=sending.channel, reason=sending.failed)


def record(desk: Desk, name: NoticeId, attempt: int, outcome: Outcome) -> bool:
    """Have the log say how an attempt went; False where it's refused."""
    action = RecordNoticeOutcome(
        notice=name, status=outcome.status, channel=outcome.channel, reason=outcome.reason
    )
    action_id = ActionId(f"notify:{name}:{attempt}")
    asking = Asking(action_id=action_id, by=BY_THE_WORKER, source=SOURCE)
    return isinstance(desk.submit(action, asking), Receipt)


@functools.cache
def _opening() -> Opening:
    # A worker lives for hours; folding the log anew for each notice would be the slowest part.
    return Opening(read_settings(os.environ))
