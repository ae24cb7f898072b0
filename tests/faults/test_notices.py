"""Whatever becomes of the worker and its queue, everybody is told and the log says so once."""

import time
from collections.abc import Iterator
from functools import partial
from typing import Final

import pytest

from command.desk import Asking, Receipt
from command.domain.actions import Report
from command.domain.authority import Role
from command.domain.identifiers import ActionId, TypeId
from command.domain.incident import By
from command.domain.states import NoticeStatus
from command.settings import queue_url_of
from command.store.connect import ask, connect
from command.store.contacts import Contacts
from tests.faults.day import OWED_AFTER_MS, Day, report_line
from tests.faults.hook import Hook, running_hook
from tests.faults.parts import PartsTown, parts_town
from tests.faults.people import new_id
from tests.faults.processes import until
from tests.faults.repeats import times

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

BACK_WITHIN_S: Final = 25.0


@pytest.fixture(scope="module")
def town() -> Iterator[PartsTown]:
    """Run a worker on a store, and nothing else."""
    with parts_town(webs=0, workers=1) as town:
        yield town


@pytest.fixture
def hook() -> Iterator[Hook]:
    """Run a webhook."""
    with running_hook() as hook:
        yield hook


@pytest.fixture
def day(town: PartsTown, seed: int, hook: Hook) -> Iterator[Day]:
    """Open a drill in which everybody is reached by the webhook."""
    day = Day(town, seed)
    client = connect(town.url, "write")
    contacts = Contacts(client, day.event)
    for person in town.plan.people:
        contacts.put(person, [hook.address(person)])
    client.close()
    yield day
    day.close()


def test_a_worker_killed_while_it_tells_somebody_tells_them_after_all(
    town: PartsTown, day: Day, hook: Hook
) -> None:
    took: list[float] = []
    (worker,) = town.workers

    for _ in range(times(3)):
        hook.hold()
        before = len(hook.told)
        report(day)
        until(partial(hook.has_told_more_than, before), BACK_WITHIN_S, what="the first try")
        worker.kill9()
        killed_s = time.monotonic()
        hook.release()
        worker.start()
        until(lambda: not issued(day), BACK_WITHIN_S, what=f"their outcome\n{worker.said()}")
        took.append(time.monotonic() - killed_s)

    found = day.check()
    report_line(
        "kill -9 of a worker at work",
        kills=len(took),
        told=len(hook.told),
        told_after=f"at most {max(took):.1f} s",
        found=found,
    )


def test_an_emptied_queue_loses_no_notice(town: PartsTown, day: Day, hook: Hook) -> None:
    hook.hold()
    for _ in range(10):
        report(day)
    until(lambda: hook.told, BACK_WITHIN_S, what="the first try")
    owed = len(issued(day))
    queue = connect(queue_url_of(town.url), "write")
    ask(queue, "FLUSHDB")
    queue.close()
    hook.release()

    # Whoever has no outcome after a minute is told again; the drill's clock jumps that far.
    town.set_clock(day.event, rate=1, ahead_ms=OWED_AFTER_MS)

    until(lambda: not issued(day), BACK_WITHIN_S, what=f"their outcome\n{town.said()}")
    found = day.check()
    report_line("FLUSHDB of the queue", owed=owed, told=len(hook.told), found=found)


def report(day: Day) -> None:
    """Tell of something at a desk, so that somebody has to be told."""
    desk = day.town.desk(day.event)
    asking = Asking(action_id=ActionId(new_id()), by=By(role=Role.DISPATCHER), source="dispatch")
    assert isinstance(desk.submit(Report(incident_type=TypeId("illness")), asking), Receipt)


def issued(day: Day) -> list[str]:
    """List the notices of which the log doesn't say yet how telling went."""
    notices = day.town.desk(day.event).board.documents.notices
    return [one.id for one in notices.values() if one.status is NoticeStatus.ISSUED]
