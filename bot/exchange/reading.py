"""What has been read from a file: whose it is, what it holds, and what of it is odd. Values only.

They are made in the workshop and may travel, so lists of what is odd are capped, and say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.exchange.past import Past, PastSession

MOST_ODD = 100  # rows told one by one; the rest is only counted


class App(StrEnum):
    """Whose file it is, as people say it."""

    STRONG = "Strong"
    HEVY = "Hevy"
    FITNOTES = "FitNotes"
    FITBOD = "Fitbod"
    STRONGLIFTS = "StrongLifts"
    OWN = "Spotter"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file cannot be read, in one line that says what would be right."""

    line: str

    def __str__(self) -> str:
        return self.line


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row to look at: its line in the file, counted from 1, and what is odd. One that is not `kept` was left out."""

    line: int
    what: str
    kept: bool


@dataclass(frozen=True, slots=True)
class FoundName:
    """An exercise as the file calls it: in how many sets, and how they count."""

    name: str
    sets: int
    timed: int = 0  # of these, how many are seconds held
    weighted: int = 0  # and how many have a weight
    helped: int = 0  # and how many have help, written as a negative weight


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as understood. `sessions` are in the order in which they began, `count` of them with `sets` sets.

    `remarks` are lines on what was assumed, such as an encoding; `passed` counts what is no set on purpose, by its name in the
    file. `odd` is capped: `marked` counts the sets and sessions kept but marked, `left_out` the rows that are not taken in.
    `own` is what only our own files have, beside the sessions.
    """

    app: App
    names: tuple[FoundName, ...]
    count: int
    sets: int
    first: date | None
    last: date | None
    sessions: tuple[PastSession, ...] = ()
    odd: tuple[OddRow, ...] = ()
    marked: int = 0
    left_out: int = 0
    passed: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    own: Past | None = None
