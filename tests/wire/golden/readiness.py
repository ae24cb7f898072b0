"""A morning before the gates open, as the log keeps it."""

from dataclasses import replace

from command.domain import actions as a
from command.domain.identifiers import Count, GoId, MediaDigest
from command.domain.preparing import planned_duties
from command.domain.states import Decision, Phase
from tests.build import REASON, Day
from tests.cast import AMBULANCE_1, PLAN, THE_COMMANDER, THE_MACHINE, crew
from tests.cast_ready import BINS, CLIMB_S, CLOSED, FILED, READY_PLAN, SEEN, a_morning


def readiness() -> Day:
    """Counted, late, told, done, opened again, decided, dropped by another version of the plan."""
    day = a_morning()
    day.ask(a.UpdateDuty(duty=BINS, done=Count(38)), crew(AMBULANCE_1))
    day.wait(CLIMB_S).watch()
    day.ask(a.RemindDuty(duty=CLOSED))
    day.ask(a.CompleteDuty(duty=BINS))
    day.ask(a.ReopenDuty(duty=BINS, reason=REASON))
    day.ask(a.CompleteDuty(duty=CLOSED, evidence=SEEN, photo=MediaDigest("a" * 64)))
    go = a.DecideGo(decision=Decision.CONDITIONAL_GO, conditions=(SEEN, REASON), reason=REASON)
    day.ask(go, THE_COMMANDER)
    day.ask(a.MeetCondition(go=GoId("1"), condition=Count(2)))
    day.ask(a.ChangePhase(phase=Phase.LIVE))
    more = replace(planned_duties(READY_PLAN)[0], quantity=60)
    changed = a.AdoptPlan(
        plan=PLAN.id, plan_digest="f" * 64, duties=(more,), without_duties=(FILED,)
    )
    day.ask(changed, THE_MACHINE)
    return day
