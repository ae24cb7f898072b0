"""What the system itself does about a clause: each capability is really there."""

from typing import get_args

import pytest

from command.domain.actions import Action
from command.domain.embodiments import CAPABILITIES, PURPOSES, Capability
from command.domain.facts import Fact
from command.domain.kinds import KINDS

EVERY = pytest.mark.parametrize("capability", CAPABILITIES.values(), ids=CAPABILITIES.keys())
THERE = {*get_args(Action), *get_args(Fact), *KINDS}


@EVERY
def test_a_capability_is_proved_by_actions_facts_or_documents_that_exist(
    capability: Capability,
) -> None:
    assert set(capability.proofs) <= THERE


@EVERY
def test_only_the_plans_page_is_proved_by_being_there(capability: Capability) -> None:
    assert capability.proofs or capability.id == "plan-page"


@EVERY
def test_a_capability_is_said_in_both_languages(capability: Capability) -> None:
    assert capability.name.zh.strip()
    assert capability.name.en.strip()


def test_the_plans_page_carries_only_what_nobody_can_do() -> None:
    assert CAPABILITIES["plan-page"].kinds == PURPOSES
