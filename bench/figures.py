"""Figures as a lifter has them after some months: what the pictures are measured, and looked at, with."""

from datetime import date, timedelta
from math import sin

from bot.screens.figures import (
    Bar,
    BarChart,
    BodyMap,
    Calendar,
    CalendarDay,
    DayMark,
    Dot,
    Figure,
    Key,
    Line,
    LineChart,
    Ranking,
    SessionCard,
    Sum,
    Tone,
)
from bot.training.vocabulary import Muscle

TODAY = date(2026, 11, 20)
LEGEND = (
    (DayMark.DONE, "trained"),
    (DayMark.PLANNED, "planned"),
    (DayMark.MISSED, "left out"),
    (DayMark.REST, "rest"),
)


def figures() -> dict[str, Figure]:
    return {
        "line": line(40),
        "line, 2,000 dots": line(2000, every=1),
        "bars by week": weeks(12),
        "bars by muscle": muscles(),
        "calendar, 5 weeks": calendar(5),
        "calendar, 52 weeks": calendar(52),
        "body map": body(),
        "session card": card(),
    }


def line(count: int, every: int = 4) -> LineChart:
    """Load and e1RM, better by and by, with three weeks of holidays among them."""
    loads, maxima = [], []
    best = 0.0
    for number in range(count):
        away = 60 if number < count * 0.6 else 0
        day = TODAY - timedelta(days=every * (count - 1 - number) + away)
        load = round((60 + 40 * number / count + 3 * sin(number / 2)) / 2.5) * 2.5
        loads.append(Dot(day, load, record=load > best and number > 0))
        maxima.append(Dot(day, round(load * 1.22 + sin(number), 1)))
        best = max(best, load)
    return LineChart(
        "Bench press",
        "best set 100 kg × 5, on 20 Nov",
        "kg",
        (Line("top set", tuple(loads)), Line("e1RM", tuple(maxima))),
    )


def weeks(count: int) -> BarChart:
    bars = []
    for number in range(count):
        monday = TODAY - timedelta(days=TODAY.weekday() + 7 * (count - 1 - number))
        value = 0.0 if number == count // 3 else 6800 + 300 * number + 900 * sin(number * 1.7)
        bars.append(Bar(f"{monday.day}.{monday.month}.", value, now=number == count - 1))
    return BarChart("Volume by week", "12 weeks · 10,220 kg last week", "kg", tuple(bars))


def muscles() -> Ranking:
    sets = (16, 14, 12, 11, 9, 8, 6, 4, 3, 0)
    names = (
        "quadriceps",
        "lats",
        "chest",
        "middle back",
        "shoulders",
        "hamstrings",
        "triceps",
        "biceps",
        "calves",
        "neck",
    )
    bars = tuple(Bar(name, float(number)) for name, number in zip(names, sets, strict=True))
    return Ranking("Sets by muscle", "a week on average, in these three months", "sets", bars)


def calendar(weeks: int) -> Calendar:
    first = TODAY - timedelta(days=TODAY.weekday() + 7 * (weeks - 2))
    days = tuple(_day(first + timedelta(days=number)) for number in range(7 * weeks))
    return Calendar("Your training", "3 of 3 this week · 14 weeks in a row", days, LEGEND)


def _day(day: date) -> CalendarDay:
    wished = day.weekday() in (0, 2, 4)
    missed = day.toordinal() % 11 == 3
    if day >= TODAY:
        mark = DayMark.PLANNED if wished else DayMark.NOTHING
    elif wished:
        mark = DayMark.MISSED if missed else DayMark.DONE
    else:
        mark = DayMark.REST
    return CalendarDay(day, mark, today=day == TODAY)


def body() -> BodyMap:
    tones = {muscle: (Tone.READY, Tone.ALMOST, Tone.RESTING)[number % 3] for number, muscle in enumerate(Muscle)}
    legend = (Key(Tone.READY, "ready"), Key(Tone.ALMOST, "almost"), Key(Tone.RESTING, "resting"))
    return BodyMap("Ready again?", "as of today", tones, legend)


def card() -> SessionCard:
    sums = (Sum("22", "sets"), Sum("8,430", "kg"), Sum("52", "min"))
    tones = {Muscle.LATS: Tone.MUCH, Muscle.MIDDLE_BACK: Tone.SOME, Muscle.BICEPS: Tone.LITTLE}
    return SessionCard("Back, top to bottom", "Friday 20 November", sums, ("Seated row 10 × 50 kg",), tones)
