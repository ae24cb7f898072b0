"""Nothing that can be asked, happen or be refused is left out of a table."""

from typing import get_args

import pytest

from command.domain import refusals
from command.domain.actions import Action
from command.domain.authority import TABLE, Role
from command.domain.decide import DECISIONS
from command.domain.evolve import FOLDS
from command.domain.facts import Fact
from command.domain.refusals import Refusal
from command.domain.sitrep import TYPED
from command.domain.words import word_fields
from command.wire.actions import ACTIONS, ASKED_ELSEWHERE
from command.wire.entries import FACTS

ACTIONS_OF_THE_UNION = set(get_args(Action))
FACTS_OF_THE_UNION = set(get_args(Fact))
REFUSALS = [
    kind
    for kind in vars(refusals).values()
    if isinstance(kind, type) and issubclass(kind, Refusal) and kind is not Refusal
]


def test_every_action_has_a_rule_and_nothing_else_has() -> None:
    assert set(DECISIONS) == ACTIONS_OF_THE_UNION


def test_every_action_says_which_roles_may_ask_for_it() -> None:
    assert set(TABLE) == ACTIONS_OF_THE_UNION
    assert all(TABLE.values())


def test_nobody_who_only_looks_may_ask_for_anything() -> None:
    asking = frozenset[Role]().union(*TABLE.values())

    assert asking.isdisjoint({Role.WALL, Role.REVIEWER})


def test_every_fact_has_a_fold_and_nothing_else_has() -> None:
    assert set(FOLDS) == FACTS_OF_THE_UNION


def test_every_fact_and_every_action_has_a_name_on_the_wire() -> None:
    assert set(FACTS.values()) == FACTS_OF_THE_UNION
    assert set(ACTIONS.values()) | ASKED_ELSEWHERE == ACTIONS_OF_THE_UNION


def test_words_typed_by_somebody_are_words_in_the_fact_too() -> None:
    """A field that is sealed in the action and plain in the fact would show a commitment."""
    typed = {name for kind in ACTIONS_OF_THE_UNION for name in word_fields(kind)}
    kept = {name for kind in FACTS_OF_THE_UNION for name in word_fields(kind)}

    known = {"place", "what", "reporter", "reason", "text", "condition", "objectives"}
    assert typed == kept == known | {"evidence", "conditions", *TYPED}


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: str(kind.code))
def test_a_refusal_has_a_code_of_its_own_and_a_status(kind: type[Refusal]) -> None:
    codes = [other.code for other in REFUSALS]

    assert codes.count(kind.code) == 1
    assert kind.status_hint in {403, 404, 409, 422}
