"""What is wrong with a plan's files: every mistake at once, each with its place and a way out."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fault:
    """One mistake. `file` is relative to the plan's folder; `line` counts from 1."""

    file: str
    line: int
    what: str
    hint: str

    def __str__(self) -> str:
        """Say it the way editors and terminals make clickable."""
        place = f"{self.file}:{self.line}: {self.what}"
        return f"{place}. {self.hint}." if self.hint else f"{place}."


class PlanFaults(Exception):
    """The plan or drill cannot be used. `faults` holds every mistake, by file and line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults in reading order, each once."""
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """Name the nearest known words, or some of them where none is near."""
    words = sorted(set(known))
    near = get_close_matches(given, words, n=3, cutoff=0.6)
    if near:
        return "Did you mean " + " or ".join(f"'{word}'" for word in near)
    if not words:
        return ""
    shown = ", ".join(words[:12])
    return f"Known: {shown}" + (f" and {len(words) - 12} more" if len(words) > 12 else "")
