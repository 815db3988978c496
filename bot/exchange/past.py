"""The past as files have it: sessions, their exercises by the names that were written, their sets.

Values only, shared by all who read and write files. What a name means to Spotter is found in `naming`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from bot.training.lifter import Lifter
from bot.training.plan import Exercise
from bot.training.quantities import Load, Weight
from bot.training.session import Session
from bot.training.vocabulary import SetKind


@dataclass(frozen=True, slots=True)
class PastSet:
    """A set as a file has it. For timed exercises `reps` counts the seconds held. `at` where the file knows it; `far` where a
    distance was covered, which may take its time."""

    kind: SetKind
    reps: int
    load: Load
    rir: Decimal | None = None
    at: datetime | None = None
    far: bool = False


@dataclass(frozen=True, slots=True)
class PastExercise:
    """An exercise of a session, by the name that the file has; `id` is ours, where the file is. Neighbours that say the same
    `together` were done in rounds."""

    name: str
    sets: tuple[PastSet, ...]
    note: str = ""
    id: str = ""
    timed: bool = False
    together: str = ""


@dataclass(frozen=True, slots=True)
class PastSession:
    """A session that is over. `started` and `finished` are aware instants; `id` is ours, where the file is.

    `whole` is the session itself, where the file is ours: of nobody yet (lifter 0), to be kept as it is.
    """

    name: str
    started: datetime
    finished: datetime
    exercises: tuple[PastExercise, ...]
    note: str = ""
    id: str = ""
    whole: Session | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What a file holds. The rest is known to our own files alone: `profile` is somebody (lifter 0) with the settings of whom
    the file is of, `exercises` are those that it describes, by id, for whoever's library lacks them."""

    sessions: tuple[PastSession, ...]
    profile: Lifter | None = None
    weighings: tuple[tuple[date, Weight], ...] = ()
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
