"""Warm-up sets for the first heavy exercise of a session, where its author planned none.

Pure. A few light sets of the same movement, heavier each time with fewer repetitions, as the NSCA teaches it before heavy
lifting (Haff and Triplett 2016). A warm-up improved four fifths of all that was measured in trials (Fradkin and others 2010).
The shares and repetitions are the gym's habit: enough to practise, too little to tire.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from bot.training.loading import Kit, bar_of, loadable
from bot.training.plan import Exercise, PlannedSet, Prescription, Workout
from bot.training.quantities import Load, RepRange, Unit, Weight
from bot.training.target import Target
from bot.training.vocabulary import SetKind

T = TypeVar("T")

HEAVY = Decimal(60)  # kilograms: a bar with a large plate on each side
_HEAVY = Decimal(40)  # kilograms: from here on in more than one step
_LIGHT = Decimal(15)  # whoever lifts less begins at once
_HALF, _MOST = Decimal("0.5"), Decimal("0.75")


def ramp(load: Load, exercise: Exercise, kit: Kit) -> tuple[tuple[int, Load], ...]:
    """Repetitions and loads on the way to a working load: each can be loaded, is heavier than the one before, and lighter than
    the work. None where the body is the load, or time."""
    weighs = load.weight.to(Unit.KG).amount
    if load.on_body or exercise.counting.timed or weighs < _LIGHT:
        return ()
    unit = load.weight.unit
    bar = bar_of(exercise, unit, kit)
    begin = (10, bar.amount) if bar is not None else (8, load.weight.amount * _HALF)
    further = ((5, load.weight.amount * _HALF), (3, load.weight.amount * _MOST)) if weighs >= _HEAVY else ()
    found: list[tuple[int, Load]] = []
    heaviest = Decimal(0)
    for reps, amount in (begin, *further):
        step = loadable(Load(Weight(amount, unit)), exercise, kit)
        if heaviest < step.weight.amount < load.weight.amount:
            found.append((reps, step))
            heaviest = step.weight.amount
    return tuple(found)


def warmed_up(workout: Workout, targets: Mapping[str, Target], kit: Kit) -> Workout:
    """The workout with a ramp before its first heavy exercise; as it is where that has warm-ups of its author's, or none is
    heavy."""
    for at, block in enumerate(workout.blocks):
        for place, prescription in enumerate(block.prescriptions):
            found = targets.get(prescription.exercise.id)
            if block.optional or found is None or found.load is None or not _is_heavy(found.load):
                continue
            sets = (*_planned(found.load, prescription, kit), *prescription.sets)
            prescriptions = _put(block.prescriptions, place, replace(prescription, sets=sets))
            return replace(workout, blocks=_put(workout.blocks, at, replace(block, prescriptions=prescriptions)))
    return workout


def _is_heavy(load: Load) -> bool:
    return not load.on_body and load.weight.to(Unit.KG).amount >= HEAVY


def _planned(load: Load, prescription: Prescription, kit: Kit) -> tuple[PlannedSet, ...]:
    """The ramp as planned sets. Their shares are few and round, so that sessions share their copies of a workout."""
    if any(planned.kind is SetKind.WARM_UP for planned in prescription.sets):
        return ()
    shares = {10: Decimal(0), 8: _HALF, 5: _HALF, 3: _MOST}  # nothing of the working load is the empty bar
    return tuple(
        PlannedSet(RepRange(reps, reps), SetKind.WARM_UP, shares[reps])
        for reps, _ in ramp(load, prescription.exercise, kit)
    )


def _put(items: tuple[T, ...], place: int, item: T) -> tuple[T, ...]:
    return (*items[:place], item, *items[place + 1 :])
