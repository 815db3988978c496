"""What is counted in a gym: weights, loads, repetitions.

Exact decimals with the unit they were lifted in: a lifter who thinks in pounds never meets 22.05 kg. Nothing here knows
what an exercise or a set is.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

KG_PER_LB = Decimal("0.45359237")  # exact, by the international yard and pound agreement of 1959
_THOUSANDTH = Decimal("0.001")


class Unit(StrEnum):
    KG = "kg"
    LB = "lb"


@dataclass(frozen=True, slots=True)
class Weight:
    """An amount in the unit it was lifted in; negative only as assistance within a `Load`."""

    amount: Decimal
    unit: Unit

    def to(self, unit: Unit) -> "Weight":
        """The same weight in another unit, to a thousandth."""
        if unit is self.unit:
            return self
        factor = KG_PER_LB if unit is Unit.KG else 1 / KG_PER_LB
        return Weight((self.amount * factor).quantize(_THOUSANDTH, ROUND_HALF_UP), unit)

    def __str__(self) -> str:
        return f"{plain(self.amount)} {self.unit}"


@dataclass(frozen=True, slots=True)
class Load:
    """What a set is done with: a weight, or the body plus a signed weight (assistance is negative)."""

    weight: Weight
    on_body: bool = False

    def plus(self, step: Weight) -> "Load":
        """This load, `step` heavier (lighter if negative); a bare weight never falls below zero."""
        amount = self.weight.amount + step.to(self.weight.unit).amount
        if not self.on_body:
            amount = max(amount, Decimal(0))
        return Load(Weight(amount, self.weight.unit), self.on_body)

    def __str__(self) -> str:
        if not self.on_body:
            return str(self.weight)
        if not self.weight.amount:
            return "body weight"
        sign = "+" if self.weight.amount > 0 else "−"
        return f"body weight {sign} {plain(abs(self.weight.amount))} {self.weight.unit}"


@dataclass(frozen=True, slots=True)
class RepRange:
    """The repetitions a set aims for: `low` to `high`, both included and at least one."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


def body_weight(unit: Unit) -> Load:
    """The body alone, nothing added and nothing taken off."""
    return Load(Weight(Decimal(0), unit), on_body=True)


def plain(amount: Decimal) -> str:
    """A decimal as a lifter writes it: 45, 82.5, never 4.5E+1 and never 45.0."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
