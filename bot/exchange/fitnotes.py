"""FitNotes' spreadsheet export: a row a set, and of the day no hour, so that the sets of one day are one session.

The unit is in each row or in the header; the iOS app has a column for each unit.
"""

from collections.abc import Iterable

from bot.exchange.entries import Entry, Format, ReadRow, Sheet
from bot.exchange.numbers import unit_of
from bot.exchange.reading import App


def reader(sheet: Sheet) -> ReadRow:
    column, header = sheet.table.column, sheet.table.header
    date, exercise, reps = column("date"), column("exercise"), column("reps")
    names = ("weight", "weight kgs", "weight kg", "weight lbs", "weight lb")
    weights = [(at, unit_of(header[at], sheet.unit)) for at in map(column, names) if at >= 0]
    unit_at, distance, held = column("weight unit"), column("distance"), column("time")
    note = column("comment", "notes", "comments")

    def read(cells: list[str]) -> Iterable[Entry]:
        heavy, unit = sheet.first(cells, weights)
        yield Entry(
            sheet.instant(cells[date]),
            "",
            cells[exercise],
            sheet.count(cells[reps]),
            sheet.seconds(cells[held]),
            sheet.weight(heavy, unit_of(cells[unit_at], unit) if cells[unit_at] else unit),
            far=sheet.measured(cells[distance]),
            note=cells[note],
        )

    return read


FORMATS = (Format(App.FITNOTES, frozenset({"date", "exercise", "category", "reps"}), reader),)
