"""People and units that came and left, as the log keeps it."""

from command.domain import actions as a
from tests.build import REASON, Day, a_day
from tests.cast import CHIEF, ENGINE, OFFICER, crew


def roster() -> Day:
    """A person comes, leaves with somebody to act, and is back; a unit comes."""
    day = a_day()
    day.ask(a.CheckIn(person=CHIEF))
    day.ask(a.CheckIn(unit=ENGINE), crew(ENGINE))
    day.wait(60).ask(a.CheckOut(person=CHIEF, acting=OFFICER, reason=REASON))
    day.wait(60).ask(a.CheckIn(person=CHIEF))
    return day
