"""A place with an opened event on a real server."""

from collections.abc import Iterator

import pytest

from command.desk import Desk
from tests.desk.desks import Place, a_place
from tests.valkey import Valkey


@pytest.fixture
def place(store: Valkey) -> Iterator[Place]:
    """An empty server."""
    with a_place(store.url) as place:
        yield place


@pytest.fixture
def desk(place: Place) -> Desk:
    """A desk of an event just opened."""
    return place.opened()
