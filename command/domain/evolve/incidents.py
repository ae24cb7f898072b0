"""Folds of what command says of an incident: reported, triaged, graded, placed, ended."""

from collections.abc import Mapping
from typing import Final

from command.domain.changing import changed
from command.domain.documents import Document, Documents, Fold, of_incident
from command.domain.facts import (
    Entry,
    IncidentClosed,
    IncidentConfirmed,
    IncidentControlled,
    IncidentDismissed,
    IncidentMerged,
    IncidentReopened,
    IncidentReported,
    IncidentResolved,
    LocationChanged,
    NoteAdded,
    SeverityChanged,
    StepTicked,
)
from command.domain.identifiers import Words
from command.domain.incident import Incident, LastLine, StepDone
from command.domain.states import IncidentStatus


def last_line(kind: str, entry: Entry, words: Words | None = None) -> LastLine:
    """What a row shows as the newest thing said."""
    return LastLine(seq=entry.seq, at=entry.occurred_at, kind=kind, unit=entry.by.unit, words=words)


def reported(_: Documents, fact: IncidentReported, entry: Entry) -> tuple[Document, ...]:
    """An incident begins."""
    return (as_reported(fact, entry),)


def as_reported(fact: IncidentReported, entry: Entry) -> Incident:
    """The incident that a report makes."""
    return Incident(
        number=fact.incident,
        v=entry.seq,
        type=fact.incident_type,
        status=IncidentStatus.REPORTED,
        severity=fact.severity,
        severity_set_by_person=fact.severity_set_by_person,
        zone=fact.zone,
        place=fact.place,
        position=fact.position,
        what=fact.what,
        injured=fact.injured,
        reporter=fact.reporter,
        reported_by=entry.by,
        source=entry.source,
        report_action=entry.action_id,
        occurred_at=entry.occurred_at,
        reported_at=entry.at,
        opening=1,
        opened_at=entry.at,
        lead=fact.lead,
        support=fact.support,
        send=fact.send,
        targets=fact.targets,
        ladder=fact.ladder,
        involves=fact.involves or (),
        rules_out=fact.rules_out or (),
        support_groups=fact.support_groups or (),
        reasons=fact.reasons or (),
        last=last_line("incident_reported", entry, fact.what),
    )


def confirmed(incident: Incident, _: IncidentConfirmed, entry: Entry) -> Incident:
    """Triaged as real."""
    return changed(
        incident,
        v=entry.seq,
        status=IncidentStatus.CONFIRMED,
        confirmed_at=entry.at,
        last=last_line("incident_confirmed", entry),
    )


def merged(documents: Documents, fact: IncidentMerged, entry: Entry) -> tuple[Document, ...]:
    """Ended as a duplicate; the other one knows whom it took over."""
    duplicate = documents.incidents.get(fact.incident)
    into = documents.incidents.get(fact.into)
    if duplicate is None or into is None:
        return ()
    return (
        changed(
            duplicate,
            v=entry.seq,
            status=IncidentStatus.MERGED,
            merged_into=fact.into,
            ended_at=entry.at,
        ),
        changed(
            into,
            v=entry.seq,
            duplicates=(*into.duplicates, fact.incident),
            last=last_line("incident_merged", entry, duplicate.what),
        ),
    )


def dismissed(incident: Incident, fact: IncidentDismissed, entry: Entry) -> Incident:
    """Ended: nothing to handle."""
    return changed(
        incident,
        v=entry.seq,
        status=IncidentStatus.DISMISSED,
        ended_at=entry.at,
        last=last_line("incident_dismissed", entry, fact.reason),
    )


def graded(incident: Incident, fact: SeverityChanged, entry: Entry) -> Incident:
    """Another grade and its targets."""
    return changed(
        incident,
        v=entry.seq,
        severity=fact.severity,
        severity_set_by_person=True,
        targets=fact.targets,
        last=last_line("severity_changed", entry, fact.reason),
    )


def placed(incident: Incident, fact: LocationChanged, entry: Entry) -> Incident:
    """A better place; what the fact leaves out stays."""
    return changed(
        incident,
        v=entry.seq,
        zone=fact.zone or incident.zone,
        place=fact.place or incident.place,
        position=fact.position or incident.position,
        last=last_line("location_changed", entry, fact.place),
    )


def noted(incident: Incident, fact: NoteAdded, entry: Entry) -> Incident:
    """A note that stands until it is struck."""
    return changed(
        incident,
        v=entry.seq,
        notes=(*incident.notes, entry.seq),
        last=last_line("note_added", entry, fact.text),
    )


def ticked(incident: Incident, fact: StepTicked, entry: Entry) -> Incident:
    """A checklist step done. Source: A4."""
    done = StepDone(step=fact.step, at=entry.occurred_at, seq=entry.seq)
    return changed(incident, v=entry.seq, steps=(*incident.steps, done))


def controlled(incident: Incident, _: IncidentControlled, entry: Entry) -> Incident:
    """It spreads no further."""
    return changed(
        incident,
        v=entry.seq,
        status=IncidentStatus.CONTROLLED,
        controlled_at=entry.at,
        last=last_line("incident_controlled", entry),
    )


def resolved(incident: Incident, _: IncidentResolved, entry: Entry) -> Incident:
    """Handled; only papers are left."""
    return changed(
        incident,
        v=entry.seq,
        status=IncidentStatus.RESOLVED,
        resolved_at=entry.at,
        last=last_line("incident_resolved", entry),
    )


def reopened(documents: Documents, fact: IncidentReopened, entry: Entry) -> tuple[Document, ...]:
    """Taken up again: a fresh opening, a ladder nobody on it has been told yet."""
    incident = documents.incidents.get(fact.incident)
    if incident is None:
        return ()
    after = changed(
        incident,
        v=entry.seq,
        status=IncidentStatus.CONFIRMED,
        opening=incident.opening + 1,
        opened_at=entry.at,
        told=(),
        asked=(),
        request=None,
        merged_into=None,
        controlled_at=None,
        resolved_at=None,
        ended_at=None,
        last=last_line("incident_reopened", entry, fact.reason),
    )
    into = documents.incidents.get(incident.merged_into) if incident.merged_into else None
    if into is None:
        return (after,)
    others = tuple(number for number in into.duplicates if number != incident.number)
    return (after, changed(into, v=entry.seq, duplicates=others))


def closed(incident: Incident, _: IncidentClosed, entry: Entry) -> Incident:
    """Its papers are done."""
    return changed(
        incident,
        v=entry.seq,
        status=IncidentStatus.CLOSED,
        ended_at=entry.at,
        last=last_line("incident_closed", entry),
    )


INCIDENT_FACTS: Final[Mapping[type, Fold]] = {
    IncidentReported: reported,
    IncidentConfirmed: of_incident(confirmed),
    IncidentMerged: merged,
    IncidentDismissed: of_incident(dismissed),
    SeverityChanged: of_incident(graded),
    LocationChanged: of_incident(placed),
    NoteAdded: of_incident(noted),
    StepTicked: of_incident(ticked),
    IncidentControlled: of_incident(controlled),
    IncidentResolved: of_incident(resolved),
    IncidentReopened: reopened,
    IncidentClosed: of_incident(closed),
}
