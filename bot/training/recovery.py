"""When a muscle and a workout are ready again, and why: from what was logged, by the content's rules and the field's.

Pure, and in the lifter's own days where rules speak of days. What is planned from it is in `schedule`.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.training.vocabulary import SetKind


@dataclass(frozen=True, slots=True)
class DoneSet:
    """A logged set, as recovery sees it: the id of its exercise, and when."""

    exercise: str
    kind: SetKind
    at: datetime


@dataclass(frozen=True, slots=True)
class Trained:
    """A session as recovery sees it: the id of its workout, and its sets in the order of their instants. `finished` is None
    while it is open."""

    workout: str
    started: datetime
    finished: datetime | None
    sets: tuple[DoneSet, ...]
