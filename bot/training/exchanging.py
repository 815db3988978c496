"""Exercises in the place of others: a workout with each chosen anew, and sets that fit what takes the place.

Pure; which exercise to choose is decided in `swapping`, `sparing` and `ladder`.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.training.plan import Block, Exercise, PlannedSet, Prescription, Workout
from bot.training.quantities import RepRange


def exchanged(workout: Workout, choose: Callable[[Prescription], Exercise]) -> Workout:
    """The workout with the exercise of each prescription chosen anew; the same one where nothing changes."""
    blocks = tuple(
        Block(tuple(refitted(one, choose(one)) for one in block.prescriptions), block.title, block.optional)
        for block in workout.blocks
    )
    return workout if blocks == workout.blocks else replace(workout, blocks=blocks)


def refitted(prescription: Prescription, exercise: Exercise) -> Prescription:
    """The prescription with another exercise; the rest stays, as the author meant it for this place."""
    before = prescription.exercise
    if exercise == before:
        return prescription
    sets = tuple(fitted(planned, before, exercise) for planned in prescription.sets)
    return replace(prescription, exercise=exercise, sets=sets)


def fitted(planned: PlannedSet, before: Exercise, after: Exercise) -> PlannedSet:
    """A set for what takes the place. Where sides are done one by one both count, so ten become ten a side, twenty in all."""
    if before.per_side is after.per_side:
        return planned
    low, high = planned.reps.low, planned.reps.high
    if after.per_side:
        return replace(planned, reps=RepRange(2 * low, 2 * high))
    return replace(planned, reps=RepRange(max(1, low // 2), max(1, high // 2)))
