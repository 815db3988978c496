"""What may have been meant where fingers slipped: the sets that are one ordinary mistake away from what was typed.

Mistakes only; which of these make sense for a lifter is judged in `plausible`.
"""

from collections.abc import Iterator
from decimal import Decimal

from bot.training.bests import BestSet
from bot.training.quantities import Load, Unit, Weight, plain

LONGEST = 99_999  # no number is typed longer
_ENDINGS = (Decimal("0.5"), Decimal("1.25"))  # what loads are multiples of, where they have a fraction

Slip = tuple[BestSet, float]  # what may have been meant, and how odd a mistake that would be


def slips(typed: BestSet) -> Iterator[Slip]:
    """The sets that may have been meant: a number mistyped, the two swapped, or the unit mixed up."""
    amount = typed.load.weight.amount
    if not amount.is_finite() or abs(amount) > LONGEST or not 0 < typed.reps <= LONGEST:
        return
    yield from _mistyped(typed)
    yield _other_unit(typed), 0.0
    if amount and amount == int(amount):
        swapped = BestSet(abs(int(amount)), _with(typed.load, Decimal(typed.reps).copy_sign(amount)))
        yield swapped, 0.0
        yield from ((meant, odd + 0.3) for meant, odd in _mistyped(swapped))


def _mistyped(typed: BestSet) -> Iterator[Slip]:
    amount = typed.load.weight.amount
    for number, odd in _numbers(abs(amount)):
        yield BestSet(typed.reps, _with(typed.load, number.copy_sign(amount))), odd
    for number, odd in _numbers(Decimal(typed.reps)):
        if number == int(number):
            yield BestSet(int(number), typed.load), odd


def _numbers(typed: Decimal) -> Iterator[tuple[Decimal, float]]:
    """The numbers that one slip turns into this one: a point left out, digits too many, a nought or a point too few."""
    text = plain(typed)
    if "." not in text and text[-1] != "0":
        pointed = (Decimal(f"{text[:at]}.{text[at:]}") for at in range(len(text) - 1, 0, -1))
        yield from ((other, 0.0) for other in pointed if any(other % ending == 0 for ending in _ENDINGS))
    for shorter, odd in ((text[:-1], 0.0), (text[:-2], 0.2)):
        yield from _number(shorter, odd)
    for at in reversed(range(len(text))):
        yield from _number(text[:at] + text[at + 1 :], 0.25)
    yield typed * 10, 0.1


def _number(text: str, odd: float) -> Iterator[tuple[Decimal, float]]:
    if text and text[0] not in ".0":
        yield Decimal(text), odd


def _other_unit(typed: BestSet) -> BestSet:
    weight = typed.load.weight
    other = Unit.LB if weight.unit is Unit.KG else Unit.KG
    return BestSet(typed.reps, Load(Weight(weight.amount, other), typed.load.on_body))


def _with(load: Load, amount: Decimal) -> Load:
    return Load(Weight(amount, load.weight.unit), load.on_body)
