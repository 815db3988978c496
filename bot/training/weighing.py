"""What a lifter weighs: read as typed, doubted where it can hardly be meant, asked for when it is long ago. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot.training.bests import kilograms
from bot.training.plan import Exercise
from bot.training.quantities import Unit, Weight
from bot.training.vocabulary import Counting

LEAST, MOST = 30, 300  # kg: beyond that a number is asked about
LIGHTEST, HEAVIEST = 10, 650  # kg: nobody has ever weighed more (Minnoch, 1978: 635 kg)
SOON = timedelta(days=14)
MUCH = Decimal("0.15")  # nobody gains or loses so much that soon
KNOWN_FOR = timedelta(days=28)
_TYPED = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(kg|kgs|kilos?|lbs?|pounds?)?", re.ASCII)
_SLIPS = (Decimal("0.1"), Decimal(10), Decimal("0.01"))  # a point that was left out, or set too far to the left

Weighing = tuple[date, Weight]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A weight that may be a slip: what may have been meant, likeliest first, and whether it can be kept as typed at all."""

    likely: tuple[Weight, ...]
    is_possible: bool


def read_weight(text: str, unit: Unit) -> Weight | None:
    """`82.5`, `82,5 kg`, `180 lb`; in the lifter's unit unless another is named."""
    form = _TYPED.fullmatch(text.strip().casefold())
    if form is None:
        return None
    named = {"k": Unit.KG, "l": Unit.LB, "p": Unit.LB}[form[2][0]] if form[2] else unit
    return Weight(Decimal(form[1].replace(",", ".")), named)


def doubted(weight: Weight, last: Weighing | None, today: date) -> Doubt | None:
    """What is doubtful about a typed weight; `last` is the one of the latest day before."""
    if _is_usual(weight, last, today):
        return None
    other = Unit.LB if weight.unit is Unit.KG else Unit.KG
    meant = (Weight(weight.amount, other), *(Weight(weight.amount * by, weight.unit) for by in _SLIPS))
    likely = tuple(one for one in meant if _is_usual(one, last, today))
    return Doubt(likely[:2], is_possible(weight))


def is_possible(weight: Weight) -> bool:
    return LIGHTEST <= kilograms(weight) <= HEAVIEST


def _is_usual(weight: Weight, last: Weighing | None, today: date) -> bool:
    now = kilograms(weight)
    if not LEAST <= now <= MOST:
        return False
    if last is None or today - last[0] > SOON:
        return True
    before = kilograms(last[1])
    return abs(now - before) <= before * MUCH


def change(now: Weight, before: Weight) -> Weight:
    """From one weighing to the next, in the unit of the later one, to a tenth."""
    amount = now.amount - before.to(now.unit).amount
    return Weight(amount.quantize(Decimal("0.1")), now.unit)


def is_to_be_weighed(done: Iterable[Exercise], weighed: Sequence[Weighing], day: date) -> bool:
    """Whether to ask what the lifter weighs: the body was moved, and the last answer is old, or there is none."""
    known = bool(weighed) and day - weighed[0][0] <= KNOWN_FOR
    return not known and any(one.counting in _MOVES_THE_BODY for one in done)


_MOVES_THE_BODY = (Counting.BODYWEIGHT, Counting.BODYWEIGHT_PLUS, Counting.BODYWEIGHT_MINUS)
