"""Numbers, durations and weights as apps and spreadsheets write them.

What cannot be read is None, and so is an empty cell: those who ask know which of the two matters.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from bot.training.quantities import KG_PER_LB, Unit, Weight

LONGEST = 40  # letters of a number; what is longer is none, and is not remembered
MOST = Decimal(100_000)  # beyond it nothing is a number of a gym's any more
_THOUSANDTH = Decimal("0.001")
_NUMBER = re.compile(r"([+-]?)(\d[\d.,]*|[.,]\d+)")
_GAPS = re.compile(r"(?<=\d)[\s'’_](?=\d{3})")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,]\d+)?")
_SPELT = re.compile(r"(?:(\d{1,4})\s*h\w*\.?)?\s*(?:(\d{1,5})\s*m\w*\.?)?\s*(?:(\d{1,7})\s*s\w*\.?)?")
_FINE = {Unit.KG: Decimal("0.25"), Unit.LB: Decimal("0.5")}  # what plates and stacks come in
_SAME = Decimal("0.006")  # as far as rounding moves a weight that was converted
_UNITS = {"kg": Unit.KG, "kgs": Unit.KG, "lb": Unit.LB, "lbs": Unit.LB}


def number(cell: str, decimal_comma: bool = False) -> Decimal | None:
    """`82.5`, `82,5`, `1.234,5`, `1 234`, `-20`; a lone comma before three digits is a decimal one only where told so."""
    return _number(cell, decimal_comma) if len(cell) <= LONGEST else None


@lru_cache(maxsize=8192)
def _number(cell: str, decimal_comma: bool) -> Decimal | None:
    text = _GAPS.sub("", cell.strip().replace("−", "-"))
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    sign, digits = found.groups()
    plain = _pointed(digits, decimal_comma)
    return Decimal(sign + plain) if plain else None


def _pointed(digits: str, decimal_comma: bool) -> str:
    """With a decimal point, and nothing between thousands; "" if these marks make no number."""
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return digits
    mark = marks[-1]
    if marks.count(mark) > 1 or (mark == "," and len(marks) == 1 and _groups(digits, ",") and not decimal_comma):
        return re.sub("[.,]", "", digits) if _groups(digits, mark) else ""
    whole, _, part = digits.rpartition(mark)
    if len(marks) > 1 and not _groups(whole, "," if mark == "." else "."):
        return ""
    return f"{re.sub('[.,]', '', whole) or '0'}.{part or '0'}"


def _groups(digits: str, mark: str) -> bool:
    return re.fullmatch(rf"[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+", digits) is not None


def whole(cell: str, decimal_comma: bool = False) -> int | None:
    """A count: `8`, `8.0`, `1,271`, `1.271`; a part of one is dropped."""
    return _whole(cell, decimal_comma) if len(cell) <= LONGEST else None


@lru_cache(maxsize=4096)
def _whole(cell: str, decimal_comma: bool) -> int | None:
    found = number(cell, decimal_comma)
    if found is None or abs(found) > MOST:
        return None
    if found != int(found) and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", cell.strip()):
        return int(found * 1000)
    return int(found)


def weight(cell: str, unit: Unit, wished: Unit, decimal_comma: bool = False) -> Weight | None:
    """To a thousandth: apps that convert write 74.99999999999999. One that was lifted in the lifter's own unit, and was
    converted for the file, is turned back."""
    return _weight(cell, unit, wished, decimal_comma) if len(cell) <= LONGEST else None


@lru_cache(maxsize=8192)
def _weight(cell: str, unit: Unit, wished: Unit, decimal_comma: bool) -> Weight | None:
    amount = number(cell, decimal_comma)
    if amount is None or abs(amount) > MOST:
        return None
    written = Weight(_tidy(amount), unit)
    return written if unit is wished else _as_lifted(written, wished)


def _as_lifted(written: Weight, wished: Unit) -> Weight:
    if written.amount % _FINE[written.unit] == 0:
        return written
    exact = written.amount / KG_PER_LB if wished is Unit.LB else written.amount * KG_PER_LB
    near = (exact / _FINE[wished]).quantize(Decimal(1), ROUND_HALF_UP) * _FINE[wished]
    return Weight(_tidy(near), wished) if near and abs(exact - near) <= _SAME else written


def _tidy(amount: Decimal) -> Decimal:
    rounded = amount.quantize(_THOUSANDTH, ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def unit_of(word: str, otherwise: Unit) -> Unit:
    """What `kg`, `kgs`, `lb` and `lbs` mean, as a cell or as the end of a column's name."""
    return _UNITS.get(word.strip().casefold().rpartition(" ")[2], otherwise)


def seconds(cell: str, decimal_comma: bool = False) -> int | None:
    """`1h 5m`, `45m`, `0:01:48`, `1:30`, or just seconds."""
    return _seconds(cell, decimal_comma) if len(cell) <= LONGEST else None


@lru_cache(maxsize=8192)
def _seconds(cell: str, decimal_comma: bool) -> int | None:
    text = cell.strip().casefold()
    if not text:
        return None
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        hours, minutes, left = (int(part or 0) for part in clock.groups())
        return 3600 * hours + 60 * minutes + left
    spelt = _SPELT.fullmatch(text)
    if spelt is not None and any(spelt.groups()):
        hours, minutes, left = (int(part or 0) for part in spelt.groups())
        return 3600 * hours + 60 * minutes + left
    found = number(text, decimal_comma)
    return int(found) if found is not None and 0 <= found < 10_000_000 else None
