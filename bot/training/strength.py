"""How strong a lifter has been with one exercise, day by day: the best of each day, the estimated maximum, and the records.

Pure. What counts is chosen by how the exercise counts: the load, signed where the body moves, so that less help is more; the
repetitions, where there is no load or it never changed; or the seconds held. A value that is above all before it is a record,
the first one apart.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum
from functools import partial
from itertools import groupby

from bot.training.bests import kilograms
from bot.training.e1rm import e1rm, of_each_side, said
from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit, Weight

MOST_POINTS = 300  # what a picture can show
EVERY_SET = timedelta(microseconds=1)
COARSE = timedelta(days=7)  # one point a week, where a picture shows years
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Measure(StrEnum):
    """What goes up when a lifter gets stronger."""

    LOAD = "load"
    E1RM = "e1rm"
    REPS = "reps"
    SECONDS = "seconds"


@dataclass(frozen=True, slots=True)
class Effort:
    """A set, as far as strength is concerned; for a timed exercise its repetitions are seconds."""

    reps: int
    load: Load
    at: datetime


Valued = tuple[Decimal, Effort]  # what a set is worth by some measure


@dataclass(frozen=True, slots=True)
class Point:
    """The best of a day (or of the span around it), in the lifter's unit where it is a weight."""

    day: date
    value: Decimal
    effort: Effort
    record: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    measure: Measure
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose strength it is: the unit they think in, what they weigh by now, where they live."""

    unit: Unit
    body: Weight | None
    zone: tzinfo


def strength(
    exercise: Exercise, efforts: Sequence[Effort], before: Sequence[Effort], whose: Whose, width: timedelta = EVERY_SET
) -> tuple[Series, ...]:
    """The series of an exercise, the one that matters most first; none where nothing was done. `before` is what was done
    earlier, for the records; `width` is how much time one point stands for, if more than a day."""
    fitting = [one for one in efforts if one.load.on_body is exercise.counting.on_body]
    earlier = [one for one in before if one.load.on_body is exercise.counting.on_body]
    found = []
    for measure in _measures(exercise, [*earlier, *fitting]):
        value = partial(_VALUES[measure], exercise, whose)
        points = points_of(_valued(fitting, value), _valued(earlier, value), whose.zone, width)
        if points:
            found.append(Series(measure, points))
    return tuple(found)


def _valued(efforts: Iterable[Effort], value: Callable[[Effort], Decimal | None]) -> list[Valued]:
    """Years of sets are alike in most that matters: what each kind of them is worth is worked out once."""
    known: dict[tuple[int, Decimal, Unit], Decimal | None] = {}
    valued = []
    for one in efforts:
        alike = one.reps, one.load.weight.amount, one.load.weight.unit
        if alike not in known:
            known[alike] = value(one)
        if (found := known[alike]) is not None:
            valued.append((found, one))
    return valued


def _measures(exercise: Exercise, efforts: Sequence[Effort]) -> tuple[Measure, ...]:
    counting = exercise.counting
    if counting.timed:
        return (Measure.SECONDS,) if counting.bare else (Measure.LOAD, Measure.SECONDS)
    one_load = len({kilograms(one.load.weight) for one in efforts}) == 1
    if counting.bare or (counting.on_body and one_load):
        return (Measure.REPS,)
    return Measure.LOAD, Measure.E1RM


def _load(exercise: Exercise, whose: Whose, effort: Effort) -> Decimal | None:
    return effort.load.weight.to(whose.unit).amount


def _e1rm(exercise: Exercise, whose: Whose, effort: Effort) -> Decimal | None:
    """The estimate; where the body moves, what of it is beyond the body, so that it stands on one scale with the load."""
    found = e1rm(exercise, effort.reps, effort.load, whose.body)
    if found is None:
        return None
    if effort.load.on_body and whose.body is not None:
        found = Weight(found.amount - whose.body.to(found.unit).amount, found.unit)
    return said(found.to(whose.unit)).amount


def _reps(exercise: Exercise, whose: Whose, effort: Effort) -> Decimal | None:
    return Decimal(of_each_side(exercise, effort.reps))


_VALUES: dict[Measure, Callable[[Exercise, Whose, Effort], Decimal | None]] = {
    Measure.LOAD: _load,
    Measure.E1RM: _e1rm,
    Measure.REPS: _reps,
    Measure.SECONDS: _reps,
}


def points_of(
    valued: Iterable[Valued], before: Iterable[Valued], zone: tzinfo, width: timedelta = EVERY_SET
) -> tuple[Point, ...]:
    """One point a day, or a `width` of time: the best, and whether it is above all before it. At most as many as a picture
    can show."""
    best = max((value for value, _ in before), default=None)
    points = []
    in_order = sorted(valued, key=lambda one: one[1].at)
    for _, together in groupby(in_order, key=lambda one: _when(one[1], zone, width)):
        top, effort = max(together, key=lambda one: one[0])
        points.append(Point(effort.at.astimezone(zone).date(), top, effort, best is not None and top > best))
        best = top if best is None else max(best, top)
    return thinned(points, MOST_POINTS)


def _when(effort: Effort, zone: tzinfo, width: timedelta) -> Hashable:
    """What belongs to one point: a day of the lifter's own, or a span of time."""
    return (effort.at - _EPOCH) // width if width > timedelta(days=1) else effort.at.astimezone(zone).date()


def thinned(points: Sequence[Point], most: int) -> tuple[Point, ...]:
    """At most so many points: of neighbours the best, which is a record if any of them is."""
    together = -(-len(points) // most) if points else 1
    chunks = (points[at : at + together] for at in range(0, len(points), together))
    return tuple(max(chunk, key=lambda point: point.value) for chunk in chunks)
