"""Orders given, read back, compared, completed. Source: A8.1, A10.4, A10.5."""

from collections.abc import Iterable

from command.domain import actions as a
from command.domain.addressing import Telling, is_known
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_event, find_going, follow_merges
from command.domain.directive import (
    ANSWERED,
    UNREAD,
    Answering,
    AnswerStatus,
    Directive,
)
from command.domain.facts import (
    DirectiveCompleted,
    DirectiveDeclined,
    DirectiveIssued,
    DirectiveReadBack,
    DirectiveWithdrawn,
    Fact,
    ReadBackConfirmed,
    ReadBackCorrected,
)
from command.domain.identifiers import Addressee, DirectiveId
from command.domain.ladder import Numbering
from command.domain.refusals import (
    AlreadyAnswered,
    DirectiveVoid,
    NothingSaid,
    NotReadBack,
    Refusal,
    Unknown,
)

Found = tuple[Directive, Answering]


def issue_directive(board: Board, action: a.IssueDirective, moment: Moment) -> Decided:
    """Give an order, tell each addressee, and tell those of the order it replaces."""
    refusal = _why_not(board, action, moment)
    if refusal is not None:
        return refusal
    number = action.incident if action.incident is None else follow_merges(board, action.incident)
    allowed = moment.plan.times.orders[action.directive_kind]
    addressees = tuple(dict.fromkeys(action.addressees))
    issued = DirectiveIssued(
        directive=DirectiveId(f"d{moment.seq}"),
        incident=number,
        directive_kind=action.directive_kind,
        text=action.text,
        addressees=addressees,
        read_back_s=action.read_back_s or allowed.read_back_s,
        done_s=action.done_s or allowed.done_s,
        ordered_by=action.ordered_by,
        replaces=action.replaces,
        reason=action.reason,
    )
    telling = _telling(board, moment)
    told = _told(telling, issued.directive, addressees, "directive")
    old = _directive(board, action.replaces) if action.replaces is not None else None
    if old is None:
        return (issued, *told)
    left_out = [to for to in _waited_for(old) if to not in addressees]
    gone = _told(telling, old.id, left_out, "directive_withdrawn")
    return (issued, *told, *gone)


def _why_not(board: Board, action: a.IssueDirective, moment: Moment) -> Refusal | None:
    if not action.addressees:
        return NothingSaid(fields=("addressees",))
    unknown = next((to for to in action.addressees if not is_known(moment.plan, to)), None)
    if unknown is not None:
        return Unknown(field="addressees", value=unknown)
    if action.ordered_by is not None and action.ordered_by not in moment.plan.people:
        return Unknown(field="ordered_by", value=action.ordered_by)
    if action.replaces is not None:
        old = _directive(board, action.replaces)
        if old is None:
            return Unknown(field="replaces", value=action.replaces)
        if old.is_void:
            return DirectiveVoid(directive=old.id)
        if action.reason is None:
            return NothingSaid(fields=("reason",))
    if action.incident is None:
        return None
    incident = find_going(board, follow_merges(board, action.incident))
    return incident if isinstance(incident, Refusal) else None


def _telling(board: Board, moment: Moment) -> Telling:
    return Telling(moment.plan, find_event(board), Numbering(moment.seq))


def _told(
    telling: Telling, directive: DirectiveId, addressees: Iterable[Addressee], why: str
) -> tuple[Fact, ...]:
    return tuple(notice for to in addressees for notice in telling.addressee(directive, to, why))


def _waited_for(directive: Directive) -> tuple[Addressee, ...]:
    return tuple(one.to for one in directive.answers if one.status not in ANSWERED)


def read_back_directive(board: Board, action: a.ReadBackDirective, _: Moment) -> Decided:
    """
    An addressee has the order.

    A critical one repeated in words of their own counts once whoever gave it has compared them.
    """
    found = _find(board, action.directive, action.addressee)
    if isinstance(found, Refusal):
        return found
    directive, answer = found
    if answer.status not in UNREAD:
        return ()
    return (
        DirectiveReadBack(
            directive=directive.id,
            incident=directive.incident,
            addressee=answer.to,
            text=action.text,
            compared=not directive.is_critical or action.text is None,
        ),
    )


def confirm_read_back(board: Board, action: a.ConfirmReadBack, _: Moment) -> Decided:
    """It was rightly repeated: now they have it."""
    found = _find(board, action.directive, action.addressee)
    if isinstance(found, Refusal):
        return found
    directive, answer = found
    if answer.status in UNREAD:
        return NotReadBack(addressee=answer.to)
    if answer.status is not AnswerStatus.READ_BACK:
        return ()
    return (
        ReadBackConfirmed(directive=directive.id, incident=directive.incident, addressee=answer.to),
    )


def correct_read_back(board: Board, action: a.CorrectReadBack, moment: Moment) -> Decided:
    """It was not: they are told what was wrong and read it back again."""
    found = _find(board, action.directive, action.addressee)
    if isinstance(found, Refusal):
        return found
    directive, answer = found
    if answer.status is AnswerStatus.CORRECTED:
        return ()
    if answer.status is not AnswerStatus.READ_BACK:
        return NotReadBack(addressee=answer.to)
    corrected = ReadBackCorrected(
        directive=directive.id,
        incident=directive.incident,
        addressee=answer.to,
        text=action.text,
    )
    told = _told(_telling(board, moment), directive.id, [answer.to], "directive_corrected")
    return (corrected, *told)


def complete_directive(board: Board, action: a.CompleteDirective, _: Moment) -> Decided:
    """An addressee has done it; a critical order only after it was read back."""
    found = _find(board, action.directive, action.addressee)
    if isinstance(found, Refusal):
        return found
    directive, answer = found
    if answer.status is AnswerStatus.DONE:
        return ()
    if answer.status is AnswerStatus.DECLINED:
        return AlreadyAnswered(addressee=answer.to)
    if directive.is_critical and answer.status is not AnswerStatus.RECEIVED:
        return NotReadBack(addressee=answer.to)
    return (
        DirectiveCompleted(
            directive=directive.id, incident=directive.incident, addressee=answer.to
        ),
    )


def decline_directive(board: Board, action: a.DeclineDirective, moment: Moment) -> Decided:
    """An addressee has it and can't do it; whoever gave it hears at once, and orders otherwise."""
    found = _find(board, action.directive, action.addressee)
    if isinstance(found, Refusal):
        return found
    directive, answer = found
    if answer.status is AnswerStatus.DECLINED:
        return ()
    if answer.status is AnswerStatus.DONE:
        return AlreadyAnswered(addressee=answer.to)
    if directive.is_critical and answer.status is not AnswerStatus.RECEIVED:
        return NotReadBack(addressee=answer.to)
    declined = DirectiveDeclined(
        directive=directive.id,
        incident=directive.incident,
        addressee=answer.to,
        reason=action.reason,
    )
    person = directive.issued_by.person
    issuer = [] if person is None else [Addressee(f"person/{person}")]
    told = _told(_telling(board, moment), directive.id, issuer, "directive_declined")
    return (declined, *told)


def withdraw_directive(board: Board, action: a.WithdrawDirective, moment: Moment) -> Decided:
    """Take an order back; whoever has not completed it hears."""
    directive = _directive(board, action.directive)
    if directive is None:
        return Unknown(field="directive", value=action.directive)
    if directive.withdrawn_at is not None:
        return ()
    if not directive.is_open:
        return DirectiveVoid(directive=directive.id)
    withdrawn = DirectiveWithdrawn(
        directive=directive.id, incident=directive.incident, reason=action.reason
    )
    waiting = _waited_for(directive)
    told = _told(_telling(board, moment), directive.id, waiting, "directive_withdrawn")
    return (withdrawn, *told)


def _directive(board: Board, name: DirectiveId) -> Directive | None:
    found: Directive | None = board.documents.others[Directive].get(name)
    return found


def _find(board: Board, name: DirectiveId, to: Addressee) -> Found | Refusal:
    """An answer that may still change, and the directive it is to."""
    directive = _directive(board, name)
    if directive is None:
        return Unknown(field="directive", value=name)
    answer = directive.answer_of(to)
    if answer is None:
        return Unknown(field="addressee", value=to)
    return DirectiveVoid(directive=name) if directive.is_void else (directive, answer)
