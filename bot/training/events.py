"""Everything that can happen to a session, as facts in the past tense. This file is the whole vocabulary.

An event says what happened, never what to do about it: that is the machine's business.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from bot.training.bests import Bests
from bot.training.logged import LoggedSet, Slot
from bot.training.pain import Area, Feeling
from bot.training.plan import Exercise, Prescription
from bot.training.quantities import Load, Unit
from bot.training.session import Coaching
from bot.training.target import Target


@dataclass(frozen=True, slots=True)
class SetLogged:
    """The lifter did the set of `slot`."""

    slot: Slot
    reps: int
    load: Load
    rir: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SetUndone:
    """The lifter took back the set of `slot`, whichever it is; it is to be done again."""

    slot: Slot


@dataclass(frozen=True, slots=True)
class SetAmended:
    """The lifter corrected what was logged for `slot`."""

    slot: Slot
    reps: int
    load: Load


@dataclass(frozen=True, slots=True)
class SetRecalled:
    """The lifter did one set more than was logged in a session that is over: of `exercise`, at the first slot that is free."""

    slot: Slot
    exercise: str
    reps: int
    load: Load


@dataclass(frozen=True, slots=True)
class SessionMoved:
    """A session that is over was done so much later than its record says, or earlier if negative."""

    by: timedelta


@dataclass(frozen=True, slots=True)
class EffortTold:
    """The lifter said how many more repetitions there had been in the set of `slot`."""

    slot: Slot
    rir: Decimal


@dataclass(frozen=True, slots=True)
class AimMoved:
    """The lifter wants more or fewer: `reps` repetitions and `steps` load steps on top of the present aim.

    Nothing that `Undone` takes back: the opposite nudge does.
    """

    slot: Slot
    reps: int = 0
    steps: int = 0


@dataclass(frozen=True, slots=True)
class LoadChosen:
    """The lifter said what the working sets of this slot's exercise are done with."""

    slot: Slot
    load: Load


@dataclass(frozen=True, slots=True)
class WorkStarted:
    """The lifter begins to hold the timed set of `slot`, and wants to be told when its time is over."""

    slot: Slot


@dataclass(frozen=True, slots=True)
class WorkElapsed:
    """The alarm for the hold that was due at `due` has gone off."""

    due: datetime


@dataclass(frozen=True, slots=True)
class WorkStopped:
    """The lifter let go before the time was over; what was held counts."""


@dataclass(frozen=True, slots=True)
class WorkCancelled:
    """The lifter let go, and it does not count."""


@dataclass(frozen=True, slots=True)
class RestElapsed:
    """The alarm for the rest that was due at `due` has gone off."""

    due: datetime


@dataclass(frozen=True, slots=True)
class RestSkipped:
    """The lifter is ready before the rest is over."""


@dataclass(frozen=True, slots=True)
class RestMoved:
    """The lifter lengthened the rest by `by`, or shortened it if negative."""

    by: timedelta


@dataclass(frozen=True, slots=True)
class ExerciseSkipped:
    """The lifter leaves out what remains of the exercise at `position`."""

    position: int


@dataclass(frozen=True, slots=True)
class ExerciseSwapped:
    """The lifter does what remains at `position`, or was left out there, with another exercise, last done as `last_time` says.
    `target` and `bests` are what the coach found for it."""

    position: int
    exercise: Exercise
    last_time: tuple[LoggedSet, ...] = ()
    target: Target | None = None
    bests: Bests | None = None


@dataclass(frozen=True, slots=True)
class BlockAdded:
    """The lifter takes on the optional block with this index in the workout."""

    block: int


@dataclass(frozen=True, slots=True)
class ExerciseAdded:
    """The lifter does one exercise more, after all others. The rest is what the coach found for it, as in `ExerciseSwapped`."""

    prescription: Prescription
    last_time: tuple[LoggedSet, ...] = ()
    target: Target | None = None
    bests: Bests | None = None


@dataclass(frozen=True, slots=True)
class PainReported:
    """The lifter said that the exercise at `position` hurts, where, and how it feels."""

    position: int
    area: Area
    feeling: Feeling


@dataclass(frozen=True, slots=True)
class Paused:
    """The lifter was called away; a running rest stops."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The lifter is back; an interrupted rest goes on with what was left of it."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The lifter ended the session with sets still open."""


@dataclass(frozen=True, slots=True)
class Abandoned:
    """The lifter wants this session not to count, be it open or long over."""


@dataclass(frozen=True, slots=True)
class IdleElapsed:
    """The alarm for a long silence has gone off."""


@dataclass(frozen=True, slots=True)
class Stayed:
    """The lifter answered "still training?" with yes."""


@dataclass(frozen=True, slots=True)
class PastSetRight:
    """The lifter put an earlier session right, and this is what the coach found of the past since."""

    last_time: Mapping[str, tuple[LoggedSet, ...]]
    coaching: Coaching


@dataclass(frozen=True, slots=True)
class UnitChanged:
    """The lifter thinks in another unit from now on; what is logged stays as it was lifted."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Undone:
    """The lifter took back what was last logged, corrected, skipped, swapped, added, chosen, moved, cut short or ended.

    A nudge, or the move of a rest that goes on, is not such: the opposite one takes it back. Nor is a pause.
    """


Event = (
    SetLogged
    | SetUndone
    | SetAmended
    | EffortTold
    | SetRecalled
    | SessionMoved
    | AimMoved
    | LoadChosen
    | WorkStarted
    | WorkElapsed
    | WorkStopped
    | WorkCancelled
    | RestElapsed
    | RestSkipped
    | RestMoved
    | ExerciseSkipped
    | ExerciseSwapped
    | BlockAdded
    | ExerciseAdded
    | PainReported
    | Paused
    | Resumed
    | Finished
    | Abandoned
    | IdleElapsed
    | Stayed
    | PastSetRight
    | UnitChanged
    | Undone
)
