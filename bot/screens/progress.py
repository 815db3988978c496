"""/progress: one message with a picture, edited in place; its pages, and the buttons between them.

Functions of what was found. The words beside each picture are in `progress_words` and `strength_words`, what the picture shows
in `progress_figures`. A button's `about` names the page, and after slashes what it is about.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from markupsafe import Markup

from bot.screens import progress_figures as figures
from bot.screens import progress_words as words
from bot.screens import strength_words
from bot.screens.figures import Figure, picture_for
from bot.screens.pages import train_now
from bot.screens.screen import Button, Row, Screen
from bot.screens.taps import Tap, Verb, mark
from bot.screens.words import dot
from bot.training.climb import Reached
from bot.training.lifter import Lifter
from bot.training.plan import Exercise
from bot.training.schedule import Mark
from bot.training.so_far import Order, SoFar
from bot.training.streak import Streak
from bot.training.strength import Point, Series
from bot.training.vocabulary import Muscle
from bot.training.volume import Counted, Period, Step, Stretch
from bot.training.workload import State

LIFTS_A_PAGE = 8
_PERIODS = {Period.MONTHS: "3 months", Period.YEAR: "1 year", Period.ALL: "All"}
_COUNTED = {Counted.WEIGHT: "By weight", Counted.SETS: "By sets"}
_ORDERS = {Order.MOST: "Most trained first", Order.LAST: "Latest first"}
_CALENDARS = {"weeks": "Weeks", "year": "A year"}


def nothing_yet(lifter: Lifter) -> Screen:
    return Screen(words.nothing_yet(words.HOW_TO_BEGIN), (train_now(lifter),))


def first_under_way() -> Screen:
    return Screen(words.nothing_yet(words.UNDER_WAY))


def overview(
    lifter: Lifter,
    done: SoFar,
    weeks: Streak,
    ready: Mapping[Muscle, datetime],
    states: Mapping[Muscle, State],
    now: datetime,
) -> Screen:
    text = words.overview(done, weeks, ready, states, now)
    rows = (
        (_to(lifter, "This week", "week"), _to(lifter, "Strength", "lifts/most/0")),
        (
            _to(lifter, "Volume", "volume/3m"),
            _to(lifter, "Muscles", "muscles/3m"),
            _to(lifter, "Calendar", "calendar/weeks"),
        ),
        (Button("My sessions", Tap(Verb.HISTORY, lifter.id, "0")), _theme(lifter, "")),
    )
    return _page(lifter, text, rows, figures.recovery(states))


def this_week(lifter: Lifter, sets: Mapping[Muscle, float], sessions: int, monday: date, today: date) -> Screen:
    rows = ((_to(lifter, "Muscles over time", "muscles/3m"),), _last(lifter, "week"))
    return _page(lifter, words.this_week(sets, sessions), rows, figures.this_week(sets, monday, today))


def muscles(lifter: Lifter, average: Mapping[Muscle, float], period: Period) -> Screen:
    rows = (_periods(lifter, "muscles", period), _last(lifter, f"muscles/{period}"))
    return _page(lifter, words.muscles(average, period), rows, figures.muscles(average, period))


def volume(
    lifter: Lifter, step: Step, stretches: Sequence[Stretch], period: Period, counted: Counted, today: date
) -> Screen:
    has_weight = any(one.volume.amount for one in stretches)
    ways = tuple(_to(lifter, f"{dot(one is counted)}{label}", f"{one}/{period}") for one, label in _COUNTED.items())
    rows = (_periods(lifter, counted, period), *((ways,) if has_weight else ()), _last(lifter, f"{counted}/{period}"))
    shown = counted if has_weight else Counted.SETS
    figure = figures.volume(step, stretches, shown)
    return _page(lifter, words.volume(step, stretches, period, shown, today), rows, figure)


def lifts(
    lifter: Lifter,
    practised: Sequence[tuple[str, strength_words.Named]],
    page: int,
    pages: int,
    order: Order,
    today: date,
) -> Screen:
    """A page of what was done, by the ids of the exercises."""
    named = [one for _, one in practised]
    buttons = [_to(lifter, name, f"lift/{mark(id)}") for id, (name, _, _) in practised]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    turn = [(page - 1, "‹ Before"), (page + 1, "More ›")]
    turning = tuple(_to(lifter, label, f"lifts/{order}/{to}") for to, label in turn if 0 <= to < pages)
    orders = tuple(_to(lifter, f"{dot(one is order)}{label}", f"lifts/{one}/0") for one, label in _ORDERS.items())
    rows = (*rows, *filter(None, (turning,)), orders, _last(lifter, f"lifts/{order}/{page}"))
    text = strength_words.lifts(named, page, pages, order, today)
    return _page(lifter, text, rows, figures.lifts(named, order))


def strength(
    lifter: Lifter, exercise: Exercise, series: Sequence[Series], period: Period, has_climbed: bool, today: date
) -> Screen:
    """`has_climbed` is whether other rungs of its ladder were stood on as well."""
    about = f"lift/{mark(exercise.id)}"
    climb = (_to(lifter, "The ladder", f"ladder/{mark(exercise.id)}"),) if has_climbed else ()
    sessions = Button("Its sessions", Tap(Verb.HISTORY, lifter.id, f"lift/{mark(exercise.id)}/0"))
    rows = (
        _periods(lifter, about, period),
        (*climb, sessions, _to(lifter, "‹ Exercises", "lifts/most/0")),
        _last(lifter, f"{about}/{period}"),
    )
    text = strength_words.strength(exercise, series, lifter.unit, period, today)
    return _page(lifter, text, rows, figures.strength(exercise, series, lifter.unit, period))


def ladder(
    lifter: Lifter, exercise: Exercise, points: Sequence[Point], reached: Sequence[Reached], today: date
) -> Screen:
    about, of = f"ladder/{mark(exercise.id)}", len(exercise.ladder)
    rows = ((_to(lifter, f"‹ {exercise.name}", f"lift/{mark(exercise.id)}"),), _last(lifter, about))
    return _page(lifter, strength_words.ladder(reached, of, today), rows, figures.ladder(points, of, Period.ALL))


def calendar(lifter: Lifter, days: Sequence[tuple[date, Mark | None]], span: str, today: date) -> Screen:
    spans = tuple(_to(lifter, f"{dot(one == span)}{label}", f"calendar/{one}") for one, label in _CALENDARS.items())
    rows = (spans, (Button("My plan", Tap(Verb.PLAN, lifter.id)),), _last(lifter, f"calendar/{span}"))
    return _page(lifter, words.calendar(days, today), rows, figures.calendar(days, today))


def _page(lifter: Lifter, text: Markup, rows: tuple[Row, ...], figure: Figure) -> Screen:
    return Screen(text, rows, picture=picture_for(lifter, figure))


def _to(lifter: Lifter, label: str, about: str) -> Button:
    return Button(label, Tap(Verb.PROGRESS, lifter.id, about))


def _periods(lifter: Lifter, about: str, chosen: Period) -> Row:
    return tuple(_to(lifter, f"{dot(one is chosen)}{label}", f"{about}/{one}") for one, label in _PERIODS.items())


def _last(lifter: Lifter, about: str) -> Row:
    """The way back, and other colours on the same page."""
    return _to(lifter, "‹ Overview", ""), _theme(lifter, about)


def _theme(lifter: Lifter, about: str) -> Button:
    return Button("☀️ Light" if lifter.dark else "🌙 Dark", Tap(Verb.THEME, lifter.id, about))
