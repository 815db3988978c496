"""/progress: what was done so far, as pictures on one message that is edited in place. Looking changes nothing.

It is shown where it was asked for, like /history, among people too; what a lifter weighs is never told. Which page is meant
travels in the tap: its name, and after slashes what it is about.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.coach.agenda import outlook
from bot.coach.turn import Desk, Turn, back_rows, kept
from bot.screens import progress as screens
from bot.screens.screen import Screen
from bot.screens.taps import Tap, Verb
from bot.training.order import exercise_of
from bot.training.plan import Exercise
from bot.training.so_far import SoFar, so_far
from bot.training.streak import streak
from bot.training.walltime import day_in
from bot.training.workload import states

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)  # of everything


def progress_page(desk: Desk, about: str = "") -> Turn:
    screen = _overview(desk)
    return Turn(replace(screen, rows=(*screen.rows, *back_rows(desk))))


def on_progress_press(desk: Desk, tap: Tap) -> Turn:
    if tap.verb is Verb.THEME:
        desk = kept(desk, dark=not desk.lifter.dark)
    return progress_page(desk, tap.about)


def _overview(desk: Desk) -> Screen:
    ahead = outlook(desk.tx, desk.lifter, desk.authored, desk.now)
    begun = [day_in(ahead.zone, at) for at in desk.tx.begins(desk.lifter.id)]
    done = _so_far(desk, begun)
    if done is None:
        return screens.nothing_yet(desk.lifter, ())
    now = desk.now.astimezone(ahead.zone)
    agenda = desk.lifter.agenda
    pauses = (*agenda.been_away, *([agenda.pause] if agenda.pause else ()))
    weeks = streak(begun, pauses, now.date())
    return screens.overview(desk.lifter, done, weeks, ahead.recovering, states(ahead.recovering, desk.now), now)


def _so_far(desk: Desk, begun: Sequence[date]) -> SoFar | None:
    practised = desk.tx.chronicle.practised(desk.lifter.id, BEGINNING)
    lifted = [one.exercise for one in practised if one.volume.amount]
    known = {id: found for id in lifted if (found := exercise_named(desk, id)) is not None}
    timed = {id for id, exercise in known.items() if exercise.counting.timed}
    return so_far(begun, practised, timed, desk.lifter.unit)


def exercise_named(desk: Desk, id: str) -> Exercise | None:
    """An exercise of the library, or as the last session that had it knows it: what was deleted is remembered there."""
    if id in desk.library.exercises:
        return desk.library.exercises[id]
    session = desk.tx.chronicle.latest_with(desk.lifter.id, id)
    logged = next((one for one in session.log if one.exercise == id), None) if session is not None else None
    return exercise_of(session, logged) if session is not None and logged is not None else None
