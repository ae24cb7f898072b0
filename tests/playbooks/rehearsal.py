"""Play a drill's script through the rules alone, with a watch, and without a machine to run on."""

from dataclasses import dataclass, field

from command.domain.actions import Action, ChangePhase, MissDeadline, OpenEvent
from command.domain.board import Board
from command.domain.deadlines import overdue
from command.domain.decide import decide
from command.domain.decide.moment import Moment
from command.domain.event import EventTime
from command.domain.facts import Entry
from command.domain.identifiers import (
    ActionId,
    DeadlineId,
    EventId,
    IncidentNumber,
    Instant,
    Seq,
)
from command.domain.incident import By, Incident
from command.domain.plan import Plan
from command.domain.refusals import Refusal
from command.domain.states import EventKind, Phase
from command.plan_files import Drill, Inject
from command.wire.actions import parse_action

SECOND_MS = 1000


@dataclass(slots=True)
class Rehearsal:
    """A board that a script is played on, and what it refused."""

    plan: Plan
    drill: Drill
    board: Board = field(default_factory=Board)
    numbers: dict[str, IncidentNumber] = field(default_factory=dict)
    refused: list[tuple[Inject, Refusal]] = field(default_factory=list)

    def play(self, *, until_s: int) -> "Rehearsal":
        """Play the script second by second, missing what is due."""
        self._open()
        injects = list(self.drill.injects)
        for second in range(until_s + 1):
            at = Instant(self.drill.starts_at + second * SECOND_MS)
            while injects and injects[0].after_s <= second:
                self._inject(injects.pop(0), at)
            self._miss(at)
        return self

    def incident(self, label: str) -> Incident:
        """The incident that a label names."""
        return self.board.documents.incidents[self.numbers[label]]

    def _open(self) -> None:
        at = self.drill.starts_at
        opening = OpenEvent(
            event=EventId("rehearsal"),
            name=self.drill.name,
            kind=EventKind.DRILL,
            plan=self.plan.id,
            plan_digest=self.plan.digest,
            epoch="first",
            time=EventTime(event_at=at, real_at=at, rate=self.drill.rate),
            phase=Phase.READINESS,
        )
        self._submit(opening, By(role="system"), at)
        self._submit(ChangePhase(phase=Phase.LIVE), By(role="system"), at)

    def _inject(self, inject: Inject, at: Instant) -> None:
        by = By(
            role=inject.role,
            unit=inject.unit,
            post=inject.post,
            person=inject.person,
            group=inject.group,
        )
        raw = {key: self._spoken(key, value) for key, value in inject.action.items()}
        action = parse_action({"id": f"{self.board.seq:022}", **raw}).action
        refusal = self._submit(action, by, at)
        if refusal is not None:
            self.refused.append((inject, refusal))
        if inject.ref is not None:
            self.numbers[inject.ref] = IncidentNumber(self.board.documents.reported)

    def _spoken(self, key: str, value: object) -> object:
        if key == "incident":
            return int(self.numbers[str(value)])
        if isinstance(value, list):
            return [self._spoken("", one) for one in value]
        return value["zh"] if isinstance(value, dict) else value

    def _miss(self, at: Instant) -> None:
        for deadline in overdue(self.board.documents.incidents.values(), at):
            self._submit(MissDeadline(deadline=DeadlineId(deadline.id)), By(role="watch"), at)

    def _submit(self, action: Action, by: By, at: Instant) -> Refusal | None:
        seq = Seq(self.board.seq + 1)
        moment = Moment(at=at, occurred_at=at, seq=seq, by=by, plan=self.plan)
        decided = decide(self.board, action, moment)
        if not isinstance(decided, tuple):
            return decided
        if decided:
            entry = Entry(
                seq=seq,
                at=at,
                occurred_at=at,
                action_id=ActionId(f"a{seq}"),
                action_digest="",
                by=by,
                source="drill",
                facts=decided,
            )
            self.board.fold(entry, "")
        return None
