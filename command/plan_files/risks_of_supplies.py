"""Risks that lie in the register of supplies: a quantity that its owner has not confirmed."""

from collections.abc import Iterator

from command.domain.plan import Plan, Text
from command.plan_files.weighing import Place, Risk


def risks_of_supplies(plan: Plan) -> Iterator[Risk]:
    """Go through the register. Source: A18, A23"""
    for supply in plan.supplies.values():
        if supply.verified:
            continue
        owner, name, measure = plan.agencies[supply.owner].name, supply.name, supply.measure
        count = supply.quantity
        yield Risk(
            code="supply-not-verified",
            weight="low",
            at=Place(file="supplies.yaml", list="supplies", id=supply.id),
            what=Text(
                zh=f"{owner.zh}未确认{name.zh}有 {count} {measure.zh}",
                en=f"{owner.en} has not confirmed {name.en}: {count} {measure.en}",
            ),
            remedy=Text(
                zh="请其核对数量，再写 verified: true",
                en="Have it counted by its owner, then write `verified: true`",
            ),
            clauses=supply.source,
        )
