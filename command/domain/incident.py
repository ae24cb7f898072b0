"""
The incident and its assignments: the document everything else works on.

Only `evolve` makes or changes one. Status of a crew lives on the assignment; what command
says lives on the incident. Next: command/domain/actions.py
"""

from dataclasses import dataclass

from command.domain.identifiers import (
    ActionId,
    AgencyId,
    AssignmentId,
    CircumstanceId,
    Clause,
    DeadlineId,
    GroupId,
    IncidentNumber,
    Instant,
    Micro,
    PersonId,
    PostId,
    RuleId,
    RungId,
    Seq,
    StepId,
    TypeId,
    UnitId,
    Words,
    ZoneId,
)
from command.domain.plan import Targets
from command.domain.states import (
    DeadlineKind,
    IncidentStatus,
    Injured,
    Progress,
    Severity,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """
    Who did it: a person or a unit in a session, in which post, for whom.

    Names are not here: ids only. A machine has none of them and is known by its source.
    """

    role: str
    session: str | None = None
    person: PersonId | None = None
    unit: UnitId | None = None
    post: PostId | None = None
    group: GroupId | None = None
    on_behalf_of: UnitId | None = None
    """The unit a dispatcher speaks for, having heard it on the radio."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """One step of a unit: when it says it happened, and the entry that says so."""

    progress: Progress
    at: Instant
    seq: Seq


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """
    One unit on one incident.

    `stamps` are in the order of the day, one a step at most. `progress` is the furthest.
    A step told late is stamped and marked late on its line; it never moves `progress` back.
    """

    id: AssignmentId
    unit: UnitId
    assigned_at: Instant
    progress: Progress
    stamps: tuple[Stamp, ...]
    withdrawn: bool = False
    """Taken off by a dispatcher, diverted, or freed because the incident ended."""
    withdrawn_at: Instant | None = None

    @property
    def is_active(self) -> bool:
        """The unit is bound by this assignment now."""
        return not self.withdrawn and self.progress is not Progress.CLEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A deadline that passed unmet, and the entry that says so."""

    id: DeadlineId
    kind: DeadlineKind
    due_at: Instant
    seq: Seq
    expired: bool = False
    """So long past when it was seen that nobody was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedRung:
    """A step of the ladder as it was when the incident was routed; its words are in the plan."""

    id: RungId
    kind: str
    """``lead``, ``post`` or ``request``."""
    post: PostId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteReason:
    """
    Why somebody was brought in, as the plan said when it was routed.

    `rule` is none for what the type's playbook says in any case.
    """

    rule: RuleId | None
    lead: GroupId | None
    groups: tuple[GroupId, ...]
    support: tuple[AgencyId, ...]
    send: tuple[str, ...]
    source: tuple[Clause, ...]


@dataclass(frozen=True, kw_only=True)
class RungTold:
    """A rung of the ladder that was told, or passed with the reason why."""

    index: int
    rung: RungId
    at: Instant
    people: tuple[PersonId, ...]
    passed: str | None = None
    """``already_told``, ``nobody_in_place`` … when nobody new was told."""
    answered_at: Instant | None = None
    answered_by: PersonId | None = None


@dataclass(frozen=True, kw_only=True)
class GroupAsked:
    """
    A supporting group that was told and has to answer, as the lead's rung has. Source: A10.4.

    `people` are all who were told for it: any of them may answer. `seq` and `at` are those of the
    last telling, `again` where a further member was told after silence.
    """

    group: GroupId
    seq: Seq
    at: Instant
    people: tuple[PersonId, ...]
    again: bool = False
    answered_at: Instant | None = None
    answered_by: PersonId | None = None
    answered_unit: UnitId | None = None
    """The unit of the group whose work is its answer."""
    passed_on_at: Instant | None = None
    """When those above heard that it is silent; from then no clock runs for it."""
    passed_on_to: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CityRequest:
    """A request to activate the city's plan: drafted, then approved or declined. A8.4, A21."""

    drafted_at: Instant
    approved: bool | None = None
    decided_at: Instant | None = None
    decided_by: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone:
    """A checklist step ticked, and the entry that says so."""

    step: StepId
    at: Instant
    seq: Seq


@dataclass(frozen=True, slots=True, kw_only=True)
class LastLine:
    """The newest thing said about an incident, for the second line of a row."""

    seq: Seq
    at: Instant
    kind: str
    """The fact's name, for a sentence where `words` is none."""
    unit: UnitId | None
    words: Words | None


@dataclass(frozen=True, kw_only=True)
class Incident:
    """
    One thing that needs handling.

    `v` is the entry that last changed it. Targets and ladder are pinned when it is routed, so
    a changed plan leaves running incidents alone. `opening` counts reopenings, so that
    deadlines of a reopened incident are fresh ones. `notes` are the entries that stand.
    """

    number: IncidentNumber
    v: Seq
    type: TypeId
    status: IncidentStatus
    severity: Severity
    severity_set_by_person: bool
    zone: ZoneId | None
    place: Words | None
    position: tuple[Micro, Micro] | None
    what: Words | None
    injured: Injured
    reporter: Words | None
    reported_by: By
    source: str
    report_action: ActionId
    occurred_at: Instant
    reported_at: Instant
    opening: int
    opened_at: Instant
    """The report, or the last reopening: what its deadlines count from."""
    lead: GroupId
    support: tuple[AgencyId, ...]
    send: tuple[str, ...]
    targets: Targets
    ladder: tuple[PinnedRung, ...]
    told: tuple[RungTold, ...] = ()
    asked: tuple[GroupAsked, ...] = ()
    """The supporting groups told in this opening; none in logs of before they had to answer."""
    assignments: tuple[Assignment, ...] = ()
    missed: tuple[Missed, ...] = ()
    steps: tuple[StepDone, ...] = ()
    notes: tuple[Seq, ...] = ()
    duplicates: tuple[IncidentNumber, ...] = ()
    merged_into: IncidentNumber | None = None
    request: CityRequest | None = None
    confirmed_at: Instant | None = None
    controlled_at: Instant | None = None
    resolved_at: Instant | None = None
    ended_at: Instant | None = None
    last: LastLine | None = None
    involves: tuple[CircumstanceId, ...] = ()
    """The plan's circumstances that are so."""
    rules_out: tuple[CircumstanceId, ...] = ()
    """Those that are not; of the others nobody has said."""
    support_groups: tuple[GroupId, ...] = ()
    reasons: tuple[RouteReason, ...] = ()
    """Why the route is what it is, with clauses; what a person overruled stays readable here."""
    advised_lead: GroupId | None = None
    """Who would lead by the rules as things stand now, if another group; a person decides."""
    overruled: bool = False
    """A person has decided the route: rules advise no other lead any more."""
