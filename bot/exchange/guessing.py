"""What an exercise probably is, by its name alone: how it counts, what it trains, what it is done with.

For exercises that are not ours: they are kept as the lifter's own, and their sets are judged by it. A guess that is not sure
says nothing.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.exchange.reading import FoundName
from bot.training.own import own_exercise
from bot.training.plan import Exercise
from bot.training.quantities import Load
from bot.training.vocabulary import Counting, Equipment, Muscle


@dataclass(frozen=True, slots=True)
class Guess:
    """How it counts, and what it trains and is done with, as far as its name tells."""

    counting: Counting
    muscle: Muscle | None
    equipment: tuple[Equipment, ...]


_EQUIPMENT = (
    (r"barbell|smith|trap bar|hex bar|landmine|t.bar|bb", Equipment.BARBELL),
    (r"e.?z.?.?(?:curl )?bar", Equipment.EZ_BAR),
    (r"dumbbells?|db", Equipment.DUMBBELL),
    (r"kettlebells?|kb", Equipment.KETTLEBELL),
    (r"cables?|pulley|rope|pull ?downs?|push ?downs?|face pulls?", Equipment.CABLE),
    (r"bands?|banded", Equipment.BANDS),
    (
        r"machine|plate.loaded|lever|pec deck|hammer strength|(?:leg|calf) press|leg (?:curl|extension)s?",
        Equipment.MACHINE,
    ),
    (r"(?:hack|pendulum|belt) squat|sled", Equipment.MACHINE),
    (r"body ?weight", Equipment.BODY_ONLY),
)
# The first that fits: what is said more narrowly comes before what it could be mistaken for.
_MUSCLES = (
    ("wrist|forearm|grip|reverse curl", Muscle.FOREARMS),
    ("leg curl|hamstring|romanian|rdl|stiff|nordic|good ?morning", Muscle.HAMSTRINGS),
    ("neck", Muscle.NECK),
    ("calf|calves|heel raise", Muscle.CALVES),
    ("abduct", Muscle.ABDUCTORS),
    ("adduct|copenhagen", Muscle.ADDUCTORS),
    ("glute|hip thrust|bridge|kettlebell swing", Muscle.GLUTES),
    ("tricep|skull ?crusher|push ?down|close.grip bench|bench dip|kickback|jm press", Muscle.TRICEPS),
    ("leg raise|knee raise|crunch|sit.?up|plank|woodchop|pallof|hollow|l.sit|v.up", Muscle.ABDOMINALS),
    (r"toes.to.bar|twist|dead ?bug|\babs?\b", Muscle.ABDOMINALS),
    ("squat|leg press|leg extension|lunge|step.?up|quad|sissy|wall sit", Muscle.QUADRICEPS),
    ("curl|bicep", Muscle.BICEPS),
    ("back extension|hyperextension|deadlift|superman|rack pull", Muscle.LOWER_BACK),
    ("upright row|shrug", Muscle.TRAPS),
    ("rear delt|reverse fly|face pull|lateral raise|side raise|front raise|shoulder", Muscle.SHOULDERS),
    ("overhead press|military|arnold|strict press|push press|pike|handstand", Muscle.SHOULDERS),
    (r"pull.?down|pull.?over|pull.?up|chin.?up|\blats?\b|muscle.?up", Muscle.LATS),
    (r"\brows?\b|pull.?apart", Muscle.MIDDLE_BACK),
    (r"bench|chest|fly|flies|push.?up|press.?up|\bpecs?\b|\bdips?\b|floor press", Muscle.CHEST),
)
_HELPED = "assist|counterweight"
_ADDED = "weighted"
_BODY = (
    r"push.?ups?|press.?ups?|pull.?ups?|chin.?ups?|\bdips?\b|muscle.?ups?|sit.?ups?|inverted row|leg raise|knee raise|crunch"
    "|burpee"
)


@lru_cache(maxsize=4096)
def guess(found: FoundName) -> Guess:
    """By its name, and by how its sets are counted in the file."""
    name = found.name.casefold()
    words = (one for pattern, one in _EQUIPMENT if re.search(rf"\b(?:{pattern})\b", name))
    equipment = tuple(dict.fromkeys(words))
    muscle = next((one for pattern, one in _MUSCLES if re.search(pattern, name)), None)
    return Guess(_counting(name, found, equipment), muscle, equipment)


def _counting(name: str, found: FoundName, equipment: tuple[Equipment, ...]) -> Counting:
    if found.timed * 2 > found.sets:
        return Counting.WEIGHT_DURATION if found.weighted else Counting.DURATION
    if found.helped or re.search(_HELPED, name):
        return Counting.BODYWEIGHT_MINUS
    if re.search(_ADDED, name):
        return Counting.BODYWEIGHT_PLUS
    loaded = any(one not in (Equipment.BODY_ONLY, Equipment.BANDS) for one in equipment)
    if re.search(_BODY, name) and not loaded:
        return Counting.BODYWEIGHT_PLUS if found.weighted else Counting.BODYWEIGHT
    if not found.weighted and not loaded:
        return Counting.BODYWEIGHT
    return Counting.WEIGHT


@lru_cache(maxsize=4096)
def stand_in(name: str, timed: bool, load: Load) -> Exercise:
    """An exercise to judge a set by, before anybody has said which one it is."""
    amount = load.weight.amount
    found = guess(FoundName(name, 1, int(timed), int(amount > 0), int(amount < 0)))
    made = own_exercise(name, found.muscle or Muscle.QUADRICEPS, "")
    counting = found.counting
    if load.on_body and not counting.on_body:
        counting = Counting.DURATION if timed else Counting.BODYWEIGHT
    return replace(made, counting=counting, equipment=found.equipment)
