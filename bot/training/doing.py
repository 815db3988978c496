"""A set that was done: it enters the log, and the rest after it begins.

A part of the machine; corrections of what is in the log are in `correct`.
"""

from datetime import datetime

from bot.training import events
from bot.training.aim import is_possible, most_reps
from bot.training.correct import trail_with
from bot.training.effects import Reason, Step, decline
from bot.training.logged import LoggedSet
from bot.training.order import exercise_at, logged_at, next_slot, planned, rest_after
from bot.training.session import Phase, RestPeriod, Session, SetAdded, Situation


def log_set(session: Session, event: events.SetLogged, at: datetime) -> Step:
    slot = event.slot
    if logged_at(session, slot) is not None:
        return decline(session, Reason.ALREADY_LOGGED)
    if slot != next_slot(session):
        return decline(session, Reason.NOT_NEXT)
    exercise = exercise_at(session, slot.position)
    if not is_possible(event.reps, event.load, most_reps(exercise)):
        return decline(session, Reason.IMPOSSIBLE)
    kind = planned(session, slot).kind
    logged = LoggedSet(slot, exercise.id, event.reps, event.load, at, kind, event.rir)
    rest = rest_after(session, slot)
    after = session.evolve(
        log=(*session.log, logged),
        situation=Situation(Phase.RESTING, RestPeriod(at, at + rest)) if rest else Situation(),
        trail=trail_with(session, SetAdded(slot)),
    )
    return Step(after)
