"""When the next reminder is due, and whether it is to be said when its hour has come.

Pure: it knows wall time and zones, no chat and no database. Which days are planned is in `schedule`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class ReminderKind(StrEnum):
    """One of a kind a day. A snooze may come back a few times, so its turns are kinds of their own."""

    TRAIN = "train"
    READY = "ready"
    AGAIN = "again"
    AGAIN_2 = "again 2"
    AGAIN_3 = "again 3"


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to say about `day`, a date of the lifter's own, at the instant `due`."""

    kind: ReminderKind
    day: date
    due: datetime


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What is needed to find the next wished day without knowing anything else of the lifter."""

    zone: str | None
    days: frozenset[int]
    hour: time
