"""
A store that takes its time, as one on a slow disk does: it flushes before it answers, and stands.

Whoever waits too long hears 503, which promises nothing: what they sent may still go in once the
store goes on, and their next try is answered with the place it has by then.
"""

import time
from collections.abc import Iterator
from typing import Final

import pytest

from tests.faults.day import Day, report_line
from tests.faults.history import Answer, Deed
from tests.faults.parts import PartsTown
from tests.faults.repeats import times
from tests.faults.work import note

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

WRITERS: Final = 4
SHORT_S: Final = (0.2, 0.9)
LONG_S: Final = 2.6
"""Longer than a process waits for its write."""


@pytest.fixture
def day(parts: PartsTown, seed: int) -> Iterator[Day]:
    """Open a drill, and leave no store standing after it."""
    day = Day(parts, seed)
    yield day
    parts.store.thaw()
    day.close()


def test_what_a_slow_store_did_not_answer_in_time_was_promised_to_nobody(
    parts: PartsTown, day: Day
) -> None:
    people = [day.person(f"dispatcher-{n}") for n in range(WRITERS)]
    people[0].act("report", incident_type="illness")
    day.usual_pages()
    stands = [day.random.uniform(*SHORT_S) for _ in range(times(8))] + [LONG_S] * times(2)
    day.random.shuffle(stands)

    with day.fault("the store is slow"), day.at_work(people, note):
        for stand_s in stands:
            time.sleep(day.random.uniform(0.1, 0.4))
            parts.store.freeze()
            time.sleep(stand_s)
            parts.store.thaw()
        # One more time it stands and never goes on: what it had not flushed is gone.
        parts.store.freeze()
        time.sleep(SHORT_S[0])
        parts.store.kill9()
        parts.store.start()

    found = day.check()
    refused = [one for deed in day.history.deeds for one in deed.answers if not one.is_final]
    away = [one for one in refused if one.code == "store-away"]
    late = [one for one in day.history.exchanges if one.status == 200 and one.took_s > SHORT_S[0]]
    assert away, "the store was never slow enough"
    assert late, "nobody waited and was answered"
    assert all((one.seq, one.incident, one.assignment) == (None,) * 3 for one in refused)
    assert all(is_taken_by_its_last_word(deed) for deed in day.history.deeds)
    report_line(
        "slow store",
        stands=len(stands),
        answered_503=len(away),
        waited=len(late),
        went_in_all_the_same=sum(went_in_unanswered(deed) for deed in day.history.deeds),
        found=found,
    )


def is_taken_by_its_last_word(deed: Deed) -> bool:
    """Whether its sender was told of a place at last, having been told of none before."""
    *tries, last = deed.answers
    return last.is_taken and last.seq is not None and not any(map(is_a_promise, tries))


def is_a_promise(answer: Answer) -> bool:
    """Whether a sender could put the action aside on this answer."""
    return answer.is_final or answer.seq is not None


def went_in_unanswered(deed: Deed) -> bool:
    """Whether it was in the log already when it was sent again."""
    return len(deed.answers) > 1 and deed.answers[-1].result == "repeated"
