"""Whose file is it, and what does it say: bytes in, a `Reading` or a `Problem` out, never an exception for what a file holds.

Recognised by its header, not by its name. Pure, and made for the workshop: a file of a hundred thousand sets takes seconds.
"""

from dataclasses import replace
from datetime import datetime

from bot.exchange import fitbod, fitnotes, hevy, own_json, strong, stronglifts
from bot.exchange.book import Book, TooMuch, names_in, sets_in
from bot.exchange.dates import Calendar, Order, order_of
from bot.exchange.encodings import text_of
from bot.exchange.entries import Format, Odd, Sheet
from bot.exchange.past import Past
from bot.exchange.reading import App, Problem, Reading
from bot.exchange.tables import Broken, Table, table_of
from bot.training.quantities import Unit
from bot.training.walltime import day_in, zone_of

FORMATS: tuple[Format, ...] = (
    *hevy.FORMATS,
    *strong.FORMATS,
    *fitbod.FORMATS,
    *stronglifts.FORMATS,
    *fitnotes.FORMATS,
)
_UNKNOWN = (
    "I don't know this table. I read what Strong, Hevy, FitNotes, Fitbod and StrongLifts export, and what I export."
)
_LOOK = 100  # bytes, in which our own JSON has begun
_BARE = "That file has a header and no rows below it. Export again, with your workouts in it."
_NOTHING = "There is no set in that file that I can take in."


def read(body: bytes, zone: str | None, unit: Unit, latest: datetime) -> Reading | Problem:
    """The whole file. Where it does not say, times are those of `zone` and weights are in `unit`. What began after `latest` is
    left out."""
    if body[:_LOOK].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        past = own_json.read(body)
        return past if isinstance(past, Problem) else _own(past, zone, latest)
    text = text_of(body)
    if isinstance(text, Problem):
        return text
    table = table_of(text)
    if isinstance(table, Problem):
        return table
    format = next((one for one in FORMATS if one.columns.issubset(table.header)), None)
    if format is None:
        return Problem(_UNKNOWN)
    try:
        return _read(format, table, zone, unit, latest)
    except (Broken, TooMuch) as told:
        return Problem(str(told))


def _read(format: Format, table: Table, zone: str | None, unit: Unit, latest: datetime) -> Reading | Problem:
    where = zone_of(zone)
    dates = table.column("date", "start time", "date yyyy mm dd")
    shown = order_of(cells[dates] for _, cells in table.rows())
    order = _order(shown, unit)
    calendar = Calendar(where, order)
    read_row = format.reader(Sheet(table, calendar, unit))
    book = Book(unit, latest)
    line = 0
    for line, cells in table.rows():
        try:
            for entry in read_row(cells):
                book.enter(line, entry)
        except Odd as odd:
            book.leave_out(line, str(odd))
    past = book.sessions()
    if not past:
        return Problem(_NOTHING if line else _BARE)
    remarks = [table.text.remark]
    if shown is Order.UNTOLD:
        remarks.append(f"Dates were read with the {order.value}.")
    if calendar.hourless:
        remarks.append("The file has days without hours: those sessions were put at noon.")
    if "weight" in table.header and "weight unit" not in table.header:
        remarks.append(f"The file does not say in which unit: weights were read as {unit}.")
    return Reading(
        format.app,
        names_in(past),
        len(past),
        sets_in(past),
        day_in(where, past[0].started),
        day_in(where, past[-1].started),
        past,
        book.odd(),
        book.marked,
        book.left_out,
        dict(book.passed),
        tuple(filter(None, remarks)),
    )


def _order(shown: Order | None, unit: Unit) -> Order:
    """Of dates that could be read both ways, as people read them where weights are in that unit."""
    if shown in (Order.DAY_FIRST, Order.MONTH_FIRST):
        return shown
    return Order.MONTH_FIRST if unit is Unit.LB else Order.DAY_FIRST


def _own(past: Past, zone: str | None, latest: datetime) -> Reading:
    """Our own file, which may hold no session at all and still a profile."""
    sessions = tuple(session for session in past.sessions if session.started <= latest)
    where, begun = zone_of(zone), [session.started for session in sessions]
    return Reading(
        App.OWN,
        names_in(sessions),
        len(sessions),
        sets_in(sessions),
        day_in(where, begun[0]) if begun else None,
        day_in(where, begun[-1]) if begun else None,
        sessions,
        left_out=len(past.sessions) - len(sessions),
        own=replace(past, sessions=()),
    )
