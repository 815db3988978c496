"""A simulated body: what somebody can truly do, which the coach never sees.

Strength is the most that can be moved once, per exercise, and one for all rungs of a ladder. How many repetitions a share of it
allows differs from person to person, every set tires, and every day has its form.
"""

from dataclasses import dataclass, field
from math import exp
from random import Random

from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit
from bot.training.vocabulary import Counting, Equipment

STARTS = {  # the most that somebody of 75 kg in the middle moves once, in kilograms
    Equipment.BARBELL: 75.0,
    Equipment.EZ_BAR: 38.0,
    Equipment.DUMBBELL: 26.0,
    Equipment.KETTLEBELL: 30.0,
    Equipment.CABLE: 60.0,
    Equipment.MACHINE: 70.0,
}
A_BELT = 50.0
HOLDS = 60.0  # seconds
SECONDS_TO_HALF = 90.0  # who carries half of the most they can carry does so for that long
LOWEST_RUNG = 0.55  # of the body is what the easiest rung of a ladder leaves to lift
SETTLES_IN = 26  # sessions after which two thirds of a half year's gain are there


@dataclass(frozen=True)
class Kind:
    """How somebody fares: what training adds in the long run, how strong they begin, and the load they begin with, as a share
    of what they could do all their sets with."""

    name: str
    gain: float
    level: tuple[float, float]
    begins_at: tuple[float, float] = (0.8, 1.0)
    has_bad_weeks: bool = False


@dataclass
class Body:
    kind: Kind
    random: Random
    weight: float
    stamina: float  # 30 would be Epley's formula, which the coach goes by
    tires: float  # the share of strength that each set costs
    strengths: dict[str, float] = field(default_factory=dict)
    trained: dict[str, int] = field(default_factory=dict)
    weakened: float = 0.0  # the share of strength that bad weeks have taken for now

    def strength(self, exercise: Exercise) -> float:
        """On an average day of this week, rested."""
        name = exercise.ladder[0] if exercise.ladder else exercise.id
        if name not in self.strengths:
            self.strengths[name] = self._at_first(exercise)
        grown = 1 + self.kind.gain * (1 - exp(-self.trained.get(name, 0) / SETTLES_IN))
        return self.strengths[name] * grown * (1 - self.weakened)

    def has_trained(self, exercise: Exercise) -> None:
        name = exercise.ladder[0] if exercise.ladder else exercise.id
        self.trained[name] = self.trained.get(name, 0) + 1

    def takes(self, exercise: Exercise, load: Load, reps: int) -> float:
        """The strength it takes to do so many repetitions, or to hold on for so many seconds."""
        each_side = reps / (2 if exercise.per_side else 1)
        return self.moves(exercise, load) * (
            1 + each_side / (SECONDS_TO_HALF if exercise.counting.timed else self.stamina)
        )

    def can(self, exercise: Exercise, load: Load, strength: float) -> int:
        """The repetitions, or seconds, that a strength of today allows."""
        spare = strength / max(self.moves(exercise, load), 1.0) - 1
        each_side = int(spare * (SECONDS_TO_HALF if exercise.counting.timed else self.stamina))
        return each_side * (2 if exercise.per_side else 1)

    def moves(self, exercise: Exercise, load: Load) -> float:
        """In kilograms."""
        added = float(load.weight.to(Unit.KG).amount)
        return added + self.weight * _share(exercise) if load.on_body else added

    def _at_first(self, exercise: Exercise) -> float:
        level = self.random.uniform(*self.kind.level) * self.random.uniform(0.9, 1.1)
        if exercise.counting is Counting.DURATION:
            return self.weight * (1 + HOLDS * level / SECONDS_TO_HALF)
        if exercise.counting is Counting.BODYWEIGHT and not exercise.ladder:
            return self.weight * (1 + 0.5 * level)
        if exercise.counting.on_body:
            return self.weight * (0.8 + 0.45 * level)
        return next((STARTS[kind] for kind in exercise.equipment if kind in STARTS), A_BELT) * level * self.weight / 75


def _share(exercise: Exercise) -> float:
    """Of the body that is lifted: little of it on the lowest rung of a ladder."""
    if not exercise.ladder:
        return 1.0
    return LOWEST_RUNG + (1 - LOWEST_RUNG) * exercise.ladder.index(exercise.id) / max(len(exercise.ladder) - 1, 1)
