"""Text as a table: which delimiter, which line is the header, and the rows with their places in the file.

Rows come one at a time, and no row can become larger than `MOST_OF_A_ROW`, so a file costs little more than its bytes. What
the columns mean is for those who read an app's files.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from bot.exchange.encodings import Text
from bot.exchange.reading import Problem

MOST_ROWS = 200_000
MOST_LINES = 1_000_000  # empty ones and those of long notes included
MOST_OF_A_ROW = 100_000  # characters, fewer than the reader of rows allows a cell to have
MOST_COLUMNS = 300
_DELIMITERS = ",;\t"
_NO_TABLE = "I cannot read this as a table. Send the CSV file as the app exports it, not opened and saved in between."


class Broken(Exception):
    """Its message says what is wrong with the file as a whole."""


@dataclass(frozen=True, slots=True)
class Table:
    """A header, each of its names simplified by `simple`, and the rows below it."""

    text: Text
    delimiter: str
    header: tuple[str, ...]
    top: int  # lines up to the header's end

    @property
    def decimal_comma(self) -> bool:
        """Whether a lone comma within a number is rather a decimal one."""
        return self.delimiter == ";"

    def column(self, *names: str) -> int:
        """Where the first of these columns is; of two that are named alike, the first. -1, where each row has an empty cell
        more than the header, if there is none."""
        return next((self.header.index(name) for name in names if name in self.header), -1)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row that says anything, with the line it begins in. A short one is filled up; the cell at -1 is empty, for the
        columns that a file does not have. Raises `Broken`."""
        lines = _Lines(self.text, self.top)
        width, count, full = len(self.header), 0, True
        try:
            for cells in csv.reader(lines, delimiter=self.delimiter):
                begun, has = lines.row_begun(), len(cells)
                if not any(cells):
                    continue
                count += 1
                if count > MOST_ROWS:
                    raise Broken(
                        f"That file has more than {MOST_ROWS:,} rows. Export a shorter time, or send it in parts."
                    )
                if lines.ended or (full and has < width and not lines.last.endswith(("\n", "\r"))):
                    raise Broken(
                        f"The file ends in the middle of line {begun}: a part of it is missing. Export it again."
                    )
                full = full and has >= width
                cells[width:] = [""] * (width + 1 - min(has, width))
                yield begun, cells
        except csv.Error as error:
            raise Broken(_NO_TABLE) from error


def table_of(text: Text) -> Table | Problem:
    """The table in a text, its header the first line that has anything in it."""
    if text.body.count(b"\n") > MOST_LINES or text.body.count(b"\r") > MOST_LINES:
        return Problem(f"That file has more than {MOST_LINES:,} lines. {_NO_TABLE}")
    lines = _Lines(text)
    with suppress(csv.Error, Broken):
        for top, line in enumerate(lines, 1):
            told = re.fullmatch(r'"?sep=(.)"?\s*', line)
            if told or not line.strip(' \t\r\n,;"\ufeff'):
                continue
            delimiter = max(_DELIMITERS, key=_outside_quotes(line).count)
            header = next(csv.reader([line], delimiter=delimiter))
            if len(header) > MOST_COLUMNS:
                break
            return Table(text, delimiter, tuple(map(simple, header)), top)
    return Problem(_NO_TABLE)


@lru_cache(maxsize=256)
def simple(name: str) -> str:
    """The name of a column less what apps and spreadsheets change about it: `Weight (kg)` and `weight_kg` are one."""
    return " ".join(re.sub(r"[^\w#]|_", " ", unicodedata.normalize("NFKC", name).casefold()).split())


def _outside_quotes(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line)


class _Lines:
    """The lines of a text for the reader of rows: counted, and none endless. Where `ended` is seen before the last row is, that
    row wanted more: a quote is open."""

    def __init__(self, text: Text, top: int = 0) -> None:
        self._read = text.lines().readline
        self._line = 0
        self._begun = 1
        self._taken = 0
        self.last = ""
        self.ended = False
        for _ in range(top):
            next(self)
        self.row_begun()

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._read(MOST_OF_A_ROW)
        if not line:
            self.ended = True
            raise StopIteration
        self.last = line
        self._line += 1
        self._taken += len(line)
        if self._taken >= MOST_OF_A_ROW:
            raise Broken(
                f"The row that begins in line {self._begun} has no end: is a quotation mark missing? {_NO_TABLE}"
            )
        return line

    def row_begun(self) -> int:
        """The line in which the row just read began; the next one begins after it."""
        begun, self._begun, self._taken = self._begun, self._line + 1, 0
        return begun
