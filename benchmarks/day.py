"""A long day, made by the real rules: incidents that go through all their stages, many at once."""

import random
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from command.domain import actions as a
from command.domain.authority import spoken_by
from command.domain.board import Board
from command.domain.decide import decide
from command.domain.decide.moment import Moment
from command.domain.event import EventTime
from command.domain.facts import Entry
from command.domain.identifiers import ActionId, EventId, IncidentNumber, Instant, Seq, Words
from command.domain.incident import By
from command.domain.plan import Plan, Text
from command.domain.refusals import Refusal
from command.domain.states import EventKind, Phase
from command.plan_files import load_plan
from command.store.chain import link
from command.wire.entries import write_entry

STARTS_AT = Instant(1_603_585_800_000)
OPEN_AT_ONCE = 200
_PLAN = Path(__file__).parent.parent / "playbooks" / "double-ninth-2020"


def the_plan() -> Plan:
    """The plan that the benchmarks run."""
    return load_plan(_PLAN)


def opening(plan: Plan, event: EventId) -> a.OpenEvent:
    """The action that begins the event."""
    return a.OpenEvent(
        event=event,
        name=Text(zh="测量", en="Measuring"),
        kind=EventKind.DRILL,
        plan=plan.id,
        plan_digest=plan.digest,
        epoch="0" * 32,
        time=EventTime(event_at=STARTS_AT, real_at=STARTS_AT, rate=1),
        phase=Phase.LIVE,
    )


class Day:
    """Decides a day's actions on a board of its own; gives the bytes of each entry."""

    def __init__(
        self, plan: Plan, event: EventId, *, seed: int = 7, open_at_once: int = OPEN_AT_ONCE
    ) -> None:
        """Open the event."""
        self.plan = plan
        self.board = Board()
        self._random = random.Random(seed)
        self._at = STARTS_AT
        self._units = cycle(plan.units)
        self._reported = 0
        self._open_at_once = open_at_once
        self._first = opening(plan, event)

    def entries(self, count: int) -> Iterator[bytes]:
        """The bytes of that many entries, the first of which opens the event."""
        for action, by in self.actions(count):
            yield self._decided(action, by)

    def actions(self, count: int) -> Iterator[tuple[a.Action, By]]:
        """That many actions and who asks; whoever takes one has it decided before the next."""
        yield self._first, By(role="system")
        lives = [self._life() for _ in range(self._open_at_once)]
        for _ in range(count - 1):
            place = self._random.randrange(len(lives))
            step = next(lives[place], None)
            if step is None:
                lives[place] = self._life()
                step = next(lives[place])
            yield step

    def _life(self) -> Iterator[tuple[a.Action, By]]:
        """One incident from its report to its closing, about a dozen entries."""
        desk = By(role="dispatcher", session="s1")
        kind = self._random.choice(list(self.plan.playbooks))
        zone = self._random.choice(list(self.plan.zones))
        report = a.Report(incident_type=kind, zone=zone, what=_words(self._random))
        self._reported += 1
        incident = IncidentNumber(self._reported)
        yield report, desk
        unit = next(self._units)
        crew = By(role="field_unit", session="s2", unit=unit)
        yield a.ConfirmIncident(incident=incident), desk
        yield a.AssignUnit(incident=incident, unit=unit, busy="add"), desk
        yield a.Acknowledge(incident=incident, unit=unit), crew
        yield a.GoEnRoute(incident=incident, unit=unit), crew
        yield a.ArriveOnScene(incident=incident, unit=unit), crew
        for _ in range(self._random.randrange(1, 4)):
            yield a.AddNote(incident=incident, text=_words(self._random)), crew
        yield a.ControlIncident(incident=incident), crew
        yield a.ClearUnit(incident=incident, unit=unit), crew
        yield a.ResolveIncident(incident=incident), desk
        yield a.CloseIncident(incident=incident), desk

    def _decided(self, action: a.Action, by: By) -> bytes:
        self._at = Instant(self._at + self._random.randrange(20, 900))
        seq = Seq(self.board.seq + 1)
        moment = Moment(
            at=self._at, occurred_at=self._at, seq=seq, by=spoken_by(action, by), plan=self.plan
        )
        facts = decide(self.board, action, moment)
        if isinstance(facts, Refusal) or not facts:
            raise ValueError(f"the made-up day asks for what the rules refuse: {action}, {facts}")
        entry = Entry(
            seq=seq,
            at=self._at,
            occurred_at=self._at,
            action_id=ActionId(f"{self._random.getrandbits(128):032x}"),
            action_digest=f"{self._random.getrandbits(256):064x}",
            by=moment.by,
            source="dispatch",
            facts=facts,
        )
        stored = write_entry(entry)
        self.board.fold(entry, link(self.board.hash, stored))
        return stored


def _words(chance: random.Random) -> Words:
    """A commitment as the log holds it."""
    return Words(f"w:{chance.getrandbits(256):064x}")
