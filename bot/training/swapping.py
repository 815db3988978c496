"""What can stand in for an exercise: a machine is busy, something is missing, something hurts.

Pure. What a stand-in is lifted with is the business of `progression`: its own past, never the other exercise's number.
"""

from collections.abc import Collection, Mapping

from bot.training.exchanging import exchanged
from bot.training.own import is_own
from bot.training.plan import Exercise, Prescription, Workout
from bot.training.sparing import suits
from bot.training.vocabulary import Condition, Equipment, LumbarLoad, Muscle

MOST = 6  # offered at a time: what a thumb can scan
_HELPING = 0.5  # as recovery counts a muscle that helps
_DEGREES = 4  # of likeness: finer differences in muscles matter less than equipment and the lower back
_LUMBAR = {LumbarLoad.LOW: 0, LumbarLoad.MEDIUM: 1, LumbarLoad.HIGH: 2}
_BARS = {Equipment.BARBELL, Equipment.EZ_BAR}  # one does for the other where an exercise names both


def ranked(
    exercise: Exercise,
    exercises: Mapping[str, Exercise],
    lacks: Collection[Equipment] = (),
    conditions: Collection[Condition] = (),
) -> tuple[Exercise, ...]:
    """Stand-ins, the best first: the author's own and whatever moves the same muscles. By likeness of the muscles worked, then
    by how little they ask of the lower back, then as the author has them. What the lifter has no equipment for, or should
    avoid, is not among them, nor is what is timed for what is counted. The lifter's own are, beyond the usual number."""
    authored = [id for id in exercise.swaps if id in exercises]
    others = [one.id for one in exercises.values() if set(one.primary) & set(exercise.primary)]
    found = [exercises[id] for id in dict.fromkeys((*authored, *others)) if id != exercise.id]
    alike = [one for one in found if one.counting.timed is exercise.counting.timed]
    possible = [
        one for one in alike if can_be_done(one, lacks) and all(suits(one, condition) for condition in conditions)
    ]
    place = {id: index for index, id in enumerate(authored)}

    def order(one: Exercise) -> tuple[int, int, int, str]:
        like = likeness(exercise, one) + (one.id in place)  # the author's word counts for one degree
        return -like, _LUMBAR[one.lumbar], place.get(one.id, len(place)), one.name

    by_rank = sorted(possible, key=order)
    first = sorted(by_rank, key=lambda one: one.id not in place)
    offered = {one.id for one in (*first[:MOST], *[one for one in first[MOST:] if is_own(one)][:MOST])}
    return tuple(one for one in by_rank if one.id in offered)


def likeness(one: Exercise, other: Exercise) -> int:
    """How alike two exercises are in the muscles they work, from 0 to 4: what they share of all that either works."""
    works, works_too = _muscles(one), _muscles(other)
    either = works.keys() | works_too.keys()
    shared = sum(min(works.get(muscle, 0), works_too.get(muscle, 0)) for muscle in either)
    total = sum(max(works.get(muscle, 0), works_too.get(muscle, 0)) for muscle in either)
    return round(_DEGREES * shared / total)


def _muscles(exercise: Exercise) -> Mapping[Muscle, float]:
    return {**dict.fromkeys(exercise.secondary, _HELPING), **dict.fromkeys(exercise.primary, 1.0)}


def can_be_done(exercise: Exercise, lacks: Collection[Equipment]) -> bool:
    """Whether nothing that it takes is missing."""
    missing = set(exercise.equipment) & set(lacks)
    if missing and missing < _BARS and set(exercise.equipment) >= _BARS:
        return True
    return not missing


def as_wished(
    workout: Workout, instead: Mapping[str, str], exercises: Mapping[str, Exercise], lacks: Collection[Equipment]
) -> Workout:
    """The workout with what the lifter always does in place of an exercise, and without what they cannot do: then the best
    stand-in that the workout does not have yet takes its place. Where there is none, it stays."""
    taken = {one.exercise.id for block in workout.blocks for one in block.prescriptions}

    def choose(prescription: Prescription) -> Exercise:
        planned = prescription.exercise
        wished = exercises.get(instead.get(planned.id, ""), planned)
        if can_be_done(wished, lacks):
            return wished
        stand_ins = ranked(planned, exercises, lacks)
        fresh = [one for one in stand_ins if one.id not in taken]
        chosen = next(iter(fresh or stand_ins), wished)
        taken.add(chosen.id)
        return chosen

    return exchanged(workout, choose)
