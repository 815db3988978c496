"""StrongLifts' exports: a row an exercise, its sets side by side; the older one a row a session, its exercises side by side.

A set of no repetition is one that was tried and failed: it is passed over, as it is of no weight that was lifted.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.exchange.entries import Entry, Format, ReadRow, Sheet
from bot.exchange.numbers import number, unit_of
from bot.exchange.reading import App
from bot.training.quantities import Unit

FAILED = "failed set"
_WEIGHT = re.compile(r"weight (?:kg|lb|lbs)")
_SET = re.compile(r"set \d{1,2}")


@dataclass(frozen=True, slots=True)
class _Set:
    """The columns of one set; `weights` with the unit of each."""

    reps: int
    held: int
    weights: tuple[tuple[int, Unit], ...]


def reader(sheet: Sheet) -> ReadRow:
    column = sheet.table.column
    date, title = column("date yyyy mm dd", "date"), column("workout name", "workout")
    exercise, note = column("exercise"), column("notes", "note")
    start, hours = column("start time h mm", "start time"), column("duration hours")
    sets = tuple(_sets(sheet))

    def read(cells: list[str]) -> Iterable[Entry]:
        started = sheet.instant(f"{cells[date]} {cells[start]}".strip())
        long = number(cells[hours], sheet.table.decimal_comma)
        lasted = None if long is None else int(long * 3600)
        for one in sets:
            yield from _entry(
                sheet, cells, one, Entry(started, cells[title], cells[exercise], lasted=lasted, note=cells[note])
            )

    return read


def older(sheet: Sheet) -> ReadRow:
    header = sheet.table.header
    date, title, about = sheet.table.column("date"), sheet.table.column("workout"), sheet.table.column("note")
    begins = [at for at, name in enumerate(header) if re.fullmatch(r"exercise \d{1,2}", name)]
    blocks = [
        (at, tuple(_sets_within(sheet, range(at + 1, end))))
        for at, end in zip(begins, [*begins[1:], len(header)], strict=True)
    ]

    def read(cells: list[str]) -> Iterable[Entry]:
        started = sheet.instant(cells[date])
        for exercise, sets in blocks:
            for one in sets if cells[exercise] else ():
                yield from _entry(sheet, cells, one, Entry(started, cells[title], cells[exercise], about=cells[about]))

    return read


def _sets(sheet: Sheet) -> Iterator[_Set]:
    """`Set 1 (Reps)`, `Set 1 (KG)`, and so on."""
    header, column = sheet.table.header, sheet.table.column
    for place in range(1, len(header)):
        weights = [(at, unit_of(header[at], sheet.unit)) for at in map(column, _weights(place)) if at >= 0]
        reps, held = column(f"set {place} reps"), column(f"set {place} time", f"set {place} sec", f"set {place} s")
        if reps < 0 and held < 0:
            return
        yield _Set(reps, held, tuple(weights))


def _weights(place: int) -> tuple[str, ...]:
    return tuple(f"set {place} {unit}" for unit in ("kg", "lb", "lbs", "weight"))


def _sets_within(sheet: Sheet, columns: range) -> Iterator[_Set]:
    """`Weight (KG)`, `Weight (LB)`, `Set 1`, and so on: one weight, in both units, for all sets of an exercise."""
    header = sheet.table.header
    weights = [(at, unit_of(header[at], sheet.unit)) for at in columns if _WEIGHT.fullmatch(header[at])]
    weights.sort(key=lambda one: one[1] is not sheet.unit)  # as the lifter counts
    yield from (_Set(at, -1, tuple(weights)) for at in columns if _SET.fullmatch(header[at]))


def _entry(sheet: Sheet, cells: list[str], one: _Set, entry: Entry) -> Iterator[Entry]:
    reps, held = cells[one.reps].strip(), cells[one.held].strip()
    if not reps and not held:
        return
    count, seconds = sheet.count(reps), sheet.seconds(held)
    if not count and not seconds:
        yield entry._replace(passed=FAILED)
        return
    weight, unit = sheet.first(cells, one.weights)
    yield entry._replace(reps=count, seconds=seconds, weight=sheet.weight(weight, unit))


FORMATS = (
    Format(App.STRONGLIFTS, frozenset({"exercise", "set 1 reps"}), reader),
    Format(App.STRONGLIFTS, frozenset({"date", "exercise 1", "set 1"}), older),
)
