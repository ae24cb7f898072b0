"""
A model beside the real server: whatever is asked, killed and torn in whatever order, what was
answered is in the log once, at the seq that was answered, and nothing comes back from the dead.
"""

from contextlib import ExitStack, suppress
from typing import Final

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from command.desk import Asking, Desk, Receipt
from command.domain import actions as a
from command.domain.actions import Action
from command.domain.identifiers import ActionId, IncidentNumber, Words
from command.domain.refusals import UnitCommitted
from command.store.connect import StoreAway
from command.wire.entries import read_entry
from tests.cast import ENGINE, FIRE
from tests.desk.desks import Place, a_place, done
from tests.valkey import Valkey, running_valkey

REPORT: Final = a.Report(incident_type=FIRE)
DESKS: Final = st.integers(0, 1)


class Crashing(RuleBasedStateMachine):
    """Two desks on a server that dies."""

    server: Valkey
    place: Place
    desks: list[Desk]

    def __init__(self) -> None:
        """Nothing is running yet."""
        super().__init__()
        self.closing = ExitStack()
        self.answered: dict[ActionId, int] = {}
        self.asked: list[tuple[Action, Asking]] = []
        self.gone: set[ActionId] = set()
        self.incidents = 0

    @initialize()
    def begin(self) -> None:
        """A server, an opened event, two desks."""
        self.server = self.closing.enter_context(running_valkey())
        self.place = self.closing.enter_context(a_place(self.server.url))
        self.desks = [self.place.opened(), self.place.desk()]
        self.do(0, REPORT)

    def do(self, which: int, action: Action) -> Receipt:
        """Ask and remember the answer."""
        asking = self.place.asking()
        receipt = done(self.desks[which].submit(action, asking))
        self.asked.append((action, asking))
        if receipt.seq is not None:
            self.answered[asking.action_id] = receipt.seq
        if isinstance(action, a.Report):
            self.incidents += 1
            assert receipt.incident == self.incidents
        return receipt

    @rule(which=DESKS)
    def report(self, which: int) -> None:
        """Something new, numbered one higher whoever takes it."""
        self.do(which, REPORT)

    @rule(which=DESKS, text=st.text("火烟a", min_size=1, max_size=3))
    def note(self, which: int, text: str) -> None:
        """Words, whose text every desk then has."""
        self.do(which, a.AddNote(incident=IncidentNumber(1), text=Words(text)))
        other = self.desks[1 - which]
        other.catch_up()
        last = other.board.documents.incidents[IncidentNumber(1)].last
        assert last is not None
        assert last.words is not None
        assert other.words(last.words) == text

    @rule(which=DESKS, data=st.data())
    def ask_again(self, which: int, data: st.DataObject) -> None:
        """A resend is answered as before and writes nothing."""
        action, asking = data.draw(st.sampled_from(self.asked))
        again = done(self.desks[which].submit(action, asking))
        if asking.action_id in self.answered:
            assert (again.result, again.seq) == ("repeated", self.answered[asking.action_id])

    @rule()
    def two_dispatchers(self) -> None:
        """Both see the engine free; one of them gets it."""
        for desk in self.desks:
            desk.catch_up()
        self.do(0, REPORT)
        self.do(0, REPORT)
        self.desks[1].catch_up()
        mine, theirs = IncidentNumber(self.incidents), IncidentNumber(self.incidents - 1)
        self.do(0, a.AssignUnit(incident=mine, unit=ENGINE))
        other = self.desks[1].submit(
            a.AssignUnit(incident=theirs, unit=ENGINE), self.place.asking()
        )
        assert other == UnitCommitted(unit=ENGINE, incidents=(mine,))
        self.do(0, a.ResolveIncident(incident=mine))

    @rule()
    def kill9(self) -> None:
        """The server dies and comes back; the desks live on."""
        self.server.kill9()
        with suppress(StoreAway):
            self.desks[0].catch_up()
        self.server.start()

    @rule(which=DESKS)
    def ask_while_away(self, which: int) -> None:
        """Nothing is promised while the server is dead, and asking again later works."""
        asking = self.place.asking()
        self.server.kill9()
        with pytest.raises(StoreAway):
            self.desks[which].submit(REPORT, asking)
        self.server.start()
        receipt = done(self.desks[which].submit(REPORT, asking))
        self.incidents += 1
        assert receipt.seq is not None
        self.answered[asking.action_id] = receipt.seq

    @precondition(lambda self: self.asked)
    @rule(cut=st.integers(1, 700), reopened=st.booleans())
    def power_cut(self, cut: int, reopened: bool) -> None:
        """The machine dies while the last entry is being written, and both desks with it."""
        asking = self.place.asking()
        done(self.desks[0].submit(REPORT, asking))  # its answer reached nobody
        self.server.kill9()
        torn = self.server.aof.read_bytes()
        last = torn.rindex(b"*", 0, torn.rindex(b"$4\r\nXADD"))
        self.server.aof.write_bytes(torn[: max(last, len(torn) - cut)])
        self.server.start()
        if reopened:
            self.server.kill9()
            self.server.start()
        self.desks = [self.place.desk(), self.place.desk()]
        found = self.desks[0].board.remembered.get(asking.action_id)
        if found is None:
            self.gone.add(asking.action_id)
        else:
            self.answered[asking.action_id] = found.seq
            self.incidents += 1

    @invariant()
    def the_log_is_what_was_answered(self) -> None:
        """Once each, where it was said to be; the chain fits, which reading it checks."""
        if not hasattr(self, "desks"):
            return
        entries = [read_entry(stored.e) for stored in self.place.log()]
        places = {entry.action_id: entry.seq for entry in entries}
        assert len(places) == len(entries)
        assert not self.gone & places.keys()
        opened = entries[0].action_id
        assert places == {opened: 1, **self.answered}

    def teardown(self) -> None:
        """Both boards are what the log comes to; then everything ends."""
        with self.closing:
            if hasattr(self, "desks"):
                board = self.place.folded()
                for desk in self.desks:
                    desk.catch_up()
                    assert desk.board.documents == board.documents
                    assert desk.head.hash == board.hash


@pytest.mark.timeout(100)
def test_what_was_answered_survives_whatever_happens() -> None:
    run_state_machine_as_test(Crashing, settings=settings(max_examples=6, stateful_step_count=14))
