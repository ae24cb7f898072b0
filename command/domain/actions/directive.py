"""What may be asked of directives. Source: A8.1, A10.4, A10.5."""

from dataclasses import dataclass

from command.domain.directive import DirectiveKind
from command.domain.identifiers import (
    Addressee,
    DirectiveId,
    IncidentNumber,
    PersonId,
    Seconds,
    Words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDirective:
    """
    Give an order to units, groups, posts or persons.

    Without `read_back_s` and `done_s` the times of its kind go. `ordered_by` is whose order the
    desk passes on. `replaces` is an order that goes when this one comes, `reason` says why.
    """

    directive_kind: DirectiveKind
    text: Words
    addressees: tuple[Addressee, ...]
    incident: IncidentNumber | None = None
    read_back_s: Seconds | None = None
    done_s: Seconds | None = None
    ordered_by: PersonId | None = None
    replaces: DirectiveId | None = None
    reason: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBackDirective:
    """
    An addressee has it.

    Without words they had the order before their eyes, or said it rightly on the radio. Words of
    a critical one are compared by whoever gave it.
    """

    directive: DirectiveId
    addressee: Addressee
    text: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmReadBack:
    """Whoever gave the order says: rightly repeated."""

    directive: DirectiveId
    addressee: Addressee


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectReadBack:
    """Whoever gave the order says what was not rightly repeated; it is read back again."""

    directive: DirectiveId
    addressee: Addressee
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteDirective:
    """An addressee says: done."""

    directive: DirectiveId
    addressee: Addressee


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineDirective:
    """An addressee says that they can't, and why."""

    directive: DirectiveId
    addressee: Addressee
    reason: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDirective:
    """Take an order back."""

    directive: DirectiveId
    reason: Words
