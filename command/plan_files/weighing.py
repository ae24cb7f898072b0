"""What a risk of a plan is, and the few words that every kind of risk shares."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from command.domain.identifiers import Clause
from command.domain.plan import Text

Weight = Literal["high", "medium", "low"]
WEIGHTS: Final[tuple[Weight, ...]] = ("high", "medium", "low")
"""Worst first: high may leave an incident without anybody, low is worth a look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the element stands: its file, the list in it, its id."""

    file: str
    list: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """Something the plan may fail by on the day, though every file is right."""

    code: str
    weight: Weight
    at: Place
    what: Text
    remedy: Text
    clauses: tuple[Clause, ...]


def in_plan(kind: str, name: str) -> Place:
    """Name an element of plan.yaml."""
    return Place(file="plan.yaml", list=kind, id=name)


def in_incident(name: str) -> Place:
    """Name an incident type's file."""
    return Place(file=f"incidents/{name}.yaml")


def both(texts: Iterable[Text]) -> Text:
    """Join names in each language."""
    names = tuple(texts)
    return Text(zh="、".join(n.zh for n in names), en=", ".join(n.en for n in names))
