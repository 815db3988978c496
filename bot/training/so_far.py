"""What a lifter has done since they began: sessions, sets, and all the weight that was lifted. Sums only; it never judges."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.training.quantities import Unit, Weight


@dataclass(frozen=True, slots=True)
class Practice:
    """What was done with one exercise: its sets, their weight times repetitions (none on the body), and when it was last.

    Where seconds are counted, `volume` means nothing: only who knows the exercise can tell.
    """

    exercise: str
    sets: int
    volume: Weight
    last: datetime


class Order(StrEnum):
    """What comes first in a list of exercises; the value is what travels in buttons."""

    MOST = "most"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class SoFar:
    """`since` is the day of the first session."""

    sessions: int
    sets: int
    volume: Weight
    since: date


def so_far(begun: Sequence[date], practised: Sequence[Practice], timed: Collection[str], unit: Unit) -> SoFar:
    """The sums since the first session, in the lifter's unit. `begun` are the days of all sessions, at least one; `timed` the
    exercises in which seconds are counted."""
    lifted = sum((one.volume.to(Unit.KG).amount for one in practised if one.exercise not in timed), Decimal(0))
    return SoFar(len(begun), sum(one.sets for one in practised), Weight(lifted, Unit.KG).to(unit), min(begun))


def ordered(practised: Iterable[Practice], order: Order) -> list[Practice]:
    """The most trained first, or the one that was done last."""
    match order:
        case Order.MOST:
            return sorted(practised, key=lambda one: (one.sets, one.last), reverse=True)
        case Order.LAST:
            return sorted(practised, key=lambda one: one.last, reverse=True)
