"""From wall time to instants and back: what a clock on the wall of some zone shows, and when.

Spotter computes these itself, since schedulers skip or double days when clocks change. Pure; zones come in as values.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)


def instant(day: date, at: time, zone: tzinfo) -> datetime | None:
    """The instant, in UTC, at which clocks of `zone` show `at` on `day`.

    Shown twice (a fold): the first. Not shown at all (a gap): the moment the gap ends, or the last minute before it where the
    day ends with the gap. None for a day that a zone leaves out, as Apia did with 30 December 2011.
    """
    wall = datetime.combine(day, at, zone)
    found = wall.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return found
    after = _end_of_gap(wall.replace(fold=1).astimezone(UTC), found, zone)
    for candidate in (after, after - _MINUTE):
        if candidate.astimezone(zone).date() == day:
            return candidate
    return None


def begin_of(day: date, zone: tzinfo) -> datetime:
    """The first instant of a day; of the next one, where a zone leaves it out."""
    return instant(day, time.min, zone) or begin_of(day + timedelta(days=1), zone)


def _end_of_gap(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The first instant of the later offset, to the second: `before` has the earlier one, `after` the later."""
    later = after.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == later:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)


def zone_of(name: str | None) -> tzinfo:
    """The zone of that name; UTC while none is known, or should the name mean nothing any more."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):  # the last: a folder of zones, a name too long for a file
        return ZoneInfo("UTC")


def day_in(zone: tzinfo, now: datetime) -> date:
    """The date there."""
    return now.astimezone(zone).date()
