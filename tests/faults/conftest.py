"""The seed of a run, and how often things are repeated."""

import os
import secrets
from collections.abc import Iterator

import pytest

from tests.faults.parts import PartsTown, parts_town
from tests.faults.up import UpTown, up_town
from tests.valkey import short_path, valkey

__all__ = ["short_path", "valkey"]


@pytest.fixture
def seed() -> int:
    """Return the run's seed: DENGGAO_SEED, or a fresh one that every failure names."""
    return int(os.environ.get("DENGGAO_SEED") or secrets.randbelow(10**9))


@pytest.fixture(scope="session")
def parts() -> Iterator[PartsTown]:
    """Share a town of two web processes, two watches and a worker. Heal it after each test."""
    with parts_town(webs=2, watches=2, workers=1) as town:
        yield town


@pytest.fixture(scope="session")
def up() -> Iterator[UpTown]:
    """Share a town under `denggao up`. Whatever is killed, the supervisor starts again."""
    with up_town() as town:
        yield town
