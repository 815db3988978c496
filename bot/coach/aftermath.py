"""A past session is put right, and what must follow follows: the plan, its reminder, and what the coach knows of a session
that is open. What has changed by it is worked out by the same rules as ever, before and after.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.coach.agenda import next_to_come, outlook, replan
from bot.coach.carry_out import NOTHING, Carried, declined, earlier, keep
from bot.coach.coaching import Found, Past
from bot.coach.turn import Desk
from bot.screens.aftermath import Standing, changed
from bot.screens.reasons import workout_name
from bot.training import events
from bot.training.effects import Reason
from bot.training.exchanging import refitted
from bot.training.logged import LoggedSet
from bot.training.machine import advance
from bot.training.order import exercise_at, exercise_of, prescriptions
from bot.training.plan import Prescription
from bot.training.session import Session
from bot.training.walltime import day_in, zone_of


@dataclass(frozen=True, slots=True)
class Righted:
    """The session after it, what has changed by it in words, and why nothing did, if so."""

    session: Session
    told: tuple[str, ...] = ()
    carried: Carried = NOTHING
    declined: Reason | None = None


def put_right(desk: Desk, session: Session, event: events.Event) -> Righted:
    """Lets an event happen to a session that is over, with all that follows from it."""
    step = advance(session, event, desk.now)
    if (reason := declined(step)) is not None:
        return Righted(session, declined=reason)
    touched = _touched(session, step.session)
    before = _standing(desk, session, touched)
    carried = keep(desk.tx, session, step, desk.chat, desk.now)
    lifter = desk.tx.lifter(desk.lifter.id) or desk.lifter
    wake = replan(desk.tx, lifter, desk.library, desk.now)
    _tell_the_open_one(desk, touched.keys())
    after = _standing(desk, session, touched)
    named = {id: one.exercise for id, one in touched.items()}
    told = changed(named, before, after, today(desk))
    return Righted(step.session, told, replace(carried, wake=earlier(carried.wake, wake)))


def today(desk: Desk) -> date:
    return day_in(zone_of(desk.lifter.zone), desk.now)


def _touched(before: Session, after: Session) -> Mapping[str, Prescription]:
    """By exercise what was prescribed for it, where the record of it is not as it was."""
    sets = {*before.log} ^ {*after.log} if before.phase is after.phase else {*before.log, *after.log}
    found: dict[str, Prescription] = {}
    for logged in sorted(sets, key=lambda one: one.slot):
        prescription = _prescribed(before, logged)
        if prescription is not None:
            found.setdefault(logged.exercise, prescription)
    return found


def _prescribed(session: Session, logged: LoggedSet) -> Prescription | None:
    exercise = exercise_of(session, logged)
    return refitted(prescriptions(session)[logged.slot.position], exercise) if exercise else None


def _standing(desk: Desk, session: Session, touched: Mapping[str, Prescription]) -> Standing:
    found = _found(desk, touched.values())
    ahead = outlook(desk.tx, desk.lifter, desk.library, desk.now)
    coming = next_to_come(ahead)
    workout = desk.library.workouts.get(session.workout.id)
    return Standing(
        {id: one.target for id, one in found.items()},
        {id: one.bests for id, one in found.items()},
        (workout_name(desk.library, coming.workouts[0]), coming.day) if coming else None,
        (workout.name, ahead.ready(workout).first) if workout else None,
    )


def _found(desk: Desk, prescribed: Iterable[Prescription]) -> Mapping[str, Found]:
    past = Past(desk)
    return {one.exercise.id: past.found(one) for one in prescribed}


def _tell_the_open_one(desk: Desk, touched: Iterable[str]) -> None:
    """A session that is open aims by what the past says now."""
    session = desk.tx.open_session(desk.lifter.id)
    if session is None:
        return
    meant = (refitted(one, exercise_at(session, at)) for at, one in enumerate(prescriptions(session)))
    found = _found(desk, {one.exercise.id: one for one in meant if one.exercise.id in set(touched)}.values())
    if not found:
        return
    coaching = session.coaching
    event = events.PastSetRight(
        {**session.last_time, **{id: one.last_time for id, one in found.items()}},
        replace(
            coaching,
            targets={**coaching.targets, **{id: one.target for id, one in found.items()}},
            bests={**coaching.bests, **{id: one.bests for id, one in found.items()}},
        ),
    )
    desk.tx.save_session(session, advance(session, event, desk.now).session)
