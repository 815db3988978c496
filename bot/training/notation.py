"""Reading sets as lifters type them: `10x45`, `45 x 10`, `82,5 кг 8`, `8`, `bw+5 x 8`, `10x45 @8`, `45x10 10 9`; and times,
`45 s`, `1:15`, `24 kg 40 s`, where seconds are counted. Where each side is counted, what is typed is done on both.

Pure text in, values out. Which of two bare numbers is the load is told by what the card aims for: the nearer reading wins.
What a comma may mean is in `commas`, how times are written in `seconds`.
What cannot be read is None; nothing is guessed beyond that.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.training.aim import Aim
from bot.training.commas import Spelling, spellings
from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit, Weight
from bot.training.seconds import in_seconds
from bot.training.vocabulary import Counting

MOST_AT_ONCE = 10
MOST_TYPED = 99_999  # what nobody does may still be a slip of the finger, and is asked about
LONGEST = 100  # characters; nobody types a longer set
LIST_LIKELIER = 1.0  # three bare numbers are repetitions, unless that is odder by far than a load in front


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
_NUMBER = r"\d{1,5}(?:\.\d{1,3})?(?!\.?\d)"
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_END = r"(?![^\W\d_xх])"  # no letter goes on after a unit, but an x may
_TOKEN = re.compile(
    rf"(?P<rpe>@\s*(?:rpe\s*)?\d{{1,2}}(?:\.5)?)"
    rf"|(?P<body>{'|'.join(_BODY)})(?:\s*(?P<sign>[+\-−–])\s*(?P<extra>{_NUMBER})(?:\s*(?P<extra_unit>{_UNIT}){_END})?)?"
    rf"|(?P<seconds>\d{{1,5}})s{_END}"
    rf"|(?P<number>{_NUMBER})(?:\s*(?P<unit>{_UNIT}){_END})?"
    rf"|(?P<times>[x×х*])"
    rf"|(?P<gap>[\s,;/]+)"
)

_EACH_SIDE = re.compile(r"(?:/|\bper|\ba|\beach)\s*side\b|\beach\b")
_IN_ALL = re.compile(r"\b(?:in (?:all|total)|total)\b")


@dataclass(frozen=True, slots=True)
class _Word:
    kind: str  # "number", "time", "load", "times", "rpe"
    value: Decimal = Decimal(0)
    load: Load | None = None
    listed: bool = False  # a comma stands before it

    @property
    def has_fraction(self) -> bool:
        return self.value % 1 != 0


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to understand a line; `odd` is how far it is from what would be expected."""

    typed: Typed
    odd: float


def read(text: str, aim: Aim, exercise: Exercise, unit: Unit) -> Typed | None:
    """What a line means for the set that comes next, or None.

    Where no unit is typed, the one on the card is meant; `unit` is the lifter's, for a card that shows no load yet.
    """
    shown = aim.load.weight.unit if aim.load is not None else unit
    sides = _sides(text.casefold(), exercise)
    one_side = replace(aim, reps=max(1, aim.reps // sides))
    found = [
        reading for spelling in _spellings(text, exercise) for reading in _read(spelling, one_side, exercise, shown)
    ]
    if not found:
        return None
    typed = min(found, key=lambda reading: reading.odd).typed
    return replace(typed, sets=tuple(replace(one, reps=one.reps * sides) for one in typed.sets))


def _sides(line: str, exercise: Exercise) -> int:
    """How many sides a number is about: whoever types `15 in all` has added them up."""
    return 2 if exercise.per_side and not _IN_ALL.search(line) else 1


def _spellings(text: str, exercise: Exercise) -> Iterator[Spelling]:
    line = text.strip().casefold()
    if not line or len(line) > LONGEST:
        return iter(())
    if exercise.counting.timed:
        line = in_seconds(line)
    if exercise.per_side:
        line = _IN_ALL.sub(" ", _EACH_SIDE.sub(" ", line))
    return spellings(re.sub(r"(?<=\d)\s*(?:reps?|повт\w*|раз\w*)\b", " ", line), rf"(?:{_UNIT}){_END}")


def _read(spelling: Spelling, aim: Aim, exercise: Exercise, unit: Unit) -> Iterator[_Reading]:
    """The ways to understand a line whose commas are settled."""
    words = _words(spelling.line, exercise, unit) or []
    rir = next((10 - word.value for word in words if word.kind == "rpe"), None)
    if rir is not None and not 0 <= rir <= 5:
        return
    for reading in _readings([word for word in words if word.kind != "rpe"], aim, exercise, unit):
        if _is_sane(reading.typed, exercise):
            sets = tuple(TypedSet(one.reps, one.load, rir) for one in reading.typed.sets)
            odd = spelling.odd + reading.odd + _distance(reading.typed, aim)
            yield _Reading(Typed(sets, reading.typed.load), odd)


def _words(line: str, exercise: Exercise, unit: Unit) -> list[_Word] | None:
    words = []
    at = 0
    listed = False
    while at < len(line):
        found = _TOKEN.match(line, at)
        if found is None or (found["seconds"] and not exercise.counting.timed):
            return None
        at = found.end()
        if (word := _word(found, exercise, unit)) is not None:
            words.append(replace(word, listed=listed))
        listed = word is None and not found[0].isspace()
    return words


def _word(found: re.Match[str], exercise: Exercise, unit: Unit) -> _Word | None:
    if found["rpe"]:
        return _Word("rpe", Decimal(re.sub(r"[^\d.]", "", found["rpe"])))
    if found["body"]:
        extra = Decimal(found["extra"] or "0")
        amount = extra if found["sign"] in (None, "+") else -extra
        return _Word("load", load=Load(Weight(amount, _UNITS.get(found["extra_unit"] or "", unit)), on_body=True))
    if found["seconds"]:
        return _Word("time", Decimal(found["seconds"]))
    if found["number"]:
        value = Decimal(found["number"])
        if found["unit"]:
            return _Word("load", load=bare_load(value, exercise, _UNITS[found["unit"]]))
        return _Word("number", value)
    return _Word("times") if found["times"] else None


def bare_load(amount: Decimal, exercise: Exercise, unit: Unit) -> Load:
    """A bare amount as this exercise counts it: a weight, weight on the body, or assistance taken off it."""
    if exercise.counting is Counting.BODYWEIGHT_MINUS:
        return Load(Weight(-amount, unit), on_body=True)
    return Load(Weight(amount, unit), on_body=exercise.counting.on_body)


def _readings(words: list[_Word], aim: Aim, exercise: Exercise, unit: Unit) -> Iterator[_Reading]:
    """Every way in which the words make sense, the likelier of two equal ones first."""
    if len(words) == 1 and (load := _load_alone(words[0], aim, exercise, unit)) is not None:
        yield _Reading(Typed((), load), 0.0)
        return
    groups = _groups(words)
    loads = sum(word.load is not None for word in words)
    if groups is None or not groups or loads > sum(len(group) == 2 for group in groups) + 1:
        return
    ways = [(groups, 0.0)]
    if _may_be_a_pair(groups, aim):
        ways.append(([groups[0] + groups[1], *groups[2:]], LIST_LIKELIER if len(groups) > 2 else 0.0))
    for grouped, odd in ways:
        for load_at in (0, 1):
            if (typed := _sets(grouped, load_at, exercise, unit)) is not None:
                yield _Reading(typed, odd)


def _load_alone(word: _Word, aim: Aim, exercise: Exercise, unit: Unit) -> Load | None:
    """The load that a single word stands for: the answer to the card's question, or a number that cannot be repetitions."""
    if word.kind != "number":
        return word.load
    if aim.load is not None and (not word.has_fraction or exercise.counting.bare):
        return None
    return bare_load(word.value, exercise, unit)


def _may_be_a_pair(groups: list[list[_Word]], aim: Aim) -> bool:
    """Whether a line of bare numbers may begin with a load and repetitions, `45 10`, and not be repetitions only."""
    if len(groups) < 2 or any(len(group) > 1 for group in groups):
        return False
    first, second = groups[0][0], groups[1][0]
    return first.has_fraction or second.has_fraction or (aim.load is not None and not second.listed)


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
            if heavy.kind == "time":
                return None
            load = heavy.load or bare_load(heavy.value, exercise, unit)
        if reps.kind not in ("number", "time") or reps.value != int(reps.value):
            return None
        sets.append(TypedSet(int(reps.value), load))
    return Typed(tuple(sets))


def _load_stands(pair: list[_Word], otherwise: int) -> int:
    for at, word in enumerate(pair):
        if word.kind in ("load", "time"):
            return at if word.kind == "load" else 1 - at
    return otherwise


def _is_sane(typed: Typed, exercise: Exercise) -> bool:
    loads = [typed.load, *(one.load for one in typed.sets)]
    read = all(1 <= one.reps <= MOST_TYPED for one in typed.sets)
    return read and len(typed.sets) <= MOST_AT_ONCE and all(_fits(load, exercise) for load in loads if load)


def _fits(load: Load, exercise: Exercise) -> bool:
    """Whether a load is one that this exercise counts: something lifted, the body with or without, or help."""
    match exercise.counting:
        case Counting.WEIGHT | Counting.WEIGHT_DURATION:
            return not load.on_body and load.weight.amount > 0
        case Counting.BODYWEIGHT_MINUS:
            return load.on_body and load.weight.amount <= 0
        case Counting.DURATION:
            return load.on_body and not load.weight.amount
        case Counting.BODYWEIGHT | Counting.DURATION:
            return load.on_body and load.weight.amount >= 0
        case _:
            return load.on_body


def _distance(typed: Typed, aim: Aim) -> float:
    """How far a reading is from what the card aims for: logarithmic, as twice too much is as odd as half."""
    sets = sum(abs(math.log(one.reps / aim.reps)) + _load_distance(one.load, aim.load) for one in typed.sets)
    return sets + _load_distance(typed.load, aim.load)


def _load_distance(load: Load | None, aimed: Load | None) -> float:
    if load is None or aimed is None:
        return 0.0
    amount = load.weight.to(aimed.weight.unit).amount
    return abs(math.log((abs(amount) + 1) / (abs(aimed.weight.amount) + 1)))
