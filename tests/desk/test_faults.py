"""The store goes away, the line breaks after sending, the log is another: what the desk says."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from command.desk import Desk
from command.domain import actions as a
from command.domain.identifiers import IncidentNumber, Words
from command.domain.states import Severity
from command.store import keys
from command.store.chain import BrokenChain
from command.store.connect import StoreAway
from tests.cast import EVENT, FIRE
from tests.desk.desks import Place, a_place, a_plan_that_breaks, ask, done
from tests.faults.faultproxy import FaultProxy, Mode
from tests.valkey import Valkey

ONE = IncidentNumber(1)
REPORT = a.Report(incident_type=FIRE)
NOTE = a.AddNote(incident=ONE, text=Words("x"))


class CutsOnce(FaultProxy):
    """A line that loses one answer and is well again."""

    def _let_through(self, chunk: bytes, is_up: bool) -> bool:
        lets = super()._let_through(chunk, is_up)
        if not lets:
            self.set("pass")
        return lets


@pytest.fixture
def line(place: Place) -> Iterator[CutsOnce]:
    proxy = CutsOnce(place.url.removeprefix("unix://").partition("?")[0])
    yield proxy
    proxy.close()


@pytest.fixture
def far_desk(place: Place, desk: Desk, line: CutsOnce) -> Desk:
    """A desk whose line can be broken, in use, so that a fault hits the append itself."""
    ask(desk, place, REPORT)
    far = place.desk(line.url)
    ask(far, place, a.ConfirmIncident(incident=ONE))
    return far


# ---- the line breaks


def test_an_answer_lost_after_the_append_is_found_in_the_log(
    place: Place, far_desk: Desk, line: CutsOnce
) -> None:
    before = len(place.log())
    line.set("cut_reply")

    receipt = ask(far_desk, place, NOTE)

    assert (receipt.result, receipt.seq) == ("done", before + 1)
    assert len(place.log()) == before + 1
    assert far_desk.words(_last_note(place, far_desk)) == "x"


def _last_note(place: Place, desk: Desk) -> Words:
    words = desk.board.documents.incidents[ONE].last
    assert words is not None
    assert words.words is not None
    return words.words


def test_a_batch_whose_answer_is_lost_goes_in_once(
    place: Place, far_desk: Desk, line: CutsOnce
) -> None:
    before = len(place.log())
    line.set("cut_reply")

    answers = far_desk.submit_all([(NOTE, place.asking()) for _ in range(20)])

    assert [done(one).seq for one in answers] == list(range(before + 1, before + 21))
    assert [done(one).result for one in answers] == ["done"] * 20
    assert len(place.log()) == before + 20


@pytest.mark.parametrize("mode", ["refuse", "reset"])
def test_without_a_store_nothing_is_promised_and_asking_again_works(
    place: Place, far_desk: Desk, line: CutsOnce, mode: Mode
) -> None:
    before = len(place.log())
    asking = place.asking()
    line.set(mode)

    with pytest.raises(StoreAway):
        far_desk.submit(NOTE, asking)
    line.set("pass")
    receipt = done(far_desk.submit(NOTE, asking))

    assert receipt.seq == before + 1
    assert len(place.log()) == before + 1


def test_without_a_store_the_board_can_still_be_read(
    place: Place, far_desk: Desk, line: CutsOnce
) -> None:
    line.set("refuse")

    with pytest.raises(StoreAway):
        far_desk.catch_up()

    assert far_desk.board.documents.incidents[ONE].number == ONE
    assert far_desk.now() >= far_desk.board.at


def test_a_store_killed_and_started_again_has_what_was_answered(valkey: Valkey) -> None:
    with a_place(valkey.url) as place:
        desk = place.opened()
        ask(desk, place, REPORT)
        asking = place.asking()
        valkey.kill9()

        with pytest.raises(StoreAway):
            desk.submit(NOTE, asking)
        valkey.start()
        receipt = done(desk.submit(NOTE, asking))

        assert receipt.seq == 3
        assert len(place.log()) == 3
        assert place.desk().board.documents == desk.board.documents


# ---- the log is another


def test_a_desk_whose_log_came_back_shorter_says_so_and_takes_nothing(
    place: Place, desk: Desk
) -> None:
    """A replica was promoted that lacked the newest; pages must not be told of ghosts."""
    ask(desk, place, REPORT)
    _cut_last(place)

    with pytest.raises(BrokenChain):
        desk.submit(NOTE, place.asking())
    with pytest.raises(BrokenChain):
        desk.catch_up()

    assert len(place.log()) == 1


def test_a_desk_whose_log_went_another_way_says_so(place: Place, desk: Desk) -> None:
    ask(desk, place, REPORT)
    _cut_last(place)
    other = place.desk()
    for _ in range(3):
        ask(other, place, REPORT)

    with pytest.raises(BrokenChain):
        desk.catch_up()
    with pytest.raises(BrokenChain):
        desk.take(place.log())
    with pytest.raises(BrokenChain):
        desk.submit(a.ConfirmIncident(incident=IncidentNumber(9)), place.asking())


def test_a_log_of_the_same_length_may_still_be_another(place: Place, desk: Desk) -> None:
    """Nothing new comes in, so only our own last entry can tell."""
    ask(desk, place, REPORT)
    _cut_last(place)
    ask(place.desk(), place, REPORT)

    with pytest.raises(BrokenChain):
        desk.catch_up()


def test_an_altered_entry_is_never_folded(place: Place, desk: Desk) -> None:
    other = place.desk()
    ask(desk, place, REPORT)
    ask(desk, place, NOTE)
    *first, last = place.log()
    forged = replace(last, e=last.e.replace(b"note_added", b"note_adder"))

    with pytest.raises(BrokenChain):
        other.take([*first, forged])

    assert other.board.seq == 1


def _cut_last(place: Place) -> None:
    *kept, _ = place.log()
    client = place.client(to_write=True)
    client.delete(keys.log_key(EVENT))
    for one in kept:
        client.xadd(keys.log_key(EVENT), {"e": one.e, "h": one.h}, id=f"{one.seq}-0")


# ---- a rule breaks


def test_an_action_that_breaks_a_rule_fails_alone(place: Place, desk: Desk) -> None:
    ask(desk, place, REPORT)
    fragile = place.desk(plan=a_plan_that_breaks())
    breaking = a.ChangeSeverity(incident=ONE, severity=Severity.EXTREME)
    well = place.asking()

    with pytest.raises(KeyError):
        fragile.submit_all([(breaking, place.asking()), (NOTE, well)])

    assert done(fragile.submit(NOTE, well)).result == "repeated"
    assert len(place.log()) == 3


def test_a_listener_that_fails_loses_nothing_of_the_log(place: Place, desk: Desk) -> None:
    def fails(_: object) -> None:
        raise RuntimeError

    desk.listen(fails)
    asking = place.asking()

    with pytest.raises(RuntimeError):
        desk.submit(REPORT, asking)
    desk.forget(fails)

    assert done(desk.submit(REPORT, asking)).seq == 2
    assert desk.board.documents == place.folded().documents
