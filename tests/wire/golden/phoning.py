"""A call to the city ahead of the report to it, and words taken out of that report."""

from command.domain import actions as a
from command.domain.identifiers import SitrepId, Words
from command.domain.sitrep import Part
from command.domain.states import Severity
from tests.build import Day, a_day
from tests.cast import CITY, PHONED_UP


def phoning() -> Day:
    """Two above are owed a call; one gets it."""
    day = a_day(PHONED_UP)
    fire = day.report(severity=Severity.MAJOR)
    name = SitrepId(f"s{fire}-1")
    day.ask(a.PhoneSitrep(incident=fire, recipients=(CITY,)))
    day.ask(a.DraftSitrep(sitrep=name))
    day.ask(a.EditSitrep(sitrep=name, casualties=Words("w:two-hurt")))
    day.ask(a.EditSitrep(sitrep=name, emptied=(Part.CASUALTIES,)))
    return day
