"""The best that a lifter has done in an exercise, as values small enough for a session to carry: ten years come down to a few
dozen sets, those that no other outdoes in load and repetitions at once. What beats them is in `records`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.training.e1rm import e1rm
from bot.training.plan import Exercise
from bot.training.quantities import KG_PER_LB, Load, Unit, Weight
from bot.training.vocabulary import SetKind


@dataclass(frozen=True, slots=True)
class BestSet:
    """Repetitions with a load; for a timed exercise the repetitions are seconds."""

    reps: int
    load: Load

    def outdoes(self, other: "BestSet") -> bool:
        """Whether it is at least as heavy with at least as many repetitions; help counts as less than no help."""
        if self.load.on_body is not other.load.on_body:
            return False
        return self.reps >= other.reps and kilograms(self.load.weight) >= kilograms(other.load.weight)


@dataclass(frozen=True, slots=True)
class Bests:
    """Of one exercise: the sets that none outdoes, most repetitions first; the best estimated maximum; the most volume of one
    session. No sets: it has never been done."""

    sets: tuple[BestSet, ...] = ()
    e1rm: Weight | None = None
    volume: Weight | None = None


def counts(kind: SetKind) -> bool:
    """Whether a set of that kind counts towards bests and records: all but warm-ups and odd ones do."""
    return kind not in (SetKind.WARM_UP, SetKind.ODD)


def bests_from(rows: Iterable[BestSet], volume: Weight | None, exercise: Exercise, body: Weight | None) -> Bests:
    """The bests of an exercise from what was done in it, warm-ups left out: the heaviest load of each number of repetitions
    will do. `volume` is the most of one session.

    Body weight is taken as it is today, for old sets and new ones alike: nobody beats themselves by gaining weight.
    """
    fitting = [row for row in rows if row.load.on_body is exercise.counting.on_body]
    estimates = (e1rm(exercise, row.reps, row.load, body) for row in fitting)
    return Bests(front(fitting), highest(estimates), volume if has_volume(exercise) else None)


def front(sets: Iterable[BestSet]) -> tuple[BestSet, ...]:
    """Of sets that all count alike, those that no other outdoes: most repetitions first, so the heaviest last."""
    kept: list[BestSet] = []
    for one in sorted(sets, key=lambda one: (one.reps, *_order(one.load.weight)), reverse=True):
        if not kept or not kept[-1].outdoes(one):
            kept.append(one)
    return tuple(kept)


def has_volume(exercise: Exercise) -> bool:
    """Whether repetitions times weight means something: not for a time held, nor where a body of unknown share moves."""
    return not exercise.counting.on_body and not exercise.counting.timed


def highest(weights: Iterable[Weight | None]) -> Weight | None:
    """The heaviest of those that are there; of equal ones that in kilograms."""
    return max((weight for weight in weights if weight is not None), key=_order, default=None)


def kilograms(weight: Weight) -> Decimal:
    """Exactly, as comparing needs it."""
    return weight.amount if weight.unit is Unit.KG else weight.amount * KG_PER_LB


def _order(weight: Weight) -> tuple[Decimal, bool]:
    return kilograms(weight), weight.unit is Unit.KG
