"""How strong somebody is with an exercise, in words: the list of exercises, one of them over time, and a ladder's rungs."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from bot.screens.progress_words import PERIODS, full_day
from bot.screens.records import MEDAL, load_words, often
from bot.screens.screen import bold, filled, lines
from bot.screens.words import count, counted, set_words
from bot.training.climb import Reached
from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit, Weight
from bot.training.so_far import Order, Practice
from bot.training.strength import MOST_POINTS, Measure, Point, Series
from bot.training.volume import Period

Named = tuple[str, Practice, date]  # what an exercise is called, how much was done, on which day last
NOT_YET = "There is no set of that in your record yet."
FIRST = {Order.MOST: "the most trained", Order.LAST: "the latest"}
MOST_RECORDS = 3  # the newest
_BEST = {
    Measure.LOAD: "Best load",
    Measure.E1RM: "Best estimate for one rep",
    Measure.REPS: "Most reps",
    Measure.SECONDS: "Longest",
}


def lifts(practised: Sequence[Named], page: int, pages: int, order: Order, today: date) -> Markup:
    """A page of the exercises that were done."""
    where = f" · page {page + 1} of {pages}" if pages > 1 else ""
    listed = [
        filled("{}  {}, {}", bold(name), count(one.sets, "set"), full_day(day, today)) for name, one, day in practised
    ]
    how = f"By sets, and the day of the last; {FIRST[order]} first. Tap one to see how it went."
    return lines(bold(f"Your exercises{where}"), how, "", *listed)


def strength(exercise: Exercise, series: Sequence[Series], unit: Unit, period: Period, today: date) -> Markup:
    title = bold(exercise.name)
    if not series:
        return lines(title, f"No set {PERIODS[period]}. A longer time shows more.")
    points = series[0].points
    records = [point for point in points if point.record]
    days = f"on {count(len(points), 'day')}" if len(points) < MOST_POINTS else "each point stands for some days"
    return lines(
        title,
        f"{PERIODS[period].capitalize()}, {days}.",
        "",
        *(f"{_BEST[one.measure]}: {_top(exercise, one, unit, today)}." for one in series),
        _way(exercise, series[0], unit, today) if len(points) > 1 else None,
        *_records(exercise, series[0].measure, records, unit, today),
    )


def _way(exercise: Exercise, series: Series, unit: Unit, today: date) -> str:
    """`From 40 kg to 47.5 kg, 3 March to 9 May.`"""
    first, last = series.points[0], series.points[-1]
    before, now = (_value(exercise, series.measure, one, unit) for one in (first, last))
    since, until = full_day(first.day, today), full_day(last.day, today)
    if before == now:
        return f"{before} on {since}, and again on {until}."
    return f"From {before} to {now}, {since} to {until}."


def _top(exercise: Exercise, series: Series, unit: Unit, today: date) -> str:
    top = max(series.points, key=lambda point: point.value)
    words = _value(exercise, series.measure, top, unit)
    if series.measure is Measure.LOAD:
        words = set_words(top.effort.reps, top.effort.load, exercise)
    return f"{words} on {full_day(top.day, today)}"


def _value(exercise: Exercise, measure: Measure, point: Point, unit: Unit) -> str:
    """`47.5 kg`, `20 kg of help`, `12`, `45 s`."""
    if measure in (Measure.REPS, Measure.SECONDS):
        return counted(point.effort.reps, exercise)
    was_in_it = point.effort.load.weight.unit is unit
    amount = point.value if was_in_it else point.value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return load_words(Load(Weight(amount, unit), exercise.counting.on_body), exercise)


def _records(exercise: Exercise, measure: Measure, records: Sequence[Point], unit: Unit, today: date) -> list[str]:
    if not records:
        return []
    said = [
        f"{_value(exercise, measure, one, unit)} on {full_day(one.day, today)}"
        for one in records[: -MOST_RECORDS - 1 : -1]
    ]
    return [
        "",
        f"{MEDAL} {count(len(records), 'record')} ({'newest ' if len(records) > len(said) else ''}{', '.join(said)}).",
    ]


def ladder(reached: Sequence[Reached], of: int, today: date) -> Markup:
    """The rungs in words, the highest first."""
    said = [
        f"{one.number}  {one.exercise.name}: since {full_day(one.since, today)}, up to {often(one.most, one.exercise)}"
        for one in reversed(reached)
    ]
    return lines(bold("Your ladder"), f"Rung {reached[-1].number} of {of} is the highest that you stood on.", "", *said)
