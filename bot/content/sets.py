"""One line of a workout, `- seated-row: warm-up 1x12 at 50%, 3x8-12, rest 1:30`, read into a prescription.

Every refusal stands at the very characters that are wrong. How lines make blocks is the business of `workouts`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from bot.content import values
from bot.content.pages import Page, Word
from bot.content.problems import Wrong, quoted
from bot.training.plan import Exercise, PlannedSet, Prescription
from bot.training.quantities import RepRange
from bot.training.vocabulary import Counting, SetKind

MOST_SETS = 20
MOST_REPS = 100

_SETS = re.compile(r"([0-9]{1,6}) ?[x×] ?([0-9]{1,6}(?: ?[-–] ?[0-9]{1,6})?)(?![^ ])")
_SHARE = re.compile(r" at ([0-9]{1,6}) ?%(?![^ ])")
_WARM_UP = "warm-up"


@dataclass(frozen=True, slots=True)
class Shelved:
    """The exercises a line may name: those that could be read, and the ids of all."""

    good: Mapping[str, Exercise]
    ids: Collection[str]


def read_line(page: Page, line: Word, exercises: Shelved) -> Prescription | None:
    """The prescription of a line (without its '- '); None if it is wrong or its exercise is."""
    before = len(page.problems)
    colon = line.text.find(":")
    word = line.part(0, colon) if colon >= 0 else line.split()[0]
    name = page.attempt(values.pointer("exercise", exercises.ids), word)
    if colon < 0:
        page.add(line.at(len(word.text)), "after the exercise come ':' and its sets, like ': 4x10, rest 1:30'")
        return None
    exercise = exercises.good.get(name or "")
    sets: list[PlannedSet] = []
    rest: timedelta | None = None
    for part in _parts(line, colon + 1):
        if rest is not None:
            page.add(part.place, "the rest comes last")
        if part.split()[0].text == "rest":
            rest = page.attempt(_rest, part) or timedelta(0)
        else:
            sets.extend(page.attempt(lambda word: _sets(word, exercise), part) or ())
    if len(page.problems) == before:
        _check_sets(page, word, sets)
    if exercise is None or len(page.problems) > before:
        return None
    return Prescription(exercise, tuple(sets), exercise.rest if rest is None else rest)


def _parts(line: Word, start: int) -> list[Word]:
    """What stands between the commas."""
    parts: list[Word] = []
    while start < len(line.text):
        comma = line.text.find(",", start)
        end = comma if comma >= 0 else len(line.text)
        parts.append(line.part(start, end))
        start = end + 1
    return parts


def _rest(part: Word) -> timedelta:
    return values.rest(part.split()[1])


def _sets(part: Word, exercise: Exercise | None) -> tuple[PlannedSet, ...]:
    """'4x10', '3x8-12' or 'warm-up 1x12 at 50%'."""
    first, others = part.split()
    warm_up = first.text.casefold() == _WARM_UP
    sets = others if warm_up else part
    match = _SETS.match(sets.text)
    if not match:
        raise Wrong(sets.place, f"{quoted(sets.split()[0].text)} is not sets x reps, like '4x10' or '3x8-12'")
    count = values.whole("sets", 1, MOST_SETS)(sets.part(*match.span(1)))
    low, high = values.span("reps", 1, MOST_REPS)(sets.part(*match.span(2)))
    tail = sets.part(match.end(), len(sets.text))
    kind = SetKind.WARM_UP if warm_up else SetKind.WORKING
    share = _warm_up_share(sets, tail, exercise) if warm_up else _full_share(tail)
    return (PlannedSet(RepRange(low, high), kind, share),) * count


def _full_share(tail: Word) -> Decimal:
    if tail.text.startswith("at "):
        raise Wrong(tail.place, "only a warm-up names its share of the load")
    if tail.text:
        raise Wrong(tail.place, f"{quoted(tail.text)} means nothing here")
    return Decimal(1)


def _warm_up_share(sets: Word, tail: Word, exercise: Exercise | None) -> Decimal:
    """The named share of the working load; an added weight that is left out is none at all."""
    counting = exercise.counting if exercise else None
    if not tail.text:
        if counting is Counting.WEIGHT:
            raise Wrong(sets.place, "a warm-up names its share of the load, like 'warm-up 1x12 at 50%'")
        return Decimal(0) if counting is Counting.BODYWEIGHT_PLUS else Decimal(1)
    match = _SHARE.fullmatch(" " + tail.text)
    if not match:
        raise Wrong(tail.place, f"{quoted(tail.text)} is no share of the load, like 'at 50%'")
    if counting in (Counting.BODYWEIGHT, Counting.BODYWEIGHT_MINUS):
        raise Wrong(tail.place, "this exercise counts no weight that a warm-up could take a share of")
    percent = int(match[1])
    if not 1 <= percent <= 99:
        raise Wrong(tail.at(match.start(1) - 1), f"a warm-up's share goes from 1% to 99%, not {percent}%")
    return Decimal(percent) / 100


def _check_sets(page: Page, name: Word, sets: list[PlannedSet]) -> None:
    kinds = [planned.kind for planned in sets]
    if SetKind.WORKING not in kinds:
        page.add(name.place, f"{quoted(name.text)} has no working sets, like '4x10'")
    elif SetKind.WARM_UP in kinds[kinds.index(SetKind.WORKING) :]:
        page.add(name.place, f"{quoted(name.text)} warms up after working sets; warm-ups come first")
    elif len(sets) > MOST_SETS:
        page.add(name.place, f"{quoted(name.text)} has {len(sets)} sets; at most {MOST_SETS}")
