"""One line of a training log, whoever's it is: what the reader of an app makes of a row.

What each app means by its columns ends here; what becomes of the entries (`book`) is the same for all.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from bot.exchange import numbers
from bot.exchange.dates import Calendar
from bot.exchange.reading import App
from bot.exchange.tables import Table
from bot.training.correct import MOST_IN_RESERVE
from bot.training.quantities import Unit, Weight
from bot.training.vocabulary import SetKind

_LONGEST_HOURS = 1000 * 3600


class Odd(Exception):
    """A row that cannot be taken in; its message says why, in a few words."""


class Entry(NamedTuple):
    """A row as understood: a set, or one that says something else on purpose (`passed` is its name in the file).

    Of `reps` and `seconds` the file may have either, both or none; a distance alone is no set. No weight: nothing is written,
    which is not the same as a zero.
    """

    started: datetime
    title: str
    exercise: str
    reps: int = 0
    seconds: int = 0
    weight: Weight | None = None
    kind: SetKind = SetKind.WORKING
    rir: Decimal | None = None
    lasted: int | None = None  # seconds of the session, where the file tells; negative where it ends before it begins
    far: bool = False
    note: str = ""  # to the exercise
    about: str = ""  # to the session
    passed: str = ""
    at: datetime | None = None  # of the set, where the file tells
    together: str = ""  # the number of the superset that it is in


ReadRow = Callable[[list[str]], Iterable[Entry]]  # raises `Odd`


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every reader needs: the table, the calendar of the lifter's zone, and their unit."""

    table: Table
    calendar: Calendar
    unit: Unit

    def first(self, cells: list[str], weights: Sequence[tuple[int, Unit]]) -> tuple[str, Unit]:
        """Of columns in several units, the first that has anything."""
        for at, unit in weights:
            if cells[at]:
                return cells[at], unit
        return "", self.unit

    def instant(self, cell: str) -> datetime:
        found = self.calendar.instant(cell)
        if found is None:
            raise Odd(f"no date: {short(cell)}" if cell.strip() else "no date")
        return found

    def count(self, cell: str, what: str = "repetitions") -> int:
        """A cell that may be empty, as one of a set that is not counted so."""
        if not cell or cell.isspace():
            return 0
        found = numbers.whole(cell, self.table.decimal_comma)
        if found is None or found < 0:
            raise Odd(f"{what} are no number: {short(cell)}")
        return found

    def seconds(self, cell: str) -> int:
        if not cell.strip():
            return 0
        found = numbers.seconds(cell, self.table.decimal_comma)
        if found is None or found > _LONGEST_HOURS:
            raise Odd(f"seconds are no number: {short(cell)}")
        return found

    def weight(self, cell: str, unit: Unit) -> Weight | None:
        if not cell.strip():
            return None
        found = numbers.weight(cell, unit, self.unit, self.table.decimal_comma)
        if found is None:
            raise Odd(f"the weight is no number: {short(cell)}")
        return found

    def measured(self, cell: str) -> bool:
        """Whether there is anything but a zero."""
        return bool(cell and numbers.number(cell, self.table.decimal_comma))

    def in_reserve(self, cell: str) -> Decimal | None:
        """Repetitions in reserve, from how hard it felt; what is no such number says nothing."""
        return _in_reserve(cell, self.table.decimal_comma) if 0 < len(cell) <= numbers.LONGEST else None


@lru_cache(maxsize=512)
def _in_reserve(cell: str, decimal_comma: bool) -> Decimal | None:
    rpe = numbers.number(cell, decimal_comma)
    if rpe is None or not 1 <= rpe <= 10:
        return None
    return min((10 - rpe).quantize(Decimal("0.1")).normalize() + 0, Decimal(MOST_IN_RESERVE))


def short(cell: str) -> str:
    """Enough of a cell to know it by."""
    text = " ".join(cell.split())
    return text if len(text) <= 30 else text[:29] + "…"


@dataclass(frozen=True, slots=True)
class Format:
    """A file of some app, known by columns that no other has together."""

    app: App
    columns: frozenset[str]
    reader: Callable[[Sheet], ReadRow]
