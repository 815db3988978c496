"""What no human has done, or nobody does in a gym: where a typed number is asked about even without any history.

A question, never a refusal, so the limits stand somewhat above the records, as far as these are known: a raw bench press of
355 kg (Maddox 2021), a deadlift of 501 kg (Björnsson 2020), a curl of 113 to 116 kg (Cyplenkov, Hepburn), a dumbbell of 90 kg
curled (Henry), leg presses near a tonne. Machines and hip thrusts get the most room: stacks and levers differ. What is within
the limits may still be far from what this lifter does: that is for `plausible`.
"""

from collections.abc import Mapping
from decimal import Decimal

from bot.training.bests import BestSet, kilograms
from bot.training.plan import Exercise
from bot.training.quantities import Load, Weight
from bot.training.vocabulary import Equipment, Muscle

_ARMS = frozenset({Muscle.BICEPS, Muscle.FOREARMS, Muscle.NECK})
_LOWER = frozenset(
    {
        Muscle.ABDUCTORS, Muscle.ADDUCTORS, Muscle.CALVES, Muscle.GLUTES, Muscle.HAMSTRINGS, Muscle.LOWER_BACK,
        Muscle.QUADRICEPS,
    }
)  # fmt: skip

# Kilograms for one repetition, by arms, upper and lower body; a dumbbell or kettlebell counts one hand.
_LIFTED: Mapping[Equipment, tuple[int, int, int]] = {
    Equipment.BARBELL: (140, 400, 700),
    Equipment.EZ_BAR: (140, 250, 250),
    Equipment.DUMBBELL: (100, 170, 170),
    Equipment.KETTLEBELL: (100, 120, 120),
    Equipment.MACHINE: (250, 500, 1200),
    Equipment.CABLE: (200, 300, 400),
    Equipment.BANDS: (100, 150, 250),
}
_OTHERWISE = (140, 300, 500)
_HUNG_ON = (150, 150, 300)  # on the body; weighted pull-ups and dips end not far above 100 kg
_HELP = 200  # where the body is not known; nobody needs more help than they weigh


def beyond(exercise: Exercise, done: BestSet, once: Decimal) -> bool:
    """Whether a set lies beyond any human's; `once` is what it says about one repetition, in kilograms."""
    place = _place(exercise)
    if exercise.counting.on_body:
        return kilograms(done.load.weight) > _HUNG_ON[place]
    found = (_LIFTED[one][place] for one in exercise.equipment if one in _LIFTED)
    return once > max(found, default=_OTHERWISE[place])


def is_carried(load: Load, body: Weight | None) -> bool:
    """Whether a machine would help with all of the body, or more."""
    return -kilograms(load.weight) >= (kilograms(body) if body is not None else _HELP)


def _place(exercise: Exercise) -> int:
    """The column of the strongest part of the body that works in it: arms, upper, lower; the last if nobody said."""
    if exercise.primary and _ARMS.issuperset(exercise.primary):
        return 0
    return 2 if not exercise.primary or _LOWER.intersection(exercise.primary) else 1
