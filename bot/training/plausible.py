"""Whether a typed set can be meant: measured against what humans do, and against what this lifter has done.

A doubt is a question with likely corrections, never a refusal. Nothing known asks only for what no human does (`limits`); what
may have been meant comes from `slips`, and is offered only if it would not be doubted itself.
"""

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.training.aim import is_possible, most_reps
from bot.training.bests import Bests, BestSet, kilograms
from bot.training.e1rm import MOST_REPS, epley, of_each_side
from bot.training.limits import beyond, is_carried
from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit, Weight
from bot.training.slips import slips
from bot.training.vocabulary import SetKind

MOST_LIKELY = 3
STRONGER = Decimal("1.5")  # than ever: half again as strong
STEPS = 3  # by so few steps anything light may grow at once
MORE_OFTEN = 2
MORE = 10  # so many more repetitions are no wonder where there were few
LONGER = 60  # seconds, likewise
LIGHT_AND_OFTEN = 25  # where a load is light, so many repetitions may come of it
LIGHTER = Decimal("0.2")  # a fifth of the usual
NEAR = 1.2  # to what the lifter does: half as much and nearly half as often, no more, is worth offering
_BODY = Weight(Decimal(80), Unit.KG)  # of somebody who has not said; the more, the less is doubted


class Doubtful(StrEnum):
    """What speaks against a typed set."""

    BEYOND = "beyond"  # nobody does that
    HEAVY = "heavy"  # far stronger than this lifter ever was
    MANY = "many"  # far more repetitions, or a far longer hold
    LIGHT = "light"  # far less than usual


@dataclass(frozen=True, slots=True)
class Doubt:
    """A set that may be a slip: what was typed, why it is doubted, what may have been meant (most likely first), and the best
    set of this lifter to compare it with."""

    reps: int
    load: Load
    why: Doubtful
    likely: tuple[BestSet, ...] = ()
    usual: BestSet | None = None


def doubt(
    exercise: Exercise, reps: int, load: Load, bests: Bests, body: Weight | None, kind: SetKind = SetKind.WORKING
) -> Doubt | None:
    """What is doubtful about a typed set, if anything. Warm-ups and drop sets may be as light as they like."""
    case = _Case(exercise, bests, body, kind)
    typed = BestSet(reps, load)
    why = case.against(typed)
    if why is None:
        return None
    odd: dict[BestSet, float] = {}
    for meant, how_odd in slips(typed):
        if case.could_be(meant):
            odd[meant] = min(odd.get(meant, math.inf), case.distance(meant) + how_odd)
    likely = tuple(sorted(odd, key=lambda meant: odd[meant]))[:MOST_LIKELY]
    return Doubt(reps, load, why, likely, case.usual(reps))


@dataclass(frozen=True, slots=True)
class _Case:
    """What a set is judged by."""

    exercise: Exercise
    bests: Bests
    body: Weight | None
    kind: SetKind

    def could_be(self, meant: BestSet) -> bool:
        """Whether a correction makes sense: near to what the lifter does, and not to be doubted itself."""
        return self.against(meant) is None and self.distance(meant) <= NEAR

    def against(self, done: BestSet) -> Doubtful | None:
        if not is_possible(done.reps, done.load, most_reps(self.exercise)) or is_carried(done.load, self.body):
            return Doubtful.BEYOND
        if not any(best.outdoes(done) for best in self.bests.sets):
            if beyond(self.exercise, done, self.once(done)):
                return Doubtful.BEYOND
            if self._is_heavy(done):
                return Doubtful.HEAVY
            if self._is_many(done):
                return Doubtful.MANY
        return Doubtful.LIGHT if self._is_light(done) else None

    def once(self, done: BestSet) -> Decimal:
        """Kilograms for one repetition: an estimate like any, only that many repetitions count like a dozen."""
        each = min(of_each_side(self.exercise, done.reps), MOST_REPS)
        return epley(self._moved(done.load), 1 if self.exercise.counting.timed else each)

    def _moved(self, load: Load) -> Decimal:
        body = kilograms(self.body or _BODY) if load.on_body else Decimal(0)
        return max(body + kilograms(load.weight), Decimal(0))

    def _is_heavy(self, done: BestSet) -> bool:
        if not self.bests.sets:
            return False
        more = kilograms(done.load.weight) - kilograms(self.bests.sets[-1].load.weight)
        return self.once(done) > STRONGER * self._best() and more > STEPS * kilograms(
            self.exercise.step.weight(Unit.KG)
        )

    def _is_many(self, done: BestSet) -> bool:
        if not self.bests.sets:
            return False
        at_least = (one for one in self.bests.sets if kilograms(one.load.weight) >= kilograms(done.load.weight))
        best = next(at_least, self.bests.sets[-1]).reps
        few = best + (LONGER if self.exercise.counting.timed else MORE)
        expected = self._to_be_expected(done.load)
        return done.reps >= max(best * MORE_OFTEN, few) and of_each_side(self.exercise, done.reps) > expected

    def _to_be_expected(self, load: Load) -> Decimal:
        """Epley the other way round: the repetitions that the lifter's strength allows with a light load, within reason."""
        moved = self._moved(load)
        if self.exercise.counting.timed or not moved:
            return Decimal(0)
        return min(30 * (self._best() / moved - 1), Decimal(LIGHT_AND_OFTEN))

    def _best(self) -> Decimal:
        return max(self.once(one) for one in self.bests.sets)

    def _is_light(self, done: BestSet) -> bool:
        usual = self.usual(done.reps)
        if usual is None or self.kind is not SetKind.WORKING:
            return False
        return self._moved(done.load) <= LIGHTER * self._moved(usual.load)

    def usual(self, reps: int) -> BestSet | None:
        """The heaviest that was done so often, or the set that comes nearest to it."""
        as_often = [one for one in self.bests.sets if one.reps >= reps]
        return next(iter(as_often[-1:] or self.bests.sets[:1]), None)

    def distance(self, done: BestSet) -> float:
        """How far a set is from the nearest that the lifter has done: logarithmic, as twice too much is as odd as half."""
        return min((self._apart(done, one) for one in self.bests.sets), default=0.0)

    def _apart(self, one: BestSet, other: BestSet) -> float:
        moved = abs(math.log((self._moved(one.load) + 1) / (self._moved(other.load) + 1)))
        return moved + abs(math.log(one.reps / other.reps))
