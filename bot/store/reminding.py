"""A transaction's dealings with reminders: planned by lifter, taken up many at once, posted once each.

That none is posted twice is the doing of a key: what is new is what the database let in.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from bot.coach.ports import Due, Letter, LetterKind
from bot.store.channel import Channel
from bot.store.reminder_statements import ReminderStatements
from bot.store.tables import to_day_number, to_microseconds
from bot.store.written import write
from bot.training.reminders import Reminder, ReminderKind, Rhythm

Taken = Sequence[tuple[Due, Reminder | None]]


def planned(db: Channel, sql: ReminderStatements, lifter: int) -> Reminder | None:
    row = db.row(sql.planned, lifter=lifter)
    return None if row is None else _reminder(*row)


def plan(db: Channel, sql: ReminderStatements, lifter: int, reminder: Reminder | None, rhythm: Rhythm) -> None:
    db.run(
        sql.plan,
        lifter=lifter,
        kind=reminder and str(reminder.kind),
        day=reminder and reminder.day,
        due=reminder and reminder.due,
        zone=rhythm.zone,
        days=sum(1 << day for day in rhythm.days),
        minute=rhythm.hour.hour * 60 + rhythm.hour.minute,
    )


def due(db: Channel, sql: ReminderStatements, now: datetime, most: int) -> tuple[Due, ...]:
    return tuple(map(_due, db.rows(sql.due, now=now, most=most)))


def post(db: Channel, sql: ReminderStatements, taken: Taken) -> tuple[Letter, ...]:
    reminders = {due.lifter: due.reminder for due, _ in taken}
    new = {lifter for (lifter,) in db.rows(sql.remind, rows=_given(reminders.items()))}
    to_post = {lifter: reminder for lifter, reminder in reminders.items() if lifter in new}
    numbers = {lifter: id for id, lifter in db.rows(sql.post, rows=_given(to_post.items()))}
    db.run(sql.replan, rows=_given((due.lifter, following) for due, following in taken))
    return tuple(
        Letter(lifter, lifter, None, LetterKind.REMINDER, reminder.due, reminder, numbers[lifter])
        for lifter, reminder in to_post.items()
    )


def _given(rows: Iterable[tuple[int, Reminder | None]]) -> str:
    """As the statements read them: see `GIVEN` there."""
    return write([(lifter, *(_plain(reminder) if reminder else (None, None, None))) for lifter, reminder in rows])


def _plain(reminder: Reminder) -> tuple[str, int, int]:
    return reminder.kind.value, to_day_number(reminder.day), to_microseconds(reminder.due)


def _due(row: Sequence[Any]) -> Due:
    lifter, kind, day, due, zone, days, minute = row
    return Due(lifter, _reminder(kind, day, due), Rhythm(zone, _weekdays(days), _hour(minute)))


def _reminder(kind: str, day: date, due: datetime) -> Reminder:
    return Reminder(ReminderKind(kind), day, due)


@lru_cache(maxsize=1 << 7)
def _weekdays(bits: int) -> frozenset[int]:
    return frozenset(day for day in range(7) if bits & 1 << day)


@lru_cache(maxsize=24 * 60)
def _hour(minute: int) -> time:
    return time(minute // 60, minute % 60)
