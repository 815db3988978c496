"""How much somebody could lift once, judged by a set of several repetitions: Epley's estimate. Nothing is compared here.

Epley, w(1 + r/30), is one of the two formulas in common use; the other, Brzycki's 36w/(37 − r), says the same at ten
repetitions. Both were drawn from sets of few repetitions and mean little above a dozen, so none is given there.
"""

from decimal import ROUND_HALF_UP, Decimal

from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit, Weight

MOST_REPS = 12  # from here on it would be a guess
_SAID = {Unit.KG: Decimal("0.5"), Unit.LB: Decimal(1)}  # as fine as lifters say it, and finer than the estimate is


def e1rm(exercise: Exercise, reps: int, load: Load, body: Weight | None) -> Weight | None:
    """The estimated one-repetition maximum in the load's unit, the body included where it moves; one repetition is itself.

    Where both sides are counted together, it is that of one. None for more than twelve repetitions, for a time held, where no
    weight is counted (a push-up or a dead bug moves an unknown part of the body), while a body that moves has no known weight,
    and where a machine helps with all of it.
    """
    weight, each = moved(load, body), of_each_side(exercise, reps)
    counted = not exercise.counting.bare and not exercise.counting.timed and 1 <= each <= MOST_REPS
    if not counted or weight is None or weight.amount <= 0:
        return None
    return said(Weight(epley(weight.amount, each), weight.unit))


def of_each_side(exercise: Exercise, reps: int) -> int:
    """The repetitions that one side did surely."""
    return reps // 2 if exercise.per_side else reps


def epley(amount: Decimal, reps: int) -> Decimal:
    """The formula itself; a single repetition needs none."""
    return amount if reps == 1 else amount * (30 + reps) / 30


def moved(load: Load, body: Weight | None) -> Weight | None:
    """All that a repetition moves, in the load's unit; None while it takes a body whose weight is not known."""
    if not load.on_body:
        return load.weight
    unit = load.weight.unit
    return Weight(body.to(unit).amount + load.weight.amount, unit) if body is not None else None


def said(weight: Weight) -> Weight:
    """An estimate as a lifter would say it: to half a kilogram, or to a pound."""
    step = _SAID[weight.unit]
    return Weight((weight.amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step, weight.unit)
