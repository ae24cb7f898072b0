"""
Folds of requests to the city and the region. Source: A8.4, A21.

Drafting and deciding change the request and, where it is an incident's own to the city, what the
incident shows of it: two documents of one fact.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from command.domain.changing import changed
from command.domain.documents import Document, Documents, Fold, of_kind
from command.domain.evolve.incidents import last_line
from command.domain.facts import (
    Entry,
    RequestAnswered,
    RequestDecided,
    RequestDrafted,
    RequestRevised,
    RequestSent,
)
from command.domain.identifiers import RequestId
from command.domain.incident import CityRequest
from command.domain.request import Level, Request, RequestStatus
from command.domain.times import REQUESTS


def drafted(documents: Documents, fact: RequestDrafted, entry: Entry) -> tuple[Document, ...]:
    """A request waits for the commander. One that the ladder drafted is known by its entry."""
    request = Request(
        id=fact.request or RequestId(f"q{entry.seq}"),
        v=entry.seq,
        status=RequestStatus.DRAFTED,
        level=fact.level or Level.CITY,
        incident=fact.incident,
        text=fact.text,
        drafted_at=entry.at,
        clocks=fact.clocks or REQUESTS,
    )
    incident = documents.incidents.get(fact.incident) if fact.incident is not None else None
    if incident is None or request.level is not Level.CITY:
        return (request,)
    return (request, changed(incident, v=entry.seq, request=CityRequest(drafted_at=entry.at)))


def decided(documents: Documents, fact: RequestDecided, entry: Entry) -> tuple[Document, ...]:
    """The commander's answer to it. Source: A8.4."""
    request = _meant(documents, fact)
    level = Level.CITY if request is None else request.level
    found: list[Document] = []
    if request is not None:
        found.append(
            changed(
                request,
                v=entry.seq,
                status=RequestStatus.APPROVED if fact.approved else RequestStatus.DECLINED,
                decided_at=entry.at,
                decided_by=fact.person,
                reason=fact.reason,
            )
        )
    incident = documents.incidents.get(fact.incident) if fact.incident is not None else None
    if incident is not None and incident.request is not None and level is Level.CITY:
        answer = replace(
            incident.request, approved=fact.approved, decided_at=entry.at, decided_by=fact.person
        )
        last = last_line("request_decided", entry, fact.reason)
        found.append(changed(incident, v=entry.seq, request=answer, last=last))
    return tuple(found)


def _meant(documents: Documents, fact: RequestDecided) -> Request | None:
    """The request a decision names; the incident's own to the city where it names none."""
    every: Mapping[str, Request] = documents.others[Request]
    if fact.request is not None:
        return every.get(fact.request)
    waiting = (
        one
        for one in every.values()
        if one.incident == fact.incident
        and one.level is Level.CITY
        and one.status is RequestStatus.DRAFTED
    )
    return next(waiting, None)


def revised(request: Request, fact: RequestRevised, entry: Entry) -> Request:
    """Worded otherwise."""
    return changed(request, v=entry.seq, text=fact.text)


def sent(request: Request, _: RequestSent, entry: Entry) -> Request:
    """It went out, and the clock of the answer begins."""
    return changed(request, v=entry.seq, status=RequestStatus.SENT, sent_at=entry.at)


def answered(request: Request, fact: RequestAnswered, entry: Entry) -> Request:
    """What those above said."""
    return changed(
        request,
        v=entry.seq,
        status=RequestStatus.ANSWERED,
        answered_at=entry.at,
        granted=fact.granted,
        answer=fact.text,
    )


REQUEST_FACTS: Final[Mapping[type, Fold]] = {
    RequestDrafted: drafted,
    RequestDecided: decided,
    RequestRevised: of_kind(Request, "request", revised),
    RequestSent: of_kind(Request, "request", sent),
    RequestAnswered: of_kind(Request, "request", answered),
}
