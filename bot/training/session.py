"""The record of a session: what was done, in which phase it stands, what can be taken back.

Values only. How they change is in `machine`, what follows from them (the next set, its aim) in `order` and `aim`: both are
derived each time, never stored. A session carries its own copy of the workout, so authors may edit content meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.training.bests import Bests
from bot.training.ladder import Rung
from bot.training.loading import Kit
from bot.training.logged import LoggedSet, Slot
from bot.training.pain import Feeling, Pain
from bot.training.plan import Exercise, Prescription, Workout
from bot.training.quantities import Load, Unit, Weight
from bot.training.target import Target


class Phase(StrEnum):
    LIFTING = "lifting"
    WORKING = "working"
    RESTING = "resting"
    PAUSED = "paused"
    FINISHED = "finished"
    ABANDONED = "abandoned"


OPEN = frozenset({Phase.LIFTING, Phase.WORKING, Phase.RESTING, Phase.PAUSED})


@dataclass(frozen=True, slots=True)
class RestPeriod:
    started: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class WorkPeriod:
    """A hold that is timed; `held` are the seconds of the other side, when that is done already."""

    started: datetime
    due: datetime
    held: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """The lifter's own aim for the next set, in place of the one derived."""

    slot: Slot
    reps: int
    load: Load | None


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a session stands: the part that an undo puts back as it was."""

    phase: Phase = Phase.LIFTING
    rest: RestPeriod | None = None  # exactly while RESTING
    rest_left: timedelta | None = None  # what a pause interrupted
    choice: Choice | None = None
    finished: datetime | None = None  # exactly while FINISHED or ABANDONED
    work: WorkPeriod | None = None  # exactly while WORKING


@dataclass(frozen=True, slots=True)
class SetAdded:
    slot: Slot


@dataclass(frozen=True, slots=True)
class SetTaken:
    place: int  # in the log
    logged: LoggedSet


@dataclass(frozen=True, slots=True)
class SetReplaced:
    old: LoggedSet


@dataclass(frozen=True, slots=True)
class SlotsSkipped:
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class ExerciseReplaced:
    position: int
    old: Exercise | None  # None: the one the plan names
    taken_up: tuple[Slot, ...] = ()  # what had been left out, and is to be done after all


@dataclass(frozen=True, slots=True)
class BlockOpened:
    block: int
    left_out: tuple[Slot, ...] = ()  # what was still to do when the session had been finished early


@dataclass(frozen=True, slots=True)
class ExerciseAppended:
    """Taken back it is the last one added: what was added since has been taken back before."""


@dataclass(frozen=True, slots=True)
class LoadReplaced:
    exercise: str
    old: Load | None  # None: none was chosen


@dataclass(frozen=True, slots=True)
class RestEnded:
    """The lifter ended a rest; one that ran out by itself is no change."""


@dataclass(frozen=True, slots=True)
class DayMoved:
    by: timedelta


@dataclass(frozen=True, slots=True)
class PainTold:
    """The last of the session's pains."""

    skipped: tuple[Slot, ...] = ()  # what it ended


@dataclass(frozen=True, slots=True)
class Closed:
    pass


What = (
    SetAdded
    | SetTaken
    | SetReplaced
    | SlotsSkipped
    | ExerciseReplaced
    | BlockOpened
    | ExerciseAppended
    | LoadReplaced
    | RestEnded
    | DayMoved
    | PainTold
    | Closed
)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that can be undone: what it was, and the situation before it."""

    what: What
    before: Situation


@dataclass(frozen=True, slots=True)
class Coaching:
    """What the coach found when the session began: by exercise its target, its bests and why it is the rung of its ladder; what
    the lifter weighed, and what they have to train with."""

    targets: Mapping[str, Target] = field(default_factory=dict)
    bests: Mapping[str, Bests] = field(default_factory=dict)
    rungs: Mapping[str, Rung] = field(default_factory=dict)
    body: Weight | None = None
    kit: Kit = field(default_factory=Kit)


@dataclass(frozen=True, slots=True)
class Session:
    """A lifter's way through one workout.

    `revision` grows with every change of what the card shows; buttons name it, so an old card cannot do anything.
    `last_time` holds, by exercise, the sets of the last finished session in which it was done.
    `loads` holds the working load that the lifter chose, by exercise, where history could not say.
    """

    id: str
    lifter: int
    workout: Workout
    unit: Unit  # the one the lifter thinks in, for loads that start from nothing
    started: datetime
    touched: datetime  # the lifter's last sign of life
    situation: Situation = field(default_factory=Situation)
    revision: int = 0
    log: tuple[LoggedSet, ...] = ()
    skipped: frozenset[Slot] = frozenset()
    swapped: Mapping[int, Exercise] = field(default_factory=dict)
    opened: frozenset[int] = frozenset()  # optional blocks that the lifter added
    added: tuple[Prescription, ...] = ()  # exercises that the workout does not have; their positions follow on its own
    loads: Mapping[str, Load] = field(default_factory=dict)
    last_time: Mapping[str, tuple[LoggedSet, ...]] = field(default_factory=dict)
    coaching: Coaching = field(default_factory=Coaching)
    pains: tuple[Pain, ...] = ()
    trail: tuple[Change, ...] = ()
    asked: datetime | None = None  # when "still training?" was asked and not yet answered

    @property
    def phase(self) -> Phase:
        return self.situation.phase

    @property
    def rest(self) -> RestPeriod | None:
        return self.situation.rest

    @property
    def work(self) -> WorkPeriod | None:
        return self.situation.work

    @property
    def is_open(self) -> bool:
        return self.situation.phase in OPEN

    @property
    def stopped(self) -> bool:
        """Whether a stop sign ended it."""
        return any(pain.feeling is Feeling.STOP_SIGN for pain in self.pains)

    @property
    def finished(self) -> datetime | None:
        return self.situation.finished

    def evolve(self, **changes: Any) -> "Session":
        """This session with some fields changed: what `dataclasses.replace` does, at a quarter of its cost.

        For the way that every tap takes; elsewhere `replace`, whose arguments mypy checks, is the better choice.
        """
        after = object.__new__(Session)
        for name in self.__slots__:
            object.__setattr__(after, name, getattr(self, name))
        for name, value in changes.items():
            object.__setattr__(after, name, value)
        return after
