"""What the pictures of /progress show, from what was found: values into figures, with the few words that stand in a picture."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.screens.figures import (
    Bar,
    BarChart,
    BodyMap,
    Calendar,
    CalendarDay,
    DayMark,
    Dot,
    Key,
    Line,
    LineChart,
    Ranking,
    Tone,
)
from bot.screens.progress_words import COUNTED, EACH, PERIODS, full_day, in_order
from bot.screens.reasons import MONTHS
from bot.screens.strength_words import FIRST, Named
from bot.training.plan import Exercise
from bot.training.quantities import Unit
from bot.training.schedule import Mark
from bot.training.so_far import Order
from bot.training.strength import Measure, Point, Series
from bot.training.vocabulary import Muscle
from bot.training.volume import Counted, Period, Step, Stretch
from bot.training.worked import Worked
from bot.training.workload import State, in_a_week

_STATES = {State.READY: Tone.READY, State.ALMOST: Tone.ALMOST, State.RESTING: Tone.RESTING}
_WORKED = {Worked.LITTLE: Tone.LITTLE, Worked.SOME: Tone.SOME, Worked.MUCH: Tone.MUCH}
_IN_A_WEEK = (Key(Tone.LITTLE, "under 4 sets"), Key(Tone.SOME, "4 and more"), Key(Tone.MUCH, "10 and more"))
_MARKS = {
    Mark.DONE: DayMark.DONE,
    Mark.PLANNED: DayMark.PLANNED,
    Mark.MOVED: DayMark.PLANNED,
    Mark.MISSED: DayMark.MISSED,
    None: DayMark.NOTHING,
}  # whatever else a day is, it is rest
_MEANINGS = {
    DayMark.DONE: "trained",
    DayMark.PLANNED: "planned",
    DayMark.MISSED: "left out",
    DayMark.REST: "rest",
}
_TONNES_FROM = 10_000  # kilograms in one bar


def recovery(states: Mapping[Muscle, State]) -> BodyMap:
    tones = {muscle: _STATES[state] for muscle, state in states.items()}
    legend = tuple(Key(_STATES[state], str(state)) for state in State)
    return BodyMap("Ready to train", "by what you did in the last days", tones, legend)


def this_week(sets: Mapping[Muscle, float], monday: date, today: date) -> BodyMap:
    """Coloured as a session is, by what belongs in a week of two."""
    tones = {muscle: _WORKED[in_a_week(number)] for muscle, number in sets.items()}
    return BodyMap("This week", f"sets since {full_day(monday, today)}", tones, _IN_A_WEEK)


def lifts(practised: Sequence[Named], order: Order) -> Ranking:
    bars = tuple(Bar(name, one.sets) for name, one, _ in practised)
    return Ranking("Your exercises", f"sets so far, {FIRST[order]} first", "sets", bars)


def strength(exercise: Exercise, series: Sequence[Series], unit: Unit, period: Period) -> LineChart:
    drawn = tuple(Line(_line_name(one.measure, exercise), _dots(one.points)) for one in series)
    return LineChart(exercise.name, PERIODS[period], _unit([one.measure for one in series], exercise, unit), drawn)


def _dots(points: Sequence[Point]) -> tuple[Dot, ...]:
    return tuple(Dot(point.day, float(point.value), point.record) for point in points)


def _line_name(measure: Measure, exercise: Exercise) -> str:
    match measure:
        case Measure.LOAD:
            return "added to your body" if exercise.counting.on_body else "load"
        case Measure.E1RM:
            return "estimate for one rep"
        case Measure.REPS:
            return "most reps"
        case Measure.SECONDS:
            return "longest, seconds" if not exercise.counting.bare else "longest"


def _unit(measures: Sequence[Measure], exercise: Exercise, unit: Unit) -> str:
    """`kg`, `reps`, `reps per side`, `s`; a carry has `kg · s` on one scale."""
    per_side = " per side" if exercise.per_side else ""
    words = {Measure.REPS: f"reps{per_side}", Measure.SECONDS: f"s{per_side}"}
    return " · ".join(dict.fromkeys(words.get(measure, str(unit)) for measure in measures))


def ladder(points: Sequence[Point], of: int, period: Period) -> LineChart:
    return LineChart("Your ladder", f"{PERIODS[period]}, {of} rungs", "rung", (Line("rung", _dots(points)),))


def volume(step: Step, stretches: Sequence[Stretch], counted: Counted) -> BarChart:
    unit = _unit_of(stretches, counted)
    bars = tuple(Bar(_label(step, one.first), _height(one, unit), now=one is stretches[-1]) for one in stretches)
    return BarChart(COUNTED[counted], EACH[step], unit, bars)


def _unit_of(stretches: Sequence[Stretch], counted: Counted) -> str:
    """`sets`, `kg`, `lb`, or `tonnes` where kilograms are too many to read."""
    if counted is Counted.SETS:
        return "sets"
    unit, most = stretches[0].volume.unit, max(one.volume.amount for one in stretches)
    return "tonnes" if unit is Unit.KG and most >= _TONNES_FROM else str(unit)


def _height(one: Stretch, unit: str) -> float:
    """As fine as it is said."""
    match unit:
        case "sets":
            return float(one.sets)
        case "tonnes":
            return round(float(one.volume.amount / 1000), 1)
        case _:
            return float(round(one.volume.amount))


def _label(step: Step, first: date) -> str:
    """`3 Mar`, `Mar 24`, `Q1 24`, `2024`."""
    month = MONTHS[first.month - 1][:3]
    match step:
        case Step.WEEK:
            return f"{first.day} {month}"
        case Step.MONTH:
            return f"{month} {first:%y}"
        case Step.QUARTER:
            return f"Q{(first.month + 2) // 3} {first:%y}"
        case Step.YEAR:
            return str(first.year)


def muscles(average: Mapping[Muscle, float], period: Period) -> Ranking:
    bars = tuple(Bar(str(muscle), round(number, 1)) for muscle, number in in_order(average))
    return Ranking("Sets by muscle", f"a week on average, {PERIODS[period]}", "sets", bars)


def calendar(days: Sequence[tuple[date, Mark | None]], today: date) -> Calendar:
    drawn = tuple(CalendarDay(day, _MARKS.get(mark, DayMark.REST), day == today) for day, mark in days)
    there = {day.mark for day in drawn}
    legend = tuple((mark, meaning) for mark, meaning in _MEANINGS.items() if mark in there)
    return Calendar(
        "Your calendar", f"from {full_day(days[0][0], today)} to {full_day(days[-1][0], today)}", drawn, legend
    )
