"""Situation reports owed, drafted, edited, approved and sent. Source: A10.4, A14.2."""

from collections.abc import Iterable, Iterator

from command.domain import actions as a
from command.domain.addressing import chain_of
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_event
from command.domain.decide.requisitioning import notice_about
from command.domain.due import Due, ref_of
from command.domain.facts import (
    Fact,
    IncidentDismissed,
    IncidentMerged,
    IncidentReopened,
    IncidentReported,
    SeverityChanged,
    SitrepApproved,
    SitrepDrafted,
    SitrepDropped,
    SitrepEdited,
    SitrepOwed,
    SitrepPhoned,
    SitrepSent,
)
from command.domain.identifiers import (
    AgencyId,
    IncidentNumber,
    PersonId,
    PostId,
    RecipientId,
    SitrepId,
)
from command.domain.ladder import Numbering
from command.domain.mobilisation import MOBILISED, Mobilisation
from command.domain.plan import Plan
from command.domain.presence import holders_in_place
from command.domain.refusals import (
    NothingSaid,
    NotNow,
    Refusal,
    SitrepChanged,
    SitrepNotApproved,
    Unknown,
)
from command.domain.scene import Scene, scene_id
from command.domain.sitrep import (
    BEFORE_CONTROL,
    PHONE,
    SOON,
    TYPED,
    CallOwed,
    Draft,
    Owed,
    Part,
    ReportStage,
    Sitrep,
    elements_of,
)
from command.domain.states import Severity


def owed_by(board: Board, facts: Iterable[Fact], moment: Moment) -> Iterator[Fact]:
    """What reports follow from an incident's beginning, grade or end."""
    if not moment.plan.reporting.recipients:
        return
    for fact in facts:
        if isinstance(fact, (IncidentReported, SeverityChanged)):
            yield from _owed(board, fact.incident, fact.severity, moment.plan)
        elif isinstance(fact, IncidentReopened):
            severity = board.documents.incidents[fact.incident].severity
            yield from _owed(board, fact.incident, severity, moment.plan)
        elif isinstance(fact, (IncidentDismissed, IncidentMerged)):
            running = running_on(board, fact.incident)
            if running is not None and not running.sent:
                yield SitrepDropped(sitrep=running.id, incident=fact.incident)


def _owed(
    board: Board, number: IncidentNumber, severity: Severity, plan: Plan
) -> Iterator[SitrepOwed]:
    before = _on(board, number)
    running = next((one for one in before if one.ended_at is None), None)
    has = {channel.to for channel in running.channels} if running is not None else set()
    reporting = plan.reporting
    fresh = [
        one
        for one in reporting.recipients.values()
        if severity <= one.from_severity and one.id not in has
    ]
    if not fresh:
        return
    calls = tuple(
        CallOwed(to=one.id, phone_s=one.phone_s) for one in fresh if one.phone_s is not None
    )
    yield SitrepOwed(
        sitrep=running.id if running is not None else _id(number, len(before) + 1),
        incident=number,
        owed=tuple(Owed(to=one.id, first_s=one.first_s, every_s=one.every_s) for one in fresh),
        calls=calls or None,
        warn_s=reporting.warn_s,
        climb_s=plan.times.report_climb_s,
    )


def _id(number: IncidentNumber, place: int) -> SitrepId:
    return SitrepId(f"s{number}-{place}")


def _on(board: Board, number: IncidentNumber) -> list[Sitrep]:
    """The reports on an incident, from the first opening to the last."""
    known, found = board.documents.others[Sitrep], list[Sitrep]()
    while (one := known.get(_id(number, len(found) + 1))) is not None:
        found.append(one)
    return found


def running_on(board: Board, number: IncidentNumber) -> Sitrep | None:
    """The reports on an incident that have not ended."""
    return next((one for one in _on(board, number) if one.ended_at is None), None)


def draft_sitrep(board: Board, action: a.DraftSitrep, moment: Moment) -> Decided:
    """Freeze what the log knows now; whoever approves hears of a new draft."""
    sitrep = _find(board, action.sitrep)
    if isinstance(sitrep, Refusal):
        return sitrep
    incident = board.documents.incidents[sitrep.incident]
    if action.final and incident.status in BEFORE_CONTROL:
        return NotNow(field="final", value=str(incident.number), status=incident.status)
    number = len(sitrep.sent) + 1
    called = _called(board, incident.number)
    drafted = SitrepDrafted(
        sitrep=sitrep.id,
        incident=incident.number,
        number=number,
        stage=_stage(number, final=action.final),
        elements=elements_of(incident, _scene(board, incident.number), called, moment.at),
        place=incident.place,
        # A follow-up tells what changed, not the story again.
        account=incident.what if number == 1 else None,
    )
    if sitrep.draft is not None:
        return (drafted,)
    plan, numbering, about = moment.plan, Numbering(moment.seq), ref_of(sitrep)
    absent = find_event(board).absent
    told = [one.person for one in holders_in_place(plan, approver_of(plan), absent)]
    whom = [person for person in told if person != moment.by.person]
    notices = (notice_about(numbering, about, one, why="sitrep_drafted") for one in whom)
    return (drafted, *notices)


def _stage(number: int, *, final: bool) -> ReportStage:
    if final:
        return ReportStage.FINAL
    return ReportStage.FIRST if number == 1 else ReportStage.FOLLOW_UP


def _scene(board: Board, number: IncidentNumber) -> Scene | None:
    scene: Scene | None = board.documents.others[Scene].get(scene_id(number))
    return scene


def _called(board: Board, number: IncidentNumber) -> tuple[AgencyId, ...]:
    every: list[Mobilisation] = list(board.documents.others[Mobilisation].values())
    return tuple(one.agency for one in every if one.incident == number and one.status in MOBILISED)


def approver_of(plan: Plan) -> PostId:
    """Whose approval a report waits for; the commander may always give it."""
    return plan.reporting.approver or plan.commander


def edit_sitrep(board: Board, action: a.EditSitrep, _: Moment) -> Decided:
    """Write into the draft, or take words out of it."""
    draft = _find_draft(board, action.sitrep)
    if isinstance(draft, Refusal):
        return draft
    sitrep, report = draft
    typed = {name: getattr(action, name) for name in TYPED}
    if not any(typed.values()) and not action.emptied:
        return NothingSaid(fields=TYPED)
    gone = tuple(part for part in action.emptied if typed[part] is None and _has(report, part))
    if not gone and all(words in (None, getattr(report, name)) for name, words in typed.items()):
        return ()
    return (
        SitrepEdited(sitrep=sitrep.id, incident=sitrep.incident, emptied=gone or None, **typed),
    )


def _has(report: Draft, part: Part) -> bool:
    """Whether a part of a report is written."""
    return getattr(report, part) is not None


def approve_sitrep(board: Board, action: a.ApproveSitrep, _: Moment) -> Decided:
    """Let a draft go as it was read."""
    draft = _find_draft(board, action.sitrep)
    if isinstance(draft, Refusal):
        return draft
    sitrep, report = draft
    if report.v != action.seen:
        return SitrepChanged(sitrep=sitrep.id)
    if report.approved_at is not None:
        return ()
    return (
        SitrepApproved(
            sitrep=sitrep.id, incident=sitrep.incident, number=report.number, stage=report.stage
        ),
    )


def send_sitrep(board: Board, action: a.SendSitrep, _: Moment) -> Decided:
    """An approved report went out; the clocks of those it went to begin anew."""
    sitrep: Sitrep | None = board.documents.others[Sitrep].get(action.sitrep)
    if sitrep is None:
        return Unknown(field="sitrep", value=action.sitrep)
    every = tuple(channel.to for channel in sitrep.channels)
    unknown = _unknown(sitrep, action.recipients)
    if unknown is not None:
        return unknown
    if any(one.report.number == action.number for one in sitrep.sent):
        return ()
    report = sitrep.draft
    if report is None or report.number != action.number:
        return Unknown(field="number", value=str(action.number))
    if report.approved_at is None:
        return SitrepNotApproved(sitrep=sitrep.id)
    is_final = report.stage is ReportStage.FINAL
    named = tuple(to for to in every if to in action.recipients)
    return (
        SitrepSent(
            sitrep=sitrep.id,
            incident=sitrep.incident,
            number=report.number,
            stage=report.stage,
            recipients=every if is_final or not named else named,
        ),
    )


def phone_sitrep(board: Board, action: a.PhoneSitrep, _: Moment) -> Decided:
    """Somebody told them by phone; said twice, it happened once."""
    sitrep = running_on(board, action.incident)
    if sitrep is None:
        return Unknown(field="incident", value=str(action.incident))
    unknown = _unknown(sitrep, action.recipients)
    if unknown is not None:
        return unknown
    told = tuple(
        one.to
        for one in sitrep.channels
        if one.phone_due_at is not None and (not action.recipients or one.to in action.recipients)
    )
    if not told:
        return ()
    return (SitrepPhoned(sitrep=sitrep.id, incident=sitrep.incident, recipients=told),)


def _unknown(sitrep: Sitrep, recipients: Iterable[RecipientId]) -> Unknown | None:
    every = {channel.to for channel in sitrep.channels}
    unknown = next((to for to in recipients if to not in every), None)
    return None if unknown is None else Unknown(field="recipients", value=unknown)


def _find(board: Board, name: SitrepId) -> Sitrep | Refusal:
    sitrep: Sitrep | None = board.documents.others[Sitrep].get(name)
    if sitrep is None:
        return Unknown(field="sitrep", value=name)
    ended = NotNow(field="sitrep", value=name, status="ended")
    return sitrep if sitrep.ended_at is None else ended


def _find_draft(board: Board, name: SitrepId) -> tuple[Sitrep, Draft] | Refusal:
    sitrep = _find(board, name)
    if isinstance(sitrep, Refusal):
        return sitrep
    if sitrep.draft is None:
        return NotNow(field="sitrep", value=name, status="not drafted")
    return sitrep, sitrep.draft


def told_of_late_report(board: Board, sitrep: Sitrep, due: Due, moment: Moment) -> tuple[Fact, ...]:
    """
    The office hears, then who approves, then the commander: each once, and nobody twice.

    Before anything is late the office is warned.
    """
    plan, absent = moment.plan, find_event(board).absent
    incident = board.documents.incidents.get(sitrep.incident)
    told: set[PersonId] = set()
    rungs: list[list[PersonId]] = []
    for post in (chain_of(plan, incident)[0], approver_of(plan), plan.commander):
        people = [one.person for one in holders_in_place(plan, post, absent)]
        fresh = [person for person in people if person not in told]
        told.update(fresh)
        if fresh:
            rungs.append(fresh)
    what, last = due.id.split(".")[-2:]
    step = 0 if last == SOON else int(last)
    if step >= len(rungs):
        return ()
    means = "sitrep_phone" if what == PHONE else "sitrep"
    why = f"{means}_{SOON if last == SOON else 'late'}"
    numbering, about = Numbering(moment.seq), ref_of(sitrep)
    return tuple(notice_about(numbering, about, one, why=why) for one in rungs[step])
