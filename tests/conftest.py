"""What every test may use: a real server, and examples that are the same on every machine."""

import os

from hypothesis import HealthCheck, settings

from tests.valkey import _shared_server, short_path, store, valkey

__all__ = ["_shared_server", "short_path", "store", "valkey"]

_CALM = settings(
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("same", _CALM, derandomize=True)
settings.register_profile("fresh", _CALM)
# `HYPOTHESIS_PROFILE=fresh` looks for new examples; everywhere else a red test stays red.
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
