"""The watch says of each deadline that passed that it did: once, late rather than never."""

import threading

import pytest

from command.domain import actions as a
from command.domain.facts import DeadlineMissed, RungClimbed
from command.domain.states import EventKind
from command.store.connect import StoreAway
from tests.cast import ANSWER_S, CRUSH, DISPATCH_S, PATROL
from tests.valkey import Valkey, wait_until
from tests.workers.stage import Stage
from workers.watch import LOOK_EVERY_S, Watch, audit, pause_s, watch_once


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


def test_a_round_gives_a_sign_of_life(stage: Stage) -> None:
    beats: list[int] = []
    watch = Watch(lambda: [stage.another_desk()], stage.clock, lambda: beats.append(1))

    watch.look()

    assert beats == [1]


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
