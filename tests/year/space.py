"""All the lifters there could be: each IANA zone, each half hour of the day, each habit, and how to walk through them all.

No tests live here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from math import gcd
from random import Random

from tests.year.zones import all_zones

HABIT_NAMES = ("diligent", "chaotic", "ghost", "traveller", "over-eager")
HALF_HOURS = tuple(time(half // 2, half % 2 * 30) for half in range(48))
DAYS = (
    frozenset({0, 2, 4}), frozenset({6, 1, 3}), frozenset({5, 0, 2}), frozenset({6, 3}), frozenset({5, 1}),
    frozenset({6}), frozenset(range(7)), frozenset({5, 6, 2}), frozenset({0, 1, 3, 4}), frozenset({4}),
)  # fmt: skip
ODD_ONES = (
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Nuuk", "America/Santiago", "Asia/Beirut",
    "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Kiritimati", "Etc/GMT+12", "Africa/Cairo",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """One lifter of the space."""

    habit: str
    zone: str
    hour: time
    days: frozenset[int]

    def __str__(self) -> str:
        days = "".join(map(str, sorted(self.days)))
        return f"{self.habit} in {self.zone} at {self.hour:%H:%M} on {days}"


@lru_cache(maxsize=1)
def zones_in_order() -> tuple[str, ...]:
    return tuple(sorted(all_zones()))


def size() -> int:
    return len(zones_in_order()) * len(HALF_HOURS) * len(HABIT_NAMES)


def walk(seed: int) -> Iterator[Wish]:
    """Through the whole space, each lifter once, from a place and with a step that the seed decides."""
    random, whole = Random(seed), size()
    place, step = random.randrange(whole), random.randrange(1, whole)
    while gcd(step, whole) != 1:
        step += 1
    for _ in range(whole):
        yield _wish_at(place)
        place = (place + step) % whole


def _wish_at(place: int) -> Wish:
    rest, habit = divmod(place, len(HABIT_NAMES))
    zone, half = divmod(rest, len(HALF_HOURS))
    days = DAYS[(place * 7919 + zone) % len(DAYS)]
    if HABIT_NAMES[habit] == "over-eager":
        days = frozenset(range(7))
    return Wish(HABIT_NAMES[habit], zones_in_order()[zone], HALF_HOURS[half], days)


def some_zone(random: Random) -> str:
    """Where a traveller goes: as often as not where clocks do odd things."""
    return random.choice(ODD_ONES if random.random() < 0.5 else zones_in_order())
