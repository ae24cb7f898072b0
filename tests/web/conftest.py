"""One running stack for the tests that leave it whole."""

from collections.abc import Iterator

import pytest

from tests.valkey import running_valkey, valkey
from tests.web.stack import Stack, running_stack

__all__ = ["valkey"]


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Share one stack with one web process. Don't stop anything of it."""
    with running_valkey() as server, running_stack(server) as running:
        yield running
