"""How often a fault is repeated: DENGGAO_FAULTS=10 for a night, 0.2 for a glance."""

import os


def times(usual: int) -> int:
    """Return how often to do what is usually done so often, at least once."""
    return max(1, round(usual * float(os.environ.get("DENGGAO_FAULTS", "1"))))
