"""Two dispatchers on two web processes want the same thing at the same moment."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest

from tests.faults.day import Day, report_line
from tests.faults.history import Answer, Deed
from tests.faults.parts import PartsTown
from tests.faults.people import Person
from tests.faults.repeats import times

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

Pair = tuple[Deed, Deed]
Race = Callable[[Person, Person], Pair]

UNIT: Final = "ambulance-1"


@pytest.fixture
def day(parts: PartsTown, seed: int) -> Iterator[Day]:
    """Open a drill."""
    day = Day(parts, seed)
    yield day
    day.close()


def test_of_two_dispatchers_at_once_exactly_one_wins(parts: PartsTown, day: Day) -> None:
    one, other = (day.person(f"dispatcher-{n}", urls=[parts.urls[n]]) for n in range(2))
    day.usual_pages()

    races = [*ONE_WINS, same_unit_to_one_incident]
    with ThreadPoolExecutor(2) as pool:
        for place in range(times(200)):
            race = races[place % len(races)]
            deeds = race(one, other)
            answers = run(pool, (one, other), deeds)
            written = [answer for answer in answers if answer.seq is not None]
            assert len(written) == 1, f"{race.__name__}: {answers}"
            if race in ONE_WINS:
                assert sorted(answer.result for answer in answers) == ["done", "refused"]
            clear_up(one, deeds)

    found = day.check()
    report_line("two dispatchers at once", races=times(200), winners=times(200), found=found)


def one_unit_to_two_incidents(one: Person, other: Person) -> Pair:
    """The unit can only be in one place; the loser is told where."""
    numbers = [who.act("report", incident_type="illness").incident for who in (one, other)]
    return (
        one.prepare("assign_unit", incident=numbers[0], unit=UNIT),
        other.prepare("assign_unit", incident=numbers[1], unit=UNIT),
    )


def merged_into_each_other(one: Person, other: Person) -> Pair:
    """Each would carry the other on, and nobody either."""
    first, second = (who.act("report", incident_type="fire").incident for who in (one, other))
    return (
        one.prepare("merge_incident", incident=first, into=second),
        other.prepare("merge_incident", incident=second, into=first),
    )


def same_unit_to_one_incident(one: Person, other: Person) -> Pair:
    """Both mean the same; it's written once, and both are told that it's so."""
    number = one.act("report", incident_type="other").incident
    return (
        one.prepare("assign_unit", incident=number, unit=UNIT),
        other.prepare("assign_unit", incident=number, unit=UNIT),
    )


ONE_WINS: Final[tuple[Race, ...]] = (one_unit_to_two_incidents, merged_into_each_other)


def run(pool: ThreadPoolExecutor, people: tuple[Person, Person], deeds: Pair) -> list[Answer]:
    """Have both send at once."""
    ready = threading.Barrier(2)

    def go(person: Person, deed: Deed) -> Answer:
        ready.wait(10)
        return person.deliver(deed)

    return list(pool.map(go, people, deeds))


def clear_up(person: Person, deeds: Pair) -> None:
    """End what is still open, so that the unit is free again."""
    for number in {deed.body["incident"] for deed in deeds}:
        person.act("resolve_incident", incident=number)
