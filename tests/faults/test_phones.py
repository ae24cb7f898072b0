"""Phones that come back from the far car park with an hour's worth of things to say."""

from collections.abc import Iterator

import pytest

from tests.faults.day import Day, report_line
from tests.faults.parts import PartsTown
from tests.faults.phones import phone_sends_thrice
from tests.faults.repeats import times

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def day(parts: PartsTown, seed: int) -> Iterator[Day]:
    """Open a drill."""
    day = Day(parts, seed)
    yield day
    day.close()


def test_a_phone_that_sends_everything_three_times_in_no_order_is_heard_once(
    parts: PartsTown, day: Day
) -> None:
    resent = phone_sends_thrice(parts, day, times(50))

    report_line(
        "a phone sends thrice",
        actions=resent.actions,
        sent=resent.sent,
        batches_cut=resent.cut,
        late=resent.late,
        found=resent.found,
    )
