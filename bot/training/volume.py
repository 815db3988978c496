"""How much was done, week by week: weight times repetitions, and sets. Weeks begin on Monday, by the lifter's own days.

Pure. Where there are too many weeks for a picture, months stand in their place, then quarters, then years.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum

from bot.training.quantities import Unit, Weight

MOST_BARS = 60
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SessionVolume:
    """What a session adds: its working and drop sets, and their weight times repetitions."""

    began: datetime
    sets: int
    volume: Weight


class Period(StrEnum):
    """How far back one looks; the value is what travels in buttons."""

    MONTHS = "3m"
    YEAR = "1y"
    ALL = "all"


_WEEKS = {Period.MONTHS: 13, Period.YEAR: 52}


class Counted(StrEnum):
    """What the bars count; the value is what travels in buttons."""

    WEIGHT = "volume"
    SETS = "sets"


class Step(StrEnum):
    """What one bar stands for."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A week, or more than one: its first day, and what was done in it."""

    first: date
    sets: int
    volume: Weight


def first_day(period: Period, today: date) -> date | None:
    """The Monday with which a period begins: this week is its last. None where it has no beginning."""
    weeks = _WEEKS.get(period)
    return None if weeks is None else monday(today) - _DAY * 7 * (weeks - 1)


def monday(day: date) -> date:
    return day - _DAY * day.weekday()


def by_stretch(
    sessions: Sequence[SessionVolume], since: date | None, today: date, unit: Unit, zone: tzinfo
) -> tuple[Step, tuple[Stretch, ...]]:
    """The stretches from `since`, or from the first session, up to today's, those without a session too."""
    days = [(one.began.astimezone(zone).date(), one) for one in sessions]
    since = since or min((day for day, _ in days), default=today)
    step = next((step for step in Step if len(_firsts(step, since, today)) <= MOST_BARS), Step.YEAR)
    sets = dict.fromkeys(_firsts(step, since, today), 0)
    lifted = dict.fromkeys(sets, Decimal(0))
    for day, one in days:
        first = _first(step, day)
        if first in sets:
            sets[first] += one.sets
            lifted[first] += one.volume.to(Unit.KG).amount
    return step, tuple(Stretch(first, sets[first], Weight(lifted[first], Unit.KG).to(unit)) for first in sets)


def _firsts(step: Step, since: date, today: date) -> list[date]:
    """The first days of all stretches from one day to another."""
    found = [_first(step, since)]
    while (following := _first(step, found[-1] + _LONGEST[step])) <= today:
        found.append(following)
    return found


# From the first day of a stretch so many days lead into the next, and never beyond.
_LONGEST = {Step.WEEK: _DAY * 7, Step.MONTH: _DAY * 31, Step.QUARTER: _DAY * 92, Step.YEAR: _DAY * 366}


def _first(step: Step, day: date) -> date:
    match step:
        case Step.WEEK:
            return monday(day)
        case Step.MONTH:
            return day.replace(day=1)
        case Step.QUARTER:
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case Step.YEAR:
            return date(day.year, 1, 1)
