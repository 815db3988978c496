"""How a lifter wants to train, and what they have said about single days: wishes only, no rules.

What the rules make of it is in `schedule`. Times here are wall time, in the lifter's own zone.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

HALF_AN_HOUR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing rings, from `starts` up to but not at `ends`, over midnight if need be; equal: none."""

    starts: time = time(22)
    ends: time = time(7)

    def covers(self, at: time) -> bool:
        if self.starts <= self.ends:
            return self.starts <= at < self.ends
        return at >= self.starts or at < self.ends

    def giving_way_to(self, hour: time) -> "Quiet":
        """Quiet hours that leave this hour free: whoever asks for six in the morning means it. The nearer end gives way."""
        if not self.covers(hour):
            return self
        if _minutes(self.starts, hour) >= _minutes(hour, self.ends):
            return Quiet(self.starts, hour)
        after = (datetime.combine(datetime.min, hour) + HALF_AN_HOUR).time()
        return Quiet(after, self.ends) if _minutes(hour, after) < _minutes(hour, self.ends) else Quiet(hour, hour)


def _minutes(start: time, end: time) -> int:
    """From one hour to the next time that it is the other."""
    return (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % (24 * 60)


MOST_PAUSES = 100  # that are over


class Away(StrEnum):
    """Why a lifter pauses."""

    SICK = "sick"
    TRAVEL = "travel"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Pause:
    """No sessions and no reminders from `since` up to and on `until`; None: until the lifter is back."""

    since: date
    until: date | None = None
    why: Away = Away.OTHER

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Weekly:
    """When the review of the week comes: a weekday from Monday, 0 to 6, and an hour."""

    day: int = 6
    hour: time = time(19)


@dataclass(frozen=True, slots=True)
class Habits:
    """`days` are weekdays from Monday, 0 to 6; none means that nothing is planned. `plan` is the id of a program or a workout,
    empty for the library's own choice. `since` is the day on which the days were chosen. `silent` reminders arrive without a
    sound. `review` is None for who wants none; `reviewed_since` is the first day that may have one as it was chosen."""

    days: frozenset[int] = frozenset()
    hour: time = time(18)
    plan: str = ""
    quiet: Quiet = field(default_factory=Quiet)
    silent: bool = False
    since: date | None = None
    review: Weekly | None = field(default_factory=Weekly)
    reviewed_since: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """The lifter put the session of one day on another."""

    day: date
    to: date


class Ask(StrEnum):
    """Why a single reminder was asked for."""

    AGAIN = "again"  # a snooze
    READY = "ready"  # the rest is over


@dataclass(frozen=True, slots=True)
class Wanted:
    """One reminder that the lifter asked for, at this wall time, about this workout; `turn` counts the snoozes of a day, and
    `said` is true once it was sent."""

    ask: Ask
    at: datetime
    workout: str
    turn: int = 1
    said: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """What was said about single days. `unanswered` counts the reminders since the lifter's last sign of life, `reminded` is
    the last day whose session they were reminded of, `reviewed` the day of the last review of a week. `been_away` has the
    pauses that are over, the latest last: streaks pass over them."""

    moves: tuple[Move, ...] = ()
    skips: frozenset[date] = frozenset()
    wanted: Wanted | None = None
    pause: Pause | None = None
    unanswered: int = 0
    reminded: date | None = None
    reviewed: date | None = None
    been_away: tuple[Pause, ...] = ()

    def with_pause(self, pause: Pause | None, today: date) -> "Agenda":
        """Another pause from now on, or none; the one before is over, and kept."""
        before, been_away = self.pause, self.been_away
        if before is not None and before.since <= today:
            over = replace(before, until=min(before.until or today, today))
            been_away = (*been_away, over)[-MOST_PAUSES:]
        return replace(self, pause=pause, been_away=been_away)
