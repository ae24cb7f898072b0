"""Makes a slow disk for a store: a few lines of C, compiled when a test needs them."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("slow_fsync.c")
FLUSH_MS: Final = 900


def compiler() -> str | None:
    """Find a C compiler."""
    return shutil.which("cc") or shutil.which("gcc")


def compile_shim(folder: Path) -> Path:
    """Compile the library that slows a program's flushes down."""
    shim = folder / "slow_fsync.so"
    words = [compiler() or "cc", "-shared", "-fPIC", "-O1", "-o", shim, SOURCE, "-ldl"]
    subprocess.run(words, check=True)
    return shim


@contextmanager
def preloaded(shim: Path | None) -> Iterator[None]:
    """Have programs started within the block use the shim."""
    if shim is None:
        yield
        return
    os.environ |= {"LD_PRELOAD": str(shim), "SLOW_FSYNC_MS": str(FLUSH_MS)}
    try:
        yield
    finally:
        for name in ("LD_PRELOAD", "SLOW_FSYNC_MS"):
            del os.environ[name]
