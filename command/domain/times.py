"""
By when things have to happen that no incident type and no line of the plan says for itself.

A plan says them under `times`; what it leaves out is here and nowhere else. The written plan asks
for "at once", so these numbers are ours. Each is pinned in the fact that starts its clock: a
changed plan leaves running clocks alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from command.domain.directive import DirectiveKind
from command.domain.identifiers import Clause, Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """By when, in seconds: to read back, and until it is done, counted from the order."""

    read_back_s: Seconds
    done_s: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """
    By when a request has to be decided where no ladder waits for it, then sent, then answered.

    A log of before plans could say it goes by these numbers: another one is for a plan to say.
    """

    decide_s: int = 600
    send_s: int = 300
    answer_s: int = 1_800


REQUESTS: Final = Clocks()

ORDERS: Final[Mapping[DirectiveKind, Allowed]] = MappingProxyType(
    {
        DirectiveKind.ORDINARY: Allowed(read_back_s=Seconds(120), done_s=Seconds(1_800)),
        DirectiveKind.GATE_STOP: Allowed(read_back_s=Seconds(60), done_s=Seconds(300)),
        DirectiveKind.EVACUATION: Allowed(read_back_s=Seconds(60), done_s=Seconds(900)),
        DirectiveKind.PROGRAMME_STOP: Allowed(read_back_s=Seconds(60), done_s=Seconds(300)),
    }
)
"""An order that says nothing else: until it is read back, until it is done."""

MUSTER_S: Final = 900
"""Until every unit is at its post."""

CLIMB_S: Final = 300
"""
From one step of the chain that hears of a late situation report to the next.

A log of before plans could say it goes by this number, as with `Clocks`.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The plan's own, or the defaults. `sources` are the clauses, by the section they stand in."""

    orders: Mapping[DirectiveKind, Allowed] = field(default_factory=lambda: ORDERS)
    requests: Clocks = REQUESTS
    muster_s: int = MUSTER_S
    """By when every unit is at its post once the contingency plan is in force. Source: A22."""
    report_climb_s: int = CLIMB_S
    """Source: A10.4"""
    sources: Mapping[str, tuple[Clause, ...]] = field(default_factory=dict)
