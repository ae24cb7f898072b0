"""
Whether a zone's outline can be walked round: with area, and nowhere over itself.

Points are pairs of whole numbers on the board, so every answer is exact.
"""

from collections.abc import Iterable, Sequence

Corner = tuple[int, int]
Side = tuple[Corner, Corner]


def corners_of(ring: Iterable[Sequence[int]]) -> list[Corner]:
    """Tell a closed ring's corners, without its end and without one that is written twice."""
    found: list[Corner] = []
    for point in ring:
        corner = (point[0], point[1])
        if not found or corner != found[-1]:
            found.append(corner)
    return found[:-1] if len(found) > 1 and found[0] == found[-1] else found


def has_area(corners: Sequence[Corner]) -> bool:
    """Say whether not all corners are on one line."""
    return any(_turn(corners[0], corners[1], corner) for corner in corners[2:])


def crossing(corners: Sequence[Corner]) -> tuple[Side, Side] | None:
    """Find two sides that meet elsewhere than at the corner between them, if there are any."""
    sides = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    # By their left ends: a side is compared only with those that begin before it ends.
    order = sorted(range(len(sides)), key=lambda place: min(sides[place])[0])
    for at, place in enumerate(order):
        right = max(sides[place])[0]
        for other in order[at + 1 :]:
            if min(sides[other])[0] > right:
                break
            first, second = sorted((place, other))
            if _meet(sides[first], sides[second], apart=second - first, of=len(sides)):
                return sides[first], sides[second]
    return None


def _meet(one: Side, other: Side, *, apart: int, of: int) -> bool:
    if apart == 1:
        return _goes_back(one[0], one[1], other[1])
    if apart == of - 1:
        return _goes_back(other[0], other[1], one[1])
    (a, b), (c, d) = one, other
    turns = (_turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b))
    if turns[0] != turns[1] and turns[2] != turns[3]:
        return True
    return any(
        turn == 0 and _between(*side, point)
        for turn, side, point in zip(turns, (one, one, other, other), (c, d, a, b), strict=True)
    )


def _goes_back(a: Corner, b: Corner, c: Corner) -> bool:
    """From a to b, and from there over the same ground to c."""
    ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    return _turn(a, b, c) == 0 and ahead < 0


def _turn(a: Corner, b: Corner, c: Corner) -> int:
    """Say to which side c lies of the line from a to b: 1, -1, or 0 where it is on it."""
    area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (area > 0) - (area < 0)


def _between(a: Corner, b: Corner, point: Corner) -> bool:
    """Say whether a point of the line through a and b lies within that side."""
    return min(a[0], b[0]) <= point[0] <= max(a[0], b[0]) and (
        min(a[1], b[1]) <= point[1] <= max(a[1], b[1])
    )
