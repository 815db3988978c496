"""How long what is left will take: a rough promise for the card, not a rule of training."""

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache

from bot.training.logged import Slot
from bot.training.order import REMEMBERED, planned, prescriptions, remaining, rest_after
from bot.training.plan import Exercise, PlannedSet, Workout
from bot.training.session import Session

PER_REP = timedelta(seconds=4)  # a controlled repetition: up, pause, down
PER_SET = timedelta(seconds=10)  # taking hold, letting go
A_SECOND = timedelta(seconds=1)


def time_left(session: Session) -> timedelta:
    """The remaining sets with the rests between them; nothing for a session that is done."""
    left = remaining(session)
    known = _as_planned(session.workout)
    work = sum((_takes(session, slot, known) for slot in left), timedelta())
    return work + sum((rest_after(session, slot) for slot in left[:-1]), timedelta())


def _takes(session: Session, slot: Slot, known: Mapping[Slot, timedelta]) -> timedelta:
    other = session.swapped.get(slot.position)
    if other is None and slot in known:
        return known[slot]
    return _length(planned(session, slot), other or prescriptions(session)[slot.position].exercise)


@lru_cache(REMEMBERED)
def _as_planned(workout: Workout) -> Mapping[Slot, timedelta]:
    """Each set of a workout as its author has it."""
    exercises = [prescription for block in workout.blocks for prescription in block.prescriptions]
    return {
        Slot(position, number): _length(one, prescription.exercise)
        for position, prescription in enumerate(exercises)
        for number, one in enumerate(prescription.sets)
    }


def _length(one: PlannedSet, exercise: Exercise) -> timedelta:
    """What is timed counts its seconds."""
    return PER_SET + (A_SECOND if exercise.counting.timed else PER_REP) * one.reps.high
