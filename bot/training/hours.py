"""Hours, days and dates as people type them: `18:30`, `6 pm`, `mon wed fri`, `22-7`, `1 Dec`. Pure reading."""

import re
from datetime import date, time, timedelta

from bot.training.habits import Quiet

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?", re.ASCII)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NEAR = {"today": 0, "yesterday": 1}
_LONGEST_AWAY = 366  # days
_LONGEST_DATE = 30  # characters


def read_hour(text: str) -> time | None:
    """`18`, `18:30`, `18.30`, `6 pm`."""
    form = _CLOCK.fullmatch(text.strip().casefold())
    if form is None:
        return None
    hour, minute = int(form[1]), int(form[2] or 0)
    if form[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if form[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_days(text: str) -> frozenset[int]:
    """`mon wed fri`, `Monday, Thursday`: weekdays from Monday, 0 to 6; empty if any word is none."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    found = [_weekday(word) for word in words if word != "and"]
    return frozenset(day for day in found if day is not None) if found and None not in found else frozenset()


def _weekday(word: str) -> int | None:
    matches = [number for number, name in enumerate(_WEEKDAYS) if name.startswith(word) or word == f"{name}s"]
    return matches[0] if len(matches) == 1 and len(word) >= 2 else None


def read_days_and_hour(text: str) -> tuple[frozenset[int], time | None] | None:
    """`mon wed fri 18:30`: days, an hour, or both; None if something of it is neither."""
    form = re.fullmatch(r"(\D*?)\s*(?:(?:\bat\s*)?(\d.*))?", text.strip().casefold())
    if form is None or not form[0]:
        return None
    days = read_days(form[1]) if form[1] else frozenset[int]()
    hour = read_hour(form[2]) if form[2] else None
    if (form[1] and not days) or (form[2] and hour is None):
        return None
    return days, hour


def read_quiet(text: str) -> Quiet | None:
    """`22-7`, `22:30 to 6:30`."""
    parts = re.split(r"\s*(?:-|–|to)\s*", text.strip().casefold())
    if len(parts) != 2:
        return None
    starts, ends = map(read_hour, parts)
    return Quiet(starts, ends) if starts is not None and ends is not None else None


def read_until(text: str, today: date) -> date | None:
    """The last day of a pause: `2026-12-01`, `1 Dec`, `1.12.`, `10 days`, `2 weeks`; a day to come, within a year."""
    words = text.strip().casefold()
    found = _span(words, today) or _date(words, today)
    return found if found is not None and today <= found <= today + timedelta(days=_LONGEST_AWAY) else None


def read_past(text: str, today: date) -> date | None:
    """A day that has come: `today`, `yesterday`, `Thursday` (the last before today), `2026-11-03`, `3 Nov`, `3.11.2025`."""
    words = text.strip().casefold()
    if len(words) > _LONGEST_DATE:
        return None
    if words in _NEAR:
        return today - timedelta(days=_NEAR[words])
    weekday = _weekday(words.removeprefix("last ").strip())
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    form = re.fullmatch(r"(.*?\D)\s*(\d{4})", words, re.ASCII)
    of_year = _month_and_day(form[1].rstrip(" ,")) if form else None
    found = _made(int(form[2]), *of_year) if form and of_year else _iso(words) or _latest(words, today)
    return found if found is not None and found <= today else None


def _latest(words: str, today: date) -> date | None:
    """A day without a year is the last such day that has come; 29 February is years away at times."""
    of_year = _month_and_day(words)
    if of_year is None:
        return None
    found = (_made(today.year - back, *of_year) for back in range(9))
    return next((day for day in found if day is not None and day <= today), None)


def _span(words: str, today: date) -> date | None:
    form = re.fullmatch(r"(\d{1,3})\s*(d|days?|w|weeks?)", words, re.ASCII)
    if form is None:
        return None
    return today + timedelta(days=int(form[1]) * (7 if form[2].startswith("w") else 1) - 1)


def _date(words: str, today: date) -> date | None:
    of_year = _month_and_day(words)
    if of_year is None:
        return _iso(words)
    this_year = _made(today.year, *of_year)
    return this_year if this_year and this_year >= today else _made(today.year + 1, *of_year)


def _iso(words: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", words, re.ASCII):
        return None
    year, month, day = map(int, words.split("-"))
    return _made(year, month, day)


def _month_and_day(words: str) -> tuple[int, int] | None:
    """`1.12.`, `1 Dec`, `December 1`: the month and the day, whether there is such a day or not."""
    dotted = re.fullmatch(r"(\d{1,2})\.\s*(\d{1,2})\.?", words, re.ASCII)
    named = re.fullmatch(r"(\d{1,2})\s+([a-z]{3,9})", words) or re.fullmatch(r"([a-z]{3,9})\s+(\d{1,2})", words)
    if dotted:
        return int(dotted[2]), int(dotted[1])
    if named:
        number, name = sorted(named.groups(), key=str.isalpha)
        return (_MONTHS.index(name[:3]) + 1, int(number)) if name[:3] in _MONTHS else None
    return None


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
