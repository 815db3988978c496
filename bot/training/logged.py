"""A set that was done, and the slot of a workout that it fills: the smallest piece of the record.

Values only; what a session makes of them is in `session`, what the coach makes of them in `progression` and `records`.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from bot.training.quantities import Load
from bot.training.vocabulary import SetKind


class Slot(NamedTuple):
    """One set's place in the workout: `position` of its exercise and `number` within it, both from 0.

    A tuple, since the order of sets is worked out from slots at every tap, and tuples are compared several times faster.
    """

    position: int
    number: int

    def __str__(self) -> str:
        return f"{self.position}.{self.number}"


@dataclass(frozen=True, slots=True)
class LoggedSet:
    """A set that was done. It names its exercise itself, so a later swap cannot rewrite history."""

    slot: Slot
    exercise: str
    reps: int
    load: Load
    at: datetime
    kind: SetKind = SetKind.WORKING
    rir: Decimal | None = None  # repetitions in reserve; a typed @8 is an RPE of 8, so 2
