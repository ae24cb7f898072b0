"""Cuts the end off a store's file, as a power cut or a lying disk does; nothing runs meanwhile."""

import random
import re
from pathlib import Path
from typing import Final

_COMMAND: Final = re.compile(rb"\*\d+\r\n\$\d+\r\n")
_XADD: Final = re.compile(rb"\*\d+\r\n\$4\r\nXADD\r\n", re.IGNORECASE)


def newest_file(redis_folder: Path) -> Path:
    """Return the append-only file that was written last."""
    return max((redis_folder / "appendonlydir").glob("*.incr.aof"))


def tear_last_append(redis_folder: Path, chance: random.Random) -> int:
    """
    Cut somewhere inside the last append, with everything after it.

    Returns:
        How many bytes of that append are left: at least one, and never all.
    """
    file = newest_file(redis_folder)
    data = file.read_bytes()
    begin, end = last_append(data)
    at = chance.randrange(begin + 1, end)
    with file.open("r+b") as writer:
        writer.truncate(at)
    return at - begin


def last_append(data: bytes) -> tuple[int, int]:
    """Find where the last append begins and where the command after it would."""
    begin = [found.start() for found in _XADD.finditer(data)][-1]
    following = _COMMAND.search(data, begin + 1)
    # What an entry says is JSON without line feeds, so nothing in it looks like a command.
    return begin, following.start() if following else len(data)
