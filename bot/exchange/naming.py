"""What a written name means: `Bench Press (Barbell)`, `Barbell Bench Press` and `bench press` are one exercise.

Names are compared by their words, in any order, less what is spelt in several ways. What could be two exercises is none:
whoever brought the file is asked, and `near` says what they may have meant.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from bot.training.plan import Exercise
from bot.training.vocabulary import Equipment

MOST_NEAR = 3
_ALIKE = 0.4  # of two names, the share of pieces of three letters that they have in common

_SPELT = (
    (r"['’`´]", ""),
    (r"\bdumb?bells?\b|\bdbs?\b", "dumbbell"),
    (r"\bbar ?bells?\b|\bbb\b", "barbell"),
    (r"\bkettle ?bells?\b|\bkb\b", "kettlebell"),
    (r"\be ?z ?(?:curl )?bar\b", "ez bar"),
    (r"\bbody ?weight\b", "bodyweight"),
    (r"\bplate loaded\b|\bmachine plates\b", "machine"),
    (r"\b(pull|push|chin|sit|press|step)(up|down|apart)s?\b", r"\1 \2"),
    (r"\b(?:single|1) (arm|leg|hand)(?:ed)?\b", r"one \1"),
    (r"\b(arm|leg|hand)ed\b", r"\1"),
    (r"\bfly(?:e|es|s)\b|\bflies\b", "fly"),
    (r"\blaterals? dumbbell raises?\b|\bside laterals?\b", "lateral raise"),
    (r"\bhyper extensions?\b", "hyperextension"),
)
_IDLE = frozenset({"the", "a", "with", "on", "flat", "exercise", "attachment"})

_EQUIPMENT = {
    "barbell": Equipment.BARBELL,
    "dumbbell": Equipment.DUMBBELL,
    "kettlebell": Equipment.KETTLEBELL,
    "cable": Equipment.CABLE,
    "machine": Equipment.MACHINE,
    "band": Equipment.BANDS,
    "bodyweight": Equipment.BODY_ONLY,
}

Words = tuple[str, ...]


class Register:
    """The exercises that there are, by all their names. Where two go by the same words, these words name neither."""

    def __init__(self, exercises: Iterable[Exercise]) -> None:
        self._by_words: dict[Words, Exercise | None] = {}
        self._pieces: list[tuple[frozenset[str], Exercise]] = []
        for one in exercises:
            for name in (one.name, *one.aliases):
                words = words_of(name)
                other = self._by_words.setdefault(words, one)
                if other is not one:
                    self._by_words[words] = None
                self._pieces.append((_pieces(words), one))

    def called(self, name: str) -> Exercise | None:
        """The one that surely goes by this name; equipment may be named with it, if it is done with that."""
        words = words_of(name)
        if words in self._by_words:
            return self._by_words[words]
        bare = tuple(word for word in words if word not in _EQUIPMENT)
        found = self._by_words.get(bare)
        if found is None or not all(_is_done_with(found, word) for word in words if word in _EQUIPMENT):
            return None
        return found

    def near(self, name: str) -> tuple[Exercise, ...]:
        """Those that may be meant, the likeliest first."""
        wanted = _pieces(words_of(name))
        alike: dict[str, tuple[float, Exercise]] = {}
        for pieces, one in self._pieces:
            common = 2 * len(pieces & wanted) / (len(pieces) + len(wanted) or 1)
            if common >= _ALIKE and common > alike.get(one.id, (0.0, one))[0]:
                alike[one.id] = common, one
        best = sorted(alike.values(), key=lambda found: (-found[0], found[1].name))
        return tuple(one for _, one in best[:MOST_NEAR])


def _is_done_with(exercise: Exercise, word: str) -> bool:
    if word == "bodyweight":
        return exercise.counting.on_body
    if word == "machine" and exercise.counting.on_body:
        return False  # a weight on a machine is none on the body
    return _EQUIPMENT[word] in exercise.equipment


@lru_cache(maxsize=4096)
def words_of(name: str) -> Words:
    """The words of a name in the order of the alphabet, each once, and spelt one way."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " ")
    text = " ".join(re.sub(r"[^\w'’`´]|_", " ", text).split())
    for pattern, spelling in _SPELT:
        text = re.sub(pattern, spelling, text)
    return tuple(sorted({_singular(word) for word in text.split() if word not in _IDLE}))


def _singular(word: str) -> str:
    return word if len(word) < 3 or word.endswith("ss") else word.removesuffix("s")


def _pieces(words: Words) -> frozenset[str]:
    """Of the movement: that two are done with a barbell does not make them alike."""
    padded = (f" {word} " for word in words if word not in _EQUIPMENT)
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))
