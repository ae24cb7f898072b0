"""The last write is torn: cut off before the start, said in the log, and never seen again."""

import random
import time
from collections.abc import Iterator
from typing import Any, Final

import pytest

from command.cli.running import record_recovery
from command.domain.authority import Role
from tests.faults.day import Day, report_line
from tests.faults.desks import Writer
from tests.faults.history import Deed
from tests.faults.invariants import check_all
from tests.faults.pages import Page
from tests.faults.parts import parts_town
from tests.faults.people import NoAnswer, Person
from tests.faults.processes import until
from tests.faults.repeats import times
from tests.faults.torn import tear_last_append
from tests.faults.up import UpTown
from tests.faults.work import dispatch

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

# Patience, not a goal.
BACK_WITHIN_S: Final = 90.0


@pytest.fixture
def day(up: UpTown, seed: int) -> Iterator[Day]:
    """Open a drill under `denggao up`."""
    day = Day(up, seed)
    yield day
    day.close()


def test_a_torn_tail_is_cut_said_and_offered_again_by_the_phones(up: UpTown, day: Day) -> None:
    """
    The disk loses what it had acknowledged: the one thing no setting of ours can prevent.

    Whoever was told "done" has a cursor that the log no longer knows, begins
    anew, and sends again what it kept. Nothing is lost that way, nor twice.
    """
    dispatcher = day.person("dispatcher-0")
    page = day.page("dispatcher's page")
    day.page("wall", Role.WALL)
    offered: list[Deed] = []
    back: list[float] = []
    epochs = [epoch_of(dispatcher)]

    for _ in range(times(2)):
        dispatch(dispatcher, day.random)
        lost = dispatcher.prepare("report", incident_type="fire", what="torn off")
        dispatcher.deliver(lost)
        day.until_pages_agree()
        with day.fault("the power is cut"):
            up.kill_everything()
            tear_last_append(up.settings.data / "redis", day.random)
            lost.answers.clear()
            began_s = time.monotonic()
            up.start()
            back.append(time.monotonic() - began_s)
        day.begin_anew()
        offered.append(lost)
        offer_again(dispatcher, page, len(offered))
        epochs.append(epoch_of(dispatcher))
        dispatch(dispatcher, day.random)
        with day.fault("the power is cut again"):
            up.kill_everything()
            up.start()

    found = day.check()
    assert len(set(epochs)) == len(epochs)
    report_line(
        "torn tail under `up`",
        cuts=len(offered),
        epochs=len(epochs),
        offered_again=len(offered),
        back=f"at most {max(back):.1f} s",
        found=found,
    )


def epoch_of(person: Person) -> str:
    """Ask which history of the log this is."""
    return str(until(lambda: head_of(person), BACK_WITHIN_S, what="an answer")["epoch"])


def head_of(person: Person) -> dict[str, Any] | None:
    """Ask where the log ends; None where nobody can say just now."""
    try:
        status, said = person.get("sync")
    except NoAnswer:
        return None
    return said["head"] if status == 200 else None


def offer_again(person: Person, page: Page, cuts: int) -> None:
    """Send all of it again once the page was told to begin anew, as a phone's outbox does."""
    # It may be told of one cut twice, when it's interrupted while it begins anew.
    until(
        lambda: len({cursor["epoch"] for cursor in page.sent_back}) >= cuts,
        BACK_WITHIN_S,
        what="that the page begins anew",
    )
    for deed in person.history.deeds:
        person.deliver(deed)


def test_at_every_offset_a_torn_write_is_gone_for_good_and_the_rest_stays(seed: int) -> None:
    chance = random.Random(seed)
    with parts_town(webs=0) as town:
        day = Day(town, seed)
        writer = Writer(town, day)
        writer.write()
        left: list[int] = []

        for _ in range(times(25)):
            writer.write()
            torn = writer.write()
            town.store.kill9()
            left.append(tear_last_append(town.store.folder.redis, chance))
            torn.answers.clear()
            ready = town.store.start()
            assert ready.tail_cut is not None
            assert record_recovery(town.here(), ready.tail_cut).recorded == 1
            writer.write()
            # A dead write came back to life only at the second start.
            town.store.kill9()
            assert town.store.start().tail_cut is None
            check_all(day.history, town)
            if chance.random() < 0.5:
                writer.offer(torn)

        day.begin_anew()
        found = day.check()
        assert {deed.last is None for deed in day.history.deeds} == {True, False}
        day.close()
    report_line("torn at sampled offsets", cuts=len(left), offsets=len(set(left)), found=found)
