"""Which loads exist: a bar with pairs of plates, or whole steps of a stack, a rack of dumbbells, a belt.

Pure. Counted in the unit of the load, so that pounds stay pounds: a kit in the other unit tells nothing about it. Lighter is
the safe side, so what lies between two loads is taken down to the lighter one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from math import gcd

from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit, Weight, body_weight
from bot.training.vocabulary import Counting, Equipment

_USUAL_BAR = {Unit.KG: Decimal(20), Unit.LB: Decimal(45)}
_CURL_BAR = {Unit.KG: Decimal(10), Unit.LB: Decimal(20)}  # about what an e-z curl bar weighs
_USUAL_PLATES = {
    Unit.KG: tuple(map(Decimal, ("25", "20", "15", "10", "5", "2.5", "1.25"))),
    Unit.LB: tuple(map(Decimal, ("45", "35", "25", "10", "5", "2.5"))),
}
_MOST_A_SIDE = 1_200_000  # thousandths of a kilogram or pound: more than any bar holds
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Kit:
    """What a lifter trains with. None and () mean the usual: a bar of 20 kg or 45 lb, plates from 25 to 1.25 kg or from 45 to
    2.5 lb, as many of each as needed. `lacks` is equipment that they do not have."""

    bar: Weight | None = None
    plates: tuple[Weight, ...] = ()
    lacks: frozenset[Equipment] = frozenset()


@dataclass(frozen=True, slots=True)
class Plates:
    """A loaded bar: what hangs on each side, the heaviest first, and what all of it weighs. That is less than was wanted where
    no plates make up the rest."""

    bar: Weight
    side: tuple[Weight, ...]
    total: Weight


def nearest(load: Load, exercise: Exercise, kit: Kit) -> Load:
    """This load, or the next lighter one that exists."""
    if not _counts(exercise):
        return body_weight(load.weight.unit)
    return _with(load, _Rack.of(exercise, load.weight.unit, kit).at_most(load.weight.amount))


def loadable(load: Load, exercise: Exercise, kit: Kit) -> Load:
    """This load, or the next lighter one that exists, but never less than the lightest."""
    found = nearest(load, exercise, kit)
    least = lightest(exercise, load.weight.unit, kit)
    return found if least is None or found.weight.amount >= least.weight.amount else least


def step_up(load: Load, exercise: Exercise, kit: Kit) -> Load:
    """The next heavier load that exists, at least the exercise's step away; the same where nothing is heavier."""
    here = nearest(load, exercise, kit)
    if not _counts(exercise):
        return here
    rack = _Rack.of(exercise, load.weight.unit, kit)
    amount = here.weight.amount
    return _with(here, rack.at_least(rack.step if 0 < amount < rack.step else amount + rack.step))


def step_down(load: Load, exercise: Exercise, kit: Kit) -> Load:
    """The next lighter load that exists; whoever is no lower goes no lower than the empty bar, one step, or nothing added."""
    here = nearest(load, exercise, kit)
    if here.weight.amount < load.weight.amount or not _counts(exercise):
        return here
    rack = _Rack.of(exercise, load.weight.unit, kit)
    return _with(here, rack.below(here.weight.amount))


def lightest(exercise: Exercise, unit: Unit, kit: Kit) -> Load | None:
    """What to begin with when nothing is known: the empty bar, one step, nothing added; None where a machine helps."""
    if not _counts(exercise):
        return body_weight(unit)
    least = _Rack.of(exercise, unit, kit).least
    return None if least is None else Load(Weight(least, unit), exercise.counting.on_body)


def bar_of(exercise: Exercise, unit: Unit, kit: Kit) -> Weight | None:
    """The bar of an exercise, a curl bar wherever it allows one; None where there is no bar to load."""
    if exercise.counting.on_body:
        return None
    if Equipment.EZ_BAR in exercise.equipment:
        return Weight(_CURL_BAR[unit], unit)
    return own_bar(kit, unit) if Equipment.BARBELL in exercise.equipment else None


def plates_for(load: Load, kit: Kit) -> Plates | None:
    """What to hang on each side of the lifter's bar; None where the load is lighter than the bar."""
    unit = load.weight.unit
    bar = own_bar(kit, unit)
    if load.weight.amount < bar.amount:
        return None
    plates = _Pairs.of(_plates(kit, unit))
    side = tuple(plates.for_side((load.weight.amount - bar.amount) / 2))
    total = bar.amount + 2 * sum(side, _NOTHING)
    return Plates(bar, tuple(Weight(plate, unit) for plate in side), Weight(total, unit))


def own_plates(kit: Kit, unit: Unit) -> tuple[Weight, ...]:
    """The kinds of plates that there are, the heaviest first."""
    return tuple(Weight(plate, unit) for plate in sorted(_plates(kit, unit), reverse=True))


def usual_plates(unit: Unit) -> tuple[Weight, ...]:
    return own_plates(Kit(), unit)


def _counts(exercise: Exercise) -> bool:
    """Whether there is a load to change at all."""
    return not exercise.counting.bare and exercise.step.kg > 0 and exercise.step.lb > 0


def _with(load: Load, amount: Decimal) -> Load:
    return Load(Weight(amount, load.weight.unit), load.on_body)


def own_bar(kit: Kit, unit: Unit) -> Weight:
    """The lifter's bar; the usual one where they have none that counts in this unit."""
    return kit.bar if kit.bar is not None and kit.bar.unit is unit else Weight(_USUAL_BAR[unit], unit)


def _plates(kit: Kit, unit: Unit) -> tuple[Decimal, ...]:
    own = tuple(plate.amount for plate in kit.plates if plate.unit is unit and plate.amount > 0)
    return own or _USUAL_PLATES[unit]


@dataclass(frozen=True, slots=True)
class _Rack:
    """The loads of one exercise. `least` is the lightest that is asked for, `most` the heaviest; `bar` has plates."""

    step: Decimal
    least: Decimal | None
    most: Decimal | None
    bar: Decimal | None
    pairs: "_Pairs | None"

    @classmethod
    def of(cls, exercise: Exercise, unit: Unit, kit: Kit) -> "_Rack":
        step = exercise.step.weight(unit).amount
        if (bar := bar_of(exercise, unit, kit)) is not None:
            return cls(step, bar.amount, None, bar.amount, _Pairs.of(_plates(kit, unit)))
        match exercise.counting:
            case Counting.BODYWEIGHT_MINUS:
                return cls(step, None, _NOTHING, None, None)
            case Counting.BODYWEIGHT_PLUS:
                return cls(step, _NOTHING, None, None, None)
            case _:
                return cls(step, step, None, None, None)

    def at_most(self, amount: Decimal) -> Decimal:
        """Lighter than the bar there are lighter bars, in whole steps; what is lighter than one step may be anything."""
        if self.least and 0 <= amount < self.step:
            return amount
        if self.bar is not None and self.pairs is not None and amount >= self.bar:
            return self.bar + 2 * self.pairs.at_most((amount - self.bar) / 2)
        found = (amount / self.step).to_integral_value(ROUND_FLOOR) * self.step
        return found if self.most is None else min(found, self.most)

    def at_least(self, amount: Decimal) -> Decimal:
        """The heaviest of all where nothing is that heavy."""
        if self.bar is not None and self.pairs is not None and amount > self.bar:
            return self.bar + 2 * self.pairs.at_least((amount - self.bar) / 2)
        found = (amount / self.step).to_integral_value(ROUND_CEILING) * self.step
        heaviest = self.bar if self.bar is not None else self.most
        return found if heaviest is None else min(found, heaviest)

    def below(self, amount: Decimal) -> Decimal:
        if self.least is None:
            return self.at_most(amount - self.step)
        return amount if amount <= self.least else max(self.at_most(amount - self.step), self.least)


@dataclass(frozen=True, slots=True)
class _Pairs:
    """All that plates can make on one side of a bar: bit n of `sums` says whether n times `grain` thousandths can be made."""

    plates: tuple[int, ...]
    grain: int
    sums: int

    @staticmethod
    @lru_cache(maxsize=256)
    def of(plates: tuple[Decimal, ...]) -> "_Pairs":
        thousandths = sorted((max(int(plate * 1000), 1) for plate in plates), reverse=True)
        grain = gcd(*thousandths)
        most = _MOST_A_SIDE // grain
        sums = 1
        for plate in thousandths:
            shift = plate // grain
            while shift <= most:  # one more of it, then two, then four: every number of it
                sums |= sums << shift & (1 << most + 1) - 1
                shift *= 2
        return _Pairs(tuple(thousandths), grain, sums)

    def at_most(self, side: Decimal) -> Decimal:
        wanted = int(side * 1000) // self.grain
        return self._weighs((self.sums & (1 << wanted + 1) - 1).bit_length() - 1)

    def at_least(self, side: Decimal) -> Decimal:
        """The most that there is where nothing is that heavy."""
        wanted = int((side * 1000 / self.grain).to_integral_value(ROUND_CEILING))
        above = self.sums >> wanted
        return self._weighs(wanted + (above & -above).bit_length() - 1 if above else self.sums.bit_length() - 1)

    def for_side(self, side: Decimal) -> Iterator[Decimal]:
        """The plates for the heaviest side that is no heavier, the heaviest first."""
        left = int(self.at_most(side) * 1000)
        for plate in self.plates:
            while plate <= left and self.sums >> (left - plate) // self.grain & 1:
                left -= plate
                yield Decimal(plate) / 1000

    def _weighs(self, grains: int) -> Decimal:
        return Decimal(grains * self.grain) / 1000
