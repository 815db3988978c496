"""The past as files have it: sessions, their exercises by the names that were written, their sets.

Values only, shared by all who read and write files. What a name means to Spotter is found in `naming`.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bot.training.quantities import Load
from bot.training.vocabulary import SetKind


@dataclass(frozen=True, slots=True)
class PastSet:
    """A set as a file has it. For timed exercises `reps` counts the seconds held. `at` where the file knows it."""

    kind: SetKind
    reps: int
    load: Load
    rir: Decimal | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PastExercise:
    """An exercise of a session, by the name that the file has; `id` is ours, where the file is."""

    name: str
    sets: tuple[PastSet, ...]
    note: str = ""
    id: str = ""
    timed: bool = False


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session that is over. `started` and `finished` are aware instants; `id` is ours, where the file is."""

    name: str
    started: datetime
    finished: datetime
    exercises: tuple[PastExercise, ...]
    note: str = ""
    id: str = ""
