"""Days and times of day as apps write them, in the lifter's language or in none, and the instants that they mean.

Times without a zone are wall times where the lifter lives: one that a clock shows twice is the first, one that it never shows
is the moment after the gap. A zone in the file is kept to.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import Enum

from bot.training.walltime import instant

NOON = time(12)  # of a day whose hour the file does not tell
FIRST_YEAR, LAST_YEAR = 1970, 2099
_OTHERS = 20  # so many dates written otherwise, and none of a file is of two numbers and a year
_REMEMBERED = 20_000
_LONGEST = 64  # letters

# How names of months begin in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Russian, Turkish, Swedish,
# Danish and Norwegian, less their accents. None of them means two months.
_MONTHS = {
    beginning: month
    for month, beginnings in enumerate(
        (
            "jan jän ene gen sty oca янв",
            "feb fev lut sub şub фев",
            "mar maa mrt mrz мар",
            "apr avr abr kwi nis апр",
            "may mai mag mei maj май мая",
            "jun juin giu cze haz июн",
            "jul juil lug lip tem июл",
            "aug aou ago sie agu авг",
            "sep set wrz eyl сен",
            "oct okt out ott paz eki окт",
            "nov lis kas ноя",
            "dec dez dic des gru ara дек",
        ),
        1,
    )
    for beginning in beginnings.split()
}
_ISO = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?\s?m?\.?"
    r"\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?)?"
)
_TIME = re.compile(r"(\d{1,2})\s?[:h.]\s?(\d{2})(?::(\d{2}))?\s*(?:([ap])\.?\s?m\.?)?\s*$")
_NUMERIC = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})\.?")
_EASTERN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_NAMED = re.compile(r"(?:(\d{1,2})[\s.,]*(?:de\s+)?)?([^\W\d_]{3,})\.?,?\s*(?:de\s+)?(?:(\d{1,2}),?\s+)?(\d{4})")


class Order(Enum):
    """Which of two numbers before a year is the day."""

    DAY_FIRST = "day before month"
    MONTH_FIRST = "month before day"
    UNTOLD = "either"


def order_of(cells: Iterable[str]) -> Order | None:
    """What the dates of a file show by themselves: a number above twelve is a day, and dots follow days. None where dates are
    written so that nobody need ask."""
    others, shown = 0, None
    for cell in cells:
        found = _NUMERIC.match(cell.strip())
        if found is None:
            others += 1
            if others > _OTHERS:
                break
            continue
        if int(found[1]) > 12 or found[2] == ".":
            return Order.DAY_FIRST
        if int(found[3]) > 12:
            return Order.MONTH_FIRST
        shown = Order.UNTOLD
    return shown


@dataclass(slots=True)
class Calendar:
    """Reads the dates of one file. Sessions are few and rows are many, so each date is understood once. `hourless` tells
    whether one of them had no hour."""

    zone: tzinfo
    order: Order = Order.DAY_FIRST
    hourless: bool = False
    _known: dict[str, datetime | None] = field(default_factory=dict)

    def instant(self, cell: str) -> datetime | None:
        """The instant in UTC, noon where there is only a day; None for what is no date."""
        cell = cell[:_LONGEST]
        if cell not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[cell] = self._understood(cell)
        return self._known[cell]

    def _understood(self, cell: str) -> datetime | None:
        try:
            written = _Written(cell, self.order)
            self.hourless = self.hourless or written.hourless
            return written.instant(self.zone)
        except (ValueError, OverflowError):  # a 31st of April, an hour 25
            return None


class _Written:
    """One date, taken apart."""

    def __init__(self, cell: str, order: Order) -> None:
        text = _plain(cell)
        self._zone: tzinfo | None = None
        self._time: time | None = None
        iso = _ISO.fullmatch(text)
        if iso is not None:
            self._day = date(int(iso[1]), int(iso[2]), int(iso[3]))
            if iso[4]:
                self._time = _time(iso[4], iso[5], iso[6], iso[7])
            self._zone = _offset(iso[8])
            return
        clock = _TIME.search(text, 1)
        if clock is not None and not _NUMERIC.fullmatch(text):
            self._time = _time(clock[1], clock[2], clock[3], clock[4])
            text = text[: clock.start()]
        self._day = _day(text.strip(" ,.;-"), order)

    @property
    def hourless(self) -> bool:
        return self._time is None

    def instant(self, zone: tzinfo) -> datetime | None:
        if not FIRST_YEAR <= self._day.year <= LAST_YEAR:
            return None
        if self._zone is not None:
            return datetime.combine(self._day, self._time or NOON, self._zone).astimezone(UTC)
        return instant(self._day, self._time or NOON, zone)


def _plain(cell: str) -> str:
    """In small letters, with plain spaces; what may stand between a day and its hour in some language is gone."""
    text = " ".join(unicodedata.normalize("NFKC", cell).casefold().split())
    text = re.sub(r"\b(?:at|um|à|alle|às|as|om|в|kl\.?|o godz\.?)\s(?=\d)", "", text)
    text = re.sub(r"(?:午前|上午|오전)\s?(\d{1,2}:\d{2}(?::\d{2})?)", r"\1 am", text)
    text = re.sub(r"(?:午後|下午|오후)\s?(\d{1,2}:\d{2}(?::\d{2})?)", r"\1 pm", text)
    return re.sub(r"(?<=\d)\s?г\.?(?=[,\s]|$)", "", text)


def _time(hour: str, minute: str, second: str | None, half: str | None) -> time:
    hours = int(hour)
    if half is not None:
        hours = hours % 12 + (12 if half == "p" else 0)
    return time(hours, int(minute), int(second or 0))


def _offset(written: str | None) -> tzinfo | None:
    if written is None:
        return None
    if written in ("z", "utc", "gmt"):
        return UTC
    minutes = int(written[1:3]) * 60 + int(written[-2:])
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes))


def _day(text: str, order: Order) -> date:
    """Raises `ValueError`."""
    if (eastern := _EASTERN.match(text)) is not None:
        return date(int(eastern[1]), int(eastern[2]), int(eastern[3]))
    if (numeric := _NUMERIC.fullmatch(text)) is not None:
        first, second, year = int(numeric[1]), int(numeric[3]), int(numeric[4])
        day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
        return date(year if year > 99 else 2000 + year, month, day)
    if (named := _NAMED.search(text)) is not None and (named[1] or named[3]):
        return date(int(named[4]), _month(named[2]), int(named[1] or named[3]))
    raise ValueError(f"no date: {text}")


def _month(word: str) -> int:
    bare = "".join(one for one in unicodedata.normalize("NFKD", word) if not unicodedata.combining(one))
    for beginning in (word[:4], bare[:4], word[:3], bare[:3]):
        if beginning in _MONTHS:
            return _MONTHS[beginning]
    raise ValueError(f"no month: {word}")
