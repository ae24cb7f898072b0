"""What may be asked of situation reports. Source: A10.4, A14.2."""

from dataclasses import dataclass

from command.domain.identifiers import IncidentNumber, RecipientId, Seq, SitrepId, Words
from command.domain.sitrep import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSitrep:
    """Draft the next report from the log, or draft it anew; words typed already are kept."""

    sitrep: SitrepId
    final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditSitrep:
    """
    Write what the log can't know; what is none stays, and what is named as emptied goes.

    An approval has to be given again.
    """

    sitrep: SitrepId
    account: Words | None = None
    casualties: Words | None = None
    measures: Words | None = None
    outlook: Words | None = None
    needs: Words | None = None
    emptied: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveSitrep:
    """Approve a draft. `seen` is the draft's `v` as it was read, so nothing unread is approved."""

    sitrep: SitrepId
    seen: Seq


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSitrep:
    """Say that report `number` went to recipients; to none named, to all. A final goes to all."""

    sitrep: SitrepId
    number: int
    recipients: tuple[RecipientId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneSitrep:
    """
    Say that recipients were told of an incident by phone; none named: all who wait for a call.

    A call comes before there is any report: it names the incident.
    """

    incident: IncidentNumber
    recipients: tuple[RecipientId, ...] = ()
