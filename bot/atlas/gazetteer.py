"""The cities of the world by all their names: those of 15,000 people and more, and capitals, as GeoNames counts them.

They are kept as one text, a line a city, and a name is found by searching the text, in a few milliseconds; as objects they
would take many times the memory. How an answer is put to the lifter is not decided here.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.atlas.names import slips, slips_allowed
from bot.atlas.survey import Region


@dataclass(frozen=True, slots=True)
class City:
    name: str
    zone: str
    region: str  # the code of its country; in the United States, that of its state: `US-AL`
    people: int


class Gazetteer:
    """Made of the lines of a survey and its regions."""

    def __init__(self, lines: bytes, regions: Mapping[str, Region]) -> None:
        self._lines = lines
        self._regions = regions
        self._people = Counter[str]()
        self._largest: dict[tuple[str, str], City] = {}
        self._begins = array("I")
        own_names = []
        begin = 0
        while begin < len(lines):
            city = self._city(begin)
            self._people[city.zone] += city.people
            for region in (city.region, country_of(city.region)):
                self._largest.setdefault((region, city.zone), city)
            self._begins.append(begin)
            bar = lines.index(b"|", begin) + 1
            own_names.append(lines[bar : lines.index(b"|", bar)])
            begin = lines.index(b"\n", bar) + 1
        self._own_names = b"\n".join(own_names).decode()

    def people(self, zone: str) -> int:
        """How many live by this zone, in cities."""
        return self._people[zone]

    def cities(self, folded: str) -> Iterator[City]:
        """Those that are called so, largest first. One that only others call so, or that was once, is passed over when a larger
        one has the name for its own."""
        owned = False
        for found in self._found(f"|{folded}|"):
            begin = self._lines.rfind(b"\n", 0, found) + 1
            owner = self._lines.index(b"|", begin) == found
            owned |= owner
            if owner or not owned:
                yield self._city(begin)

    def within(self, folded: str) -> tuple[City, ...]:
        """The largest cities, a zone each, of the country or state that is called so."""
        regions = {code for code, region in self._regions.items() if folded in region.called}
        return tuple(city for (code, _), city in self._largest.items() if code in regions)

    def regions(self, city: City) -> tuple[Region, ...]:
        """The country that it lies in, and its state if that is known."""
        return tuple(self._regions[code] for code in dict.fromkeys((country_of(city.region), city.region)))

    def nearly(self, folded: str) -> list[City]:
        """The cities whose own name is the fewest slips away, if those are few; the largest first."""
        fewest = slips_allowed(folded)
        found: list[int] = []
        for begin, own_name in zip(self._begins, self._own_names.split("\n"), strict=True):
            many = slips(folded, own_name, fewest)
            if many is not None:
                found = [*(found if many == fewest else ()), begin]
                fewest = many
        return [self._city(begin) for begin in found]

    def _found(self, name: str) -> Iterator[int]:
        """Where a line holds this, once a line."""
        sought = name.encode()
        at = self._lines.find(sought)
        while at >= 0:
            yield at
            at = self._lines.find(sought, self._lines.index(b"\n", at))

    def _city(self, begin: int) -> City:
        name, zone, region, people = self._lines[begin : self._lines.index(b"|", begin)].decode().split("\t")
        return City(name, zone, region, int(people))


def country_of(region: str) -> str:
    return region.partition("-")[0]
