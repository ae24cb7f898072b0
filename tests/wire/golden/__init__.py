"""
Short days with every fact in them, whose bytes never change: ``<day>.jsonl`` beside each.

`python -m tests.wire.golden` writes them anew: only when the log's format is changed on purpose,
and then the old lines stay, in `before`, because logs of earlier days must stay readable.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tests.build import Day
from tests.wire.golden.adopting import adopting
from tests.wire.golden.calling import calling
from tests.wire.golden.commanding import commanding
from tests.wire.golden.directives import directives
from tests.wire.golden.due import due
from tests.wire.golden.phoning import phoning
from tests.wire.golden.readiness import readiness
from tests.wire.golden.roster import roster
from tests.wire.golden.routing import routing
from tests.wire.golden.sitreps import sitreps
from tests.wire.golden.spine import spine
from tests.wire.golden.supporting import supporting

DAYS: Final[Mapping[str, Callable[[], Day]]] = {
    "spine": spine,
    "due": due,
    "adopting": adopting,
    "calling": calling,
    "routing": routing,
    "directives": directives,
    "commanding": commanding,
    "readiness": readiness,
    "sitreps": sitreps,
    "phoning": phoning,
    "roster": roster,
    "supporting": supporting,
}


BEFORE: Final = sorted((Path(__file__).parent / "before").glob("*.jsonl"))
"""The same days in forms that are not written any more."""


def path_of(name: str) -> Path:
    """Where a day's bytes are kept."""
    return Path(__file__).with_name(f"{name}.jsonl")


def lines_of(name: str) -> list[bytes]:
    """A day's entries as they were written once."""
    return path_of(name).read_bytes().splitlines()
