"""Situation reports as the log keeps them: owed, drafted, edited, approved, sent; one dropped."""

from command.domain import actions as a
from command.domain.identifiers import SitrepId, Words
from command.domain.sitrep import Sitrep
from command.domain.states import Severity
from tests.build import REASON, Day, a_day
from tests.cast import CITY, REPORTED_UP, THE_COMMANDER


def sitreps() -> Day:
    """A first report to the city, and a false alarm that nobody above heard of."""
    day = a_day(REPORTED_UP)
    fire = day.report()
    day.ask(a.ChangeSeverity(incident=fire, severity=Severity.MAJOR, reason=REASON))
    name = SitrepId(f"s{fire}-1")
    day.ask(a.DraftSitrep(sitrep=name))
    day.ask(a.EditSitrep(sitrep=name, casualties=Words("w:two-hurt"), needs=Words("w:nothing")))
    draft = day.board.documents.others[Sitrep][name].draft
    day.ask(a.ApproveSitrep(sitrep=name, seen=draft.v), THE_COMMANDER)
    day.ask(a.SendSitrep(sitrep=name, number=1, recipients=(CITY,)))
    alarm = day.report(severity=Severity.SERIOUS)
    day.ask(a.DismissIncident(incident=alarm, reason=REASON))
    return day
