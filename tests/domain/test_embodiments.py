"""What the system itself does about a clause: each capability is really there."""

from typing import get_args

import pytest

from command.domain.actions import Action
from command.domain.embodiments import CAPABILITIES, Capability
from command.domain.facts import Fact
from command.domain.kinds import KINDS
from command.web.pages import NAMES

EVERY = pytest.mark.parametrize("capability", CAPABILITIES.values(), ids=CAPABILITIES.keys())
THERE = {*get_args(Action), *get_args(Fact), *KINDS}


@EVERY
def test_a_capability_is_proved_by_actions_facts_or_documents_that_exist(
    capability: Capability,
) -> None:
    assert set(capability.proofs) <= THERE


@EVERY
def test_a_capability_is_seen_on_a_page_that_exists(capability: Capability) -> None:
    assert capability.page in NAMES


@EVERY
def test_no_capability_is_a_name_alone(capability: Capability) -> None:
    assert capability.proofs


@EVERY
def test_a_capability_is_said_in_both_languages(capability: Capability) -> None:
    assert capability.name.zh.strip()
    assert capability.name.en.strip()
