"""Several desks at once, in threads and in processes: one wins, nothing is lost, all agree."""

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from queue import SimpleQueue
from typing import Final

from command.desk import Asking, Desk, Receipt
from command.domain import actions as a
from command.domain.actions import Action
from command.domain.board import Board
from command.domain.deadlines import overdue
from command.domain.facts import NoteAdded
from command.domain.identifiers import ActionId, IncidentNumber, Words
from command.domain.refusals import UnitCommitted
from command.store.append import Append
from command.store.connect import ask as ask_store
from command.store.keys import turn_key
from command.wire.entries import read_entry
from tests.cast import ACKNOWLEDGE_S, DISPATCHER, ENGINE, EVENT, FIRE, OPENED_AT, PATROL, THE_WATCH
from tests.desk.desks import Place, a_place, ask, done

REPORT: Final = a.Report(incident_type=FIRE)
ONE: Final = IncidentNumber(1)
MEANWHILE: Final = a.AddNote(incident=ONE, text=Words("meanwhile"))
DESKS: Final = 4
NOTES_EACH: Final = 30


def at_once(*work: Callable[[], None]) -> None:
    """Run all of it at the same time; what fails in one fails the test."""
    failures: SimpleQueue[BaseException] = SimpleQueue()
    start = threading.Barrier(len(work))

    def guarded(one: Callable[[], None]) -> None:
        start.wait(timeout=30)
        try:
            one()
        except BaseException as failure:
            failures.put(failure)

    threads = [threading.Thread(target=guarded, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if not failures.empty():
        raise failures.get()


def agree(place: Place, *desks: Desk) -> Board:
    """All boards, caught up, are the one that the log alone comes to."""
    board = place.folded()
    for desk in desks:
        desk.catch_up()
        assert desk.head.hash == board.hash
        assert desk.board.documents == board.documents
        assert dict(desk.board.remembered) == dict(board.remembered)
    return board


def notes(desk: Desk, who: int) -> Callable[[], None]:
    """A dispatcher who writes notes one after the other."""

    def write() -> None:
        for place_in in range(NOTES_EACH):
            asking = Asking(
                action_id=ActionId(f"note-{who:08}-{place_in:010}"), by=DISPATCHER, source="test"
            )
            done(desk.submit(a.AddNote(incident=ONE, text=Words(f"{who}.{place_in}")), asking))

    return write


def test_nothing_is_lost_between_desks_that_write_at_once(place: Place, desk: Desk) -> None:
    ask(desk, place, REPORT)
    desks = [desk, *(place.desk() for _ in range(DESKS - 1))]

    at_once(*(notes(one, who) for who, one in enumerate(desks)))

    board = agree(place, *desks)
    written = board.documents.incidents[ONE].notes
    assert len(written) == DESKS * NOTES_EACH
    texts = [desk.words(words) for words in _texts(place)]
    assert sorted(filter(None, texts)) == sorted(
        f"{who}.{n}" for who in range(DESKS) for n in range(NOTES_EACH)
    )


def _texts(place: Place) -> list[Words]:
    entries = [read_entry(stored.e) for stored in place.log()]
    return [fact.text for entry in entries for fact in entry.facts if isinstance(fact, NoteAdded)]


def test_nothing_is_lost_between_threads_at_one_desk(place: Place, desk: Desk) -> None:
    ask(desk, place, REPORT)

    at_once(*(notes(desk, who) for who in range(8)))

    assert len(agree(place, desk).documents.incidents[ONE].notes) == 8 * NOTES_EACH


def test_two_dispatchers_cannot_both_have_the_same_unit(place: Place, desk: Desk) -> None:
    other = place.desk()
    for _ in range(15):
        first = done(desk.submit(REPORT, place.asking())).incident
        second = done(desk.submit(REPORT, place.asking())).incident
        assert first is not None
        assert second is not None
        answers: dict[IncidentNumber, object] = {}
        pairs = ((desk, first, place.asking()), (other, second, place.asking()))

        at_once(*(_send(*pair, answers) for pair in pairs))

        (winner,) = [n for n, answer in answers.items() if isinstance(answer, Receipt)]
        (loser,) = [n for n in answers if n != winner]
        assert answers[loser] == UnitCommitted(unit=ENGINE, incidents=(winner,))
        ask(desk, place, a.ResolveIncident(incident=winner))
    agree(place, desk, other)


def _send(
    desk: Desk, incident: IncidentNumber, asking: Asking, answers: dict[IncidentNumber, object]
) -> Callable[[], None]:
    def send() -> None:
        answers[incident] = desk.submit(a.AssignUnit(incident=incident, unit=ENGINE), asking)

    return send


def test_the_same_action_at_several_desks_at_once_is_one_entry(place: Place, desk: Desk) -> None:
    """A phone whose first try hung sends again, and the balancer picks another process."""
    desks = [desk, *(place.desk() for _ in range(DESKS - 1))]
    for _ in range(10):
        asking = place.asking()
        seqs: SimpleQueue[object] = SimpleQueue()

        def send(one: Desk, asking: Asking = asking, seqs: SimpleQueue[object] = seqs) -> None:
            seqs.put(done(one.submit(REPORT, asking)).seq)

        at_once(*(lambda one=one, send=send: send(one) for one in desks))

        assert len({seqs.get() for _ in desks}) == 1
    assert len(place.log()) == 11
    agree(place, *desks)


def test_watches_in_several_processes_miss_each_deadline_once(place: Place, desk: Desk) -> None:
    for _ in range(5):
        number = done(desk.submit(REPORT, place.asking())).incident
        assert number is not None
        for unit in (ENGINE, PATROL):
            ask(desk, place, a.AssignUnit(incident=number, unit=unit, busy="add"))
    desks = [desk, *(place.desk() for _ in range(DESKS - 1))]
    place.clock.wait(ACKNOWLEDGE_S)

    at_once(*(_watch(one) for one in desks))

    missed = [one.id for i in agree(place, *desks).documents.incidents.values() for one in i.missed]
    assert len(missed) == len(set(missed)) == 10


def _watch(desk: Desk) -> Callable[[], None]:
    def watch() -> None:
        asked: list[tuple[Action, Asking]] = [
            (
                a.MissDeadline(deadline=due.id),
                Asking(action_id=ActionId(f"miss:{due.id}"), by=THE_WATCH, source="watch"),
            )
            for due in overdue(desk.board.open_incidents(), desk.now())
        ]
        for answer in desk.submit_all(asked):
            done(answer)

    return watch


class RivalClock:
    """A clock that lets somebody else write whenever a desk looks at it, so at each decision."""

    def __init__(self, rival: Callable[[], None], pool: ThreadPoolExecutor) -> None:
        """Take what the other one does, and where."""
        self._rival = rival
        self._pool = pool
        self._under_way: Future[None] | None = None

    def now(self) -> int:
        """Return the one instant there is, once the other one has written or is made to wait."""
        if self._under_way is None or self._under_way.done():
            self._under_way = self._pool.submit(self._rival)
        wait([self._under_way], timeout=0.02)
        return OPENED_AT


def test_many_actions_get_in_though_somebody_else_is_always_quicker(
    place: Place, desk: Desk
) -> None:
    ask(desk, place, REPORT)
    rival = place.desk()
    written: list[Receipt] = []
    fifty = [(a.AddNote(incident=ONE, text=Words(f"{n}")), place.asking()) for n in range(50)]

    with ThreadPoolExecutor(1) as pool:
        clock = RivalClock(lambda: written.append(ask(rival, place, MEANWHILE)), pool)
        slow = place.desk(clock=clock)
        answers = slow.submit_all(fifty)

    assert [done(answer).result for answer in answers] == ["done"] * 50
    notes_written = agree(place, desk, rival, slow).documents.incidents[ONE].notes
    assert len(notes_written) == 50 + len(written)
    assert written


class StepClock:
    """A clock that does one thing more at each of a desk's decisions."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        """Take what happens, in order."""
        self._steps = iter(steps)

    def now(self) -> int:
        """Return the one instant there is."""
        for step in self._steps:
            step()
            break
        return OPENED_AT


def test_a_turn_that_came_to_nothing_keeps_nobody_waiting(place: Place, desk: Desk) -> None:
    ask(desk, place, REPORT)
    same, rival = place.asking(), place.desk()

    def write() -> None:
        ask(rival, place, MEANWHILE)

    slow = place.desk(clock=StepClock(write, write, write, lambda: rival.submit(MEANWHILE, same)))

    answer = done(slow.submit(MEANWHILE, same))

    assert answer.result == "repeated"
    assert ask_store(place.client(), "EXISTS", turn_key(EVENT)) == 0


def test_who_died_having_a_turn_keeps_nobody_from_an_answer(place: Place, desk: Desk) -> None:
    ask(desk, place, REPORT)
    Append(place.client(to_write=True), EVENT).take_turn()

    answer = done(desk.submit(MEANWHILE, place.asking()))

    assert answer.result == "done"
    agree(place, desk)


def test_a_desk_that_catches_up_ends_though_the_log_grows_all_the_time(
    place: Place, desk: Desk
) -> None:
    ask(desk, place, REPORT)
    slow = place.desk()
    written = [ask(desk, place, MEANWHILE) for _ in range(3)]
    slow.listen(lambda _folded: written.append(ask(desk, place, MEANWHILE)))

    slow.catch_up()

    assert [one.result for one in written] == ["done"] * 6


def test_nothing_is_lost_between_processes(place: Place, desk: Desk) -> None:
    ask(desk, place, REPORT)
    spawning = multiprocessing.get_context("spawn")
    processes = [
        spawning.Process(target=_write_in_a_process, args=(place.url, who)) for who in range(2)
    ]

    for process in processes:
        process.start()
    notes(desk, 9)()
    for process in processes:
        process.join(timeout=60)

    assert [process.exitcode for process in processes] == [0, 0]
    assert len(agree(place, desk).documents.incidents[ONE].notes) == 3 * NOTES_EACH


def _write_in_a_process(url: str, who: int) -> None:
    with a_place(url) as place:
        notes(place.desk(), who)()
