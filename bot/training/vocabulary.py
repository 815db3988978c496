"""The words that the field shares: muscles, equipment, how load counts, kinds of sets.

Content is checked against them, and exports can name them to other trackers. No rules, only words. The muscle and equipment
names are those that the open exercise collections and the large trackers have in common.
"""

from enum import StrEnum


class Muscle(StrEnum):
    ABDOMINALS = "abdominals"
    ABDUCTORS = "abductors"
    ADDUCTORS = "adductors"
    BICEPS = "biceps"
    CALVES = "calves"
    CHEST = "chest"
    FOREARMS = "forearms"
    GLUTES = "glutes"
    HAMSTRINGS = "hamstrings"
    LATS = "lats"
    LOWER_BACK = "lower back"
    MIDDLE_BACK = "middle back"
    NECK = "neck"
    QUADRICEPS = "quadriceps"
    SHOULDERS = "shoulders"
    TRAPS = "traps"
    TRICEPS = "triceps"


MUSCLE_ALIASES = {
    "abs": Muscle.ABDOMINALS,
    "core": Muscle.ABDOMINALS,
    "quads": Muscle.QUADRICEPS,
    "upper back": Muscle.MIDDLE_BACK,
    "mid back": Muscle.MIDDLE_BACK,
    "latissimus": Muscle.LATS,
    "delts": Muscle.SHOULDERS,
    "pecs": Muscle.CHEST,
    "hams": Muscle.HAMSTRINGS,
    "trapezius": Muscle.TRAPS,
    "hips": Muscle.GLUTES,
}


class Equipment(StrEnum):
    BODY_ONLY = "body only"
    BARBELL = "barbell"
    DUMBBELL = "dumbbell"
    KETTLEBELL = "kettlebell"
    MACHINE = "machine"
    CABLE = "cable"
    BANDS = "bands"
    EZ_BAR = "e-z curl bar"
    PULL_UP_BAR = "pull-up bar"
    BENCH = "bench"
    CHAIR = "chair"


class Counting(StrEnum):
    """How the load of an exercise counts."""

    WEIGHT = "weight x reps"
    BODYWEIGHT = "bodyweight x reps"
    BODYWEIGHT_PLUS = "bodyweight + weight"
    BODYWEIGHT_MINUS = "bodyweight - assistance"
    DURATION = "duration"
    WEIGHT_DURATION = "weight x duration"

    @property
    def on_body(self) -> bool:
        """Whether the body is (a part of) what is lifted or held."""
        return self not in (Counting.WEIGHT, Counting.WEIGHT_DURATION)

    @property
    def timed(self) -> bool:
        """Whether seconds are counted where others count repetitions."""
        return self in (Counting.DURATION, Counting.WEIGHT_DURATION)

    @property
    def bare(self) -> bool:
        """Whether there is no weight to count at all: the body alone, moved or held."""
        return self in (Counting.BODYWEIGHT, Counting.DURATION)


class LumbarLoad(StrEnum):
    """How much an exercise asks of the lower spine."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Condition(StrEnum):
    """What a lifter may have that speaks against an exercise."""

    BACK = "back problems"
    KNEE = "knee problems"
    SHOULDER = "shoulder problems"


class SetKind(StrEnum):
    WARM_UP = "warm-up"
    WORKING = "working"
    DROP = "drop"
    ODD = "odd"  # it can hardly be true: it is kept and shown with a mark, and counts for nothing
