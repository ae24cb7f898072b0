"""
The shape of site.geojson: zones as outlines on a board.

Source: docs/playbooks.md. Next: command/plan_files/outlines.py
"""

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from command.plan_files.outlines import corners_of, crossing, has_area
from command.plan_files.words import Id, Shape, Source, TextShape, wrong

SHORTEST_RING: Final = 4
"""Three corners, and the first again."""

Place = Annotated[int, Field(ge=0, le=1000)]
Point = Annotated[list[Place], Field(min_length=2, max_length=2)]


class ZoneShape(Shape):
    """What a feature of the site plan says about its zone."""

    name: TextShape
    state: Literal["schematic", "surveyed"]
    closed: bool
    capacity: Annotated[int, Field(ge=0)] | None
    counts: Literal["people", "vehicles"] = "people"
    capacity_verified: bool
    label: Point
    centre: Annotated[list[int], Field(min_length=2, max_length=2)] | None = None
    source: Source


def _outline(ring: list[list[int]]) -> list[list[int]]:
    """Refuse what nobody can walk round."""
    if not ring or len(ring) < SHORTEST_RING:
        count = len(corners_of(ring))
        what = f"the outline has {count} corners" if ring else "the outline is empty"
        raise wrong(what, "Write three corners or more, then the first again")
    if ring[0] != ring[-1]:
        raise wrong("the outline is not closed", "End it with its first point")
    corners = corners_of(ring)
    if not has_area(corners):
        raise wrong("the outline has no area", "Its corners are on one line: move one of them")
    crossed = crossing(corners)
    if crossed is not None:
        sides = " meets ".join(f"{list(start)} to {list(end)}" for start, end in crossed)
        hint = "Write the corners in the order as one walks round the zone, each once"
        raise wrong(f"the outline crosses itself: {sides}", hint)
    return ring


class PolygonShape(Shape):
    """An outline on the board, without holes."""

    type: Literal["Polygon"]
    coordinates: Annotated[
        list[
            Annotated[
                list[Point],
                Field(json_schema_extra={"minItems": SHORTEST_RING}),
                AfterValidator(_outline),
            ]
        ],
        Field(min_length=1, max_length=1),
    ]


class FeatureShape(Shape):
    """A zone of the site plan."""

    type: Literal["Feature"]
    id: Id
    properties: ZoneShape
    geometry: PolygonShape


class SiteShape(Shape):
    """
    site.geojson. Places are points of a board, not degrees, while `state` is schematic.

    `$schema` is for editors: JSON has no comments to name it in.
    """

    schema_: Annotated[str | None, Field(alias="$schema")] = None
    type: Literal["FeatureCollection"]
    state: Literal["schematic"]
    board: Annotated[list[Literal[1000]], Field(min_length=2, max_length=2)]
    note: TextShape
    features: Annotated[list[FeatureShape], Field(min_length=1)]
