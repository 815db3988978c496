"""The IANA zones that people live by: their names in any spelling, and what their clocks show. All of it from the tzdata wheel.

Left out are the zones that are no place: offsets under `Etc`, and names that only stand for such.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from bot.atlas.names import fold

_ABBREVIATION = re.compile("[A-Za-z]{3,4}")
HALF_A_YEAR = timedelta(days=182)


@cache
def places() -> frozenset[str]:
    """The zones that stand for a place, each country's own among them, by the names that are current."""
    return frozenset(row.split("\t")[2] for row in _rows("zone.tab") if not row.startswith("#"))


def current(zone: str) -> str | None:
    """The current name of a zone that may be called by an older one; None if it is no place."""
    if zone not in places():
        zone = _links().get(zone, zone)
    return zone if zone in places() else None


def spelled(folded: str) -> str | None:
    """The zone that is called so: `america new york`, `us eastern`."""
    return _spellings().get(folded)


def spellings() -> Iterable[tuple[str, str]]:
    """What each place's zone may be called, folded, and the zone: in full, and by its city alone."""
    return ((fold(name), zone) for zone in places() for name in (zone, city_of(zone)))


def with_city(folded: str) -> tuple[str, ...]:
    """Zones that are named after this city, island or station."""
    return tuple(zone for zone in places() if fold(city_of(zone)) == folded)


def city_of(zone: str) -> str:
    """What a zone is named after: `New York` for America/New_York."""
    return zone.rpartition("/")[2].replace("_", " ")


def showing(offsets: Collection[timedelta], now: datetime) -> list[str]:
    """The zones that are so far ahead of UTC now."""
    return [zone for zone in places() if now.astimezone(ZoneInfo(zone)).utcoffset() in offsets]


def abbreviated(letters: str, now: datetime) -> list[str]:
    """The zones whose time is called so at some season: `CET`, `PST`."""
    if _ABBREVIATION.fullmatch(letters) is None:
        return []
    seasons = (now, now + HALF_A_YEAR)
    return [
        zone for zone in places() if letters.upper() in {when.astimezone(ZoneInfo(zone)).tzname() for when in seasons}
    ]


@cache
def _links() -> dict[str, str]:
    rows = (row.split() for row in _rows("tzdata.zi") if row.startswith("L "))
    return {name: zone for _, zone, name in rows}


@cache
def _spellings() -> dict[str, str]:
    named = ((name, current(name)) for name in (*_links(), *places()))
    return {fold(name): zone for name, zone in named if zone is not None}


def _rows(file: str) -> list[str]:
    return files("tzdata").joinpath("zoneinfo", file).read_text(encoding="utf-8").splitlines()
