"""Fixtures for tests of what goes on beside the pages."""

from collections.abc import Iterator

import pytest

from tests.fakes.receiver import Receiver, receiving
from tests.valkey import Valkey, _shared_server, short_path, store, valkey
from tests.workers.stage import Stage

__all__ = ["_shared_server", "short_path", "store", "valkey"]


@pytest.fixture
def stage(store: Valkey) -> Stage:
    """An open live event on a real log, and a clock moved by hand."""
    return Stage(store)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Run a webhook on this machine."""
    with receiving() as running:
        yield running
