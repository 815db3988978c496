"""Another exercise in the place of one: which are offered, with which load, for today or from now on, and how that is undone.

Which exercises can stand in is decided in `training.swapping`; the session changes through its machine alone.
"""

from dataclasses import replace

from bot.coach.coaching import Past
from bot.coach.turn import Desk, Turn, happen, shown
from bot.screens.equipment import equipment_name
from bot.screens.screen import Screen
from bot.screens.swaps import Offer, swaps
from bot.screens.taps import Tap, Verb
from bot.training import events
from bot.training.exchanging import refitted
from bot.training.order import exercise_at, next_slot, prescriptions
from bot.training.plan import Exercise, Workout
from bot.training.session import Session
from bot.training.swapping import ranked
from bot.training.vocabulary import Condition, Equipment

_ALWAYS_THERE = frozenset({Equipment.BODY_ONLY})


def swap_page(desk: Desk, session: Session, note: str = "") -> Screen:
    """What can be done instead of what is on, each with a load of its own past."""
    slot = next_slot(session)
    assert slot is not None, "a session with nothing left to do is closed by the machine"
    present, past = exercise_at(session, slot.position), Past(desk)
    lacks = desk.lifter.kit.lacks
    conditions = (Condition.BACK,) if desk.lifter.back_trouble else ()
    prescription = prescriptions(session)[slot.position]
    planned = planned_at(desk, session, slot.position)
    offers = [
        Offer(other, past.found(refitted(prescription, other)).target.load)
        for other in ranked(present, desk.library.exercises, lacks, conditions)
        if other.id != planned.id
    ]
    asked = [thing for thing in present.equipment if thing not in lacks | _ALWAYS_THERE]
    return swaps(session, slot.position, offers, planned, asked, note)


def planned_at(desk: Desk, session: Session, position: int) -> Exercise:
    """What the workout itself has at a position, whatever stands in for it."""
    workout = desk.library.workouts.get(session.workout.id)
    own = _exercises(workout) if workout else ()
    return own[position] if position < len(own) else prescriptions(session)[position].exercise


def exchange(desk: Desk, session: Session, event: events.ExerciseSwapped, tap: Tap) -> Turn:
    """Does another exercise instead; ALWAYS has it remembered, or forgotten where the planned one comes back."""
    prescription = prescriptions(session)[event.position]
    found = Past(desk).found(refitted(prescription, event.exercise))
    event = replace(event, last_time=found.last_time, target=found.target, bests=found.bests)
    turn = happen(desk, session, event)
    if tap.verb is not Verb.ALWAYS or turn.declined is not None:
        return turn
    planned = planned_at(desk, session, event.position)
    _remember(desk, planned, event.exercise)
    word = f"From now on {event.exercise.name}"
    return replace(
        turn, note=f"{word} again." if event.exercise.id == planned.id else f"{word} instead of {planned.name}."
    )


def lacking(desk: Desk, session: Session, tap: Tap) -> Turn:
    """The lifter has no such thing: it is remembered, and what can be done without it is offered."""
    key = tap.about.partition("_")[2].upper()
    if key not in Equipment.__members__:
        return shown(desk, session)
    thing = Equipment[key]
    kit = replace(desk.lifter.kit, lacks=desk.lifter.kit.lacks | {thing})
    lifter = replace(desk.lifter, kit=kit)
    desk.tx.keep_lifter(lifter)
    note = f"Noted: no {equipment_name(thing)}. /settings changes it."
    return shown(desk, session, screen=swap_page(replace(desk, lifter=lifter), session, note))


def forget_undone(desk: Desk, before: Session, after: Session) -> None:
    """An exchange that is taken back is not done from now on either."""
    for position, exercise in before.swapped.items():
        planned = planned_at(desk, before, position)
        if after.swapped.get(position) != exercise and desk.lifter.instead.get(planned.id) == exercise.id:
            _remember(desk, planned, planned)


def _remember(desk: Desk, planned: Exercise, exercise: Exercise) -> None:
    instead = {of: other for of, other in desk.lifter.instead.items() if of != planned.id}
    if exercise.id != planned.id:
        instead[planned.id] = exercise.id
    desk.tx.keep_lifter(replace(desk.lifter, instead=instead))


def _exercises(workout: Workout) -> tuple[Exercise, ...]:
    return tuple(one.exercise for block in workout.blocks for one in block.prescriptions)
