"""When the next reminder is due, and whether it is to be said when its hour has come.

Pure: it knows wall time and zones, no chat and no database. Which days are planned is in `schedule`.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache

from bot.training.habits import Ask, Habits, Wanted, Weekly
from bot.training.lifter import Lifter
from bot.training.schedule import Day, Mark
from bot.training.walltime import instant

USEFUL_FOR = timedelta(hours=2)  # later than that a reminder is none
MOST_UNANSWERED = 3  # in a row; then one question, then silence
MOST_TURNS = 3  # snoozes a day
EVENING = time(20)
A_MOMENT = timedelta(seconds=2)
A_WEEK = timedelta(days=7)
_LONG_ENOUGH = 15  # days: a week, and a day that a zone leaves out
_DAY = timedelta(days=1)


class ReminderKind(StrEnum):
    """One of a kind a day. A snooze may come back a few times, so its turns are kinds of their own."""

    TRAIN = "train"
    READY = "ready"
    AGAIN = "again"
    AGAIN_2 = "again 2"
    AGAIN_3 = "again 3"
    REVIEW = "review"  # of the week: it asks for no session, and is judged in `weekly`


_TURNS = (ReminderKind.AGAIN, ReminderKind.AGAIN_2, ReminderKind.AGAIN_3)


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to say about `day`, a date of the lifter's own, at the instant `due`."""

    kind: ReminderKind
    day: date
    due: datetime


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What is needed to find the next wished day, or the next review, without knowing anything else of the lifter."""

    zone: str | None
    days: frozenset[int]
    hour: time
    review: Weekly | None = None


@lru_cache(maxsize=4096)  # everybody of a zone with the same rhythm has the same one
def following(reminder: Reminder, rhythm: Rhythm, zone: tzinfo) -> Reminder | None:
    """The next wished day after a reminder's, or the review of the week if that comes first, as if nothing else were known: to
    be planned anew when that one is sent."""
    day, review, reviewing = reminder.day, rhythm.review, reminder.kind is ReminderKind.REVIEW
    sessions = _on_weekdays(rhythm.days, rhythm.hour, day if reviewing else day + _DAY, zone)
    reviews = _on_weekdays({review.day}, review.hour, day + A_WEEK if reviewing else day, zone) if review else iter(())
    # Of a session and a review at one instant, the session comes first.
    to_train = (Reminder(ReminderKind.TRAIN, on, due) for on, due in sessions if due > reminder.due or not reviewing)
    to_review = (Reminder(ReminderKind.REVIEW, on, due) for on, due in reviews if due >= reminder.due)
    return first_of(next(to_train, None), next(to_review, None))


def _on_weekdays(days: Collection[int], hour: time, first: date, zone: tzinfo) -> Iterator[tuple[date, datetime]]:
    """The days of that kind from the first on, and the instant of the hour on each."""
    for n in range(_LONG_ENOUGH):
        day = first + _DAY * n
        if day.weekday() in days and (due := instant(day, hour, zone)) is not None:
            yield day, due


def first_of(*reminders: Reminder | None) -> Reminder | None:
    """The one that is due first; of several at once the first given."""
    return min((one for one in reminders if one is not None), key=lambda one: one.due, default=None)


def upcoming(lifter: Lifter, days: Sequence[Day], zone: tzinfo, now: datetime) -> Reminder | None:
    """The next reminder: of a planned day, or the one that was asked for. What is due but still of use counts."""
    if not lifter.reachable or lifter.agenda.unanswered > MOST_UNANSWERED:
        return None
    candidates = [*_of_plan(lifter, days, zone), *_wanted(lifter.agenda.wanted, zone)]
    useful = [reminder for reminder in candidates if now - reminder.due <= USEFUL_FOR]
    return first_of(*useful)


def _of_plan(lifter: Lifter, days: Sequence[Day], zone: tzinfo) -> Iterator[Reminder]:
    reminded = lifter.agenda.reminded
    for day in days:
        if day.is_planned and (reminded is None or day.day > reminded):
            due = instant(day.day, lifter.habits.hour, zone)
            if due is not None:
                yield Reminder(ReminderKind.TRAIN, day.day, due)


def due_now(reminder: Reminder, lifter: Lifter, zone: tzinfo) -> datetime | None:
    """When a reminder is due by now: while it waited to be sent, the lifter may have chosen another hour, or flown."""
    if reminder.kind is not ReminderKind.TRAIN:
        return reminder.due
    return instant(reminder.day, lifter.habits.hour, zone)


def too_early(now: datetime, due: datetime) -> bool:
    """A clock that is put right by a little may go back by as much, just when something has become due."""
    return due - now > A_MOMENT


def _wanted(wanted: Wanted | None, zone: tzinfo) -> Iterator[Reminder]:
    if wanted is None or wanted.said:
        return
    kind = ReminderKind.READY if wanted.ask is Ask.READY else _TURNS[wanted.turn - 1]
    due = instant(wanted.at.date(), wanted.at.time(), zone)
    if due is not None:
        yield Reminder(kind, wanted.at.date(), due)


class Silence(StrEnum):
    """Why a reminder is not said."""

    LATE = "late"
    EARLY = "early"
    AWAY = "away"
    TRAINING = "training"
    DONE = "done"
    REST_DAY = "rest day"
    QUIET_HOURS = "quiet hours"
    UNANSWERED = "unanswered"
    UNWANTED = "unwanted"
    NOTHING_TO_SAY = "nothing to say"


@dataclass(frozen=True, slots=True)
class Say:
    """The reminder is to be said; `asks` when it is to ask whether to go on reminding at all."""

    asks: bool = False


def judged(
    reminder: Reminder, lifter: Lifter, today: Day, training: bool, free: bool, zone: tzinfo, now: datetime
) -> Say | Silence:
    """Whether a reminder is to be said now, whatever was true when it was planned.

    `today` is the plan's first day, `training` whether a session is open, and `free` whether nothing speaks against the workout
    that the lifter asked to be reminded of.
    """
    agenda, due = lifter.agenda, due_now(reminder, lifter, zone)
    if due is not None and too_early(now, due):
        return Silence.EARLY
    local = (now if due is None else max(now, due)).astimezone(zone)
    if due is None or now - due > USEFUL_FOR or local.date() != reminder.day:
        return Silence.LATE
    if agenda.unanswered > MOST_UNANSWERED:
        return Silence.UNANSWERED
    if agenda.pause is not None and agenda.pause.covers(local.date()):
        return Silence.AWAY
    if training:
        return Silence.TRAINING
    if today.mark is Mark.DONE:
        return Silence.DONE
    if lifter.habits.quiet.covers(local.time()):
        return Silence.QUIET_HOURS
    if reminder.kind is ReminderKind.TRAIN and not today.is_planned:
        return Silence.REST_DAY
    if reminder.kind is not ReminderKind.TRAIN and not free:
        return Silence.REST_DAY
    return Say(asks=agenda.unanswered == MOST_UNANSWERED)


def snoozed(at: datetime, habits: Habits) -> datetime | None:
    """A wall time put off to, unless it falls into quiet hours: then there is no such time that day."""
    return None if habits.quiet.covers(at.time()) else at
