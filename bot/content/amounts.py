"""How many sets of how much: `4x10`, `3x8 per side`, `3x30-45 s`, `warm-up 1x12 at 50%` or `drop 1x12 at 80%`.

An exercise decides what it counts: repetitions or seconds, of both sides together or not. Every refusal stands at the very
characters that are wrong. The line around it is read in `sets`.
"""

import re
from decimal import Decimal

from bot.content import values
from bot.content.pages import Word
from bot.content.problems import Wrong, quoted
from bot.training.aim import MOST_REPS, MOST_SECONDS
from bot.training.plan import Exercise, PlannedSet
from bot.training.quantities import RepRange
from bot.training.vocabulary import Counting, SetKind

MOST_SETS = 20

_NUMBER, _CLOCK = r"[0-9]{1,6}", r"[0-9]{1,2}:[0-5][0-9]"
_SETS = re.compile(
    rf"(?P<sets>{_NUMBER}) ?[x×] ?"
    rf"(?P<amount>(?P<number>{_NUMBER}(?: ?[-–] ?{_NUMBER})?)(?P<unit> ?s)?|{_CLOCK}(?: ?[-–] ?{_CLOCK})?)"
    r"(?![^ ])"
)
_PER_SIDE = re.compile(r"per +side(?![^ ])")
_SHARE = re.compile(r" at ([0-9]{1,6}) ?%(?![^ ])")
_KINDS = {"warm-up": SetKind.WARM_UP, "drop": SetKind.DROP}
_NAMES = {SetKind.WARM_UP: "a warm-up", SetKind.DROP: "a drop set"}
_EXAMPLES = {SetKind.WARM_UP: "'warm-up 1x12 at 50%'", SetKind.DROP: "'drop 1x12 at 80%'"}


def read_sets(part: Word, exercise: Exercise | None) -> tuple[PlannedSet, ...]:
    """The sets that one part of a line asks for; without the exercise only their form is checked."""
    first, others = part.split()
    kind = _KINDS.get(first.text.casefold(), SetKind.WORKING)
    sets = part if kind is SetKind.WORKING else others
    match = _SETS.match(sets.text)
    if not match:
        raise Wrong(sets.place, f"{quoted(sets.split()[0].text)} is not sets x {_wanted(exercise)}")
    count = values.whole("sets", 1, MOST_SETS)(sets.part(*match.span("sets")))
    side = _PER_SIDE.match(sets.text, match.end() + 1)
    if exercise is not None:
        _check_unit(sets, match, exercise)
        _check_side(sets, match, side, exercise)
    reps = _reps(sets, match, sides=2 if side else 1)
    tail = sets.part((side or match).end(), len(sets.text))
    share = _full_share(tail) if kind is SetKind.WORKING else _share(kind, sets, tail, exercise)
    return (PlannedSet(reps, kind, share),) * count


def _wanted(exercise: Exercise | None) -> str:
    timed = exercise is not None and exercise.counting.timed
    return "time, like '3x30-45 s' or '2x1:30'" if timed else "reps, like '4x10' or '3x8-12'"


def _check_unit(sets: Word, match: re.Match[str], exercise: Exercise) -> None:
    amount = sets.part(*match.span("amount"))
    is_time = match["unit"] is not None or match["number"] is None
    if exercise.counting.timed and not is_time:
        raise Wrong(amount.place, f"{quoted(amount.text)} is no time; this exercise is held, like '30-45 s' or '1:30'")
    if is_time and not exercise.counting.timed:
        raise Wrong(amount.place, f"{quoted(amount.text)} is a time; this exercise counts repetitions")


def _check_side(sets: Word, match: re.Match[str], side: re.Match[str] | None, exercise: Exercise) -> None:
    if exercise.per_side and side is None:
        raise Wrong(sets.place, f"this exercise is done per side, like '{match[0]} per side'")
    if side is not None and not exercise.per_side:
        raise Wrong(sets.at(side.start()), "this exercise is not done per side")


def _reps(sets: Word, match: re.Match[str], sides: int) -> RepRange:
    """Repetitions or seconds, of both sides together."""
    each = " per side" if sides > 1 else ""
    seconds = f"seconds{each}", 1, MOST_SECONDS
    if match["number"] is None:
        low, high = values.clock_span(*seconds)(sets.part(*match.span("amount")))
    elif match["unit"] is not None:
        low, high = values.span(*seconds)(sets.part(*match.span("number")))
    else:
        low, high = values.span(f"reps{each}", 1, MOST_REPS)(sets.part(*match.span("number")))
    return RepRange(low * sides, high * sides)


def _full_share(tail: Word) -> Decimal:
    if tail.text.startswith("at "):
        raise Wrong(tail.place, "only a warm-up or a drop set names its share of the load")
    if tail.text:
        raise Wrong(tail.place, f"{quoted(tail.text)} means nothing here")
    return Decimal(1)


def _share(kind: SetKind, sets: Word, tail: Word, exercise: Exercise | None) -> Decimal:
    """The named share of the working load. Warm-ups may leave it out where the body counts: nothing is added to it then."""
    counting = exercise.counting if exercise else None
    weightless = counting is not None and (counting.bare or counting is Counting.BODYWEIGHT_MINUS)
    if weightless and (tail.text or kind is SetKind.DROP):
        place = tail.place if tail.text else sets.place
        raise Wrong(place, f"this exercise counts no weight that {_NAMES[kind]} could take a share of")
    if not tail.text:
        if kind is SetKind.DROP or counting in (Counting.WEIGHT, Counting.WEIGHT_DURATION):
            raise Wrong(sets.place, f"{_NAMES[kind]} names its share of the load, like {_EXAMPLES[kind]}")
        return Decimal(0) if counting is Counting.BODYWEIGHT_PLUS else Decimal(1)
    match = _SHARE.fullmatch(" " + tail.text)
    if not match:
        raise Wrong(tail.place, f"{quoted(tail.text)} is no share of the load, like 'at 50%'")
    percent = int(match[1])
    if not 1 <= percent <= 99:
        raise Wrong(tail.at(match.start(1) - 1), f"{_NAMES[kind]}'s share goes from 1% to 99%, not {percent}%")
    return Decimal(percent) / 100
