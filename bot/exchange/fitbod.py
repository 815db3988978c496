"""Fitbod's export: a row a set, with the instant of the set or of its session, and its zone; nothing says which sets belong
together.

So what was done without a long break is a session. A weight is that of one dumbbell, as ours is: `multiplier` says how many
there were, and is of no use here.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from bot.exchange.entries import Entry, Format, ReadRow, Sheet
from bot.exchange.numbers import unit_of
from bot.exchange.reading import App
from bot.training.vocabulary import SetKind

BREAK = timedelta(hours=3)
_YES = frozenset({"true", "1", "yes"})


def reader(sheet: Sheet) -> ReadRow:
    column, header = sheet.table.column, sheet.table.header
    date, exercise, reps = column("date"), column("exercise"), column("reps")
    heavy = column("weight kg", "weight lbs", "weight lb", "weight")
    unit = unit_of(header[heavy], sheet.unit) if heavy >= 0 else sheet.unit
    held, distance = column("duration s"), column("distance m", "distance mi", "distance km")
    warm, note = column("iswarmup"), column("note")
    begun = _sessions({sheet.calendar.instant(cells[date]) for _, cells in sheet.table.rows()})

    def read(cells: list[str]) -> Iterable[Entry]:
        at = sheet.instant(cells[date])
        started, lasted = begun[at]
        yield Entry(
            started,
            "",
            cells[exercise],
            sheet.count(cells[reps]),
            sheet.seconds(cells[held]),
            sheet.weight(cells[heavy], unit),
            SetKind.WARM_UP if cells[warm].strip().casefold() in _YES else SetKind.WORKING,
            lasted=lasted,
            far=sheet.measured(cells[distance]),
            note=cells[note],
            at=at,
        )

    return read


def _sessions(instants: Iterable[datetime | None]) -> Mapping[datetime, tuple[datetime, int]]:
    """To each instant, when its session began and how many seconds it lasted."""
    in_order = sorted(one for one in instants if one is not None)
    firsts = in_order[:1] + [later for before, later in pairwise(in_order) if later - before > BREAK]
    ends = [before for before, later in pairwise(in_order) if later - before > BREAK] + in_order[-1:]
    found: dict[datetime, tuple[datetime, int]] = {}
    place = 0
    for one in in_order:
        place += one > ends[place]
        found[one] = firsts[place], int((ends[place] - firsts[place]).total_seconds())
    return found


FORMATS = (Format(App.FITBOD, frozenset({"date", "exercise", "reps", "iswarmup"}), reader),)
