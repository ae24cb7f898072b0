"""Orders as the log keeps them: given, repeated, corrected, completed, declined, withdrawn."""

from command.domain import actions as a
from command.domain.directive import DirectiveKind
from command.domain.identifiers import Addressee, DirectiveId, Seconds, Words
from tests.build import REASON, Day, a_day
from tests.cast import COMMANDER, ENGINE, PATROL, THE_COMMANDER, crew

TO_ENGINE = Addressee(f"unit/{ENGINE}")
TO_PATROL = Addressee(f"unit/{PATROL}")


def directives() -> Day:
    """One to stop the gates, to two units; one of them can't. Then one in its place, withdrawn."""
    day = a_day()
    fire = day.report()
    first = DirectiveId(f"d{day.board.seq + 1}")
    ordered = a.IssueDirective(
        directive_kind=DirectiveKind.GATE_STOP,
        text=Words("w:stop"),
        addressees=(TO_ENGINE, TO_PATROL),
        incident=fire,
        read_back_s=Seconds(45),
        ordered_by=COMMANDER,
    )
    day.ask(ordered, THE_COMMANDER)
    for words in ("w:wrong", "w:right"):
        said = a.ReadBackDirective(directive=first, addressee=TO_ENGINE, text=Words(words))
        day.ask(said, crew(ENGINE))
        if words == "w:wrong":
            wrong = Words("w:which-gate")
            day.ask(a.CorrectReadBack(directive=first, addressee=TO_ENGINE, text=wrong))
    day.ask(a.ConfirmReadBack(directive=first, addressee=TO_ENGINE))
    day.ask(a.CompleteDirective(directive=first, addressee=TO_ENGINE), crew(ENGINE))
    day.ask(a.ReadBackDirective(directive=first, addressee=TO_PATROL), crew(PATROL))
    day.ask(a.DeclineDirective(directive=first, addressee=TO_PATROL, reason=REASON), crew(PATROL))
    second = DirectiveId(f"d{day.board.seq + 1}")
    day.ask(
        a.IssueDirective(
            directive_kind=DirectiveKind.ORDINARY,
            text=Words("w:go"),
            addressees=(TO_PATROL,),
            replaces=first,
            reason=Words("w:otherwise"),
        ),
        THE_COMMANDER,
    )
    day.ask(a.ReadBackDirective(directive=second, addressee=TO_PATROL), crew(PATROL))
    day.ask(a.WithdrawDirective(directive=second, reason=REASON))
    return day
