"""Pain that a lifter told of: where, how it felt, in which exercise; and which exercises it touches.

Never graded and never explained: no diagnosis lives here, and no advice. What is said about it is in `screens.safety`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.training.plan import Exercise
from bot.training.vocabulary import Condition, LumbarLoad, Muscle


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
    """SHARP ends the exercise, a STOP_SIGN the session, wherever it is felt: chest pressure, fainting and their like."""

    SHARP = "sharp"
    DULL = "dull"
    STOP_SIGN = "stop sign"


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
_NEAR = {
    Muscle.ABDOMINALS: (Area.LOWER_BACK,),
    Muscle.ABDUCTORS: (Area.HIP, Area.KNEE),
    Muscle.ADDUCTORS: (Area.HIP, Area.KNEE),
    Muscle.BICEPS: (Area.ELBOW, Area.WRIST, Area.SHOULDER),
    Muscle.CALVES: (Area.ANKLE, Area.KNEE),
    Muscle.CHEST: (Area.SHOULDER, Area.ELBOW),
    Muscle.FOREARMS: (Area.WRIST, Area.ELBOW),
    Muscle.GLUTES: (Area.HIP, Area.LOWER_BACK),
    Muscle.HAMSTRINGS: (Area.KNEE, Area.HIP, Area.LOWER_BACK),
    Muscle.LATS: (Area.SHOULDER, Area.ELBOW),
    Muscle.LOWER_BACK: (Area.LOWER_BACK, Area.HIP),
    Muscle.MIDDLE_BACK: (Area.UPPER_BACK, Area.SHOULDER),
    Muscle.NECK: (Area.NECK,),
    Muscle.QUADRICEPS: (Area.KNEE, Area.HIP),
    Muscle.SHOULDERS: (Area.SHOULDER, Area.NECK),
    Muscle.TRAPS: (Area.NECK, Area.UPPER_BACK),
    Muscle.TRICEPS: (Area.ELBOW, Area.SHOULDER),
}


def likely_first(exercise: Exercise) -> tuple[Area, ...]:
    """All areas: first those near to what an exercise works and loads, in the order of what it works most."""
    near = [area for muscle in exercise.primary for area in _NEAR[muscle]]
    if exercise.lumbar is not LumbarLoad.LOW:
        near.append(Area.LOWER_BACK)
    near += [area for muscle in exercise.secondary for area in _NEAR[muscle]]
    return tuple(dict.fromkeys([*near, *Area]))


def touches(pain: Pain, exercise: Exercise) -> bool:
    """Whether an exercise is to wait for a session without pain: the one it was told of, and those that the content's own rules
    advise against for that part of the body; after a stop sign, every one."""
    if pain.feeling is Feeling.STOP_SIGN or pain.exercise == exercise.id:
        return True
    return CONDITIONS.get(pain.area) in exercise.avoid_if
