"""Rules of requests to the city and the region. Source: A8.4, A21."""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_event, find_incident, wrong_status
from command.domain.decide.requisitioning import going_or_none, notice_about
from command.domain.due import Due, ref_of
from command.domain.facts import (
    Fact,
    RequestAnswered,
    RequestDecided,
    RequestDrafted,
    RequestRevised,
    RequestSent,
)
from command.domain.identifiers import DocumentRef, IncidentNumber, RequestId
from command.domain.ladder import Numbering
from command.domain.presence import holders_in_place
from command.domain.refusals import NoRequest, NothingSaid, NotNow, Refusal, Unknown
from command.domain.request import UNDECIDED_OR_ON_ITS_WAY, Level, Request, RequestStatus
from command.domain.states import IncidentStatus


def draft_a_request(board: Board, action: a.DraftRequest, moment: Moment) -> Decided:
    """
    Lay a request before the commander. An incident has one to each level on its way at most:
    the ladder's own counts, so that the city is never asked twice.
    """
    incident = going_or_none(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    known = _on_its_way(board, incident, action.level)
    if known is not None:
        return NotNow(field="level", value=known.id, status=known.status)
    name = RequestId(f"q{moment.seq}")
    drafted = RequestDrafted(
        incident=incident,
        request=name,
        level=action.level,
        text=action.text,
        clocks=moment.plan.times.requests,
    )
    return (drafted, *_to_commander(board, DocumentRef(f"request/{name}"), moment))


def revise_request(board: Board, action: a.ReviseRequest, _: Moment) -> Decided:
    """Word it otherwise; what the commander has approved stays as it was approved."""
    request = _find(board, action.request)
    if isinstance(request, Refusal):
        return request
    if request.status is not RequestStatus.DRAFTED:
        return _not_now(request)
    if request.text == action.text:
        return ()
    return (RequestRevised(request=request.id, incident=request.incident, text=action.text),)


def decide_request(board: Board, action: a.DecideRequest, moment: Moment) -> Decided:
    """The commander approves or declines a drafted request, once. Source: A8.4."""
    request = _asked_about(board, action)
    if isinstance(request, Refusal):
        return request
    if request.status is not RequestStatus.DRAFTED:
        return NoRequest(incident=request.incident)
    return (
        RequestDecided(
            incident=request.incident,
            # The incident's own needs no name: logs of earlier days have none, either.
            request=action.request,
            approved=action.approve,
            person=moment.by.person,
            reason=action.reason,
        ),
    )


def _asked_about(board: Board, action: a.DecideRequest) -> Request | Refusal:
    if action.request is not None:
        return _find(board, action.request)
    if action.incident is None:
        return NothingSaid(fields=("incident", "request"))
    incident = find_incident(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if incident.status is IncidentStatus.MERGED:
        return wrong_status(incident)
    known = _on_its_way(board, incident.number, Level.CITY)
    return known or NoRequest(incident=incident.number)


def send_request(board: Board, action: a.SendRequest, _: Moment) -> Decided:
    """It went out, being approved."""
    request = _find(board, action.request)
    if isinstance(request, Refusal):
        return request
    if request.status is RequestStatus.SENT:
        return ()
    if request.status is not RequestStatus.APPROVED:
        return _not_now(request)
    return (RequestSent(request=request.id, incident=request.incident),)


def answer_request(board: Board, action: a.AnswerRequest, _: Moment) -> Decided:
    """What those above said."""
    request = _find(board, action.request)
    if isinstance(request, Refusal):
        return request
    if request.status is not RequestStatus.SENT:
        return _not_now(request)
    return (
        RequestAnswered(
            request=request.id,
            incident=request.incident,
            granted=action.granted,
            text=action.text,
        ),
    )


def told_of_waiting(board: Board, request: Request, _: Due, moment: Moment) -> tuple[Fact, ...]:
    """The commander hears that it is not decided, not sent, or not answered."""
    why = {
        RequestStatus.DRAFTED: "request",
        RequestStatus.APPROVED: "request_not_sent",
        RequestStatus.SENT: "request_not_answered",
    }
    return _to_commander(board, ref_of(request), moment, why=why.get(request.status, "request"))


def _to_commander(
    board: Board, about: DocumentRef, moment: Moment, *, why: str = "request"
) -> tuple[Fact, ...]:
    plan, numbering = moment.plan, Numbering(moment.seq)
    places = holders_in_place(plan, plan.commander, find_event(board).absent)
    return tuple(notice_about(numbering, about, place.person, why=why) for place in places)


def _on_its_way(board: Board, incident: IncidentNumber | None, level: Level) -> Request | None:
    every: dict[str, Request] = dict(board.documents.others[Request])
    return next(
        (
            one
            for one in every.values()
            if one.incident == incident
            and one.level is level
            and one.status in UNDECIDED_OR_ON_ITS_WAY
        ),
        None,
    )


def _not_now(request: Request) -> NotNow:
    return NotNow(field="request", value=request.id, status=request.status)


def _find(board: Board, name: RequestId) -> Request | Unknown:
    found: Request | None = board.documents.others[Request].get(name)
    return found or Unknown(field="request", value=name)
