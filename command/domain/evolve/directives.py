"""Folds of directives: given, read back, compared, done or declined, withdrawn."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from command.domain.changing import changed
from command.domain.directive import Answering, AnswerStatus, Directive, Issuer
from command.domain.documents import Document, Documents, Fold, of_kind
from command.domain.facts import (
    DirectiveCompleted,
    DirectiveDeclined,
    DirectiveIssued,
    DirectiveReadBack,
    DirectiveWithdrawn,
    Entry,
    ReadBackConfirmed,
    ReadBackCorrected,
)
from command.domain.identifiers import Instant, Seconds


def issued(documents: Documents, fact: DirectiveIssued, entry: Entry) -> tuple[Document, ...]:
    """An order that all its addressees have yet to read back, and the end of one it replaces."""
    by = entry.by
    fresh = Directive(
        id=fact.directive,
        v=entry.seq,
        directive_kind=fact.directive_kind,
        text=fact.text,
        incident=fact.incident,
        issued_at=entry.at,
        issued_by=Issuer(role=by.role, person=by.person, post=by.post, group=by.group),
        ordered_by=fact.ordered_by,
        read_back_s=fact.read_back_s,
        answers=tuple(
            Answering(
                to=to,
                status=AnswerStatus.ISSUED,
                read_back_by=_after(entry.at, fact.read_back_s),
                done_by=_after(entry.at, fact.done_s),
            )
            for to in fact.addressees
        ),
        replaces=fact.replaces,
    )
    old = documents.others[Directive].get(fact.replaces) if fact.replaces is not None else None
    if old is None:
        return (fresh,)
    return (fresh, changed(old, v=entry.seq, replaced_by=fact.directive, reason=fact.reason))


def _after(at: Instant, seconds: Seconds) -> Instant:
    return Instant(at + seconds * 1_000)


def of_answer(fold: Callable[[Directive, Answering, Any, Entry], Answering]) -> Fold:
    """Make a fold of a function over the one answer a fact names."""

    def folded(directive: Directive, fact: Any, entry: Entry) -> Directive:
        answers = tuple(
            fold(directive, one, fact, entry) if one.to == fact.addressee else one
            for one in directive.answers
        )
        return changed(directive, v=entry.seq, answers=answers)

    return of_kind(Directive, "directive", folded)


def read_back(_: Directive, answer: Answering, fact: DirectiveReadBack, entry: Entry) -> Answering:
    """They have it; a critical order waits to be compared."""
    return replace(
        answer,
        status=AnswerStatus.RECEIVED if fact.compared else AnswerStatus.READ_BACK,
        read_back=fact.text,
        read_back_at=entry.at,
        received_at=entry.occurred_at if fact.compared else None,
    )


def confirmed(_: Directive, answer: Answering, __: ReadBackConfirmed, entry: Entry) -> Answering:
    """Rightly repeated."""
    return replace(answer, status=AnswerStatus.RECEIVED, received_at=entry.occurred_at)


def corrected(
    directive: Directive, answer: Answering, fact: ReadBackCorrected, entry: Entry
) -> Answering:
    """To be read back again, with as much time as the first."""
    return replace(
        answer,
        status=AnswerStatus.CORRECTED,
        correction=fact.text,
        attempt=answer.attempt + 1,
        read_back_by=_after(entry.at, directive.read_back_s),
    )


def completed(_: Directive, answer: Answering, __: DirectiveCompleted, entry: Entry) -> Answering:
    """Done, and so received if nobody had said that before."""
    return replace(
        answer,
        status=AnswerStatus.DONE,
        received_at=answer.received_at or entry.occurred_at,
        ended_at=entry.occurred_at,
    )


def declined(_: Directive, answer: Answering, fact: DirectiveDeclined, entry: Entry) -> Answering:
    """They can't."""
    return replace(
        answer, status=AnswerStatus.DECLINED, reason=fact.reason, ended_at=entry.occurred_at
    )


def withdrawn(directive: Directive, fact: DirectiveWithdrawn, entry: Entry) -> Directive:
    """Nobody has to do anything about it any more."""
    return changed(directive, v=entry.seq, withdrawn_at=entry.at, reason=fact.reason)


DIRECTIVE_FACTS: Final[Mapping[type, Fold]] = {
    DirectiveIssued: issued,
    DirectiveReadBack: of_answer(read_back),
    ReadBackConfirmed: of_answer(confirmed),
    ReadBackCorrected: of_answer(corrected),
    DirectiveCompleted: of_answer(completed),
    DirectiveDeclined: of_answer(declined),
    DirectiveWithdrawn: of_kind(Directive, "directive", withdrawn),
}
