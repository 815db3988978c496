"""A lifter's own exercises, made of a name and a muscle, and the lines that they type about any exercise.

Pure. An exercise of one's own is a value like any other: it is swapped, recovered from and recorded by the same rules. Its id
begins with `my.`, which no author's can, and ends in letters drawn by lot, so that one made anew has no past.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from bot.training.lifter import Lifter
from bot.training.plan import Exercise, Library, PlannedSet, Prescription, Step
from bot.training.quantities import RepRange
from bot.training.vocabulary import MUSCLE_ALIASES, Counting, Equipment, LumbarLoad, Muscle

MOST_OWN = 200  # files of other apps bring some dozens
SHORTEST_NAME, LONGEST_NAME = 2, 40
LONGEST_NOTE = 200
LOT = 4  # letters at the end of an id
USUAL_REST = timedelta(seconds=90)
_MINE = "my."
_LONGEST_SLUG = 20
_USUAL_STEP = Step(Decimal("2.5"), Decimal(5))
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})  # what turns a line around, breaks it, or cannot be shown
_JOINERS = "\u200c\u200d"  # emoji and some scripts are written with them
_USUAL_SETS = 3
_USUAL_REPS = 8, 12
_USUAL_SECONDS = 20, 40


class Kind(StrEnum):
    """What an exercise of one's own is done with, in so many words as a button has room for."""

    WEIGHT = "weight"
    BARBELL = "barbell"
    DUMBBELL = "dumbbell"
    MACHINE = "machine"
    BODY = "body"
    TIMED = "timed"


_KINDS: Mapping[Kind, tuple[Counting, tuple[Equipment, ...]]] = {
    Kind.WEIGHT: (Counting.WEIGHT, ()),
    Kind.BARBELL: (Counting.WEIGHT, (Equipment.BARBELL,)),
    Kind.DUMBBELL: (Counting.WEIGHT, (Equipment.DUMBBELL,)),
    Kind.MACHINE: (Counting.WEIGHT, (Equipment.MACHINE,)),
    Kind.BODY: (Counting.BODYWEIGHT, (Equipment.BODY_ONLY,)),
    Kind.TIMED: (Counting.DURATION, (Equipment.BODY_ONLY,)),
}


def library_of(lifter: Lifter, library: Library) -> Library:
    """The library with the lifter's own exercises in it: what is meant wherever one lifter is spoken of."""
    if not lifter.own:
        return library
    return replace(library, exercises={**library.exercises, **{one.id: one for one in lifter.own}})


def own_exercise(name: str, muscle: Muscle | None, lot: str) -> Exercise:
    """A new one, done with some weight until they say otherwise; of one that came with a file nobody knows the muscle. How much
    it asks of the lower back nobody knows, so it is never offered to spare one."""
    primary = () if muscle is None else (muscle,)
    return Exercise(
        _id_for(name, lot), name, Counting.WEIGHT, (), primary, (), LumbarLoad.MEDIUM, USUAL_REST, _USUAL_STEP
    )


def _id_for(name: str, lot: str) -> str:
    latin = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", latin)[:_LONGEST_SLUG].strip("-")
    return _MINE + "-".join(filter(None, (slug, lot)))


def of_kind(exercise: Exercise, kind: Kind) -> Exercise:
    counting, equipment = _KINDS[kind]
    return replace(exercise, counting=counting, equipment=equipment)


def kind_of(exercise: Exercise) -> Kind:
    return next(kind for kind, made in _KINDS.items() if made == (exercise.counting, exercise.equipment))


def is_of_a_kind(exercise: Exercise) -> bool:
    """Whether a lifter can have made it so: what a file says may be anything."""
    return (exercise.counting, exercise.equipment) in _KINDS.values()


def is_own(exercise: Exercise) -> bool:
    """Whether a lifter made it, even if they have taken it away since."""
    return exercise.id.startswith(_MINE)


def usual_sets(exercise: Exercise) -> Prescription:
    """An exercise that no author prescribed: three sets of 8 to 12, on each side where it has sides, or of 20 to 40 seconds."""
    low, high = _USUAL_SECONDS if exercise.counting.timed else _USUAL_REPS
    sides = 2 if exercise.per_side else 1
    return Prescription(exercise, (PlannedSet(RepRange(sides * low, sides * high)),) * _USUAL_SETS, exercise.rest)


def read_name(text: str) -> str | None:
    """A name as typed, in one line. It has two letters at least: `10x45` is a set that came too late."""
    name = tidy(text)
    fits = SHORTEST_NAME <= len(name) <= LONGEST_NAME and sum(map(str.isalpha, name)) >= SHORTEST_NAME
    return name if fits else None


def tidy(text: str) -> str:
    """A typed text as one line, less what could not be seen in it."""
    seen = "".join(" " if one.isspace() else one for one in text if one.isspace() or _is_seen(one))
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def _is_seen(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) not in _UNSEEN


def called(name: str, library: Library, but: str = "") -> Exercise | None:
    """The exercise that goes by this name already, the one with the id `but` aside."""
    wanted = _folded(name)
    for one in library.exercises.values():
        if one.id != but and any(_folded(known) == wanted for known in (one.name, *one.aliases)):
            return one
    return None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def read_muscle(text: str) -> Muscle | None:
    """A muscle as people call it."""
    word = tidy(text).casefold()
    return MUSCLE_ALIASES.get(word) or next((muscle for muscle in Muscle if muscle == word), None)
