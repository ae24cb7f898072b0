"""A day on paper: the rules and the fold alone, told what time it is. One line a happening."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from command.domain import actions as a
from command.domain.actions import Action
from command.domain.authority import spoken_by
from command.domain.board import Board
from command.domain.deadlines import Deadline, deadlines
from command.domain.decide import decide
from command.domain.decide.moment import Moment
from command.domain.documents import Document
from command.domain.due import passed
from command.domain.event import Event, EventTime
from command.domain.facts import Entry, Fact, NoticeIssued
from command.domain.identifiers import (
    ActionId,
    AssignmentId,
    IncidentNumber,
    Instant,
    NoticeId,
    PersonId,
    Seq,
    TypeId,
    UnitId,
    Words,
)
from command.domain.incident import Assignment, By, Incident
from command.domain.notice import Notice
from command.domain.plan import Plan, Text
from command.domain.refusals import Refusal
from command.domain.states import EventKind, Phase
from command.domain.unit import Unit
from command.store.chain import link
from command.wire.entries import write_entry
from tests.cast import DISPATCHER, EVENT, FIRE, OPENED_AT, PLAN, THE_MACHINE, THE_WATCH, crew

F = TypeVar("F", bound=Fact)

SECOND_MS = 1_000
REASON = Words("w:reason")


def opening(kind: EventKind = EventKind.LIVE, *, rate: int = 1) -> a.OpenEvent:
    """The action that begins every log."""
    return a.OpenEvent(
        event=EVENT,
        name=Text(zh="重阳", en="Double Ninth"),
        kind=kind,
        plan=PLAN.id,
        plan_digest=PLAN.digest,
        epoch="first",
        time=EventTime(event_at=OPENED_AT, real_at=OPENED_AT, rate=rate),
        phase=Phase.LIVE,
    )


@dataclass(slots=True, kw_only=True)
class Day:
    """An event being run on a board in memory; refuses nothing and forgets nothing."""

    plan: Plan = PLAN
    at: Instant = OPENED_AT
    board: Board = field(default_factory=Board)
    entries: list[Entry] = field(default_factory=list)
    changed: tuple[Document, ...] = ()

    # ---- asking

    def decide(
        self, action: Action, by: By = DISPATCHER, *, said_at: Instant | None = None
    ) -> tuple[Fact, ...] | Refusal:
        """What the rules say of an action now, without anything being written."""
        return decide(self.board, action, self._moment(action, by, said_at))

    def ask(
        self, action: Action, by: By = DISPATCHER, *, said_at: Instant | None = None
    ) -> tuple[Fact, ...]:
        """Do it; a refusal fails the test."""
        facts = self.decide(action, by, said_at=said_at)
        assert not isinstance(facts, Refusal), facts
        if facts:
            self._write(facts, self._moment(action, by, said_at))
        return facts

    def refuses(self, action: Action, by: By = DISPATCHER) -> Refusal:
        """Ask for what must be refused."""
        refusal = self.decide(action, by)
        assert isinstance(refusal, Refusal), refusal
        return refusal

    def wait(self, seconds: int) -> "Day":
        """Let time pass."""
        self.at = Instant(self.at + seconds * SECOND_MS)
        return self

    def watch(self) -> list[Fact]:
        """Say of every deadline that has passed that it was missed, as the watch does."""
        said: list[Fact] = []
        for deadline in passed(self.board, self.at):
            said.extend(self.ask(a.MissDeadline(deadline=deadline), THE_WATCH))
        return said

    def wait_and_watch(self, seconds: int) -> list[Fact]:
        """Let time pass a second at a time with the watch looking on."""
        said: list[Fact] = []
        for _ in range(seconds):
            self.wait(1)
            said.extend(self.watch())
        return said

    # ---- common happenings

    def report(self, kind: TypeId = FIRE, by: By = DISPATCHER, **said: Any) -> IncidentNumber:
        """Somebody tells of something."""
        self.ask(a.Report(incident_type=kind, **said), by)
        return IncidentNumber(self.board.documents.reported)

    def send(self, unit: UnitId, number: IncidentNumber, **how: Any) -> AssignmentId:
        """A unit is sent."""
        self.ask(a.AssignUnit(incident=number, unit=unit, **how))
        return self.incident(number).assignments[-1].id

    def acknowledge(self, unit: UnitId, number: IncidentNumber) -> None:
        """A unit says: understood."""
        self.ask(a.Acknowledge(incident=number, unit=unit), crew(unit))

    def arrive(self, unit: UnitId, number: IncidentNumber) -> None:
        """A unit says: here."""
        self.ask(a.ArriveOnScene(incident=number, unit=unit), crew(unit))

    def clear(self, unit: UnitId, number: IncidentNumber) -> None:
        """A unit says: finished here."""
        self.ask(a.ClearUnit(incident=number, unit=unit), crew(unit))

    def resolve(self, number: IncidentNumber) -> None:
        """It is handled."""
        self.ask(a.ResolveIncident(incident=number))

    def answer(self, notice: Notice) -> None:
        """The person told has it, and dispatch writes it down for them."""
        self.ask(a.AcknowledgeNotice(notice=notice.id))

    # ---- looking

    def event(self) -> Event:
        """The event as it is."""
        assert self.board.documents.event is not None
        return self.board.documents.event

    def incident(self, number: IncidentNumber) -> Incident:
        """An incident as it is."""
        return self.board.documents.incidents[number]

    def unit(self, unit: UnitId) -> Unit:
        """A unit as it is."""
        return self.board.documents.units[unit]

    def assignment(self, name: AssignmentId) -> Assignment:
        """An assignment as it is."""
        number = IncidentNumber(int(name.partition("-")[0]))
        return next(one for one in self.incident(number).assignments if one.id == name)

    def due(self, number: IncidentNumber) -> dict[str, Deadline]:
        """What an incident waits for, by the kind."""
        return {one.kind.value: one for one in deadlines(self.incident(number))}

    def notices(self, number: IncidentNumber) -> list[Notice]:
        """Who was told of an incident, in order."""
        return [one for one in self.board.documents.notices.values() if one.incident == number]

    def told(self, number: IncidentNumber) -> list[PersonId]:
        """The people told of an incident, in order, as often as they were told."""
        return [one.person for one in self.notices(number) if one.person is not None]

    def notice_to(self, person: PersonId) -> Notice:
        """The newest notice to a person."""
        return [one for one in self.board.documents.notices.values() if one.person == person][-1]

    # ---- inside

    def _moment(self, action: Action, by: By, said_at: Instant | None) -> Moment:
        return Moment(
            at=self.at,
            occurred_at=self.at if said_at is None else said_at,
            seq=Seq(self.board.seq + 1),
            by=spoken_by(action, by),
            plan=self.plan,
        )

    def write(self, *facts: Fact, by: By = THE_MACHINE) -> None:
        """Have facts in the log that no rule came to, or none of today."""
        self._write(facts, self._moment(a.EndActivation(), by, None))

    def _write(self, facts: tuple[Fact, ...], moment: Moment) -> None:
        entry = Entry(
            seq=moment.seq,
            at=moment.at,
            occurred_at=moment.occurred_at,
            action_id=ActionId(f"a{moment.seq}"),
            action_digest="d",
            by=moment.by,
            source="test",
            facts=facts,
        )
        self.entries.append(entry)
        self.changed = self.board.fold(entry, link(self.board.hash, write_entry(entry)))


def a_day(plan: Plan = PLAN, kind: EventKind = EventKind.LIVE) -> Day:
    """An event just opened, in its live phase."""
    day = Day(plan=plan)
    day.ask(opening(kind), THE_MACHINE)
    return day


def only(kind: type[F], facts: "tuple[Fact, ...] | list[Fact]") -> list[F]:
    """The facts of one kind."""
    return [fact for fact in facts if isinstance(fact, kind)]


def people_told(facts: "tuple[Fact, ...] | list[Fact]") -> list[PersonId]:
    """Whom these facts tell."""
    return [fact.person for fact in only(NoticeIssued, facts) if fact.person is not None]


def nobody_knows(notice: str = "n99-1") -> NoticeId:
    """The name of a notice that was never issued."""
    return NoticeId(notice)
