"""A transaction's dealings with reminders: planned by lifter, taken up many at once, posted once each.

That none is posted twice is the doing of a key: what is new is what the database let in.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from functools import lru_cache
from typing import Any

from bot.coach.records import Due, Letter, LetterKind
from bot.store.channel import Channel
from bot.store.kinds import from_day_number, from_microseconds, to_day_number, to_microseconds
from bot.store.reminder_statements import ReminderStatements
from bot.store.written import write
from bot.training.habits import Weekly
from bot.training.reminders import Reminder, ReminderKind, Rhythm

A_DAY = 24 * 60  # minutes
MOST_ALIKE = 4096  # reminders that are due at the same instant, rhythms that others have as well

Taken = Sequence[tuple[Due, Reminder | None]]


def planned(db: Channel, sql: ReminderStatements, lifter: int) -> Reminder | None:
    row = db.row(sql.planned, lifter=lifter)
    return None if row is None else Reminder(ReminderKind(row[0]), *row[1:])


def plan(db: Channel, sql: ReminderStatements, lifter: int, reminder: Reminder | None, rhythm: Rhythm) -> None:
    db.run(
        sql.plan,
        **_planned(lifter, reminder),
        zone=rhythm.zone,
        days=sum(1 << day for day in rhythm.days),
        minute=_minute(rhythm.hour),
        review=rhythm.review and rhythm.review.day * A_DAY + _minute(rhythm.review.hour),
    )


def due(db: Channel, sql: ReminderStatements, now: datetime, most: int) -> tuple[Due, ...]:
    return tuple(
        Due(lifter, _reminder(kind, day, due), _rhythm(zone, days, minute, review))
        for lifter, kind, day, due, zone, days, minute, review in db.rows(sql.due, now=now, most=most)
    )


def post(db: Channel, sql: ReminderStatements, taken: Taken) -> tuple[Letter, ...]:
    reminders = {due.lifter: due.reminder for due, _ in taken}
    new = {lifter for (lifter,) in db.rows(sql.remind, rows=_given(reminders))}
    to_post = {lifter: reminder for lifter, reminder in reminders.items() if lifter in new}
    numbers = {lifter: id for id, lifter in db.rows(sql.post, rows=_given(to_post))}
    db.run_many(sql.replan, (_planned(due.lifter, following) for due, following in taken))
    return tuple(
        Letter(lifter, lifter, None, LetterKind.REMINDER, reminder.due, reminder, numbers[lifter])
        for lifter, reminder in to_post.items()
    )


def _planned(lifter: int, reminder: Reminder | None) -> dict[str, Any]:
    if reminder is None:
        return {"lifter": lifter, "kind": None, "day": None, "due": None}
    return {"lifter": lifter, "kind": reminder.kind.value, "day": reminder.day, "due": reminder.due}


def _given(reminders: Mapping[int, Reminder]) -> str:
    """As the statements read them: see `GIVEN` there."""
    return write([(lifter, *_plain(reminder)) for lifter, reminder in reminders.items()])


@lru_cache(maxsize=MOST_ALIKE)
def _plain(reminder: Reminder) -> tuple[str, int, int]:
    return reminder.kind.value, to_day_number(reminder.day), to_microseconds(reminder.due)


@lru_cache(maxsize=MOST_ALIKE)
def _reminder(kind: str, day: int, due: int) -> Reminder:
    return Reminder(ReminderKind(kind), from_day_number(day), from_microseconds(due))


@lru_cache(maxsize=MOST_ALIKE)
def _rhythm(zone: str | None, days: int, minute: int, review: int | None) -> Rhythm:
    weekdays = frozenset(day for day in range(7) if days & 1 << day)
    weekly = None if review is None else Weekly(review // A_DAY, _hour(review % A_DAY))
    return Rhythm(zone, weekdays, _hour(minute), weekly)


def _minute(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _hour(minute: int) -> time:
    return time(minute // 60, minute % 60)
