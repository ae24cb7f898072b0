"""The shape of `times` in plan.yaml. What is left out is as in command/domain/times.py."""

from typing import Self

from pydantic import Field, model_validator

from command.domain.directive import DirectiveKind
from command.domain.identifiers import Clause, Seconds
from command.domain.times import ORDERS, Allowed, Clocks, Times
from command.plan_files.words import SecondsShape, Shape, Source, wrong

DEFAULT = Times()


class OrderShape(Shape):
    """How long an order of a kind has where the order says nothing else, from its issue."""

    read_back_s: SecondsShape
    done_s: SecondsShape
    source: Source | None = None

    @model_validator(mode="after")
    def _read_back_before_it_is_done(self) -> Self:
        if self.read_back_s > self.done_s:
            raise wrong("it is to be done before it is read back", "Make done_s the longer one")
        return self


class OrdersShape(Shape):
    """Each kind of order; what is left out is the default."""

    ordinary: OrderShape | None = None
    gate_stop: OrderShape | None = None
    evacuation: OrderShape | None = None
    programme_stop: OrderShape | None = None


class RequestsShape(Shape):
    """A request upward: to decide it, to send what was approved, to answer what was sent."""

    decide_s: SecondsShape = DEFAULT.requests.decide_s
    send_s: SecondsShape = DEFAULT.requests.send_s
    answer_s: SecondsShape = DEFAULT.requests.answer_s
    source: Source | None = None


class MusterShape(Shape):
    """By when every unit is at its post once the contingency plan is in force."""

    within_s: SecondsShape = DEFAULT.muster_s
    source: Source | None = None


class ReportsShape(Shape):
    """How long after a late situation report each next step of the chain hears."""

    climb_s: SecondsShape = DEFAULT.report_climb_s
    source: Source | None = None


class TimesShape(Shape):
    """`times`: in seconds."""

    orders: OrdersShape = Field(default_factory=OrdersShape)
    requests: RequestsShape = Field(default_factory=RequestsShape)
    muster: MusterShape = Field(default_factory=MusterShape)
    reports: ReportsShape = Field(default_factory=ReportsShape)


def build_times(shape: TimesShape, *, muster_s: int | None = None) -> Times:
    """
    Make the domain's times.

    Args:
        muster_s: as an older plan says it, beside `times`.
    """
    orders = {kind: getattr(shape.orders, kind.value) for kind in DirectiveKind}
    sections = {
        **{f"orders.{kind.value}": order for kind, order in orders.items() if order},
        "requests": shape.requests,
        "muster": shape.muster,
        "reports": shape.reports,
    }
    return Times(
        orders={kind: _allowed(kind, order) for kind, order in orders.items()},
        requests=Clocks(
            decide_s=shape.requests.decide_s,
            send_s=shape.requests.send_s,
            answer_s=shape.requests.answer_s,
        ),
        muster_s=muster_s or shape.muster.within_s,
        report_climb_s=shape.reports.climb_s,
        sources={
            name: tuple(map(Clause, section.source))
            for name, section in sections.items()
            if section.source
        },
    )


def _allowed(kind: DirectiveKind, order: OrderShape | None) -> Allowed:
    if order is None:
        return ORDERS[kind]
    return Allowed(read_back_s=Seconds(order.read_back_s), done_s=Seconds(order.done_s))
