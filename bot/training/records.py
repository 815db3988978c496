"""What a set beats: derived each time from the bests known when the session began and from today's earlier sets.

Nothing is stored, so a set that is amended or undone corrects its record by itself. The values that a session carries are in
`bests`; the words are the screen's.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.training.bests import BestSet
from bot.training.logged import LoggedSet
from bot.training.plan import Exercise
from bot.training.quantities import Weight


class RecordKind(StrEnum):
    LOAD = "load"  # the heaviest for that many repetitions
    REPS = "reps"  # the most repetitions with that load, or the longest hold
    E1RM = "e1rm"
    VOLUME = "volume"  # of one session, in this exercise


@dataclass(frozen=True, slots=True)
class Record:
    """What `logged` beats: an earlier set, or an earlier best estimate or volume, now `reached`."""

    kind: RecordKind
    exercise: Exercise
    logged: LoggedSet
    before: BestSet | Weight
    reached: Weight | None = None  # the new estimate or volume
