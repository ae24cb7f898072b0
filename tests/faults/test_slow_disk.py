"""A disk whose every flush takes most of a second: an answer waits for it, and then it's true."""

import pytest

from tests.faults.day import Day, report_line
from tests.faults.disk import FLUSH_MS, compiler
from tests.faults.parts import parts_town
from tests.faults.repeats import times
from tests.faults.scenarios import kill_store_on_slow_disk

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_a_store_killed_on_a_slow_disk_loses_nothing_it_acknowledged(seed: int) -> None:
    assert compiler(), "this test compiles a few lines of C: install gcc"
    kills = times(4)

    with parts_town(webs=1, slow_disk=True) as town:
        day = Day(town, seed)
        found = kill_store_on_slow_disk(town, day, kills)
        day.close()

    report_line("kill -9 on a slow disk", kills=kills, flush=f"{FLUSH_MS} ms", found=found)
