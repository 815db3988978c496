"""Points and curves: what is drawn, before any colour or pixel. Only geometry."""

from collections.abc import Iterable
from math import cos, pi, sin

Point = tuple[float, float]


def bezier(start: Point, first: Point, second: Point, end: Point, steps: int = 16) -> list[Point]:
    """A cubic curve as points, its start included and its end left out, so that curves can be joined."""
    points = []
    for step in range(steps):
        t = step / steps
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        points.append(
            (
                a * start[0] + b * first[0] + c * second[0] + d * end[0],
                a * start[1] + b * first[1] + c * second[1] + d * end[1],
            )
        )
    return points


def mirrored(points: Iterable[Point], axis: float) -> list[Point]:
    """The other side of something that is the same on both, over an upright axis."""
    return [(2 * axis - x, y) for x, y in points]


def moved(points: Iterable[Point], x: float, y: float, scale: float = 1.0) -> list[Point]:
    return [(x + scale * a, y + scale * b) for a, b in points]


def star(middle: Point, radius: float) -> list[Point]:
    """With five points, one of them up."""
    x, y = middle
    turns = (-pi / 2 + index * pi / 5 for index in range(10))
    reach = (radius, radius * 0.45)
    return [(x + reach[n % 2] * cos(turn), y + reach[n % 2] * sin(turn)) for n, turn in enumerate(turns)]


def dashes(start: Point, end: Point, on: float, off: float) -> list[tuple[Point, Point]]:
    """A straight line in pieces."""
    (x, y), (to_x, to_y) = start, end
    length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5
    pieces = []
    at = 0.0
    while at < length:
        a, b = at / length, min(at + on, length) / length
        pieces.append(((x + (to_x - x) * a, y + (to_y - y) * a), (x + (to_x - x) * b, y + (to_y - y) * b)))
        at += on + off
    return pieces
