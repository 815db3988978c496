"""How many weeks in a row a lifter has trained. It counts weeks, not days: rest days belong to training and break nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.training.habits import Pause

_A_DAY = timedelta(days=1)
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Streak:
    """Calendar weeks with a session in each: the present run, and the longest there ever was."""

    weeks: int = 0
    longest: int = 0


def streak(days: Iterable[date], pauses: Iterable[Pause], today: date) -> Streak:
    """The streak, from the days on which sessions began; weeks begin on Monday, in whatever zone the days were told.

    A week of which the lifter was away for a day or more, sick or travelling, is passed over if it has no session: it neither
    counts nor breaks. So is this week, while it is not over.
    """
    this = _monday(today)
    trained = {_monday(day) for day in days}
    away = tuple(pauses)
    run = longest = 0
    week = min(trained, default=this)
    while week <= this:
        if week in trained:
            run += 1
        elif week < this and not any(_touches(pause, week) for pause in away):
            run = 0
        longest = max(longest, run)
        week += _A_WEEK
    return Streak(run, longest)


def _monday(day: date) -> date:
    return day - _A_DAY * day.weekday()


def _touches(pause: Pause, monday: date) -> bool:
    return pause.since < monday + _A_WEEK and (pause.until is None or monday <= pause.until)
