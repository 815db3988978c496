"""What to lift next in one exercise, and why: double progression, judged by what was logged and by nothing else.

Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.training.loading import Kit
from bot.training.logged import LoggedSet
from bot.training.plan import Prescription
from bot.training.quantities import Unit, Weight, body_weight
from bot.training.target import Target, TargetRule, Why
from bot.training.vocabulary import Counting, SetKind


@dataclass(frozen=True, slots=True)
class Performance:
    """One session's sets of one exercise, of all kinds, in order. `hurt`: pain was reported that touches this exercise, in that
    session or since then with no session without pain in between."""

    session: str
    at: datetime
    sets: tuple[LoggedSet, ...]
    hurt: bool = False


def target(
    prescription: Prescription,
    past: Sequence[Performance],
    kit: Kit,
    now: datetime,
    body: Weight | None,
    unit: Unit,
) -> Target:
    """What the working sets of a prescription aim for, in the lifter's `unit`; `past` is of its exercise, oldest first."""
    lows = tuple(planned.reps.low for planned in prescription.sets if planned.kind is SetKind.WORKING)
    done = [logged for one in past for logged in one.sets if logged.kind is SetKind.WORKING]
    if done:
        return Target(done[-1].load, lows, Why(TargetRule.AGAIN, (done[-1],), past[-1].at, done[-1].load, 1))
    asked = prescription.exercise.counting in (Counting.WEIGHT, Counting.WEIGHT_DURATION, Counting.BODYWEIGHT_MINUS)
    return Target(None if asked else body_weight(unit), lows, Why(TargetRule.FIRST))
