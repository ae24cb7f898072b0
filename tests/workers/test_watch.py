"""The watch says of each deadline that passed that it did: once, late rather than never."""

import threading
from dataclasses import dataclass, replace
from typing import cast

import pytest

from command.desk import Desk
from command.domain import actions as a
from command.domain.facts import DeadlineMissed, RungClimbed
from command.domain.identifiers import PersonId
from command.domain.states import EventKind
from command.store.chain import BrokenChain
from command.store.connect import StoreAway
from tests.cast import ANSWER_S, CRUSH, DISPATCH_S, PATROL
from tests.valkey import Valkey, wait_until
from tests.workers.stage import Stage
from workers.watch import (
    LOOK_EVERY_S,
    STANDBY_AFTER_MS,
    LookBroke,
    Watch,
    audit,
    pause_s,
    stand_by,
    watch_once,
)


@dataclass(slots=True)
class Stopwatch:
    """A stopwatch moved by hand."""

    now_s: float = 0.0

    def __call__(self) -> float:
        """Read it."""
        return self.now_s


class Stop(threading.Event):
    """Is set after some waits, and takes no time for them."""

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self.waited: list[float | None] = []
        self._rounds = rounds

    def wait(self, timeout: float | None = None) -> bool:
        """Note how long somebody would have waited."""
        self.waited.append(timeout)
        if len(self.waited) >= self._rounds:
            self.set()
        return self.is_set()


@pytest.fixture
def two(store: Valkey, valkey: Valkey) -> tuple[Stage, Stage]:
    """Two events on two stores, a deadline passed in each."""
    stages = Stage(valkey), Stage(store)
    for stage in stages:
        stage.report()
        stage.clock.move(ANSWER_S + STANDBY_AFTER_MS / 1000)
    return stages


def broken_desk(stage: Stage) -> Desk:
    """A desk whose plan breaks whichever rule asks who holds a post; no loader lets it pass."""
    desk = stage.another_desk()
    nobody = (cast("PersonId", []),)
    posts = {id_: replace(post, holders=nobody) for id_, post in desk.plan.posts.items()}
    desk.plan = replace(desk.plan, posts=posts)
    return desk


def test_nothing_is_said_before_its_time(stage: Stage) -> None:
    stage.report()
    stage.clock.move(DISPATCH_S - 1)

    assert watch_once(stage.another_desk()) == 0


def test_a_deadline_that_passed_is_said_and_the_chain_hears_of_it(stage: Stage) -> None:
    stage.report()
    stage.clock.move(ANSWER_S)

    watch_once(stage.another_desk())

    assert "1.1.answer.0" in {fact.deadline for fact in stage.facts(DeadlineMissed)}
    assert [fact.index for fact in stage.facts(RungClimbed)] == [0, 1]


def test_a_watch_run_twice_writes_once(stage: Stage) -> None:
    stage.report()
    stage.clock.move(DISPATCH_S)

    said = [watch_once(stage.another_desk()), watch_once(stage.another_desk())]

    assert said == [1, 0]


def test_five_watches_at_once_write_once(stage: Stage) -> None:
    for _ in range(10):
        stage.report()
    desks = [stage.another_desk() for _ in range(5)]
    stage.clock.move(DISPATCH_S)
    said: list[int] = []

    watching = [
        threading.Thread(target=lambda desk=desk: said.append(watch_once(desk))) for desk in desks
    ]
    for one in watching:
        one.start()
    for one in watching:
        one.join()

    missed = [fact.deadline for fact in stage.facts(DeadlineMissed)]
    assert len(missed) == len(set(missed)) == sum(said) == 10


def test_a_promise_kept_is_never_called_missed(stage: Stage) -> None:
    number = stage.report()
    watching = stage.another_desk()
    stage.clock.move(DISPATCH_S - 1)
    stage.ask(a.AssignUnit(incident=number, unit=PATROL))
    stage.clock.move(2)

    assert watch_once(watching) == 0


def test_a_watch_that_slept_past_ten_deadlines_says_each_once(stage: Stage) -> None:
    for _ in range(10):
        stage.report()
    watching = stage.another_desk()
    stage.clock.move(ANSWER_S + 5)

    said = watch_once(watching) + watch_once(watching)

    missed = [fact.deadline for fact in stage.facts(DeadlineMissed)]
    assert len(missed) == len(set(missed)) == said == 20


def test_a_standby_leaves_the_first_seconds_to_the_watch(stage: Stage) -> None:
    stage.report()
    standing_by = stage.another_desk()
    stage.clock.move(DISPATCH_S + 2.9)

    early = watch_once(standing_by, overdue_for_ms=3_000)
    stage.clock.move(0.1)
    late = watch_once(standing_by, overdue_for_ms=3_000)

    assert (early, late) == (0, 1)


def test_in_a_fast_drill_the_standby_still_waits_real_seconds(store: Valkey) -> None:
    stage = Stage(store, EventKind.DRILL, rate=60)
    stage.report()
    standing_by = stage.another_desk()
    stage.clock.move(DISPATCH_S / 60 + 2.9)

    early = watch_once(standing_by, overdue_for_ms=3_000)
    stage.clock.move(0.1)
    late = watch_once(standing_by, overdue_for_ms=3_000)

    assert early == 0
    assert late >= 1


def test_the_auditor_names_what_nobody_said(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    stage.report()
    desk = stage.another_desk()
    stage.clock.move(DISPATCH_S + 10)

    unsaid = audit(desk)

    assert unsaid == ["1.1.dispatch"]
    assert "deadline=1.1.dispatch" in caplog.text


def test_the_auditor_is_content_where_the_watch_was(stage: Stage) -> None:
    stage.report()
    desk = stage.another_desk()
    stage.clock.move(DISPATCH_S + 10)
    watch_once(desk)

    assert audit(desk) == []


def test_the_watch_wakes_when_the_next_one_is_due(stage: Stage) -> None:
    stage.report()
    desk = stage.another_desk()
    stage.clock.move(DISPATCH_S - 0.4)

    assert pause_s([desk], stage.clock) == pytest.approx(0.4, abs=0.01)


def test_without_anything_due_soon_it_looks_each_second_give_or_take_a_tenth(stage: Stage) -> None:
    pauses = {pause_s([stage.another_desk()], stage.clock) for _ in range(20)}

    assert len(pauses) > 1
    assert min(pauses) >= 0.9 * LOOK_EVERY_S
    assert max(pauses) <= 1.1 * LOOK_EVERY_S


def test_rounds_give_a_sign_of_life_at_most_once_a_second(stage: Stage) -> None:
    desk, stopwatch = stage.another_desk(), Stopwatch()
    beats: list[float] = []
    watch = Watch(
        lambda: [desk], stage.clock, lambda: beats.append(stopwatch.now_s), stopwatch=stopwatch
    )

    for _ in range(5):
        watch.look()
        stopwatch.now_s += 0.25

    assert beats == [0.0, 1.0]


def test_an_event_whose_rule_breaks_keeps_no_other_waiting(
    two: tuple[Stage, Stage], caplog: pytest.LogCaptureFixture
) -> None:
    broken, stage = two
    beats: list[int] = []
    desks = [broken_desk(broken), stage.another_desk()]
    watch = Watch(lambda: desks, stage.clock, lambda: beats.append(1))

    with pytest.raises(LookBroke, match="TypeError"):
        watch.look()

    assert "1.1.dispatch" in {fact.deadline for fact in stage.facts(DeadlineMissed)}
    assert beats == []
    assert f"event={desks[0].event_id} can't be looked at" in caplog.text


def test_a_log_with_another_history_ends_the_look_so_that_desks_are_made_anew(
    two: tuple[Stage, Stage],
) -> None:
    _, stage = two
    desks = [stage.another_desk()]
    watch = Watch(lambda: desks, stage.clock, lambda: None)
    stage.client.flushall()

    with pytest.raises(BrokenChain):
        watch.look()


def test_a_watch_with_a_broken_event_goes_on_at_its_pace(two: tuple[Stage, Stage]) -> None:
    broken, stage = two
    stop, waits = Stop(rounds=3), [LOOK_EVERY_S] * 3
    desks = [broken_desk(broken), stage.another_desk()]

    Watch(lambda: desks, stage.clock, lambda: None).run(stop)

    assert stop.waited == waits


def test_a_standby_with_a_broken_event_goes_on_and_gives_no_sign_of_life(
    two: tuple[Stage, Stage],
) -> None:
    broken, stage = two
    stop, beats = Stop(rounds=3), list[int]()
    desks = [broken_desk(broken), stage.another_desk()]

    stand_by(lambda: desks, stop, lambda: beats.append(1))

    assert len(stop.waited) == 3
    assert beats == []
    assert "1.1.dispatch" in {fact.deadline for fact in stage.facts(DeadlineMissed)}


def test_an_event_whose_store_is_away_keeps_no_other_waiting(store: Valkey, valkey: Valkey) -> None:
    away, stage = Stage(valkey), Stage(store)
    stage.report()
    beats: list[int] = []
    desks = [away.another_desk(), stage.another_desk()]
    watch = Watch(lambda: desks, stage.clock, lambda: beats.append(1))
    valkey.kill9()
    stage.clock.move(DISPATCH_S)

    with pytest.raises(StoreAway, match=f"event={desks[0].event_id}"):
        watch.look()

    assert [fact.deadline for fact in stage.facts(DeadlineMissed)] == ["1.1.dispatch"]
    assert beats == []


def test_the_watch_goes_on_when_the_store_comes_back(valkey: Valkey) -> None:
    stage = Stage(valkey)
    stage.ask(a.Report(incident_type=CRUSH))
    desk = stage.another_desk()
    beats: list[int] = []
    watch = Watch(lambda: [desk], stage.clock, lambda: beats.append(1))
    stop = threading.Event()
    running = threading.Thread(target=watch.run, args=(stop,))
    running.start()
    wait_until(lambda: bool(beats))

    valkey.kill9()
    stage.clock.move(DISPATCH_S)
    with pytest.raises(StoreAway):
        desk.catch_up()
    valkey.start()
    wait_until(lambda: [fact.deadline for fact in stage.facts(DeadlineMissed)] == ["1.1.dispatch"])
    stop.set()
    running.join()

    assert not running.is_alive()
