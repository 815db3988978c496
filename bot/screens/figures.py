"""What pictures show, as plain values: a body, a line over time, bars by week, a calendar, the card of a session.

Words and numbers only, chosen by the screens; how they look is drawn in `pictures`. Every picture has a caption beside it that
says the same in words, for those who can't see it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.training.lifter import Lifter
from bot.training.vocabulary import Muscle


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a colour says: how much was done, or how far a muscle has recovered."""

    NONE = "none"
    LITTLE = "little"
    SOME = "some"
    MUCH = "much"
    READY = "ready"
    ALMOST = "almost"
    RESTING = "resting"


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend."""

    tone: Tone
    meaning: str


@dataclass(frozen=True, slots=True)
class BodyMap:
    """A body, front and back; muscles that are not named are drawn without a tone."""

    title: str
    below: str  # one line under the title
    tones: Mapping[Muscle, Tone]
    legend: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    at: date
    value: float
    record: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Values over time, the first line the one that matters. `unit` stands at the scale; up is always better, so assistance
    comes here as a negative load."""

    title: str
    below: str
    unit: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    now: bool = False  # the one that is not over yet


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars in the order of time."""

    title: str
    below: str
    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Bars with names, the longest first or in whichever order they are told."""

    title: str
    below: str
    unit: str
    bars: tuple[Bar, ...]


class DayMark(StrEnum):
    NOTHING = "nothing"  # before the first session, or beyond the plan
    DONE = "done"
    PLANNED = "planned"
    MISSED = "missed"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    day: date
    mark: DayMark
    today: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """Whole weeks from Monday to Sunday, in order."""

    title: str
    below: str
    days: tuple[CalendarDay, ...]
    legend: tuple[tuple[DayMark, str], ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A number worth reading at a glance, and what it counts: ("22", "sets")."""

    number: str
    what: str


@dataclass(frozen=True, slots=True)
class SessionCard:
    """A session worth sharing. `more` says how many records there was no room for."""

    title: str
    below: str
    sums: tuple[Sum, ...]
    records: tuple[str, ...]
    tones: Mapping[Muscle, Tone]
    legend: tuple[Key, ...] = ()
    more: str = ""


Figure = BodyMap | LineChart | BarChart | Ranking | Calendar | SessionCard


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure for one lifter; the same picture is drawn and sent up once, and goes with them when they are forgotten."""

    lifter: int
    figure: Figure
    theme: Theme = Theme.LIGHT


def picture_for(lifter: Lifter, figure: Figure) -> Picture:
    """In the theme that the lifter wants."""
    return Picture(lifter.id, figure, Theme.DARK if lifter.dark else Theme.LIGHT)
