"""Fixtures for tests on a real server."""

from tests.valkey import _shared_server, short_path, store, valkey

__all__ = ["_shared_server", "short_path", "store", "valkey"]
