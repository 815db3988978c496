"""The pages of /progress about exercises: the list of those that were done, one of them over time, and a ladder.

An exercise travels in a button by its mark. One that was deleted is still shown as the last session that had it knows it.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.coach.turn import Desk
from bot.screens import progress as screens
from bot.screens.screen import Screen
from bot.screens.taps import mark
from bot.screens.words import spoken
from bot.training.climb import climb
from bot.training.order import exercise_of
from bot.training.plan import Exercise
from bot.training.so_far import Order, Practice, ordered
from bot.training.strength import COARSE, EVERY_SET, Series, Whose, strength
from bot.training.volume import Period, first_day
from bot.training.walltime import begin_of, day_in, zone_of

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)  # of everything
END = datetime(9000, 1, 1, tzinfo=UTC)
LONG = timedelta(days=400)  # from here on a point a week is as much as a picture can show
ENOUGH_POINTS = 2  # for a line


def exercise_named(desk: Desk, id: str) -> Exercise | None:
    """An exercise of the library, or as the last session that had it knows it: what was deleted is remembered there."""
    if id in desk.library.exercises:
        return desk.library.exercises[id]
    session = desk.tx.chronicle.latest_with(desk.lifter.id, id)
    logged = next((one for one in session.log if one.exercise == id), None) if session is not None else None
    return exercise_of(session, logged) if session is not None and logged is not None else None


def exercise_marked(desk: Desk, sign: str) -> Exercise | None:
    """The exercise that a button means."""
    known = next((one for id, one in desk.library.exercises.items() if mark(id) == sign), None)
    if known is not None:
        return known
    practised = desk.tx.chronicle.practised(desk.lifter.id, BEGINNING)
    id = next((one.exercise for one in practised if mark(one.exercise) == sign), None)
    return exercise_named(desk, id) if id is not None else None


def lifts_page(desk: Desk, page: int, order: Order) -> Screen:
    shown, page, pages = practised_page(desk, page, screens.LIFTS_A_PAGE, order)
    zone = zone_of(desk.lifter.zone)
    named = [(one.exercise, (called(desk, one.exercise), one, day_in(zone, one.last))) for one in shown]
    return screens.lifts(desk.lifter, named, page, pages, order, day_in(zone, desk.now))


def practised_page(desk: Desk, page: int, a_page: int, order: Order) -> tuple[Sequence[Practice], int, int]:
    """A page of what was done; which page it is, the last for one beyond it; and of how many."""
    practised = ordered(desk.tx.chronicle.practised(desk.lifter.id, BEGINNING), order)
    pages = max(1, -(-len(practised) // a_page))
    page = min(page, pages - 1)
    return practised[page * a_page : (page + 1) * a_page], page, pages


def called(desk: Desk, id: str) -> str:
    """Its name, as far as anybody still knows it."""
    exercise = exercise_named(desk, id)
    return exercise.name if exercise else spoken(id)


def lift_page(desk: Desk, sign: str, period: Period | None) -> Screen | None:
    """One exercise; without a period over the shortest that has enough for a line. None if it was never done."""
    exercise = exercise_marked(desk, sign)
    first = desk.tx.chronicle.first_done(desk.lifter.id, exercise.id) if exercise is not None else None
    if exercise is None or first is None:
        return None
    today = day_in(zone_of(desk.lifter.zone), desk.now)
    for tried in (period,) if period is not None else Period:
        series = _series(desk, exercise, first, tried)
        if period is not None or tried is Period.ALL or (series and len(series[0].points) >= ENOUGH_POINTS):
            return screens.strength(desk.lifter, exercise, series, tried, _has_climbed(desk, exercise), today)
    return None


def _has_climbed(desk: Desk, exercise: Exercise) -> bool:
    others = (id for id in exercise.ladder if id != exercise.id)
    return any(desk.tx.chronicle.first_done(desk.lifter.id, id) is not None for id in others)


def _series(desk: Desk, exercise: Exercise, first: datetime, period: Period) -> tuple[Series, ...]:
    zone = zone_of(desk.lifter.zone)
    begins = first_day(period, day_in(zone, desk.now))
    since = max(first, begin_of(begins, zone)) if begins else first
    width = _width(desk, since)
    weighed = desk.tx.weighed(desk.lifter.id, 1)
    whose = Whose(desk.lifter.unit, weighed[0][1] if weighed else None, zone)
    efforts = desk.tx.chronicle.efforts(desk.lifter.id, exercise.id, since, END, width)
    before = desk.tx.chronicle.efforts(desk.lifter.id, exercise.id, BEGINNING, since, END - BEGINNING)
    return strength(exercise, efforts, before, whose, width)


def _width(desk: Desk, since: datetime) -> timedelta:
    return EVERY_SET if desk.now - since <= LONG else COARSE


def ladder_page(desk: Desk, sign: str) -> Screen | None:
    """All that was done on the rungs of an exercise's ladder; None where nothing was."""
    exercise = exercise_marked(desk, sign)
    rungs = [one for id in exercise.ladder if (one := exercise_named(desk, id))] if exercise else []
    since = [at for one in rungs if (at := desk.tx.chronicle.first_done(desk.lifter.id, one.id)) is not None]
    if exercise is None or not since:
        return None
    zone, width = zone_of(desk.lifter.zone), _width(desk, min(since))
    efforts = {one.id: desk.tx.chronicle.efforts(desk.lifter.id, one.id, BEGINNING, END, width) for one in rungs}
    points, reached = climb(rungs, efforts, zone, width)
    return screens.ladder(desk.lifter, exercise, points, reached, day_in(zone, desk.now))
