"""Where the numbers and the dates of a scale stand, and how they are written. Only reckoning; nothing is drawn here."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import ceil, floor, isfinite, log10

from bot.screens.reasons import MONTHS

MOST = 1e12  # what is larger is drawn as this; no gym has as much
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_UNITS = ((1e12, 1e12, "T"), (1e9, 1e9, "B"), (1e6, 1e6, "M"), (1e4, 1e3, "k"))  # from where on, and what it means
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)


def tame(value: float) -> float:
    return max(-MOST, min(value, MOST)) if isfinite(value) else 0.0


def ticks(low: float, high: float, finest: float) -> list[float]:
    """Some five round numbers between the two, evenly spaced, and no closer than the finest."""
    step = max(_round_step((high - low) / 5), finest)
    return [number * step for number in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]


def finest(values: Iterable[float]) -> float:
    """There is no half of a set, and no third of a rung."""
    return 1.0 if all(value == round(value) for value in values) else 0.0


def around(low: float, high: float) -> tuple[float, float]:
    """What a scale spans so that these values fill it, with room for a number above; from zero if that is not far."""
    least = max(1.0, abs(low) * 0.1, abs(high) * 0.1)  # a scale of grams would make a mountain of every kilogram
    if high - low < least:
        middle = (low + high) / 2
        low, high = min(low, max(middle - least / 2, min(low, 0.0))), max(high, middle + least / 2)
    if 0 <= low <= 0.4 * high:
        low = 0.0
    if 0 <= -high <= -0.4 * low:
        high = 0.0
    return low - (high - low) * (0.08 if low != 0 else 0.0), high + (high - low) * 0.14


def written(value: float) -> str:
    """At most five characters or so: 2.5, 102.5, 1,250, 12.5k, 3M."""
    return _in_unit(value, *_unit(value), 1)


def labels(numbers: Sequence[float]) -> list[str]:
    """The numbers of one scale, all in the unit of the largest."""
    divisor, name = _unit(max(numbers, key=abs))
    return [_in_unit(number, divisor, name, 2) for number in numbers]


def dates(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """At most so many days between the two, each with its label: Mondays, firsts of months, or of years."""
    for days in _DAYS:
        if (last - first).days // days < most:
            start = first.toordinal() + (-first.weekday() % 7 if days >= 7 else 0)
            at = [date.fromordinal(day) for day in range(start, last.toordinal() + 1, days)]
            return [(day, short_day(day)) for day in at]
    span = 12 * (last.year - first.year) + last.month - first.month
    months = next((months for months in _MONTHS if span // months < most), _MONTHS[-1])
    return [(day, _month(day, months)) for day in _firsts(first, last, months)][:most]


def short_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def apart(spots: Sequence[float], least: float) -> list[int]:
    """Which of the ascending spots to write at, so that no two are too close; the last one always."""
    kept: list[int] = []
    for index in range(len(spots) - 1, -1, -1):
        if not kept or spots[kept[-1]] - spots[index] >= least:
            kept.append(index)
    return kept[::-1]


def _firsts(first: date, last: date, months: int) -> Iterator[date]:
    """The firsts of each so many months, counted from January of the year zero."""
    number = first.year * 12 + first.month - 1 + (first.day > 1)
    number += -number % months
    while number <= last.year * 12 + last.month - 1:
        yield date(number // 12, number % 12 + 1, 1)
        number += months


def _month(day: date, months: int) -> str:
    name = MONTHS[day.month - 1][:3]
    return str(day.year) if months >= 12 or day.month == 1 else name


def _round_step(rough: float) -> float:
    size = 10.0 ** floor(log10(rough))
    return float(next(size * step for step in _STEPS if size * step >= rough * (1 - 1e-9)))


def _unit(value: float) -> tuple[float, str]:
    return next(((size, name) for least, size, name in _UNITS if abs(value) >= least), (1.0, ""))


def _in_unit(value: float, divisor: float, name: str, digits: int) -> str:
    value /= divisor
    size = abs(value)
    digits = 0 if size >= 1000 else 1 if size >= 100 else digits if name else 2
    text = f"{size:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if text == "0":
        return text
    return f"{'−' if value < 0 else ''}{text}{name}"
