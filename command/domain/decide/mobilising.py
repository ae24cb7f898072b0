"""Rules of agencies from outside: called, answered, arrived, released. Source: A11."""

from command.domain import actions as a
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_event
from command.domain.decide.requisitioning import going_or_none, notice_about
from command.domain.due import Due, ref_of
from command.domain.facts import (
    AgencyArrived,
    AgencyMobilised,
    AgencyReleased,
    Fact,
    MobilisationAnswered,
)
from command.domain.identifiers import Instant, MobilisationId
from command.domain.ladder import Numbering
from command.domain.mobilisation import MOBILISED, Mobilisation, MobilisationStatus
from command.domain.presence import holders_in_place
from command.domain.refusals import NotNow, OnSite, Refusal, TimePassed, Unknown


def mobilise_agency(board: Board, action: a.MobiliseAgency, moment: Moment) -> Decided:
    """
    Call an agency that is not on site, once for each incident while it is coming or here.

    Source: A11
    """
    plan = moment.plan
    agency = plan.agencies.get(action.agency)
    if agency is None:
        return Unknown(field="agency", value=action.agency)
    if not agency.outside:
        return OnSite(agency=agency.id)
    incident = going_or_none(board, action.incident)
    if isinstance(incident, Refusal):
        return incident
    if action.zone is not None and action.zone not in plan.zones:
        return Unknown(field="zone", value=action.zone)
    every: dict[str, Mobilisation] = dict(board.documents.others[Mobilisation])
    if any(
        one.agency == agency.id and one.incident == incident and one.status in MOBILISED
        for one in every.values()
    ):
        return ()
    return (
        AgencyMobilised(
            mobilisation=MobilisationId(f"m{moment.seq}"),
            agency=agency.id,
            incident=incident,
            zone=action.zone,
            reason=action.reason,
            person=moment.by.person,
            post=moment.by.post,
            answer_due_at=Instant(moment.at + plan.calling.answer_s * 1000),
            arrive_due_at=Instant(moment.at + plan.calling.arrive_s * 1000),
        ),
    )


def answer_mobilisation(board: Board, action: a.AnswerMobilisation, moment: Moment) -> Decided:
    """It comes, by when as it says, or it doesn't; a second answer corrects the first."""
    mobilisation = _find(board, action.mobilisation)
    if isinstance(mobilisation, Refusal):
        return mobilisation
    if mobilisation.status not in (MobilisationStatus.CALLED, MobilisationStatus.COMING):
        return _not_now(mobilisation)
    if action.arrive_due_at is not None and action.arrive_due_at <= moment.at:
        return TimePassed(field="arrive_due_at")
    arrive_due_at = action.arrive_due_at or mobilisation.arrive_due_at
    said = (action.coming, arrive_due_at, action.text)
    is_coming = mobilisation.status is MobilisationStatus.COMING
    if is_coming and said == (True, mobilisation.arrive_due_at, mobilisation.answer):
        return ()
    return (
        MobilisationAnswered(
            mobilisation=mobilisation.id,
            incident=mobilisation.incident,
            coming=action.coming,
            arrive_due_at=action.arrive_due_at if action.coming else None,
            text=action.text,
        ),
    )


def mark_agency_arrived(board: Board, action: a.MarkAgencyArrived, _: Moment) -> Decided:
    """It is here, having answered or simply come."""
    mobilisation = _find(board, action.mobilisation)
    if isinstance(mobilisation, Refusal):
        return mobilisation
    if mobilisation.status is MobilisationStatus.ARRIVED:
        return ()
    if mobilisation.status not in MOBILISED:
        return _not_now(mobilisation)
    return (AgencyArrived(mobilisation=mobilisation.id, incident=mobilisation.incident),)


def release_agency(board: Board, action: a.ReleaseAgency, _: Moment) -> Decided:
    """Let it go; once gone it is gone."""
    mobilisation = _find(board, action.mobilisation)
    if isinstance(mobilisation, Refusal):
        return mobilisation
    if mobilisation.status is MobilisationStatus.RELEASED:
        return ()
    if mobilisation.status not in MOBILISED:
        return _not_now(mobilisation)
    return (
        AgencyReleased(
            mobilisation=mobilisation.id, incident=mobilisation.incident, reason=action.reason
        ),
    )


def told_of_silence(
    board: Board, mobilisation: Mobilisation, _: Due, moment: Moment
) -> tuple[Fact, ...]:
    """The commander hears: calling on agencies is theirs to press. Source: A11."""
    plan, numbering = moment.plan, Numbering(moment.seq)
    why = "not_answered" if mobilisation.status is MobilisationStatus.CALLED else "not_arrived"
    commander = holders_in_place(plan, plan.commander, find_event(board).absent)
    about = ref_of(mobilisation)
    return tuple(notice_about(numbering, about, place.person, why=why) for place in commander)


def _not_now(mobilisation: Mobilisation) -> NotNow:
    return NotNow(field="mobilisation", value=mobilisation.id, status=mobilisation.status)


def _find(board: Board, name: MobilisationId) -> Mobilisation | Unknown:
    found: Mobilisation | None = board.documents.others[Mobilisation].get(name)
    return found or Unknown(field="mobilisation", value=name)
