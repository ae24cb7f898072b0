"""Risks that lie in what has to be ready: a duty of nobody, a closed place that nobody proves."""

from collections.abc import Iterator

from command.domain.plan import Plan, Text
from command.plan_files.weighing import Place, Risk


def risks_of_duties(plan: Plan) -> Iterator[Risk]:
    """Go through the duties, and the zones that the plan closes."""
    yield from _duties_of_nobody(plan)
    yield from _closed_and_not_proved(plan)


def _duties_of_nobody(plan: Plan) -> Iterator[Risk]:
    """Without an owner a duty falls to its group's leads, who may not even know the agency."""
    manned = {person.agency for person in plan.people.values()}
    for duty in plan.readiness.duties.values():
        if duty.owner is None and duty.agency not in manned:
            agency = plan.agencies[duty.agency].name
            yield Risk(
                code="duty-without-owner",
                weight="medium",
                at=Place(file="readiness.yaml", list="duties", id=duty.id),
                what=Text(
                    zh=f"“{duty.name.zh}”没有责任人，{agency.zh}名单中无人；落到组长",
                    en=f"“{duty.name.en}” has no owner and {agency.en} has nobody on the roster; "
                    "it falls to the group's leads",
                ),
                remedy=Text(zh="写明 owner", en="Name an `owner`"),
                clauses=duty.source,
            )


def _closed_and_not_proved(plan: Plan) -> Iterator[Risk]:
    proved = {duty.closes for duty in plan.readiness.duties.values()}
    for zone in plan.zones.values():
        if zone.closed and zone.id not in proved:
            yield Risk(
                code="closed-not-proved",
                weight="high",
                at=Place(file="site.geojson", list="features", id=zone.id),
                what=Text(
                    zh=f"{zone.name.zh}要求封闭，没有任务证明已封闭",
                    en=f"{zone.name.en} is to be closed and no duty proves that it is",
                ),
                remedy=Text(
                    zh="在 readiness.yaml 加一项 closes",
                    en="Add a duty with `closes` to readiness.yaml",
                ),
                clauses=zone.source,
            )
