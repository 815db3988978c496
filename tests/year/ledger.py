"""What a lifter saw, did and wished in a year, line by line with its instant: all that the checker is given.

No tests live here.

Plain records: no word of Spotter's own types, so that whoever reads them cannot lean on its code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Sent:
    """A new message of the bot's."""

    at: datetime
    message: int
    text: str
    buttons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """A message of the bot's says something else."""

    at: datetime
    message: int
    text: str
    buttons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """A message was taken away."""

    at: datetime
    message: int


@dataclass(frozen=True, slots=True)
class Did:
    """The lifter tapped, typed or asked for something: a sign of life."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class InZone:
    """From now on the lifter lives by the clocks of this zone."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class WantsDays:
    """From now on the lifter wants to train on these weekdays (from Monday, 0) at this hour."""

    at: datetime
    days: frozenset[int]
    hour: time


@dataclass(frozen=True, slots=True)
class WantsQuiet:
    """Nothing may come from `starts` up to `ends`."""

    at: datetime
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class WantsReview:
    """From now on the week's review is to come on that weekday at this hour; no day: not at all."""

    at: datetime
    day: int | None
    hour: time


@dataclass(frozen=True, slots=True)
class Away:
    """No session and no reminder from `since` to `until`, both included; None: until the lifter is back."""

    at: datetime
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Back:
    at: datetime


@dataclass(frozen=True, slots=True)
class Skips:
    """No session on that day."""

    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class PutsOff:
    """The session of that day is to be on the next."""

    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class Snoozes:
    """A reminder is to come again today when the clock shows this; `an_hour` if it was asked for in an hour."""

    at: datetime
    day: date
    to: time
    an_hour: bool


@dataclass(frozen=True, slots=True)
class WantsWhenReady:
    """A reminder was asked for on the first day on which this workout may be done again, and promised for that day."""

    at: datetime
    workout: str
    day: date


@dataclass(frozen=True, slots=True)
class Blocks:
    """The bot can reach the lifter no more, until the lifter does something."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Begins:
    """A session; `workout` is the name on its card."""

    at: datetime
    workout: str


@dataclass(frozen=True, slots=True)
class Lifts:
    """So many sets of an exercise, by the name on the card; `warm_ups` of them are warm-ups."""

    at: datetime
    exercise: str
    sets: int
    warm_ups: int


@dataclass(frozen=True, slots=True)
class Unheard:
    """From `at` to `until` nothing unasked could be said here: the server was down, or Telegram wanted a pause."""

    at: datetime
    until: datetime


Line = (
    Sent | Edited | Gone | Did | InZone | WantsDays | WantsQuiet | WantsReview | Away | Back | Skips | PutsOff | Snoozes
    | WantsWhenReady | Blocks | Begins | Lifts | Unheard
)  # fmt: skip


_CLOSED = re.compile(r"^.+ · (?:ended|done|set aside)\b", re.MULTILINE)


def closes(line: Line) -> bool:
    """Whether it tells that a session is over: the card as it ends, or the summary."""
    if isinstance(line, Sent) and any(button.startswith("Not done yet") for button in line.buttons):
        return True
    return isinstance(line, Sent | Edited) and _CLOSED.search(line.text) is not None


@dataclass
class Ledger:
    """One lifter's year. `who` tells them apart in print: number, habit, zone and hour."""

    who: str
    begins: datetime
    lines: list[Line] = field(default_factory=list)
    ends: datetime | None = None

    def write(self, line: Line) -> None:
        self.lines.append(line)

    @property
    def is_training(self) -> bool:
        for line in reversed(self.lines):
            if isinstance(line, Begins) or closes(line):
                return isinstance(line, Begins)
        return False

    def around(self, instant: datetime, hours: float = 30) -> Iterator[Line]:
        """The story around an instant."""
        return (line for line in self.lines if abs((line.at - instant).total_seconds()) <= hours * 3600)
