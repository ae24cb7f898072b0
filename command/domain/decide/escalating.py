"""Promises not kept, and the chain that hears of them. Source: A10.4, A21, A26."""

from typing import Final

from command.domain import actions as a
from command.domain.board import Board
from command.domain.deadlines import EXPIRES_AFTER_MS, Deadline, deadlines, silent_rung
from command.domain.decide.missing import miss_due
from command.domain.decide.moment import (
    Decided,
    Moment,
    find_event,
    find_incident,
    wrong_status,
)
from command.domain.facts import (
    DeadlineExpired,
    DeadlineMissed,
    EscalatedByHand,
    Fact,
    NoticeIssued,
    RequestDrafted,
)
from command.domain.identifiers import IncidentNumber, Instant, PersonId
from command.domain.incident import Incident
from command.domain.ladder import Numbering, climb, draft_request, has_ended
from command.domain.refusals import LadderEnded, NotDueYet, Refusal, Unknown
from command.domain.states import OPEN, DeadlineKind, Severity
from command.domain.supporting import SILENT, told_of_silent_group

_MAX_DIGITS: Final = 12
"""Of an incident's number: converting a text of thousands of digits fails."""


def miss_deadline(board: Board, action: a.MissDeadline, moment: Moment) -> Decided:
    """
    Record that a deadline passed, once, and tell who has to hear.

    One met in the meantime is no longer among the incident's deadlines: nothing is written.
    One long past when it is seen is recorded as expired and nobody is called.
    """
    number, _, _ = action.deadline.partition(".")
    if number[:1].isalpha():
        return miss_due(board, action, moment)
    is_number = number.isdecimal() and len(number) <= _MAX_DIGITS
    known = board.documents.incidents.get(IncidentNumber(int(number))) if is_number else None
    if known is None:
        return Unknown(field="deadline", value=action.deadline)
    found = next((d for d in deadlines(known) if d.id == action.deadline), None)
    if found is None or found.missed:
        return ()
    if found.due_at > moment.at:
        return NotDueYet(due_at=found.due_at)
    if _is_long_past(known, found, moment.at):
        return (
            DeadlineExpired(
                incident=known.number,
                deadline=found.id,
                kind=found.kind,
                due_at=found.due_at,
                group=found.group,
            ),
        )
    missed = DeadlineMissed(
        incident=known.number,
        deadline=found.id,
        kind=found.kind,
        due_at=found.due_at,
        group=found.group,
    )
    return (missed, *_told_of(board, known, found, moment))


def _is_long_past(incident: Incident, missed: Deadline, at: Instant) -> bool:
    """
    Nobody is called for a deadline that passed while the machine was off.

    One that came to be past just now, by a new grade or a struck step, is not of that kind:
    then somebody has spoken of the incident lately.
    """
    spoken_at = incident.last.at if incident.last is not None else incident.opened_at
    return at - max(missed.due_at, spoken_at) > EXPIRES_AFTER_MS


def _told_of(
    board: Board, incident: Incident, missed: Deadline, moment: Moment
) -> tuple[Fact, ...]:
    event, numbering = find_event(board), Numbering(moment.seq)
    if missed.group is not None:
        aware = _aware_of_silence(board, incident)
        group = missed.group
        return told_of_silent_group(moment.plan, event, incident, group, numbering, aware=aware)
    facts: list[Fact] = []
    if missed.kind is DeadlineKind.ACKNOWLEDGE:
        facts.extend(_reminded(incident, missed, numbering))
    if missed.kind is DeadlineKind.ANSWER or not _is_pending(incident):
        facts.extend(climb(moment.plan, event, incident, numbering, why="escalated"))
    is_drafted = any(isinstance(fact, RequestDrafted) for fact in facts)
    if missed.kind is DeadlineKind.CONTROL and incident.severity <= Severity.MAJOR:
        # A21: what the district cannot control goes to the city, if the commander agrees.
        drafted = draft_request(moment.plan, event, incident, numbering)
        facts.extend(() if is_drafted else drafted)
    return tuple(facts)


def _aware_of_silence(board: Board, incident: Incident) -> frozenset[PersonId]:
    """Those told that a group of this incident is silent, and who have not answered that yet."""
    return frozenset(
        notice.person
        for notice in board.documents.notices.values()
        if notice.incident == incident.number
        and notice.why == SILENT
        and notice.person is not None
        and notice.acknowledged_at is None
        and notice.issued_at >= incident.opened_at
    )


def _reminded(
    incident: Incident, missed: Deadline, numbering: Numbering
) -> tuple[NoticeIssued, ...]:
    unit = next((x.unit for x in incident.assignments if x.id == missed.assignment), None)
    if unit is None:
        return ()
    return (
        NoticeIssued(
            notice=numbering.next(),
            incident=incident.number,
            why="reminded",
            rung=None,
            person=None,
            unit=unit,
            post=None,
            instead_of=None,
        ),
    )


def _is_pending(incident: Incident) -> bool:
    """
    Somebody was told and still has time to answer.

    A second promise broken meanwhile is theirs to see: climbing for each would wake the whole
    chain at once and leave nobody who owns the incident.
    """
    told = silent_rung(incident)
    if told is None:
        return False
    answer = next((d for d in deadlines(incident) if d.kind is DeadlineKind.ANSWER), None)
    return answer is not None and not answer.missed


def escalate(board: Board, action: a.Escalate, moment: Moment) -> Decided:
    """Tell the next rung now."""
    incident = find_incident(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if incident.status not in OPEN:
        return wrong_status(incident)
    if has_ended(incident):
        return LadderEnded(incident=incident.number)
    by_hand = EscalatedByHand(incident=incident.number, reason=action.reason)
    told = climb(moment.plan, find_event(board), incident, Numbering(moment.seq), why="escalated")
    return (by_hand, *told)
