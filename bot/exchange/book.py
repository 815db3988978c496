"""Entries put together: the sessions that they are of, what is odd about them, and how often each name occurs.

A file may name its sessions in any order, so nothing is told before its end. What many sets share, such as their load, is made
and judged once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, islice
from operator import attrgetter
from typing import NamedTuple

from bot.exchange.entries import Entry, Odd
from bot.exchange.guessing import stand_in
from bot.exchange.past import PastExercise, PastSession, PastSet
from bot.exchange.reading import MOST_ODD, FoundName, OddRow
from bot.training.bests import Bests
from bot.training.own import tidy
from bot.training.plausible import doubt
from bot.training.quantities import Load, Unit, Weight
from bot.training.vocabulary import SetKind

MOST_SESSIONS = 10_000
MOST_NAMES = 1_000
MOST_SETS = 500  # of a session
LONGEST_NAME = 80
LONGEST_NOTE = 1_000
MOST_NOTES = 10  # to one exercise of a session, or to the session
LONGEST_SESSION = timedelta(hours=6)
MOST_COUNTED = 20_000  # repetitions; what is more is no slip of a finger
MOST_SECONDS = 24 * 3600


class TooMuch(Exception):
    """Its message says what there is too much of."""


class _Row(NamedTuple):
    """A set of a session, and what was noted with it."""

    at: datetime
    name: str
    timed: bool
    done: PastSet
    note: str
    together: str


@dataclass(slots=True)
class _Session:
    """`noted` is what rows of their own note to an exercise, by its name."""

    title: str
    started: datetime
    line: int
    lasted: int = 0
    rows: list[_Row] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    noted: dict[str, list[str]] = field(default_factory=dict)


class Book:
    """Fill it with entries and what was left out, then ask for what is in it."""

    def __init__(self, unit: Unit, latest: datetime) -> None:
        self._unit = unit
        self._latest = latest
        self._sessions: dict[tuple[datetime, str], _Session] = {}
        self._names: set[str] = set()
        self._odd: list[OddRow] = []
        self.passed: Counter[str] = Counter()
        self.marked = 0
        self.left_out = 0

    def leave_out(self, line: int, why: str) -> None:
        self.left_out += 1
        self._tell(OddRow(line, why, kept=False))

    def enter(self, line: int, entry: Entry) -> None:
        """Raises `Odd` for one that is no set, and `TooMuch`."""
        name = _line(entry.exercise)
        if not entry.passed and not name:
            raise Odd("no exercise")
        if entry.started > self._latest:
            raise Odd("a day that is yet to come")
        timed = not entry.reps and entry.seconds > 0
        if not entry.passed:
            _check(entry, timed)
        session = self._session(line, entry)
        if entry.passed:
            self.passed[entry.passed] += 1
            if entry.note:
                session.noted.setdefault(name, []).append(entry.note[:LONGEST_NOTE])
            return
        if len(session.rows) >= MOST_SETS:
            raise Odd(f"more than {MOST_SETS} sets in one session")
        self._know(name)
        done = self._set(line, name, entry, timed)
        session.rows.append(
            _Row(entry.at or entry.started, name, timed, done, entry.note[:LONGEST_NOTE], entry.together)
        )

    def sessions(self) -> tuple[PastSession, ...]:
        """Those with a set, in the order in which they began; a length that cannot be is marked."""
        kept = [session for session in self._sessions.values() if session.rows]
        kept.sort(key=lambda session: (session.started, session.line))
        return tuple(map(self._closed, kept))

    def odd(self) -> tuple[OddRow, ...]:
        """In the order of the file, as many as are told one by one."""
        return tuple(sorted(self._odd, key=lambda row: row.line))

    def _session(self, line: int, entry: Entry) -> _Session:
        title = _line(entry.title)
        key = entry.started, title
        session = self._sessions.get(key)
        if session is None:
            if len(self._sessions) >= MOST_SESSIONS:
                raise TooMuch(f"That file has more than {MOST_SESSIONS:,} sessions. Export a shorter time.")
            session = self._sessions[key] = _Session(title, entry.started, line)
        if entry.lasted:
            session.lasted = entry.lasted if not session.lasted else max(session.lasted, entry.lasted)
        if entry.about and len(session.notes) < MOST_NOTES:
            session.notes.setdefault(entry.about[:LONGEST_NOTE])
        return session

    def _set(self, line: int, name: str, entry: Entry, timed: bool) -> PastSet:
        count, kind = entry.seconds if timed else entry.reps, entry.kind
        load = _load(entry.weight, self._unit)
        travels = timed and entry.far  # which may take its time
        if not travels and _is_odd(name, timed, count, load):
            kind = SetKind.ODD
            self._mark(line, f"{name}: {count} {'s' if timed else 'reps'}, {load}")
        return PastSet(kind, count, load, entry.rir, far=travels)

    def _know(self, name: str) -> None:
        if name not in self._names and len(self._names) >= MOST_NAMES:
            raise TooMuch(f"That file names more than {MOST_NAMES:,} exercises, which is more than a training log has.")
        self._names.add(name)

    def _closed(self, session: _Session) -> PastSession:
        lasted = timedelta(seconds=session.lasted)
        if session.lasted < 0:
            self._mark(session.line, "the session ends before it begins: its length is left out")
            lasted = timedelta()
        elif lasted > LONGEST_SESSION:
            self._mark(session.line, f"a session of {lasted // timedelta(hours=1)} hours: taken as six")
            lasted = LONGEST_SESSION
        exercises = tuple(_exercises(session))
        return PastSession(session.title, session.started, session.started + lasted, exercises, _lines(session.notes))

    def _mark(self, line: int, what: str) -> None:
        self.marked += 1
        self._tell(OddRow(line, what, kept=True))

    def _tell(self, odd: OddRow) -> None:
        if len(self._odd) < MOST_ODD:
            self._odd.append(odd)


def _check(entry: Entry, timed: bool) -> None:
    """Raises `Odd` for what was not done, or not in sets."""
    if not entry.reps and not timed:
        raise Odd("only a distance" if entry.far else "no repetitions and no time")
    if entry.reps > MOST_COUNTED or (timed and entry.seconds > MOST_SECONDS):
        raise Odd(f"{entry.seconds if timed else entry.reps:,} {'seconds' if timed else 'repetitions'}")


def _exercises(session: _Session) -> Iterator[PastExercise]:
    """In the order they were done, as far as it is told; one that was come back to stands twice."""
    rows = sorted(session.rows, key=attrgetter("at"))
    for (name, timed, together), run in groupby(rows, key=attrgetter("name", "timed", "together")):
        sets = tuple(run)
        notes = (*(one.note for one in sets if one.note), *session.noted.pop(name, ()))
        noted = _lines(dict.fromkeys(notes))
        yield PastExercise(name, tuple(one.done for one in sets), noted, timed=timed, together=together)


def sets_in(past: Iterable[PastSession]) -> int:
    return sum(len(exercise.sets) for session in past for exercise in session.exercises)


def names_in(past: Iterable[PastSession]) -> tuple[FoundName, ...]:
    """What the exercises are called, the most frequent first."""
    uses: dict[str, Counter[str]] = {}
    for session in past:
        for exercise in session.exercises:
            found = uses.setdefault(exercise.name, Counter())
            amounts = [one.load.weight.amount for one in exercise.sets]
            found["sets"] += len(amounts)
            found["timed"] += exercise.timed * len(amounts)
            found["weighted"] += sum(amount > 0 for amount in amounts)
            found["helped"] += sum(amount < 0 for amount in amounts)
    names = (FoundName(name, **found) for name, found in uses.items())
    return tuple(sorted(names, key=lambda one: (-one.sets, one.name)))


@lru_cache(maxsize=8192)
def _load(weight: Weight | None, unit: Unit) -> Load:
    """Nothing or a zero is the body alone, less than nothing is help. What it means to an exercise is for those who know it."""
    if weight is None:
        return Load(Weight(Decimal(0), unit), on_body=True)
    return Load(weight, on_body=weight.amount <= 0)


@lru_cache(maxsize=32768)
def _is_odd(name: str, timed: bool, count: int, load: Load) -> bool:
    """Whether nobody does that, as far as a name tells what it is."""
    return doubt(stand_in(name, timed, load), count, load, Bests(), None) is not None


def _line(text: str) -> str:
    """A name, in one line of no more than anybody reads."""
    return _tidied(text[: 2 * LONGEST_NAME])[:LONGEST_NAME].strip()


def _lines(notes: Iterable[str]) -> str:
    """Notes below each other, less what could not be seen in them."""
    text = "\n".join(line for note in islice(notes, MOST_NOTES) for line in map(_tidied, note.splitlines()) if line)
    return text if len(text) <= LONGEST_NOTE else text[: LONGEST_NOTE - 1] + "…"


@lru_cache(maxsize=4096)
def _tidied(text: str) -> str:
    """Most text is plain, and soon tidy."""
    return " ".join(text.split()) if text.isascii() and text.isprintable() else tidy(text)
