"""Past sessions in words: when they were, which set is meant, and what was done to it. Pages and buttons are in `history`."""

from datetime import date

from bot.screens.reasons import clock, long_day, short_day
from bot.screens.sets import KINDS, one_done
from bot.screens.words import count, cut, heavy
from bot.training.hindsight import Performed, performed
from bot.training.lifter import Lifter
from bot.training.logged import LoggedSet
from bot.training.order import exercise_at, exercise_of
from bot.training.plan import Exercise
from bot.training.session import Session
from bot.training.totals import totals
from bot.training.walltime import zone_of

MOST_NOTES = 2  # lines
LONGEST_NOTE = 120


def dated(session: Session, lifter: Lifter, today: date) -> str:
    """`Thu 19 Nov 18:02`; of another year with that."""
    began = session.started.astimezone(zone_of(lifter.zone))
    year = f" {began.year}" if began.year != today.year else ""
    return f"{short_day(began.date())}{year} {clock(began.time())}"


def when(session: Session, lifter: Lifter, today: date) -> str:
    """`Thursday 19 November, 18:02`; it says UTC while the zone is unknown."""
    began = session.started.astimezone(zone_of(lifter.zone))
    year = f" {began.year}" if began.year != today.year else ""
    return f"{long_day(began.date())}{year}, {clock(began.time())}{'' if lifter.zone else ' UTC'}"


def sums(session: Session) -> str:
    """`22 sets · 6,480 kg`."""
    found = totals(session)
    return " · ".join((count(found.sets, "set"), *((heavy(found.volume),) if found.volume.amount else ())))


def noted(session: Session) -> tuple[str, ...]:
    """What was noted of it in another app, in two short lines at most."""
    notes = session.workout.about.splitlines() if session.workout.is_imported else []
    shown = notes[:MOST_NOTES]
    if notes[MOST_NOTES:]:
        shown[-1] += " …"
    return tuple(cut(line, LONGEST_NOTE) for line in shown)


def where(session: Session, logged: LoggedSet) -> tuple[int, Performed]:
    """The exercise that a logged set is one of, and its place on the page."""
    return next((at, one) for at, one in enumerate(performed(session)) if logged in one.sets)


def name_of(session: Session, one: Performed) -> str:
    exercise = exercise_of(session, one.sets[0]) if one.sets else exercise_at(session, one.position)
    return exercise.name if exercise else one.exercise.replace("-", " ").capitalize()


def exercise_for(session: Session, logged: LoggedSet) -> Exercise:
    """What a set is amended as: what it was done with, or what has taken its place."""
    return exercise_of(session, logged) or exercise_at(session, logged.slot.position)


def which_set(one: Performed, logged: LoggedSet) -> str:
    """`Set 3`, counted among its kind as they were done: what was deleted leaves no gap."""
    return f"{KINDS[logged.kind]} {alike(one, logged).index(logged) + 1}"


def alike(one: Performed, logged: LoggedSet) -> tuple[LoggedSet, ...]:
    return tuple(other for other in one.sets if other.kind is logged.kind)


def set_name(session: Session, logged: LoggedSet) -> str:
    """`set 3`, as the pages call it."""
    return which_set(where(session, logged)[1], logged).lower()


def amended(session: Session, logged: LoggedSet) -> str:
    """`Set 3 is now 9 × 45 kg.`"""
    return f"{which_set(where(session, logged)[1], logged)} is now {one_done(session, logged)}."


def added(session: Session, logged: LoggedSet) -> str:
    return f"{which_set(where(session, logged)[1], logged)} is added: {one_done(session, logged)}."


def taken(session: Session, logged: LoggedSet) -> str:
    """`Set 3 is deleted: 9 × 45 kg.`; the session is as it was before."""
    return f"{which_set(where(session, logged)[1], logged)} is deleted: {one_done(session, logged)}."


def moved(session: Session, lifter: Lifter, today: date) -> str:
    return f"Moved to {when(session, lifter, today)}."


def gone(session: Session, lifter: Lifter, today: date) -> str:
    return f"{session.workout.name}, {dated(session, lifter, today)}, is deleted and does not count any more."
