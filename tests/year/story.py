"""A ledger read back: what the lifter wished at any instant, the sessions they did, and the reminders they got.

The checker's own reading, from the lines alone. No tests live here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from tests.year.ledger import (
    Away,
    Back,
    Begins,
    Blocks,
    Did,
    InZone,
    Ledger,
    Lifts,
    Line,
    PutsOff,
    Sent,
    Skips,
    Unheard,
    WantsDays,
    WantsQuiet,
    WantsReview,
    closes,
)
from tests.year.zones import first_shown, shown

A_DAY = timedelta(days=1)
NO_MORE = "No more reviews"  # the button that only reviews have
_TODAY_AT = re.compile(r"(.+) today at (\d\d):(\d\d)\?")
_NOW = re.compile(r"(.+) now\?")


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that holds for a lifter at one instant."""

    since: datetime
    zone: str = "UTC"
    days: frozenset[int] = frozenset()
    hour: time = time(18)
    chosen: date | None = None  # the day on which the days were chosen
    quiet: tuple[time, time] = (time(22), time(7))
    away: tuple[date, date | None] | None = None
    skips: frozenset[date] = frozenset()
    puts_off: tuple[tuple[date, date], ...] = ()  # from which day to which
    reachable: bool = True
    review: tuple[int, time] | None = (6, time(19))

    def local(self, at: datetime) -> datetime:
        return shown(at, self.zone)

    def due(self, day: date) -> datetime | None:
        return first_shown(day, self.hour, self.zone)

    def is_quiet(self, at: datetime) -> bool:
        clock, (starts, ends) = self.local(at).time(), self.quiet
        return starts <= clock < ends if starts <= ends else clock >= starts or clock < ends

    def is_away(self, day: date) -> bool:
        return self.away is not None and self.away[0] <= day and (self.away[1] is None or day <= self.away[1])

    def is_wished(self, day: date) -> bool:
        """By its weekday."""
        chosen = self.chosen is None or day >= self.chosen
        return chosen and day.weekday() in self.days and all(was != day for was, _ in self.puts_off)

    def was_put_off_to(self, day: date) -> bool:
        return any(to == day for _, to in self.puts_off)


@dataclass(frozen=True, slots=True)
class Session:
    began: datetime
    ended: datetime
    workout: str
    sets: tuple[tuple[datetime, str, int], ...]  # working sets by exercise
    warm_ups: int

    def is_open(self, at: datetime) -> bool:
        return self.began <= at < self.ended

    def counts(self, at: datetime) -> bool:
        """Whether it is a session for the rules at that instant: it is open, or had a set."""
        return self.began <= at and (self.is_open(at) or bool(self.sets) or self.warm_ups > 0)


@dataclass(frozen=True, slots=True)
class Reminder:
    """`kind` is "initial", "asked for" or "question"; `unanswered` is how many came before it since the last sign of life."""

    at: datetime
    kind: str
    workout: str
    hour: time | None
    text: str
    unanswered: int


@dataclass(frozen=True, slots=True)
class Review:
    """Of a week. It is no reminder."""

    at: datetime
    text: str


@dataclass
class Story:
    ledger: Ledger
    wishes: list[Wishes]
    sessions: list[Session]
    reminders: list[Reminder]
    reviews: list[Review]
    unheard: list[tuple[datetime, datetime]]
    signs: list[datetime]  # of life

    def at(self, instant: datetime) -> Wishes:
        """What held then; what was wished at that very instant holds."""
        held = self.wishes[0]
        for wishes in self.wishes:
            if wishes.since > instant:
                break
            held = wishes
        return held

    def heard_from(self, instant: datetime) -> datetime:
        """The first instant from then on at which something could be said."""
        for starts, ends in self.unheard:
            if starts <= instant < ends:
                instant = ends
        return instant

    def unanswered(self, instant: datetime) -> int:
        since = max((sign for sign in self.signs if sign < instant), default=self.ledger.begins)
        return sum(since <= reminder.at < instant for reminder in self.reminders)


def read(ledger: Ledger) -> Story:
    lines = sorted(ledger.lines, key=lambda line: line.at)  # in the order in which they were written, where at once
    unheard = sorted((line.at, line.until) for line in lines if isinstance(line, Unheard))
    signs = [line.at for line in lines if isinstance(line, Did)]
    wishes, sessions = _wishes(ledger, lines), list(_sessions(ledger, lines))
    reviews = [Review(line.at, line.text) for line in lines if isinstance(line, Sent) and NO_MORE in line.buttons]
    return Story(ledger, wishes, sessions, list(_reminders(lines)), reviews, unheard, signs)


def _wishes(ledger: Ledger, lines: list[Line]) -> list[Wishes]:
    found = [Wishes(ledger.begins)]
    for line in lines:
        after = _after(found[-1], line)
        if after != found[-1]:
            found.append(replace(after, since=line.at))
    return found


def _after(held: Wishes, line: Line) -> Wishes:
    match line:
        case InZone():
            return replace(held, zone=line.zone)
        case WantsDays():
            chosen = held.chosen if line.days == held.days else held.local(line.at).date()
            return replace(held, days=line.days, hour=line.hour, chosen=chosen, puts_off=())
        case WantsQuiet():
            return replace(held, quiet=(line.starts, line.ends))
        case WantsReview():
            return replace(held, review=None if line.day is None else (line.day, line.hour))
        case Away():
            return replace(held, away=(line.since, line.until))
        case Back():
            return replace(held, away=None)
        case Skips():
            return replace(held, skips=held.skips | {line.day})
        case PutsOff():
            was = next((day for day, to in held.puts_off if to == line.day), line.day)
            others = tuple(one for one in held.puts_off if was not in one and line.day not in one)
            return replace(held, puts_off=(*others, (was, line.day + A_DAY)))
        case Blocks():
            return replace(held, reachable=False)
        case Did():
            return replace(held, reachable=True)
        case _:
            return held


def _sessions(ledger: Ledger, lines: list[Line]) -> Iterator[Session]:
    begun = [number for number, line in enumerate(lines) if isinstance(line, Begins)]
    for number, following in zip(begun, [*begun, len(lines)][1:], strict=True):
        first, own = lines[number], lines[number:following]
        assert isinstance(first, Begins)
        ended = next((line.at for line in own if closes(line)), ledger.ends or own[-1].at)
        lifts = [line for line in own if isinstance(line, Lifts)]
        sets = tuple((line.at, line.exercise, line.sets - line.warm_ups) for line in lifts if line.sets > line.warm_ups)
        yield Session(first.at, ended, first.workout, sets, sum(line.warm_ups for line in lifts))


def _reminders(lines: list[Line]) -> Iterator[Reminder]:
    unanswered = 0
    for line in lines:
        if isinstance(line, Did):
            unanswered = 0
        elif isinstance(line, Sent) and (found := _reminder(line, unanswered)) is not None:
            yield found
            unanswered += 1


def _reminder(line: Sent, unanswered: int) -> Reminder | None:
    if "Yes, go on" in line.buttons:
        return Reminder(line.at, "question", "", None, line.text, unanswered)
    if "Start" not in line.buttons:
        return None
    if (today := _TODAY_AT.match(line.text)) is not None:
        return Reminder(line.at, "initial", today[1], time(int(today[2]), int(today[3])), line.text, unanswered)
    now = _NOW.match(line.text)
    assert now is not None, f"what is this? {line.text!r}"
    return Reminder(line.at, "asked for", now[1], None, line.text, unanswered)
