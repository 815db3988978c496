"""/progress: what was done so far, as pictures on one message that is edited in place. Looking changes nothing.

It is shown where it was asked for, among people too, as /history is; what a lifter weighs is never told. Which page is meant
travels in the tap: its name, and after slashes what it is about; what cannot be read leads to the overview. The pages of single
exercises are in `strength`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.coach.agenda import Outlook, outlook
from bot.coach.strength import BEGINNING, exercise_named, ladder_page, lift_page, lifts_page
from bot.coach.turn import Desk, Turn, back_rows, kept
from bot.screens import progress as screens
from bot.screens.screen import Screen
from bot.screens.strength_words import NOT_YET
from bot.screens.taps import Tap, Verb
from bot.training.calendar import calendar
from bot.training.plan import Exercise
from bot.training.so_far import Order, so_far
from bot.training.streak import streak
from bot.training.volume import Counted, Period, by_stretch, first_day, monday
from bot.training.walltime import begin_of, day_in
from bot.training.workload import sets_of, sets_since, states

WEEKS = {"weeks": 5, "year": 52}  # up to this one


def progress_page(desk: Desk, about: str = "") -> Turn:
    ahead = outlook(desk.tx, desk.lifter, desk.authored, desk.now)
    has_trained = bool(desk.tx.past_sessions(desk.lifter.id, 0, 1))
    screen = _page(desk, ahead, *about.split("/")) if has_trained else _nothing_yet(desk)
    if screen is None:
        return Turn(note=NOT_YET)
    return Turn(replace(screen, rows=(*screen.rows, *back_rows(desk))))


def _nothing_yet(desk: Desk) -> Screen:
    is_training = desk.tx.open_session(desk.lifter.id) is not None
    return screens.first_under_way() if is_training else screens.nothing_yet(desk.lifter)


def on_progress_press(desk: Desk, tap: Tap) -> Turn:
    if tap.verb is Verb.THEME:
        desk = kept(desk, dark=not desk.lifter.dark)
    return progress_page(desk, tap.about)


def _page(desk: Desk, ahead: Outlook, page: str, *about: str) -> Screen | None:
    match page, about:
        case "week", ():
            return _week(desk, ahead)
        case "muscles", (period,):
            return _muscles(desk, ahead, _period(period))
        case (("volume" | "sets"), (period,)):
            return _volume(desk, ahead, _period(period), Counted(page))
        case "calendar", (span,) if span in WEEKS:
            days = calendar(frozenset(_begun(desk, ahead)), (*ahead.past, *ahead.days), ahead.today, WEEKS[span])
            return screens.calendar(desk.lifter, days, span, ahead.today)
        case "lifts", (order, number):
            at = int(number) if number.isdecimal() and len(number) < 6 else 0
            return lifts_page(desk, at, _order(order))
        case "lift", (mark, *rest):
            return lift_page(desk, mark, _period(rest[0]) if rest else None)
        case "ladder", (mark,):
            return ladder_page(desk, mark)
        case _:
            return _overview(desk, ahead)


def _period(word: str) -> Period:
    return next((period for period in Period if period == word), Period.ALL)


def _order(word: str) -> Order:
    return next((order for order in Order if order == word), Order.MOST)


def _begun(desk: Desk, ahead: Outlook) -> list[date]:
    """The days of all sessions."""
    return [day_in(ahead.zone, at) for at in desk.tx.begins(desk.lifter.id)]


def _overview(desk: Desk, ahead: Outlook) -> Screen:
    begun = _begun(desk, ahead)
    practised = desk.tx.chronicle.practised(desk.lifter.id, BEGINNING)
    done = so_far(begun, practised, _timed(desk), desk.lifter.unit)
    weeks = streak(begun, ahead.away, ahead.today)
    now = desk.now.astimezone(ahead.zone)
    return screens.overview(desk.lifter, done, weeks, ahead.recovering, states(ahead.recovering, desk.now), now)


def _week(desk: Desk, ahead: Outlook) -> Screen:
    first = monday(ahead.today)
    sessions = [one for one in ahead.trained if day_in(ahead.zone, one.started) >= first]
    sets = sets_since(
        sessions, first, _known(desk, [done.exercise for one in sessions for done in one.sets]), ahead.zone
    )
    return screens.this_week(desk.lifter, sets, len(sessions), first, ahead.today)


def _muscles(desk: Desk, ahead: Outlook, period: Period) -> Screen:
    """Sets a week; who began within the period is counted from their first week on."""
    first = max(first_day(period, ahead.today) or date.min, monday(min(_begun(desk, ahead))))
    practised = desk.tx.chronicle.practised(desk.lifter.id, _begin_of(first, ahead))
    weeks = max(1, ((ahead.today - first).days + 1) / 7)  # this one as far as it has come
    sets = sets_of(practised, _known(desk, [one.exercise for one in practised]))
    return screens.muscles(desk.lifter, {muscle: number / weeks for muscle, number in sets.items()}, period)


def _volume(desk: Desk, ahead: Outlook, period: Period, counted: Counted) -> Screen:
    first = first_day(period, ahead.today)
    sessions = desk.tx.chronicle.volumes(desk.lifter.id, _begin_of(first, ahead), _timed(desk))
    step, stretches = by_stretch(sessions, first, ahead.today, desk.lifter.unit, ahead.zone)
    return screens.volume(desk.lifter, step, stretches, period, counted, ahead.today)


def _begin_of(day: date | None, ahead: Outlook) -> datetime:
    return begin_of(day, ahead.zone) if day is not None else BEGINNING


def _timed(desk: Desk) -> frozenset[str]:
    """The exercises whose repetitions are seconds: no weight is lifted so often."""
    return frozenset(id for id, one in desk.library.exercises.items() if one.counting.timed)


def _known(desk: Desk, ids: Sequence[str]) -> dict[str, Exercise]:
    return {id: found for id in dict.fromkeys(ids) if (found := exercise_named(desk, id)) is not None}
