"""Pain that a lifter told of: where, how it felt, in which exercise; and which exercises it touches.

Never graded and never explained: no diagnosis lives here, and no advice. What is said about it is in `screens.safety`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.training.plan import Exercise
from bot.training.vocabulary import Condition


class Area(StrEnum):
    NECK = "neck"
    SHOULDER = "shoulder"
    ELBOW = "elbow"
    WRIST = "wrist"
    UPPER_BACK = "upper back"
    LOWER_BACK = "lower back"
    HIP = "hip"
    KNEE = "knee"
    ANKLE = "ankle"
    ELSEWHERE = "elsewhere"


class Feeling(StrEnum):
    SHARP = "sharp"
    DULL = "dull"


@dataclass(frozen=True, slots=True)
class Pain:
    """What was told while the exercise at `position` was being done."""

    position: int
    exercise: str
    area: Area
    feeling: Feeling
    at: datetime


CONDITIONS = {
    Area.LOWER_BACK: Condition.BACK,
    Area.UPPER_BACK: Condition.BACK,
    Area.SHOULDER: Condition.SHOULDER,
    Area.KNEE: Condition.KNEE,
}


def touches(pain: Pain, exercise: Exercise) -> bool:
    """Whether an exercise is to wait for a session without pain: the one it was told of, and those that the content's own rules
    advise against for that part of the body."""
    return pain.exercise == exercise.id or CONDITIONS.get(pain.area) in exercise.avoid_if
