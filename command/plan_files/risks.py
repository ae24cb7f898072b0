"""
The risks of a plan: what may fail on the day though every file is right, worst first.

Found by looking at the plan alone, so that it runs on any plan. Source: A26, and the plan's own
people and units.
"""

from command.domain.plan import Plan
from command.plan_files.risks_of_duties import risks_of_duties
from command.plan_files.risks_of_people import risks_of_people
from command.plan_files.risks_of_supplies import risks_of_supplies
from command.plan_files.risks_of_units import risks_of_units
from command.plan_files.weighing import WEIGHTS, Risk


def risks(plan: Plan) -> tuple[Risk, ...]:
    """List the risks, worst first and otherwise in the order of the plan."""
    found = (
        *risks_of_people(plan),
        *risks_of_units(plan),
        *risks_of_duties(plan),
        *risks_of_supplies(plan),
    )
    return tuple(sorted(found, key=lambda risk: WEIGHTS.index(risk.weight)))
