"""Bars and plates as a lifter types them: `7.5`, `20 kg`, `20 15 10 5 2,5 1,25`.

Pure text in, values out; which loads they make is worked out in `loading`.
"""

import re
from decimal import Decimal

from bot.training.quantities import Unit, Weight

MOST_PLATES = 12  # kinds of them
HEAVIEST_BAR = {Unit.KG: Decimal(50), Unit.LB: Decimal(110)}
HEAVIEST_PLATE = {Unit.KG: Decimal(50), Unit.LB: Decimal(100)}
_LONGEST = 200  # characters
_AMOUNT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)(?!\d)(?:\s*(kgs?|lbs?))?")
_GAP = re.compile(r"[\s;/]")
_BETWEEN = re.compile(r"[\s,;/+]+")


def read_bar(text: str, unit: Unit) -> Weight | None:
    found = _weights(text, unit)
    if found is None or len(found) != 1 or found[0].amount > HEAVIEST_BAR[unit]:
        return None
    return found[0]


def read_plates(text: str, unit: Unit) -> tuple[Weight, ...] | None:
    """The kinds of plates that there are, the heaviest first."""
    line = text.strip()
    found = _weights(
        line if _GAP.search(line) else line.replace(",", " "), unit
    )  # `20,10,5` is a list, `2,5 1,25` is not
    if found is None or any(plate.amount > HEAVIEST_PLATE[unit] for plate in found):
        return None
    kinds = tuple(sorted(set(found), key=lambda plate: -plate.amount))
    return kinds if len(kinds) <= MOST_PLATES else None


def _weights(text: str, unit: Unit) -> tuple[Weight, ...] | None:
    """Amounts in the lifter's unit, with gaps between them; None for anything else, and for none."""
    line = text.strip().casefold()
    if not line or len(line) > _LONGEST:
        return None
    found = []
    at = 0
    while at < len(line):
        amount = _AMOUNT.match(line, at)
        if amount is None or (amount[2] and Unit(amount[2].removesuffix("s")) is not unit):
            return None
        found.append(Weight(Decimal(amount[1].replace(",", ".")), unit))
        at = amount.end()
        gap = _BETWEEN.match(line, at)
        if gap is None and at < len(line):
            return None
        at = gap.end() if gap else at
    return tuple(found) if all(weight.amount > 0 for weight in found) else None
