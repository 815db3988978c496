"""A workout with kinder exercises in place of those that a lifter should avoid: by the content's own rules."""

from collections.abc import Mapping

from bot.training.exchanging import exchanged
from bot.training.plan import Exercise, Prescription, Workout
from bot.training.vocabulary import Condition, LumbarLoad


def suits(exercise: Exercise, condition: Condition) -> bool:
    """Whether somebody with that condition may do it; for the back, little load on the lower spine is asked for too: the
    standing row loads it most (Fenwick, Brown and McGill 2009)."""
    if condition is Condition.BACK and exercise.lumbar is not LumbarLoad.LOW:
        return False
    return condition not in exercise.avoid_if


def spared(workout: Workout, condition: Condition, exercises: Mapping[str, Exercise]) -> Workout:
    """The workout with each exercise that its author says to avoid replaced by the first of its swaps that suits, best one that
    the workout does not have yet; one without such a swap stays, and its pain button too."""
    taken = {p.exercise.id for block in workout.blocks for p in block.prescriptions}

    def choose(prescription: Prescription) -> Exercise:
        kinder = _kinder(prescription.exercise, condition, exercises, taken)
        taken.add(kinder.id)
        return kinder

    return exchanged(workout, choose)


def _kinder(exercise: Exercise, condition: Condition, exercises: Mapping[str, Exercise], taken: set[str]) -> Exercise:
    if condition not in exercise.avoid_if:
        return exercise
    swaps = (exercises[id] for id in exercise.swaps if id in exercises)
    suiting = [swap for swap in swaps if suits(swap, condition)]
    fresh = [swap for swap in suiting if swap.id not in taken]
    return next(iter(fresh or suiting), exercise)
