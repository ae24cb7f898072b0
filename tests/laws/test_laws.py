"""What holds after anything anybody may ask for, in any order, at any time."""

from collections import Counter
from dataclasses import dataclass, fields
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from command.domain import actions as a
from command.domain.actions import Action
from command.domain.board import Board, each_once
from command.domain.changing import WORKED_OUT
from command.domain.deadlines import deadlines, overdue
from command.domain.documents import Document
from command.domain.due import passed
from command.domain.facts import Fact
from command.domain.identifiers import ActionId, Instant
from command.domain.incident import By
from command.domain.refusals import Refusal
from command.domain.states import ENDED, OPEN, DeadlineKind, IncidentStatus
from command.store.chain import link
from command.wire import boards
from command.wire.entries import read_entry, write_entry
from tests.build import SECOND_MS, Day, a_day
from tests.cast import PLAN
from tests.cast_ready import READY_PLAN
from tests.laws.actions import ANY_ACTION, ANYBODY, usual_asker

FEWEST: Final = 12
"""Left alone, the examples would be half as long, and most knots take more to tie."""
MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """One asking: after how long, by whom, and when it's said to have happened."""

    action: Action
    by: By
    after_s: int
    ago_s: int
    watch: bool


def _asked(action: Action, other: By | None, after_s: int, ago_s: int, watch: bool) -> Asked:
    return Asked(action, other or usual_asker(action), after_s, ago_s, watch)


ASKINGS: Final = st.lists(
    st.builds(
        _asked,
        ANY_ACTION,
        st.sampled_from([None, None, None, None]) | ANYBODY,
        st.sampled_from([0, 0, 1, 20, 100, 2_000]),
        st.sampled_from([0, 0, 0, 15, 600]),
        st.booleans(),
    ),
    min_size=FEWEST,
    max_size=MOST,
)


def lived(askings: list[Asked]) -> Day:
    """A day on which all of that was asked; a report comes first, so that there's something."""
    day = a_day(READY_PLAN)
    day.report()
    for asked in askings:
        day.wait(asked.after_s)
        if asked.watch:
            day.watch()
        said_at = Instant(max(day.event().opened_at, day.at - asked.ago_s * SECOND_MS))
        decided = day.decide(asked.action, asked.by, said_at=said_at)
        if not isinstance(decided, Refusal):
            day.ask(asked.action, asked.by, said_at=said_at)
    return day


def check(day: Day) -> None:
    """Everything that must hold of a board whatever happened."""
    documents = day.board.documents
    check_bindings(day.board)
    check_incidents(day.board)
    every: list[Document] = [*documents.incidents.values(), *documents.units.values()]
    for known in documents.others.values():
        every.extend(known.values())
    for kept in every:
        # Documents are copied by their fields; a name misspelt in a fold would stick here.
        assert set(vars(kept)) - {WORKED_OUT} == {field.name for field in fields(kept)}
    for each in (documents.incidents, documents.units, documents.notices):
        assert all(one.v <= day.board.seq for one in each.values())
    assert [entry.seq for entry in day.entries] == list(range(1, day.board.seq + 1))
    assert sorted(documents.incidents) == list(range(1, documents.reported + 1))
    assert len(day.board.remembered) == day.board.seq


def check_bindings(board: Board) -> None:
    """A unit is bound by what it has active assignments on, and by nothing else."""
    units = board.documents.units
    bound = {unit: set[int]() for unit in units}
    for incident in board.documents.incidents.values():
        active = [one.unit for one in incident.assignments if one.is_active]
        assert max(Counter(active).values(), default=0) <= 1
        assert not active or incident.status in OPEN
        for unit in active:
            bound[unit].add(incident.number)
    for name, incidents in bound.items():
        assert set(units[name].incidents) == incidents
        assert len(units[name].incidents) == len(incidents)


def check_incidents(board: Board) -> None:
    """Deadlines have names of their own, one answer at most is waited for, merges end somewhere."""
    documents = board.documents
    names: list[str] = []
    for incident in documents.incidents.values():
        waiting = deadlines(incident)
        names.extend(one.id for one in waiting)
        assert sum(one.kind is DeadlineKind.ANSWER for one in waiting) <= 1
        assert [rung.index for rung in incident.told] == list(range(len(incident.told)))
        assert len({one.id for one in incident.missed}) == len(incident.missed)
        assert (incident.number in documents.going) == (incident.status not in ENDED)
        assert (incident.merged_into is not None) == (incident.status is IncidentStatus.MERGED)
        if incident.merged_into is not None:
            assert incident.number in documents.incidents[incident.merged_into].duplicates
        for duplicate in incident.duplicates:
            assert documents.incidents[duplicate].merged_into == incident.number
        told = [p for rung in incident.told if rung.rung != "city" for p in rung.people]
        assert len(told) == len(set(told))
    assert len(names) == len(set(names))


@settings(max_examples=90)
@given(ASKINGS)
def test_whatever_is_asked_the_board_makes_sense(askings: list[Asked]) -> None:
    check(lived(askings))


@settings(max_examples=35)
@given(ASKINGS)
def test_the_log_read_again_comes_to_the_same_board(askings: list[Asked]) -> None:
    day = lived(askings)

    again = Board()
    for entry in day.entries:
        stored = write_entry(entry)
        assert read_entry(stored) == entry
        again.fold(read_entry(stored), link(again.hash, stored))

    assert again == day.board


@settings(max_examples=35)
@given(ASKINGS, st.integers(0, MOST))
def test_a_board_put_away_anywhere_and_taken_out_goes_on_as_if_nothing_was(
    askings: list[Asked], place: int
) -> None:
    day = lived(askings)
    board = Board()
    for entry in day.entries:
        if entry.seq - 1 == place:
            board = taken_out(board)
        board.fold(entry, link(board.hash, write_entry(entry)))

    assert taken_out(board) == day.board


def taken_out(board: Board) -> Board:
    """A board written as a snapshot and read again."""
    going, rest = boards.write_going(board), boards.write_rest(board)
    read = boards.read_going(going)
    ended = boards.read_ended(rest["ended"])
    read.documents.incidents = {**ended.incidents, **read.documents.incidents}
    read.documents.notices = {**ended.notices, **read.documents.notices}
    read.remembered = boards.read_remembered(rest["remembered"])
    return read


@settings(max_examples=35)
@given(ASKINGS)
def test_a_board_forked_is_the_same_and_leaves_the_first_alone(askings: list[Asked]) -> None:
    day = lived(askings)
    board = Board()
    for entry in day.entries:
        fork = board.fork()
        before = (board.seq, board.hash, dict(board.documents.incidents))
        changed = fork.fold(entry, link(board.hash, write_entry(entry)))
        assert (board.seq, board.hash, dict(board.documents.incidents)) == before
        assert changed == board.fold(entry, link(board.hash, write_entry(entry)))
        assert dict(fork.documents.incidents) == dict(board.documents.incidents)
        assert fork.documents.going == board.documents.going


@settings(max_examples=35)
@given(ASKINGS, st.integers(1, 5))
def test_a_board_that_takes_over_what_its_fork_folded_is_as_if_it_had_folded_it(
    askings: list[Asked], together: int
) -> None:
    day = lived(askings)
    board, folded = Board(), Board()
    for first in range(0, len(day.entries), together):
        fork = board.fork()
        for entry in day.entries[first : first + together]:
            h = link(fork.hash, write_entry(entry))
            made = fork.fold_each(entry, h)
            board.take_over(entry, h, made, fork.remembered[entry.action_id])
            assert folded.fold(entry, h) == each_once(made)

        assert board == folded
        assert list(board.documents.going) == list(folded.documents.going)
        assert list(board.documents.lately) == list(folded.documents.lately)


@settings(max_examples=35)
@given(ASKINGS)
def test_what_was_done_is_so_already(askings: list[Asked]) -> None:
    """A phone resends, a watch restarts: asked again at once, most things change nothing."""
    adds_each_time = (
        a.Report,
        a.AddNote,
        a.ChangeLocation,
        a.StrikeEntry,
        a.Escalate,
        a.RecordRecovery,
        a.RecordNoticeOutcome,
        a.SetUnitState,
        a.IssueDirective,
        a.RequisitionSupply,
        a.ReturnSupply,
        a.DecideGo,
        a.DraftSitrep,
    )
    day = lived(askings)
    for asked in askings:
        first = day.decide(asked.action, asked.by)
        if isinstance(first, Refusal) or isinstance(asked.action, adds_each_time):
            continue
        day.ask(asked.action, asked.by)
        again = day.decide(asked.action, asked.by)
        assert again == () or isinstance(again, Refusal)


@settings(max_examples=35)
@given(ASKINGS)
def test_once_the_watch_has_looked_nothing_is_overdue_and_unsaid(askings: list[Asked]) -> None:
    day = lived(askings)

    for _ in range(3):
        day.watch()

    assert overdue(day.board.open_incidents(), day.at) == []
    assert passed(day.board, day.at) == []


@settings(max_examples=60)
@given(ASKINGS, ANY_ACTION, ANYBODY)
def test_every_asking_is_answered_with_facts_or_a_reason(
    askings: list[Asked], action: Action, by: By
) -> None:
    day = lived(askings[:10])

    decided = day.decide(action, by)

    if isinstance(decided, Refusal):
        assert decided.words.zh
        assert decided.words.en
    else:
        assert all(isinstance(fact, Fact) for fact in decided)


@settings(max_examples=30)
@given(ASKINGS)
def test_a_fact_about_what_is_not_there_is_passed_over(askings: list[Asked]) -> None:
    """The fold never refuses: an entry is in the log, and the day goes on."""
    day = lived(askings)
    empty = Board()

    for entry in day.entries[1:]:
        empty.fold(entry, "h")

    assert empty.seq == day.board.seq
    assert set(empty.remembered) == {ActionId(entry.action_id) for entry in day.entries[1:]}


def test_the_plan_of_the_tests_is_one_that_could_be_loaded() -> None:
    for playbook in PLAN.playbooks.values():
        assert playbook.lead in PLAN.groups
        assert playbook.ladder[-1].kind == "request"
        assert {rung.post for rung in playbook.ladder if rung.post} <= set(PLAN.posts)
