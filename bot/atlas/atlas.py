"""The atlas itself: from coordinates, or from what somebody wrote, to the zones that may be meant, likeliest first.

It reads no clock, and knows nobody; what cannot be read is answered with nothing.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from threading import Lock
from typing import TypeVar

from bot.atlas import zones
from bot.atlas.clocks import offset_in, offsets_by_clock
from bot.atlas.gazetteer import City, Gazetteer
from bot.atlas.names import fold, slips, slips_allowed
from bot.atlas.survey import city_lines, regions
from bot.coach.records import Place

T = TypeVar("T", City, Place)

LONGEST_NAME = 60  # the longest of a city is shorter
MOST_PLACES = 8
MOST_NEAR = 3
_PIECES = re.compile(r"[,()]")


class OfflineAtlas:
    """Opens its gazetteer when it is first needed, once, and keeps it. Any thread may ask."""

    def at(self, latitude: float, longitude: float) -> Place | None:
        from tzfpy import get_tz

        zone = zones.current(get_tz(longitude, latitude))  # of what is nowhere on the globe it knows no zone
        return None if zone is None else _named_after_zone(zone)

    def read(self, words: str, now: datetime) -> tuple[Place, ...]:
        if len(words) > LONGEST_NAME:
            return ()
        offset = offset_in(words)
        offsets = offsets_by_clock(words, now) if offset is None else {offset}
        if offsets:
            return self._by_people(zones.showing(offsets, now))
        abbreviated = zones.abbreviated(words.strip(), now)
        if abbreviated:
            return self._by_people(abbreviated)
        folded = fold(words)
        zone = zones.spelled(folded)
        if zone is not None:
            return (_named_after_zone(zone),)
        return self._by_name(words, folded) if folded else ()

    def near(self, words: str) -> tuple[Place, ...]:
        folded = fold(words) if len(words) <= LONGEST_NAME else ""
        most = slips_allowed(folded)
        similar = sorted(zone for name, zone in zones.spellings() if most and slips(folded, name, most) is not None)
        cities = self._labelled(self._open().nearly(folded))
        return _one_a_zone((*cities, *map(_named_after_zone, similar)))[:MOST_NEAR]

    def _by_name(self, words: str, folded: str) -> tuple[Place, ...]:
        """By city, if need be with its country or state, else by country or state."""
        gazetteer = self._open()
        cities = list(gazetteer.cities(folded))
        named = tuple(map(_named_after_zone, zones.with_city(folded)))
        if not cities and not named:
            cities = self._cities_somewhere(words) or list(gazetteer.within(folded))
        return _one_a_zone((*self._labelled(cities), *named))[:MOST_PLACES]

    def _cities_somewhere(self, words: str) -> list[City]:
        """Those of `Paris, Texas`, `Paris (US)` and `paris tx`."""
        name, *where = filter(None, map(fold, _PIECES.split(words)))
        if where:
            called = list(self._open().cities(name))
            return [city for city in called if all(self._lies_in(city, region) for region in where)] or called
        for space in _spaces(name):
            region = name[space + 1 :]
            found = [city for city in self._open().cities(name[:space]) if self._lies_in(city, region)]
            if found:
                return found
        return []

    def _lies_in(self, city: City, region: str) -> bool:
        return any(region in known.called | known.codes for known in self._open().regions(city))

    def _labelled(self, cities: Iterable[City]) -> list[Place]:
        places = [Place(self._label(city), city.zone) for city in _one_a_zone(cities)]
        labels = [place.name for place in places]
        return [_told_apart(place) if labels.count(place.name) > 1 else place for place in places]

    def _label(self, city: City) -> str:
        country, *state = (region.name for region in self._open().regions(city))
        name = city.name if city.name == country else f"{city.name}, {country}"
        return f"{name} ({state[0]})" if state else name

    def _by_people(self, found: Iterable[str]) -> tuple[Place, ...]:
        people = self._open().people
        likeliest = sorted(found, key=lambda zone: (-people(zone), zone))
        return tuple(map(_named_after_zone, likeliest[:MOST_PLACES]))

    def _open(self) -> Gazetteer:
        with _OPENING:
            return _gazetteer()


_OPENING = Lock()


@cache
def _gazetteer() -> Gazetteer:
    """Opened once in a process: it takes two seconds."""
    return Gazetteer(city_lines(), regions())


def _named_after_zone(zone: str) -> Place:
    return Place(zones.city_of(zone), zone)


def _told_apart(place: Place) -> Place:
    """Where name and country are another's as well."""
    return Place(f"{place.name} ({zones.city_of(place.zone)} time)", place.zone)


def _one_a_zone(found: Iterable[T]) -> tuple[T, ...]:
    """The first of each zone: where the time is the same, it does not matter which is meant."""
    by_zone: dict[str, T] = {}
    for one in found:
        by_zone.setdefault(one.zone, one)
    return tuple(by_zone.values())


def _spaces(words: str) -> Iterator[int]:
    """Where the spaces are, the last first."""
    return (at for at in reversed(range(len(words))) if words[at] == " ")
