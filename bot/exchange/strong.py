"""Strong's exports, of which there are three: each row a set, or a rest, or a note, told apart by `Set Order`.

Only the columns differ: the first says no unit, the second has one in each row, the third has it in the header. Rows of a rest
or a note are no sets: they are passed over, and a note is kept with its exercise.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from bot.exchange.entries import Entry, Format, ReadRow, Sheet
from bot.exchange.numbers import seconds, unit_of
from bot.exchange.reading import App
from bot.training.vocabulary import SetKind

_KINDS = {"w": SetKind.WARM_UP, "d": SetKind.DROP}
_FAILED = "f"
_PASSED = {"rest timer": "Rest Timer", "note": "Note"}
_ORDER = re.compile(r"([wdf])\s?\d*")


def reader(sheet: Sheet) -> ReadRow:
    column, header = sheet.table.column, sheet.table.header
    date, title, exercise = column("date"), column("workout name"), column("exercise name")
    order, reps, duration = column("set order"), column("reps"), column("seconds")
    heavy, unit_at = column("weight", "weight kg", "weight lbs", "weight lb"), column("weight unit")
    unit = unit_of(header[heavy], sheet.unit) if heavy >= 0 else sheet.unit
    distance = column("distance", "distance meters", "distance km", "distance miles")
    length = column("duration sec", "workout duration", "duration")
    note, about, rpe = column("notes"), column("workout notes"), column("rpe")

    def read(cells: list[str]) -> Iterable[Entry]:
        started, word = sheet.instant(cells[date]), cells[order].strip().casefold()
        lasted = seconds(cells[length], sheet.table.decimal_comma)
        passed = _PASSED.get(word)
        if passed is not None:
            yield Entry(
                started,
                cells[title],
                cells[exercise],
                lasted=lasted,
                note=cells[note],
                about=cells[about],
                passed=passed,
            )
            return
        mark = _ORDER.fullmatch(word)
        kind = mark[1] if mark is not None else ""
        yield Entry(
            started,
            cells[title],
            cells[exercise],
            sheet.count(cells[reps]),
            sheet.seconds(cells[duration]),
            sheet.weight(cells[heavy], unit_of(cells[unit_at], unit) if cells[unit_at] else unit),
            _KINDS.get(kind, SetKind.WORKING),
            Decimal(0) if kind == _FAILED else sheet.in_reserve(cells[rpe]),
            lasted,
            sheet.measured(cells[distance]),
            cells[note],
            cells[about],
        )

    return read


FORMATS = (Format(App.STRONG, frozenset({"date", "exercise name", "set order", "reps"}), reader),)
