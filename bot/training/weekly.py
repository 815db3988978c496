"""When the review of the week is due, and whether it is to be said when its hour has come.

It asks for nothing, so rest days do not hinder it and nobody owes it an answer. It is in no hurry either: what a session or the
quiet hours hold up comes after them, within a day. Pure; what it says is in `review`.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from bot.training.habits import Quiet
from bot.training.lifter import Lifter
from bot.training.reminders import A_WEEK, Reminder, ReminderKind, Say, Silence, too_early
from bot.training.walltime import day_in, instant

REVIEW_USEFUL_FOR = timedelta(days=1)
WORTH_A_REVIEW = timedelta(days=14)  # since the last session: a week without one is told of once, and then no more
HELD_UP = frozenset({Silence.EARLY, Silence.TRAINING, Silence.QUIET_HOURS})  # what is silent for these comes later
_AHEAD = 15  # days: a week, and a day that a zone leaves out
_DAY = timedelta(days=1)


def upcoming_review(
    lifter: Lifter, begun: Sequence[datetime], training: bool, zone: tzinfo, now: datetime
) -> Reminder | None:
    """The next review, or one that was held up. `begun` are the instants at which the sessions of late began, `training` is
    whether one of them is open."""
    weekly, today = lifter.habits.review, day_in(zone, now)
    if weekly is None or not lifter.reachable:
        return None
    for n in range(-2, _AHEAD):
        day = today + _DAY * n
        hour = instant(day, weekly.hour, zone) if day.weekday() == weekly.day and _is_owed(lifter, day) else None
        if hour is None or (training and hour <= now):
            continue
        at = out_of(lifter.habits.quiet, max(hour, now), zone)
        if at - hour <= REVIEW_USEFUL_FOR and is_worth_it(begun, hour) and not _is_away(lifter, at, zone):
            return Reminder(ReminderKind.REVIEW, day, hour if at == now else at)
    return None


def review_judged(
    reminder: Reminder, lifter: Lifter, begun: Sequence[datetime], training: bool, zone: tzinfo, now: datetime
) -> Say | Silence:
    """Whether a review is to be said now, whatever was true when it was planned."""
    weekly = lifter.habits.review
    if weekly is None or reminder.day.weekday() != weekly.day:
        return Silence.UNWANTED
    hour = instant(reminder.day, weekly.hour, zone)
    if hour is not None and too_early(now, hour):
        return Silence.EARLY
    if hour is None or now - hour > REVIEW_USEFUL_FOR:
        return Silence.LATE
    if not _is_owed(lifter, reminder.day):
        return Silence.DONE
    if not is_worth_it(begun, hour):
        return Silence.NOTHING_TO_SAY
    at = now if too_early(now, reminder.due) else max(now, reminder.due)
    if _is_away(lifter, at, zone):
        return Silence.AWAY
    if training:
        return Silence.TRAINING
    return Silence.QUIET_HOURS if lifter.habits.quiet.covers(at.astimezone(zone).time()) else Say()


def is_worth_it(begun: Sequence[datetime], hour: datetime) -> bool:
    """Whether there was a session in the two weeks before that hour."""
    return any(hour - WORTH_A_REVIEW <= at < hour for at in begun)


def out_of(quiet: Quiet, at: datetime, zone: tzinfo) -> datetime:
    """That instant, or the first after it that is not in the quiet hours; where clocks are changed meanwhile, up to an hour
    later than need be."""
    while quiet.covers(clock := at.astimezone(zone).time()):
        at += (datetime.combine(date.min, quiet.ends) - datetime.combine(date.min, clock)) % _DAY
    return at


def _is_owed(lifter: Lifter, day: date) -> bool:
    """Reviews are at least a week apart, and come no earlier than they were chosen."""
    last, since = lifter.agenda.reviewed, lifter.habits.reviewed_since
    return (last is None or day >= last + A_WEEK) and (since is None or day >= since)


def _is_away(lifter: Lifter, at: datetime, zone: tzinfo) -> bool:
    pause = lifter.agenda.pause
    return pause is not None and pause.covers(day_in(zone, at))
