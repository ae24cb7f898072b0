"""An incident routed by rules, routed anew, and overruled, as the log keeps it."""

from command.domain import actions as a
from command.domain.states import Injured
from tests.build import REASON, Day, a_day
from tests.cast import (
    FIRE,
    HEALTH,
    NEAR_WOOD,
    PRESS,
    RELIEF,
    ROUTED,
    TEMPLE,
    TRAFFIC,
    WITH_TEMPLE,
    WITH_VEHICLE,
)


def routing() -> Day:
    """More comes to be known of a fire, then a person hands it on."""
    day = a_day(ROUTED)
    fire = day.report(FIRE, involves=(WITH_TEMPLE,), rules_out=(NEAR_WOOD,))
    day.wait(20)
    day.ask(a.ChangeLocation(incident=fire, zone=TEMPLE))
    day.ask(a.ChangeCircumstances(incident=fire, injured=Injured.YES, involves=(WITH_VEHICLE,)))
    day.wait(10)
    overruled = a.OverruleRoute(
        incident=fire,
        lead=TRAFFIC,
        add_groups=(PRESS,),
        drop_groups=(RELIEF,),
        drop_support=(HEALTH,),
        reason=REASON,
    )
    day.ask(overruled)
    return day
