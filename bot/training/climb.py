"""The way up a ladder: which rung was reached on which day, as one line, and what was done on each. Pure.

Repetitions with both feet on a chair and free ones are not on one scale; the rungs themselves are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from decimal import Decimal

from bot.training.plan import Exercise
from bot.training.strength import EVERY_SET, Effort, Point, points_of


@dataclass(frozen=True, slots=True)
class Reached:
    """A rung that was stood on: its number from 1, the day it was first done on, and the most of it at once (seconds, where it
    is timed)."""

    number: int
    exercise: Exercise
    since: date
    most: int


def climb(
    rungs: Sequence[Exercise],
    efforts: Mapping[str, Sequence[Effort]],
    zone: tzinfo,
    width: timedelta = EVERY_SET,
) -> tuple[tuple[Point, ...], tuple[Reached, ...]]:
    """A point for each day on which any rung was done, the highest; and the rungs in their order. `efforts` are by exercise."""
    found = [(Decimal(number), effort) for number, rung in enumerate(rungs, 1) for effort in efforts.get(rung.id, ())]
    reached = tuple(
        _reached(number, rung, done, zone) for number, rung in enumerate(rungs, 1) if (done := efforts.get(rung.id))
    )
    return points_of(found, (), zone, width), reached


def _reached(number: int, rung: Exercise, done: Sequence[Effort], zone: tzinfo) -> Reached:
    first = min(one.at for one in done)
    return Reached(number, rung, first.astimezone(zone).date(), max(one.reps for one in done))
