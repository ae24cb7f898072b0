"""The line between a web process and its store: cut, slow, or silent."""

from collections.abc import Iterator

import pytest

from tests.faults.day import Day, report_line
from tests.faults.faultproxy import Mode
from tests.faults.parts import PartsTown
from tests.faults.repeats import times
from tests.faults.scenarios import cut_replies, cut_web_off, miss_the_last_word

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture
def day(parts: PartsTown, seed: int) -> Iterator[Day]:
    """Open a drill, and heal every line after it."""
    day = Day(parts, seed)
    yield day
    for proxy in parts.proxies:
        proxy.set("pass")
    day.close()


def test_a_reply_cut_after_the_append_leaves_one_entry_and_an_answer(
    parts: PartsTown, day: Day
) -> None:
    cuts = times(50)

    found = cut_replies(parts, day, cuts)

    report_line("reply cut after the append", cuts=cuts, found=found)


@pytest.mark.parametrize("mode", ["blackhole", "reset"])
def test_a_web_process_without_its_store_says_so_reads_on_and_catches_up(
    parts: PartsTown, day: Day, mode: Mode
) -> None:
    cut = cut_web_off(parts, day, mode, seconds=4)

    assert cut.refused == 2
    report_line(
        f"{mode} between web and store",
        refused=cut.refused,
        answered=f"within {cut.slowest_answer_s:.1f} s",
        reads=f"{cut.reads} within {1000 * cut.slowest_read_s:.0f} ms",
        pages_told=f"after {cut.told_after_s:.1f} s",
        caught_up=f"after {cut.caught_up_after_s:.1f} s",
        found=cut.found,
    )


def test_the_last_word_of_a_day_reaches_the_pages_of_a_process_that_was_cut_off(
    parts: PartsTown, day: Day
) -> None:
    last = miss_the_last_word(parts, day, times(3))

    report_line(
        "cut off from the last word",
        words=last.words,
        shown=f"within {last.shown_after_s:.1f} s",
        found=last.found,
    )


def test_a_slow_line_to_the_store_delays_and_loses_nothing(parts: PartsTown, day: Day) -> None:
    near = day.person("dispatcher-0", urls=parts.urls[:1])
    day.usual_pages()

    parts.proxies[0].set("delay")
    near.act("report", incident_type="illness")
    for _ in range(times(5)):
        near.act("add_note", incident=1, text="slowly")
    parts.proxies[0].set("pass")

    found = day.check()
    slowest_s = max(one.took_s for one in day.history.exchanges)
    report_line("0.4 s more each way", slowest_answer=f"{slowest_s:.1f} s", found=found)
