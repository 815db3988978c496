"""One line of a workout, `- seated-row: warm-up 1x12 at 50%, 3x8-12, rest 1:30`, read into a prescription.

What stands between two commas is read in `amounts`; how lines make blocks is the business of `workouts`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.content import values
from bot.content.amounts import MOST_SETS, read_sets
from bot.content.pages import Page, Word
from bot.content.problems import quoted
from bot.training.plan import Exercise, PlannedSet, Prescription
from bot.training.vocabulary import SetKind

_ORDER = (SetKind.WARM_UP, SetKind.WORKING, SetKind.DROP)


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
            sets.extend(page.attempt(lambda word: read_sets(word, exercise), part) or ())
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


def _check_sets(page: Page, name: Word, sets: list[PlannedSet]) -> None:
    kinds = [planned.kind for planned in sets]
    late = {later for at, kind in enumerate(kinds) for later in kinds[at:] if _ORDER.index(later) < _ORDER.index(kind)}
    if SetKind.WORKING not in kinds:
        page.add(name.place, f"{quoted(name.text)} has no working sets, like '4x10'")
    elif SetKind.WARM_UP in late:
        page.add(name.place, f"{quoted(name.text)} warms up after working sets; warm-ups come first")
    elif late:
        page.add(name.place, f"{quoted(name.text)} has working sets after a drop set; drop sets come last")
    elif len(sets) > MOST_SETS:
        page.add(name.place, f"{quoted(name.text)} has {len(sets)} sets; at most {MOST_SETS}")
