"""Ties a process to its parent: when the parent dies, however it dies, so does the child."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1

# Loaded here and not in the child: between fork and exec nothing may wait for a lock.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def tether(parent: int) -> Callable[[], None]:
    """
    Make what a child runs before it becomes its program.

    On Linux the kernel then kills it with its parent. Elsewhere a child of a
    supervisor that was killed with -9 has to be stopped by hand.
    """

    def tie() -> None:
        die_with(parent)

    return tie


def die_with(parent: int) -> None:
    """Have this process killed when its parent dies; at once if that has happened already."""
    if _LIBC is None:
        return
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
