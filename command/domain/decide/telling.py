"""
Who hears that a duty is late: its owner, the group's leads, the office, the head.

Like an incident's ladder it passes distinct people; unlike it, an answer doesn't stop it: only the
duty done does. Source: P3.office, P5.2; decision 0012.
"""

from typing import Final

from command.domain.board import Board
from command.domain.decide.moment import Moment, find_event
from command.domain.due import Due, ref_of
from command.domain.duty import LEAD_RUNG, OWNER_RUNG, Duty, rungs
from command.domain.facts import Fact, NoticeIssued
from command.domain.identifiers import Instant, PersonId, PostId
from command.domain.ladder import Numbering
from command.domain.plan import Plan
from command.domain.presence import Absences, InPlace, holders_in_place, leads_in_place

LATE: Final = "duty_late"
ESCALATED: Final = "duty_escalated"
REMINDED: Final = "duty_reminded"

TOGETHER_MS: Final = 600_000
"""
Whoever was told so lately of one late duty isn't told anew of the next: the page lists them all,
and forty messages at once would be read as none.
"""


def tell_late(board: Board, duty: Duty, due: Due, moment: Moment) -> tuple[Fact, ...]:
    """Tell the rung whose time came; where it has nobody new, the next one that has."""
    absent = find_event(board).absent
    told = _told_of(board, duty)
    names = rungs(duty)
    reached = due.id.split(".")[2]
    for rung in names[names.index(reached) :]:
        standing = _standing(moment.plan, duty, rung, absent)
        new = [place for place in standing if place.person not in told]
        if new:
            why = LATE if rung == OWNER_RUNG else ESCALATED
            post = None if rung in (OWNER_RUNG, LEAD_RUNG) else PostId(rung)
            fresh = [one for one in new if not _heard_lately(board, one.person, why, moment.at)]
            return _notices(moment, duty, fresh, why=why, post=post)
    return ()


def reminder(moment: Moment, duty: Duty, absent: Absences) -> tuple[NoticeIssued, ...]:
    """Tell the owner again because somebody asked for it."""
    standing = _standing(moment.plan, duty, OWNER_RUNG, absent)
    return _notices(moment, duty, standing, why=REMINDED, post=None)


def _standing(plan: Plan, duty: Duty, rung: str, absent: Absences) -> tuple[InPlace, ...]:
    leads = leads_in_place(plan, duty.planned.group, absent)
    if rung == LEAD_RUNG:
        return leads
    if rung != OWNER_RUNG:
        return holders_in_place(plan, PostId(rung), absent)
    owner = duty.planned.owner
    if owner is None:
        return leads
    if owner not in absent:
        return (InPlace(owner),)
    acting = absent[owner].acting
    return (InPlace(acting, owner),) if acting is not None and acting not in absent else leads


def _told_of(board: Board, duty: Duty) -> frozenset[PersonId]:
    """Everyone that this opening of the duty has told already."""
    about = ref_of(duty)
    return frozenset(
        notice.person
        for notice in board.documents.notices.values()
        if notice.about == about
        and notice.why in (LATE, ESCALATED)
        and notice.person is not None
        and notice.issued_at >= duty.opened_at
    )


def _heard_lately(board: Board, person: PersonId, why: str, at: Instant) -> bool:
    return any(
        notice.person == person and notice.why == why and at - notice.issued_at < TOGETHER_MS
        for notice in board.documents.notices.values()
    )


def _notices(
    moment: Moment,
    duty: Duty,
    standing: tuple[InPlace, ...] | list[InPlace],
    *,
    why: str,
    post: PostId | None,
) -> tuple[NoticeIssued, ...]:
    numbering = Numbering(seq=moment.seq)
    return tuple(
        NoticeIssued(
            notice=numbering.next(),
            incident=None,
            why=why,
            rung=None,
            person=place.person,
            unit=None,
            post=post,
            instead_of=place.instead_of,
            about=ref_of(duty),
        )
        for place in standing
    )
