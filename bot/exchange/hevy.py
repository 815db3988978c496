"""Hevy's export, and our own CSV, which has its columns: kilograms or pounds in the header, months in the app's language.

Each row names its session by title and start. A superset of the number 0 is one like any other.
"""

from collections.abc import Iterable
from decimal import Decimal

from bot.exchange.entries import Entry, Format, ReadRow, Sheet
from bot.exchange.formulas import as_meant
from bot.exchange.reading import App
from bot.training.quantities import Unit
from bot.training.vocabulary import SetKind

_KINDS = {"warmup": SetKind.WARM_UP, "warm-up": SetKind.WARM_UP, "dropset": SetKind.DROP, "drop": SetKind.DROP}
_FAILED = "failure"
_LONGEST_NUMBER = 10


def reader(sheet: Sheet) -> ReadRow:
    column = sheet.table.column
    kilograms, pounds = column("weight kg"), column("weight lbs", "weight lb")
    unknown = column("weight")
    weights = [(at, unit) for at, unit in ((kilograms, Unit.KG), (pounds, Unit.LB), (unknown, sheet.unit)) if at >= 0]
    title, start, end = column("title"), column("start time"), column("end time")
    about, exercise, note = column("description"), column("exercise title"), column("exercise notes")
    kind, reps = column("set type"), column("reps")
    distance = column("distance km", "distance miles", "distance meters")
    duration, rpe, superset = column("duration seconds"), column("rpe"), column("superset id")

    def read(cells: list[str]) -> Iterable[Entry]:
        started = sheet.instant(cells[start])
        finished = sheet.calendar.instant(cells[end]) if cells[end] else None
        type_ = cells[kind].strip().casefold()
        heavy, unit = sheet.first(cells, weights)
        yield Entry(
            started,
            as_meant(cells[title]),
            as_meant(cells[exercise]),
            sheet.count(cells[reps]),
            sheet.seconds(cells[duration]),
            sheet.weight(heavy, unit),
            _KINDS.get(type_, SetKind.WORKING),
            Decimal(0) if type_ == _FAILED else sheet.in_reserve(cells[rpe]),
            None if finished is None else int((finished - started).total_seconds()),
            sheet.measured(cells[distance]),
            as_meant(cells[note]).replace("\\n", "\n"),
            as_meant(cells[about]).replace("\\n", "\n"),
            together=cells[superset].strip()[:_LONGEST_NUMBER],
        )

    return read


FORMATS = (Format(App.HEVY, frozenset({"exercise title", "start time", "reps"}), reader),)
