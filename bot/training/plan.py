"""What is meant to be done: exercises, prescriptions, workouts, programs, and the library that holds them.

A plan never records what was done (that is `session`), and plan and record share no type. Everything here is an immutable
value, so a session can carry its own copy of the workout while authors go on editing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from bot.training.quantities import RepRange, Unit, Weight
from bot.training.vocabulary import Condition, Counting, Equipment, LumbarLoad, Muscle, SetKind

IMPORTED = "imported."  # how the ids of workouts begin that came with a file; no author's can hold a dot


@dataclass(frozen=True, slots=True)
class Step:
    """The smallest honest change of load, in each unit: what the plates and stacks of a gym allow."""

    kg: Decimal
    lb: Decimal

    def weight(self, unit: Unit) -> Weight:
        return Weight(self.kg if unit is Unit.KG else self.lb, unit)


@dataclass(frozen=True, slots=True)
class Exercise:
    """A movement, as the machine needs to know it; how to do it is in its `Guide`.

    Where it is timed (`counting.timed`), whatever is called reps counts seconds held. Where it is done `per_side`, reps count
    both sides together: 16 is "8 per side". `ladder` holds the ids of its rungs from the easiest to the hardest, its own among
    them, and every rung carries the same.
    """

    id: str
    name: str
    counting: Counting
    equipment: tuple[Equipment, ...]
    primary: tuple[Muscle, ...]
    secondary: tuple[Muscle, ...]
    lumbar: LumbarLoad
    rest: timedelta
    step: Step
    aliases: tuple[str, ...] = ()
    avoid_if: tuple[Condition, ...] = ()
    swaps: tuple[str, ...] = ()
    per_side: bool = False
    ladder: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a guide. Lines are prose, `1. ` steps or `- ` points; `**bold**` is the only mark within."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """How to do an exercise, in words for the lifter."""

    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class PlannedSet:
    """One set to do; a warm-up and a drop set name their share of the working load (0.5 is half of it).

    A drop set is done at once after the set before it, without a rest between them.
    """

    reps: RepRange
    kind: SetKind = SetKind.WORKING
    share: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Prescription:
    """An exercise with its sets and the rest after each."""

    exercise: Exercise
    sets: tuple[PlannedSet, ...]
    rest: timedelta


@dataclass(frozen=True, slots=True)
class Block:
    """Prescriptions done together: one by itself, or several in rounds (a superset). Optional ones are offered at the end."""

    prescriptions: tuple[Prescription, ...]
    title: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A rule about what may come after a workout: `days` whole rest days before `workout`, and why."""

    workout: str
    days: int
    reason: str


@dataclass(frozen=True, slots=True)
class Workout:
    """A session's plan. `rest_days` and `sessions_a_week` are (least, most) as its author advises.

    It is hashed by its id alone, so that what follows from a workout can be remembered by it: to hash all of it costs more
    than a tap. Two of one id are still told apart, by comparing them.
    """

    id: str
    name: str
    blocks: tuple[Block, ...]
    rest_days: tuple[int, int]
    sessions_a_week: tuple[int, int]
    follow_ups: tuple[FollowUp, ...] = ()
    about: str = ""

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def is_imported(self) -> bool:
        """Nobody has planned it: it is made of what a file says was done, and `about` is what was noted then."""
        return self.id.startswith(IMPORTED)


@dataclass(frozen=True, slots=True)
class Program:
    """Workouts in the order they alternate. `most_a_week` counts the sessions of all of them; None: the least that one of its
    workouts allows."""

    id: str
    name: str
    workouts: tuple[str, ...]
    about: str = ""
    most_a_week: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a content file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that authors wrote, by id; `places` says where each begins, by folder and id (`workouts/back`)."""

    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    guides: Mapping[str, Guide] = field(default_factory=dict)
    workouts: Mapping[str, Workout] = field(default_factory=dict)
    programs: Mapping[str, Program] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
