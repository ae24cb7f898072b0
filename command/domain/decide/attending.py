"""Rules of who has come and who has left: one truth with who is absent. Source: P5.1, A26."""

from command.domain import actions as a
from command.domain.attendance import Attendance, attendance_id
from command.domain.board import Board
from command.domain.decide.moment import Decided, Moment, find_event, find_unit
from command.domain.decide.opening import mark_absent
from command.domain.facts import CheckedIn, CheckedOut, PersonPresent
from command.domain.refusals import NothingSaid, Refusal, Unknown


def check_in(board: Board, action: a.CheckIn, moment: Moment) -> Decided:
    """Here. Somebody said to be absent is back by that."""
    refusal = _not_one(board, action, moment)
    if refusal is not None:
        return refusal
    known: Attendance | None = _known(board, action)
    is_here = known is not None and known.left_at is None
    back = action.person is not None and action.person in find_event(board).absent
    returned = (PersonPresent(person=action.person),) if action.person and back else ()
    if is_here and not back:
        return ()
    return (CheckedIn(person=action.person, unit=action.unit), *returned)


def check_out(board: Board, action: a.CheckOut, moment: Moment) -> Decided:
    """Gone. A person who leaves is absent from then, and whoever is named acts."""
    refusal = _not_one(board, action, moment)
    if refusal is not None:
        return refusal
    known: Attendance | None = _known(board, action)
    is_here = known is not None and known.left_at is None
    gone = (CheckedOut(person=action.person, unit=action.unit, reason=action.reason),)
    if action.person is None:
        return gone if is_here else ()
    absent = mark_absent(board, a.MarkAbsent(person=action.person, acting=action.acting), moment)
    if isinstance(absent, Refusal):
        return absent
    return (*(gone if is_here else ()), *absent)


def _known(board: Board, action: a.CheckIn | a.CheckOut) -> Attendance | None:
    name = attendance_id(action.person, action.unit)
    found: Attendance | None = board.documents.others[Attendance].get(name)
    return found


def _not_one(board: Board, action: a.CheckIn | a.CheckOut, moment: Moment) -> Refusal | None:
    if (action.person is None) is (action.unit is None):
        return NothingSaid(fields=("person", "unit"))
    if action.person is not None and action.person not in moment.plan.people:
        return Unknown(field="person", value=action.person)
    if action.unit is not None and isinstance(found := find_unit(board, action.unit), Unknown):
        return found
    return None
