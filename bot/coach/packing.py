"""Everything of a lifter's, packed into files: read a few sessions at a time, so that nobody's tap waits, and written away from
the event loop: what has to be known of a session in a thread, tables and calendars in the workshop.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.coach.agenda import Outlook, outlook, tidy
from bot.coach.errands import Hands
from bot.coach.ports import Transaction
from bot.coach.records import File
from bot.exchange import csv_out, own_json
from bot.exchange.calendar import PlannedSession, calendar
from bot.exchange.csv_out import Titled
from bot.exchange.own_exercises import ids_in, named_in
from bot.training.estimate import time_left
from bot.training.lifter import Lifter
from bot.training.plan import Exercise, Library, Workout
from bot.training.quantities import Unit, Weight
from bot.training.session import Session
from bot.training.vocabulary import Counting
from bot.training.walltime import instant

A_FEW = 10  # sessions read at a time
MOST_WEIGHINGS = 50_000  # one a day, for longer than anybody lives
_FIVE_MINUTES = timedelta(minutes=5)


class What(StrEnum):
    """What is asked for: the word after the command, and what a button carries."""

    ALL = "all"
    CSV = "csv"
    JSON = "json"
    CALENDAR = "calendar"

    def holds(self, one: "What") -> bool:
        return self in (What.ALL, one)


@dataclass(frozen=True, slots=True)
class Packed:
    """The files, and how much is in them; `training` while a session is open, which is not."""

    files: tuple[File, ...]
    sessions: int
    sets: int
    planned: int
    training: bool


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose files they are, as it was when they were asked for."""

    lifter: Lifter
    library: Library  # the lifter's own exercises in it
    today: date
    now: datetime
    planned: tuple[PlannedSession, ...]
    weighings: tuple[tuple[date, Weight], ...]
    training: bool


@dataclass(slots=True)
class _Record:
    """The sessions as they are written, a batch after the other."""

    lines: list[bytes] = field(default_factory=list)
    table: list[bytes] = field(default_factory=list)
    sets: int = 0
    ids: set[str] = field(default_factory=set)
    copies: dict[str, Exercise] = field(default_factory=dict)  # of exercises that the library does not have


async def packed(hands: Hands, lifter: int, what: What) -> Packed | None:
    """None where the lifter has gone. Raises `StoreTrouble` and `WorkFailed`."""
    authored, now = hands.shelf.library, hands.clock.now()
    owner = await hands.store.run(lambda tx: _owner(tx, lifter, authored, now))
    if owner is None:
        return None
    record = _Record()
    if what is not What.CALENDAR:
        await _read(hands, owner, record, what)
    files = []
    if what.holds(What.CSV) and record.lines:
        table = await asyncio.to_thread(b"".join, (csv_out.header(owner.lifter.unit), *record.table))
        record.table.clear()
        files.append(_named(owner, "csv", table))
    if what.holds(What.JSON):
        files.append(_named(owner, "json", await asyncio.to_thread(_own_file, owner, record, authored)))
    if what.holds(What.CALENDAR) and owner.planned:
        files.append(_named(owner, "ics", await hands.workshop.call(calendar, owner.planned, lifter, now)))
    return Packed(tuple(files), len(record.lines), record.sets, len(owner.planned), owner.training)


def _owner(tx: Transaction, id: int, authored: Library, now: datetime) -> _Owner | None:
    lifter = tx.lifter(id)
    if lifter is None:
        return None
    ahead = outlook(tx, lifter, authored, now)
    weighings = tuple(reversed(tx.weighed(id, MOST_WEIGHINGS)))
    lifter = replace(lifter, agenda=tidy(lifter.agenda, ahead.today))  # as the next thing they do will have it anyway
    training = tx.open_session(id) is not None
    return _Owner(lifter, ahead.library, ahead.today, now, _planned(ahead), weighings, training)


def _planned(ahead: Outlook) -> tuple[PlannedSession, ...]:
    """The sessions whose hour is still to come."""
    found = []
    for day in ahead.days:
        begins = instant(day.day, ahead.lifter.habits.hour, ahead.zone) if day.is_planned else None
        if begins is not None and begins > ahead.now:
            workout = ahead.library.workouts[day.workouts[0]]
            takes = _length(workout, ahead.lifter.unit, begins)
            found.append(PlannedSession(day.instead_of or day.day, workout.name, begins, takes, _about(workout)))
    return tuple(found)


def _length(workout: Workout, unit: Unit, begins: datetime) -> timedelta:
    """About how long it takes, to five minutes."""
    exact = time_left(Session("", 0, workout, unit, begins, begins))
    return max(-(-exact // _FIVE_MINUTES), 1) * _FIVE_MINUTES


def _about(workout: Workout) -> str:
    required = (one for block in workout.blocks if not block.optional for one in block.prescriptions)
    return "\n".join(f"{one.exercise.name}, {len(one.sets)} sets" for one in required)


async def _read(hands: Hands, owner: _Owner, record: _Record, what: What) -> None:
    async for some in _sessions(hands, owner.lifter.id):
        lines, known = await asyncio.to_thread(_take, some, owner, record)
        if what.holds(What.CSV):
            lifter = owner.lifter
            record.table.append(await hands.workshop.call(csv_out.rows, lines, known, lifter.zone, lifter.unit))


async def _sessions(hands: Hands, lifter: int) -> AsyncIterator[tuple[Session, ...]]:
    def after(last: Session | None) -> Callable[[Transaction], tuple[Session, ...]]:
        return lambda tx: tx.archive.sessions(lifter, last, A_FEW)

    some = await hands.store.run(after(None))
    while some:
        yield some
        some = await hands.store.run(after(some[-1]))


def _take(some: Sequence[Session], owner: _Owner, record: _Record) -> tuple[list[bytes], Mapping[str, Titled]]:
    """A batch, in a thread: its lines, and what is to be known of its exercises."""
    lines = [own_json.session_line(session) for session in some]
    ids = {id for session in some for id in ids_in(session)}
    for session in some:
        copies = named_in(session).items()
        record.copies.update((id, one) for id, one in copies if id not in owner.library.exercises)
    known = {**record.copies, **owner.library.exercises}
    record.lines += lines
    record.ids |= ids
    record.sets += sum(len(session.log) for session in some)
    return lines, {id: _known(known[id], owner.lifter) for id in ids if id in known}


def _known(exercise: Exercise, lifter: Lifter) -> Titled:
    counting = exercise.counting
    note = lifter.notes.get(exercise.id, "")
    return Titled(exercise.name, note, counting.timed, exercise.per_side, helps=counting is Counting.BODYWEIGHT_MINUS)


def _own_file(owner: _Owner, record: _Record, authored: Library) -> bytes:
    return own_json.own_file(owner.lifter, authored, record.copies, record.ids, record.lines, owner.weighings)


def _named(owner: _Owner, kind: str, body: bytes) -> File:
    return File(f"spotter-{owner.today.isoformat()}.{kind}", body)
