"""Zones as the checker reckons with them: only what a clock shows at an instant is asked, minute by minute. No tests live here.

Nothing of Spotter's own reckoning is used, and no wall time is ever turned into an instant but by looking.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

_MINUTE = timedelta(minutes=1)


@lru_cache(maxsize=1)
def all_zones() -> frozenset[str]:
    """Each that IANA names, but for the machine's own."""
    return frozenset(available_timezones()) - {"localtime", "Factory"}


def shown(at: datetime, zone: str) -> datetime:
    """What the clocks of the zone show at an instant."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


@lru_cache(maxsize=100_000)
def first_shown(day: date, at: time, zone: str) -> datetime | None:
    """The first instant at which clocks there show `at` on `day`. Never: the first at which they show something later on that
    day, else the last minute of that day. None for a day that does not exist.
    """
    wanted = datetime.combine(day, at)
    offset = ZoneInfo(zone).utcoffset(wanted)
    assert offset is not None, "a zone has an offset at any time"
    guess = wanted.replace(tzinfo=UTC) - offset
    if _surely_plain(guess, wanted, zone):
        return guess
    minutes = [wanted.replace(tzinfo=UTC) + _MINUTE * n for n in range(-27 * 60, 27 * 60)]
    clocks = [(minute, shown(minute, zone)) for minute in minutes]
    there = [(minute, clock) for minute, clock in clocks if clock.date() == day]
    not_before = [minute for minute, clock in there if clock >= wanted]
    exact = [minute for minute, clock in there if clock == wanted]
    if exact:
        return exact[0]
    if not_before:
        return _to_the_second(not_before[0], wanted, zone)
    return there[-1][0] if there else None


def _surely_plain(guess: datetime, wanted: datetime, zone: str) -> bool:
    """Whether no clock is changed there within a day before or after."""
    offsets = {shown(guess + timedelta(hours=h), zone) - guess.replace(tzinfo=None) - timedelta(hours=h) for h in HOURS}
    return len(offsets) == 1 and shown(guess, zone) == wanted


HOURS = (-27, -24, -21, -18, -15, -12, -9, -6, -3, 0, 3, 6, 9, 12, 15, 18, 21, 24, 27)


def _to_the_second(minute: datetime, wanted: datetime, zone: str) -> datetime:
    """Clocks that change within a minute."""
    seconds = [minute - _MINUTE + timedelta(seconds=n) for n in range(61)]
    return next(second for second in seconds if shown(second, zone) >= wanted)
