"""Reading `UTC+5:30` and `6:40 pm`: how far ahead of UTC somebody's clock may be. Pure; no place is known here."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta

EARLIEST, LATEST = timedelta(hours=-12), timedelta(hours=14)  # in use anywhere on Earth
A_DAY = timedelta(days=1)
A_QUARTER = timedelta(minutes=15)  # all offsets in use are whole quarters

_MINUSES = str.maketrans("−–—", "---")
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?:[:.]?(\d{2}))?|utc")
_TIME = re.compile(r"(\d{1,2})(?:\s?[:.h\s]\s?(\d{2}))?\s?(?:([ap])\.?\s?m\.?|uhr|h)?")


def offset_in(words: str) -> timedelta | None:
    """What `UTC`, `GMT+2` or `+5:30` say; None if they say something else, or an offset that is used nowhere."""
    found = _OFFSET.fullmatch(_plain(words))
    if found is None:
        return None
    sign, hours, minutes = found.groups(default="0")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    offset = -offset if sign == "-" else offset
    return offset if int(minutes) < 60 and EARLIEST <= offset <= LATEST else None


def offsets_by_clock(words: str, now: datetime) -> frozenset[timedelta]:
    """How far ahead of UTC a clock may be that shows this now, to the nearest quarter; none if it is no time of day."""
    by_now = now.astimezone(UTC)
    passed = timedelta(hours=by_now.hour, minutes=by_now.minute)
    nearest = (round((shown - passed) / A_QUARTER) * A_QUARTER for shown in _times_of_day(words))
    offsets = (offset + shift for offset in nearest for shift in (-A_DAY, timedelta(), A_DAY))
    return frozenset(offset for offset in offsets if EARLIEST <= offset <= LATEST)


def _times_of_day(words: str) -> tuple[timedelta, ...]:
    """The times since midnight that may be meant: without am or pm, `6:40` may be either."""
    found = _TIME.fullmatch(_plain(words))
    if found is None or (found[2] is None and found[3] is None):
        return ()
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if minute > 59 or hour > (12 if half else 23) or (half and hour == 0):
        return ()
    if half:
        return (timedelta(hours=hour % 12 + (12 if half == "p" else 0), minutes=minute),)
    shown = timedelta(hours=hour, minutes=minute)
    either = 0 < hour <= 12 and not found[1].startswith("0")
    return (shown, shown + A_DAY / 2) if either else (shown,)


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words).translate(_MINUSES).casefold().strip()
