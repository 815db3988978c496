"""How far a load may move: never more than a tenth up, unless nothing nearer exists; how much comes off; what would fit.

Pure. A tenth is of what is really moved, so of body and load together where the body moves; as long as nobody knows what the
body weighs, one step has to do. When a load moves is in `progression`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from bot.training.e1rm import moved
from bot.training.loading import Kit, lightest, nearest, step_down, step_up
from bot.training.plan import Exercise
from bot.training.quantities import Load, RepRange, Weight

MOST_JUMP = Decimal("1.1")  # 2-10 % is what the ACSM advises (position stand, 2009)
NEAR = Decimal("1.075")  # above what was shown; the day may have been a good one, so not the whole tenth
SURE = Decimal("0.98")  # of what was shown, where somebody has failed already
LONGEST_SET = 30  # up to about here light sets make muscles grow as heavy ones do (Schoenfeld and others, 2017)


@dataclass(frozen=True, slots=True)
class Lifting:
    """An exercise in the hands of a lifter: what they have to load it with, and what they weigh if they said so."""

    exercise: Exercise
    kit: Kit
    body: Weight | None

    def up(self, load: Load, most_steps: int) -> tuple[Load, int]:
        """The load one step heavier, or more where a tenth allows them, and how many it is; 0 where nothing is heavier."""
        heavier = step_up(load, self.exercise, self.kit)
        if heavier.weight.amount <= load.weight.amount:
            return load, 0
        steps = 1
        while steps < most_steps and self._within(
            further := step_up(heavier, self.exercise, self.kit), load, MOST_JUMP
        ):
            heavier, steps = further, steps + 1
        return heavier, steps

    def reduced(self, load: Load, share: Decimal) -> Load:
        """That share of what is moved, rounded down; a step less while nobody knows; the same where nothing lighter exists."""
        all_of_it = self._moved(load)
        if all_of_it is None:
            return step_down(load, self.exercise, self.kit)
        return self._rounded(load, load.weight.amount - all_of_it * (1 - share))

    def fitting(self, load: Load, reps: int, shown: Decimal) -> Load:
        """The heaviest load up to this one that somebody of an estimated maximum does so many reps with."""
        all_of_it = self._moved(load)
        if all_of_it is None:
            return load
        spare = all_of_it - shown * 30 / (30 + self._one_side(reps))
        return self._rounded(load, load.weight.amount - spare) if spare > 0 else load

    def shown(self, reps: int, load: Load) -> Decimal | None:
        """The maximum that a set speaks for (Epley 1985); None where no estimate makes sense. It only ever compares an exercise
        with itself, so it is used for longer sets than an estimate to be shown would be."""
        all_of_it = self._moved(load)
        if all_of_it is None or self.exercise.counting.timed:
            return None
        return all_of_it * (30 + self._one_side(reps)) / 30

    def is_near(self, heavier: Load, load: Load) -> bool:
        """Whether it is no more than a tenth heavier; as long as nobody knows, it counts as near."""
        return self._within(heavier, load, MOST_JUMP) is not False

    def reps_for(self, heavier: Load, load: Load, ranges: Iterable[RepRange], margin: Decimal) -> tuple[int, ...]:
        """The reps that show enough strength for the lowest reps with a heavier load, up to a margin; no fewer than the top of
        each range, and no more than make a long set."""
        alone = self.shown(0, load)
        if alone is None:
            return tuple(span.high for span in ranges)
        return tuple(
            max(self._reps(self.shown(span.low, heavier) or alone, alone * margin), span.high) for span in ranges
        )

    def _reps(self, wanted: Decimal, alone: Decimal) -> int:
        reps = ((wanted / alone - 1) * 30).to_integral_value(ROUND_CEILING)
        return (2 if self.exercise.per_side else 1) * min(int(reps), LONGEST_SET)

    def _within(self, heavier: Load, load: Load, share: Decimal) -> bool | None:
        """Whether it is no heavier than that share of the load; None if nobody knows."""
        all_of_it, then = self._moved(load), self._moved(heavier)
        return None if all_of_it is None or then is None else then <= all_of_it * share

    def _moved(self, load: Load) -> Decimal | None:
        weight = moved(load, self.body)
        return weight.amount if weight is not None and weight.amount > 0 else None

    def _one_side(self, reps: int) -> Decimal:
        return Decimal(reps) / 2 if self.exercise.per_side else Decimal(reps)

    def _rounded(self, load: Load, amount: Decimal) -> Load:
        """Down to a load that exists; whoever is no lower goes no lower than what one begins with."""
        unit = load.weight.unit
        found = nearest(Load(Weight(amount, unit), load.on_body), self.exercise, self.kit)
        least = lightest(self.exercise, unit, self.kit)
        if least is None or found.weight.amount >= least.weight.amount:
            return found
        return least if load.weight.amount >= least.weight.amount else nearest(load, self.exercise, self.kit)
