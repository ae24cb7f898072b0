"""One log of all parts on the terminal, and one file a part in the data folder."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

from command.clock import Clock

LARGEST_FILE: Final = 10 * 1024 * 1024
_NAME_WIDTH: Final = 6


class Journal:
    """Takes lines that parts said. Must never stop the supervisor: a full disk loses lines."""

    def __init__(self, folder: Path, clock: Clock, terminal: TextIO = sys.stderr) -> None:
        """Take the folder of the files and the machine's clock."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._clock = clock
        self._terminal = terminal

    def say(self, name: str, line: str) -> None:
        """Write a line that the part of this name said."""
        at = datetime.fromtimestamp(self._clock.now() / 1000).astimezone()
        try:
            self._terminal.write(f"{at:%H:%M:%S} {name:<{_NAME_WIDTH}} | {line}\n")
            self._terminal.flush()
            with self._file(name).open("a", encoding="utf-8") as file:
                file.write(f"{at.isoformat(timespec='milliseconds')} {line}\n")
        except OSError:
            # The terminal was closed or the disk is full. The parts matter more than their words.
            return

    def _file(self, name: str) -> Path:
        file = self._folder / f"{name}.log"
        if file.exists() and file.stat().st_size > LARGEST_FILE:
            file.replace(file.with_suffix(".log.1"))
        return file
