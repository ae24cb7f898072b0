"""When a process that serves looks for garbage: seldom, and not among what it began with."""

import gc
from typing import Final

COLLECT_AFTER: Final = (50_000, 20, 50)
"""New objects before each generation is looked through; Python's own 700 is for small programs."""


def collect_seldom() -> None:
    """
    Leave what has been loaded alone, and look through the rest seldom.

    Plans, modules and routes live as long as the process: walking them again and again for
    garbage stops every page for tens of milliseconds.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
