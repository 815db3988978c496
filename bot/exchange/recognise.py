"""Whose file is it, and what does it say: bytes in, a `Reading` or a `Problem` out, never an exception for what a file holds.

Recognised by its header, not by its name. Pure, and made for the workshop: a file of a hundred thousand sets takes seconds.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.exchange import hevy
from bot.exchange.book import Book, TooMuch
from bot.exchange.dates import Calendar, Order, order_of
from bot.exchange.encodings import text_of
from bot.exchange.entries import Format, Odd, Sheet
from bot.exchange.past import PastSession
from bot.exchange.reading import Problem, Reading
from bot.exchange.tables import Broken, Table, table_of
from bot.training.quantities import Unit
from bot.training.walltime import day_in, zone_of

BATCH = 50  # sessions
FORMATS: tuple[Format, ...] = (*hevy.FORMATS,)
_UNKNOWN = "I don't know this table. I read exports of Strong, Hevy, FitNotes, Fitbod, StrongLifts, and my own."
_NOTHING = "There is no set in that file that I could take in."


def read(body: bytes, zone: str | None, unit: Unit) -> Reading | Problem:
    """The whole file. Where it does not say, times are those of `zone` and weights are in `unit`."""
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
        found = _read(format, table, zone, unit)
    except (Broken, TooMuch) as told:
        return Problem(str(told))
    if isinstance(found, Reading) and text.remark:
        return replace(found, remarks=(text.remark, *found.remarks))
    return found


def survey(body: bytes, zone: str | None, unit: Unit) -> Reading | Problem:
    """What `read` says, without the sessions themselves: small, whatever the file."""
    found = read(body, zone, unit)
    return found if isinstance(found, Problem) else replace(found, sessions=())


def sessions(body: bytes, zone: str | None, unit: Unit, size: int = BATCH) -> Iterator[tuple[PastSession, ...]]:
    """The sessions of a file that a survey has accepted, in batches, the earliest first; nothing of one that is a problem."""
    found = read(body, zone, unit)
    if isinstance(found, Problem):
        return
    for at in range(0, len(found.sessions), size):
        yield found.sessions[at : at + size]


def _read(format: Format, table: Table, zone: str | None, unit: Unit) -> Reading | Problem:
    where = zone_of(zone)
    dates = table.column("date", "start time", "date yyyy mm dd")
    shown = order_of(cells[dates] for _, cells in table.rows())
    otherwise = Order.MONTH_FIRST if unit is Unit.LB else Order.DAY_FIRST
    read_row = format.reader(Sheet(table, Calendar(where, shown or otherwise), where, unit))
    book = Book(unit)
    for line, cells in table.rows():
        try:
            for entry in read_row(cells):
                book.enter(line, entry)
        except Odd as odd:
            book.leave_out(line, str(odd))
    past = book.sessions()
    if not past:
        return Problem(_NOTHING)
    return Reading(
        format.app,
        format.layout,
        book.names(),
        len(past),
        sum(len(exercise.sets) for session in past for exercise in session.exercises),
        day_in(where, past[0].started),
        day_in(where, past[-1].started),
        past,
        book.odd(),
        book.marked,
        book.left_out,
        dict(book.passed),
    )
