"""Supporting groups told of an incident: one answers, one is silent until those above hear."""

from command.domain import actions as a
from command.domain.states import Injured
from tests.build import Day, a_day
from tests.cast import ANSWER_S, COMMANDER, FIRE, ROUTED, TEMPLE


def supporting() -> Day:
    """The relief group answers; of the other two nobody does."""
    day = a_day(ROUTED)
    day.report(FIRE, zone=TEMPLE, injured=Injured.YES)
    day.wait(5)
    day.ask(a.AcknowledgeNotice(notice=day.notice_to(COMMANDER).id))
    for _ in range(2):
        day.wait(ANSWER_S)
        day.watch()
    return day
