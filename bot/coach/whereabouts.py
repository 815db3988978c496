"""Looking up where a lifter is: too slow for a transaction, so a turn that needs it is decided again with the answer."""

from dataclasses import dataclass
from datetime import datetime

from bot.coach.records import Place
from bot.coach.world import Atlas


@dataclass(frozen=True, slots=True)
class Where:
    """What a lifter said of where they are: words, or degrees."""

    words: str = ""
    degrees: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The places that may be meant, likeliest first; `near` are those of a name with a slip in it."""

    places: tuple[Place, ...] = ()
    near: tuple[Place, ...] = ()


class LookUp(Exception):
    """The atlas has to be asked first; nothing was decided."""

    def __init__(self, where: Where) -> None:
        super().__init__(f"where is {where}?")
        self.where = where


def look_up(atlas: Atlas, where: Where, now: datetime) -> Found:
    """Slow; to be called in a thread of its own."""
    if where.degrees is not None:
        place = atlas.at(*where.degrees)
        return Found((place,) if place else ())
    places = atlas.read(where.words, now)
    return Found(places, () if places else atlas.near(where.words))
