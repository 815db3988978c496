"""What the coach asks for, exercise by exercise, and why: values only.

A reason names the rule and the sets that decided; the words for it are the screens'. How a target is found is in `progression`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.training.logged import LoggedSet
from bot.training.quantities import Load


class TargetRule(StrEnum):
    """What decided. `Why.number` is what the rule counts."""

    FIRST = "first"  # nothing is known yet
    UP = "up"  # every set reached the top; the number of steps
    TOP = "top"  # every set reached the top, and nothing heavier exists
    REPS = "reps"  # the same load with more repetitions; the set that has fewest, from 1
    BEYOND = "beyond"  # the next load that exists is far, so first more repetitions than planned; how many
    EARN = "earn"  # the next load was missed lately, so first more repetitions than planned, twice; how many
    LEVEL = "level"  # not every set was done with the last load; how many were
    EFFORT = "effort"  # every set reached the top, with nothing in reserve: once more
    AGAIN = "again"  # a set was missed; how often in a row at this load
    BACK = "back"  # a set was missed once more, so 10 % less; how often in a row
    FAR = "far"  # a set was missed, and not even the best came near; its repetitions
    FEWER = "fewer"  # a set was missed, and nothing lighter exists: one more than its repetitions
    PART = "part"  # only some of the sets were done; how many
    PAIN = "pain"  # it hurt, and no session without pain has followed
    HOLD = "hold"  # away for two weeks or more; the days
    RESTART = "restart"  # away for four weeks or more; the days


@dataclass(frozen=True, slots=True)
class Why:
    """The rule, the sets that it judged, the day they were done on, and the load that they were done with."""

    rule: TargetRule
    sets: tuple[LoggedSet, ...] = ()
    day: datetime | None = None
    before: Load | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """What to lift next: a load (None: nobody knows yet), and the repetitions of each working set of the prescription."""

    load: Load | None
    reps: tuple[int, ...]
    why: Why
