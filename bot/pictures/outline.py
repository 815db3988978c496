"""Outlines as they are written down: points from which a smooth line is made.

`12,30 18,44 9,60!` are three points, measured from the crown of the head: how far from the middle, and how far down. The line
bends through all of them, and has a corner at one with an exclamation mark. One that begins with `|` is half of something that
lies across the middle. Only geometry; what the outlines are of is in `silhouette`, `front_of_body` and `back_of_body`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import hypot

from bot.pictures.shapes import Point, bezier

ACROSS = "|"
CORNER = "!"
STEPS = 8  # from one point to the next
PULL = 0.36  # how far a curve goes straight on from a point, by its length
SHARPEST = 0.12  # below that a tip would move in without end


@dataclass(frozen=True, slots=True)
class _Knot:
    x: float
    y: float
    corner: bool


@cache
def outline(written: str, inward: float = 0.0) -> tuple[Point, ...]:
    """A closed line, moved inward by so much all around; below zero it grows."""
    knots = [_knot(word) for word in written.removeprefix(ACROSS).split()]
    if written.startswith(ACROSS):
        knots += [_Knot(-knot.x, knot.y, knot.corner) for knot in reversed(knots) if knot.x]
    points = _through(knots)
    return tuple(_moved_inward(points, inward) if inward else points)


def _knot(word: str) -> _Knot:
    x, y = word.removesuffix(CORNER).split(",")
    return _Knot(float(x), float(y), word.endswith(CORNER))


def _through(knots: Sequence[_Knot]) -> list[Point]:
    ways = [_way(knots, at) for at in range(len(knots))]
    points: list[Point] = []
    for at, here in enumerate(knots):
        there, onward = knots[at - len(knots) + 1], ways[at - len(knots) + 1]
        pull = hypot(there.x - here.x, there.y - here.y) * PULL
        first = here.x + ways[at][0] * pull, here.y + ways[at][1] * pull
        second = there.x - onward[0] * pull, there.y - onward[1] * pull
        points += bezier((here.x, here.y), first, second, (there.x, there.y), STEPS)
    return points


def _way(knots: Sequence[_Knot], at: int) -> Point:
    """The direction in which a line passes through a point: that from the one before it to the one after it."""
    if knots[at].corner:
        return 0.0, 0.0
    before, after = knots[at - 1], knots[at - len(knots) + 1]
    x, y = after.x - before.x, after.y - before.y
    length = hypot(x, y) or 1.0
    return x / length, y / length


def _moved_inward(points: Sequence[Point], by: float) -> list[Point]:
    """Each point to where the two sides that meet there cross when both are moved inward."""
    around = sum(a[0] * b[1] - b[0] * a[1] for a, b in _pairs(points))
    inside = [_left(a, b, by if around > 0 else -by) for a, b in _pairs(points)]
    moved = []
    for at, (x, y) in enumerate(points):
        (a, b), (c, d) = inside[at - 1], inside[at]
        stretch = max(1 + (a * c + b * d) / (by * by), SHARPEST)
        moved.append((x + (a + c) / stretch, y + (b + d) / stretch))
    kept = [_alike(was, now) for was, now in zip(_pairs(points), _pairs(moved), strict=True)]
    return [point for at, point in enumerate(moved) if kept[at - 1] and kept[at]]


def _alike(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether both lead the same way: a side between two that met before it does was turned round, and is none any more."""
    (a, b), (c, d) = one, other
    return (b[0] - a[0]) * (d[0] - c[0]) + (b[1] - a[1]) * (d[1] - c[1]) > 0


def _pairs(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    return zip(points, (*points[1:], points[0]), strict=True)


def _left(start: Point, end: Point, by: float) -> Point:
    """The step of that length to the left of a way, as one sees it whose y grows downward."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = hypot(x, y) or 1.0
    return -y / length * by, x / length * by
