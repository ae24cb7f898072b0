"""A changed plan adopted, as the log keeps it."""

from command.domain import actions as a
from command.domain.identifiers import UnitId
from tests.build import Day, a_day
from tests.cast import ENGINE, PLAN, THE_MACHINE


def adopting() -> Day:
    """One unit more and one unit less."""
    day = a_day()
    changed = a.AdoptPlan(
        plan=PLAN.id,
        plan_digest="f" * 64,
        from_digest=PLAN.digest,
        new_units=(UnitId("engine-9"),),
        without_units=(ENGINE,),
    )
    day.ask(changed, THE_MACHINE)
    return day
