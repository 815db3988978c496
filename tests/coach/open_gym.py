"""The gym of the stateful test: its small library, its people, and a clock that stands still. No tests live here."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.training.plan import Library, Program, Workout
from tests.training.gym import ARMS, BACK, CURL, HAMMER, HELPED_PULL_UP, HOLDS, NOON, PLANK, PULL_UP, ROW, SIDE_PLANK

LIFTERS = (1001, 1002, 1003)
GYM = -500  # the chat in which they all are
SWAPS = {
    PULL_UP.id: (HELPED_PULL_UP.id,),
    HELPED_PULL_UP.id: (PULL_UP.id,),
    CURL.id: (HAMMER.id,),
    HAMMER.id: (CURL.id,),
}
ALL = (ROW, PULL_UP, HELPED_PULL_UP, CURL, HAMMER, PLANK, SIDE_PLANK)
EXERCISES = {one.id: replace(one, swaps=SWAPS.get(one.id, ())) for one in ALL}


def _with_swaps(workout: Workout) -> Workout:
    blocks = (
        replace(block, prescriptions=tuple(replace(p, exercise=EXERCISES[p.exercise.id]) for p in block.prescriptions))
        for block in workout.blocks
    )
    return replace(workout, blocks=tuple(blocks))


class SmallShelf:
    """The workouts that `tests.training.model` knows by heart, with exercises that stand in for each other."""

    library = Library(
        exercises=EXERCISES,
        workouts={workout.id: _with_swaps(workout) for workout in (BACK, ARMS, HOLDS)},
        programs={"both": Program("both", "Both", (BACK.id, ARMS.id, HOLDS.id))},
    )


@dataclass
class StandingClock:
    instant: datetime = NOON

    def now(self) -> datetime:
        return self.instant
