"""What the muscles did and how they are: sets by muscle over some days, and who is ready again. Pure, from what was logged.

A set counts whole for the muscles it is for, and half for those that help, as everywhere (`recovery.HELPING`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from bot.training.bests import counts
from bot.training.plan import Exercise
from bot.training.recovery import Trained, worked
from bot.training.review import ENOUGH, TIMES
from bot.training.so_far import Practice
from bot.training.vocabulary import Muscle
from bot.training.walltime import day_in
from bot.training.worked import SOME_SETS, Worked

ALMOST = timedelta(hours=12)  # a night, or a day at work: worth planning with, too early to train


class State(StrEnum):
    """How far a muscle has recovered."""

    READY = "ready"
    ALMOST = "almost"
    RESTING = "resting"


def states(ready: Mapping[Muscle, datetime], now: datetime) -> Mapping[Muscle, State]:
    """The state of every muscle; `ready` says when those will be that are not."""
    return {muscle: _state(ready.get(muscle), now) for muscle in Muscle}


def _state(ready: datetime | None, now: datetime) -> State:
    if ready is None or ready <= now:
        return State.READY
    return State.ALMOST if ready - now <= ALMOST else State.RESTING


def in_a_week(sets: float) -> Worked:
    """How much that is for a muscle in a week, by the same words as for a session."""
    if sets >= ENOUGH:
        return Worked.MUCH
    return Worked.SOME if sets >= SOME_SETS * TIMES else Worked.LITTLE


def sets_since(
    trained: Sequence[Trained], first: date, exercises: Mapping[str, Exercise], zone: tzinfo
) -> Mapping[Muscle, float]:
    """Sets by muscle in the sessions that began on that day or later; all kinds that count, the open session's too."""
    within = (one for one in trained if day_in(zone, one.started) >= first)
    done = (done for one in within for done in one.sets if counts(done.kind))
    return worked(exercises[one.exercise] for one in done if one.exercise in exercises)


def sets_of(practised: Iterable[Practice], exercises: Mapping[str, Exercise]) -> Mapping[Muscle, float]:
    """Sets by muscle, from the sums of each exercise."""
    found: dict[Muscle, float] = {}
    for one in practised:
        exercise = exercises.get(one.exercise)
        for muscle, share in worked([exercise]).items() if exercise else ():
            found[muscle] = found.get(muscle, 0.0) + share * one.sets
    return found
