"""
Who hears when an order is not read back, compared or completed in time. Source: A8.3, A10.4.

First whoever it is waited for from; then, a read-back's time apart, one step of the chain at a
time: the leads of their group, the emergency office, and on from there past those told already.
"""

from command.domain.addressing import Telling, above, chain_of
from command.domain.board import Board
from command.domain.decide.moment import Moment, find_event
from command.domain.directive import Directive, Promise, promises
from command.domain.due import Due
from command.domain.facts import Fact
from command.domain.identifiers import Addressee
from command.domain.incident import Incident
from command.domain.ladder import Numbering
from command.domain.plan import Plan


def tell_of_directive(
    board: Board, directive: Directive, due: Due, moment: Moment
) -> tuple[Fact, ...]:
    """Remind, or tell the next step above."""
    promise = next(one for one in promises(directive) if due.id.endswith(f".{one.what}"))
    number, event, plan = directive.incident, find_event(board), moment.plan
    incident = None if number is None else board.documents.incidents.get(number)
    whose = _whose(plan, directive, promise, incident)
    telling = Telling(plan, event, Numbering(moment.seq))
    if promise.step == 0:
        why = "directive_compare" if promise.kind == "compare" else "directive_reminded"
        return telling.addressee(directive.id, whose, why)
    rungs = above(plan, event, whose, incident)
    if promise.step > len(rungs):
        return ()
    return telling.rung(directive.id, rungs[promise.step - 1], "directive_late")


def _whose(
    plan: Plan, directive: Directive, promise: Promise, incident: Incident | None
) -> Addressee:
    """Whose it is to keep: the addressee's, or, to compare, that of whoever gave the order."""
    if promise.kind != "compare":
        return directive.answers[promise.place].to
    person = directive.issued_by.person
    if person is not None:
        return Addressee(f"person/{person}")
    return Addressee(f"post/{chain_of(plan, incident)[0]}")
