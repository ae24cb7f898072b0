"""
The shape of supplies.yaml, the register of supplies. A plan may do without the file.

Source: A18, A23
"""

from typing import Annotated, Literal

from pydantic import Field

from command.plan_files.words import AgencyRef, Id, Shape, Source, TextShape, ZoneRef

Seconds = Annotated[int, Field(ge=1, le=86_400)]


class SupplyShape(Shape):
    """Something that can be called on, whose it is, and whom to ask for it."""

    id: Id
    name: TextShape
    kind: Literal["equipment", "material", "vehicle", "people", "place"]
    owner: AgencyRef
    quantity: Annotated[int, Field(ge=1, le=1_000_000)]
    measure: TextShape
    zone: ZoneRef | None = None
    contact: TextShape
    hand_over_s: Seconds
    back_s: Seconds | None = None
    verified: bool
    source: Source


class CallingShape(Shape):
    """By when an agency that is called has to answer, and to be here."""

    answer_s: Seconds
    arrive_s: Seconds


class SuppliesShape(Shape):
    """supplies.yaml."""

    supplies: Annotated[list[SupplyShape], Field(min_length=1)]
    calling: CallingShape | None = None
