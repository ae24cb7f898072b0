"""
A directive: an order that each addressee reads back and completes, or says why not.

An order to stop the gates, to evacuate or to stop the programme is read back by every addressee
before it can be completed: with the order before their eyes, or in their own words, which whoever
gave it compares. Source: A8.1, A10.4, A10.5
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from command.domain.identifiers import (
    Addressee,
    DeadlineId,
    DirectiveId,
    GroupId,
    IncidentNumber,
    Instant,
    PersonId,
    PostId,
    Seconds,
    Seq,
    Words,
)


class DirectiveKind(StrEnum):
    """What an order is for; all but the first are critical."""

    ORDINARY = "ordinary"
    GATE_STOP = "gate_stop"
    EVACUATION = "evacuation"
    PROGRAMME_STOP = "programme_stop"


class AnswerStatus(StrEnum):
    """How far one addressee is."""

    ISSUED = "issued"
    READ_BACK = "read_back"
    """A critical one repeated in their own words; nobody has compared yet."""
    CORRECTED = "corrected"
    """Not rightly repeated: to be read back again."""
    RECEIVED = "received"
    DONE = "done"
    DECLINED = "declined"


CRITICAL: Final = frozenset(DirectiveKind) - {DirectiveKind.ORDINARY}
"""Misheard, these hurt people: nothing is completed before it was read back."""

ANSWERED: Final = frozenset({AnswerStatus.DONE, AnswerStatus.DECLINED})
"""Nothing more is waited for."""

UNREAD: Final = frozenset({AnswerStatus.ISSUED, AnswerStatus.CORRECTED})
"""To be read back, for the first time or again."""


STEPS: Final = 3
"""Reminded, then two steps of the chain: each the time for a read-back after the one before."""

_SECOND_MS: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who gave it: read-backs are compared, and refusals heard, there."""

    role: str
    person: PersonId | None
    post: PostId | None
    group: GroupId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """
    What one addressee said of a directive.

    `read_back` are their words, `correction` what whoever gave it said was wrong, `reason` why it
    can't be done. `attempt` counts corrections, so that each read-back has a clock of its own.
    """

    to: Addressee
    status: AnswerStatus
    read_back_by: Instant
    done_by: Instant
    attempt: int = 0
    read_back: Words | None = None
    read_back_at: Instant | None = None
    correction: Words | None = None
    received_at: Instant | None = None
    ended_at: Instant | None = None
    reason: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Directive:
    """
    One order to one or several addressees, about an incident or about the whole event.

    `read_back_s` is what they had to read it back. `ordered_by` names the person whose order the
    desk passed on. `replaces` is the order it takes the place of.
    """

    id: DirectiveId
    v: Seq
    directive_kind: DirectiveKind
    text: Words
    incident: IncidentNumber | None
    issued_at: Instant
    issued_by: Issuer
    ordered_by: PersonId | None
    read_back_s: Seconds
    answers: tuple[Answering, ...]
    replaces: DirectiveId | None = None
    replaced_by: DirectiveId | None = None
    withdrawn_at: Instant | None = None
    reason: Words | None = None
    """Why it was withdrawn or replaced."""
    missed: tuple[DeadlineId, ...] = ()

    @property
    def is_critical(self) -> bool:
        """Every addressee reads it back before anything follows from it."""
        return self.directive_kind in CRITICAL

    @property
    def is_void(self) -> bool:
        """Withdrawn, or another order took its place."""
        return self.withdrawn_at is not None or self.replaced_by is not None

    @property
    def is_open(self) -> bool:
        """Somebody has yet to complete it."""
        return not self.is_void and any(one.status not in ANSWERED for one in self.answers)

    def answer_of(self, to: Addressee) -> Answering | None:
        """What an addressee said; none for somebody it wasn't given to."""
        return next((one for one in self.answers if one.to == to), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """
    Something waited for, and who hears when it doesn't come.

    `kind` is ``read_back``, ``compare`` (by whoever gave it) or ``done``. `step` 0 reminds whoever
    it is waited for from, each further one tells somebody above.
    """

    kind: str
    place: int
    """Of the addressee among the answers, from 0."""
    attempt: int
    step: int
    due_at: Instant

    @property
    def what(self) -> str:
        """Its part of the deadline's name."""
        return f"{self.kind}.{self.place}.{self.attempt}.{self.step}"


def promises(directive: Directive) -> Iterator[Promise]:
    """List all that a directive still waits for; nothing once it is void."""
    if directive.is_void:
        return
    apart = directive.read_back_s * _SECOND_MS
    for place, answer in enumerate(directive.answers):
        for kind, first_at in _waited_for(directive, answer):
            for step in range(STEPS):
                yield Promise(
                    kind=kind,
                    place=place,
                    attempt=0 if kind == "done" else answer.attempt,
                    step=step,
                    due_at=Instant(first_at + step * apart),
                )


def _waited_for(directive: Directive, answer: Answering) -> Iterator[tuple[str, Instant]]:
    if answer.status in UNREAD:
        yield "read_back", answer.read_back_by
    if answer.status is AnswerStatus.READ_BACK and answer.read_back_at is not None:
        apart = directive.read_back_s * _SECOND_MS
        yield "compare", Instant(answer.read_back_at + apart)
    if answer.status not in ANSWERED:
        yield "done", answer.done_by


def waits(directive: Directive) -> Iterator[tuple[str, Instant]]:
    """What a directive waits for by name, as the watch asks."""
    return ((one.what, one.due_at) for one in promises(directive))


def part_of(to: Addressee) -> tuple[str, str]:
    """``unit/engine-1`` → ``unit``, ``engine-1``."""
    kind, _, name = to.partition("/")
    return kind, name


def is_for_unit(directive: Directive, unit: str | None) -> bool:
    """Whether a unit is among those who have to answer."""
    return unit is not None and directive.answer_of(Addressee(f"unit/{unit}")) is not None
