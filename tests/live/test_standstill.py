"""When a process is ended because it doesn't follow a log any more."""

import pytest

from command.live.standstill import FOLLOWS_WITHIN_S, Standstill

LONG_S = FOLLOWS_WITHIN_S + 1
SHORT_S = FOLLOWS_WITHIN_S - 1


def test_one_look_says_nothing_and_the_second_in_a_row_does() -> None:
    looks = Standstill()

    assert not looks.look(answers_s=LONG_S, age_s=LONG_S)
    assert looks.look(answers_s=LONG_S, age_s=LONG_S)


@pytest.mark.parametrize(
    ("answers_s", "age_s"),
    [(LONG_S, SHORT_S), (0.0, LONG_S), (SHORT_S, LONG_S)],
    ids=["it followed", "the store was away", "the store has only just come back"],
)
def test_a_look_in_between_that_has_an_excuse_begins_the_count_anew(
    answers_s: float, age_s: float
) -> None:
    looks = Standstill()
    looks.look(answers_s=LONG_S, age_s=LONG_S)

    assert not looks.look(answers_s=answers_s, age_s=age_s)
    assert not looks.look(answers_s=LONG_S, age_s=LONG_S)
    assert looks.look(answers_s=LONG_S, age_s=LONG_S)


def test_a_follower_that_is_just_in_time_is_never_stuck() -> None:
    looks = Standstill()

    assert not any(looks.look(answers_s=LONG_S, age_s=FOLLOWS_WITHIN_S) for _ in range(3))
