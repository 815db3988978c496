"""Reading sets as lifters type them: `10x45`, `45 x 10`, `82,5 кг 8`, `8`, `bw+5 x 8`, `10x45 @8`, `45x10 10 9`.

Pure text in, values out. Which of two bare numbers is the load is told by what the card aims for: the nearer reading wins.
What cannot be read is None; nothing is guessed beyond that.
"""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from bot.training.aim import MOST_REPS, Aim
from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit, Weight
from bot.training.vocabulary import Counting

MOST_AT_ONCE = 10
LONGEST = 100  # characters; nobody types a longer set


@dataclass(frozen=True, slots=True)
class TypedSet:
    """A set as typed; a load of None means the one aimed for."""

    reps: int
    load: Load | None
    rir: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What was understood: sets in the order typed, or a bare load without sets."""

    sets: tuple[TypedSet, ...]
    load: Load | None = None


_UNITS = {
    "kg": Unit.KG, "kgs": Unit.KG, "kilo": Unit.KG, "kilos": Unit.KG, "k": Unit.KG, "кг": Unit.KG, "кило": Unit.KG,
    "lb": Unit.LB, "lbs": Unit.LB, "pound": Unit.LB, "pounds": Unit.LB, "#": Unit.LB, "фунт": Unit.LB, "фунтов": Unit.LB,
}  # fmt: skip
_BODY = ("bw", "bodyweight", "body weight", "body")
_NUMBER = r"\d{1,5}(?:[.,]\d{1,3})?"
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_END = r"(?![^\W\d_xх])"  # no letter goes on after a unit, but an x may
_TOKEN = re.compile(
    rf"(?P<rpe>@\s*(?:rpe\s*)?\d{{1,2}}(?:[.,]5)?)"
    rf"|(?P<body>{'|'.join(_BODY)})(?:\s*(?P<sign>[+\-−–])\s*(?P<extra>{_NUMBER})(?:\s*(?P<extra_unit>{_UNIT}){_END})?)?"
    rf"|(?P<number>{_NUMBER})(?:\s*(?P<unit>{_UNIT}){_END})?"
    rf"|(?P<times>[x×х*])"
    rf"|(?P<gap>[\s,;/]+)"
)


@dataclass(frozen=True, slots=True)
class _Word:
    kind: str  # "number", "load", "times", "rpe"
    value: Decimal = Decimal(0)
    load: Load | None = None


def read(text: str, aim: Aim, exercise: Exercise, unit: Unit) -> Typed | None:
    """What a line means for the set that comes next, or None. `unit` is meant where none is typed."""
    words = _words(text, exercise, unit)
    if not words:
        return None
    rir = next((10 - word.value for word in words if word.kind == "rpe"), None)
    if rir is not None and not 0 <= rir <= 5:
        return None
    rest = [word for word in words if word.kind != "rpe"]
    readings = [reading for reading in _readings(rest, exercise, unit) if _is_sane(reading)]
    if not readings:
        return None
    best = min(readings, key=lambda reading: _distance(reading, aim))
    return Typed(tuple(TypedSet(one.reps, one.load, rir) for one in best.sets), best.load)


def _words(text: str, exercise: Exercise, unit: Unit) -> list[_Word] | None:
    line = text.strip().casefold()
    if not line or len(line) > LONGEST:
        return None
    line = re.sub(r"(?<=\d)\s*(?:reps?|повт\w*|раз\w*)\b", " ", line)
    words = []
    at = 0
    while at < len(line):
        found = _TOKEN.match(line, at)
        if found is None:
            return None
        at = found.end()
        if (word := _word(found, exercise, unit)) is not None:
            words.append(word)
    return words


def _word(found: re.Match[str], exercise: Exercise, unit: Unit) -> _Word | None:
    if found["rpe"]:
        return _Word("rpe", _number(re.sub(r"[^\d.,]", "", found["rpe"])))
    if found["body"]:
        extra = _number(found["extra"] or "0")
        amount = extra if found["sign"] in (None, "+") else -extra
        return _Word("load", load=Load(Weight(amount, _UNITS.get(found["extra_unit"] or "", unit)), on_body=True))
    if found["number"]:
        value = _number(found["number"])
        if found["unit"]:
            return _Word("load", load=bare_load(value, exercise, _UNITS[found["unit"]]))
        return _Word("number", value)
    return _Word("times") if found["times"] else None


def bare_load(amount: Decimal, exercise: Exercise, unit: Unit) -> Load:
    """A bare amount as this exercise counts it: a weight, weight on the body, or assistance taken off it."""
    if exercise.counting is Counting.BODYWEIGHT_MINUS:
        return Load(Weight(-amount, unit), on_body=True)
    return Load(Weight(amount, unit), on_body=exercise.counting.on_body)


def _readings(words: list[_Word], exercise: Exercise, unit: Unit) -> list[Typed]:
    """Every way in which the words make sense, the likelier of two equal ones first."""
    loads = [at for at, word in enumerate(words) if word.load is not None]
    bare = [word for word in words if word.kind != "times"]
    if len(loads) == 1 and len(bare) == 1:
        return [Typed((), bare[0].load)]
    groups = _groups(words)
    if groups is None or not groups or len(loads) > sum(len(group) == 2 for group in groups) + 1:
        return []
    load_first = [_sets(groups, 0, exercise, unit), _sets(groups, 1, exercise, unit)]
    found = [reading for reading in load_first if reading is not None]
    if all(len(group) == 1 for group in groups):
        first, *others = (group[0] for group in groups)
        if others:
            found += [one for one in [_sets([[first, others[0]], *groups[2:]], 0, exercise, unit)] if one]
            found.reverse()
    return found


def _groups(words: list[_Word]) -> list[list[_Word]] | None:
    """The words as pairs (`45x10`) and single ones (`10`); None when an x stands where it joins nothing."""
    groups: list[list[_Word]] = []
    joining = False
    for word in words:
        if word.kind == "times":
            if joining or not groups or len(groups[-1]) != 1:
                return None
            joining = True
        elif joining or _stand_together(groups, word):
            groups[-1].append(word)
            joining = False
        else:
            groups.append([word])
    return None if joining else groups


def _stand_together(groups: list[list[_Word]], word: _Word) -> bool:
    """Whether a word joins the one before it without an x: `82.5 kg 8`, and `8 82.5 kg` at the start of a line."""
    if not groups or len(groups[-1]) != 1:
        return False
    return groups[-1][0].kind == "load" or (word.kind == "load" and len(groups) == 1)


def _sets(groups: list[list[_Word]], load_at: int, exercise: Exercise, unit: Unit) -> Typed | None:
    """The groups as sets, the load standing first (0) or second (1) in a pair; a single number keeps the load before it."""
    load: Load | None = None
    sets = []
    for group in groups:
        reps = group[0]
        if len(group) == 2:
            heavy, reps = group if _load_stands(group, load_at) == 0 else reversed(group)
            load = heavy.load or bare_load(heavy.value, exercise, unit)
        if reps.kind != "number" or reps.value != int(reps.value):
            return None
        sets.append(TypedSet(int(reps.value), load))
    return Typed(tuple(sets))


def _load_stands(pair: list[_Word], otherwise: int) -> int:
    return next((at for at, word in enumerate(pair) if word.kind == "load"), otherwise)


def _is_sane(reading: Typed) -> bool:
    return len(reading.sets) <= MOST_AT_ONCE and all(1 <= one.reps <= MOST_REPS for one in reading.sets)


def _distance(reading: Typed, aim: Aim) -> float:
    """How far a reading is from what the card aims for: logarithmic, as twice too much is as odd as half."""
    far = 0.0
    for one in reading.sets:
        far += abs(math.log(one.reps / aim.reps))
        if one.load is not None and aim.load is not None:
            meant = one.load.weight.to(aim.load.weight.unit).amount
            far += abs(math.log((abs(meant) + 1) / (abs(aim.load.weight.amount) + 1)))
            far += 0.0 if one.load.on_body == aim.load.on_body else 1.0
    return far


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
