"""A page of `exercises/` read into an exercise and its guide.

Swaps and rungs are checked to point at files that exist; what exercises must be to one another is checked in `kinship`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal

from bot.content import fields, values
from bot.content.front_matter import Group, check_names, front_matter
from bot.content.pages import Page, Word
from bot.content.problems import Wrong, quoted
from bot.content.prose import read_guide
from bot.training.plan import Exercise, Guide, Step
from bot.training.vocabulary import MUSCLE_ALIASES, Condition, Counting, Equipment, LumbarLoad, Muscle

REQUIRED = ("name", "load", "equipment", "primary", "lumbar", "rest", "step")
OPTIONAL = ("aliases", "secondary", "avoid_if", "swaps", "per_side", "ladder")

_MUSCLES = {muscle.value: muscle for muscle in Muscle} | MUSCLE_ALIASES
_COUNTING = {way.value: way for way in Counting}
_EQUIPMENT = {thing.value: thing for thing in Equipment}
_LUMBAR = {load.value: load for load in LumbarLoad}
_CONDITIONS = {condition.value: condition for condition in Condition}

# Nobody adds 2.5 kg to a push-up that counts repetitions only, or to a plank: the field may stay away there.
_NO_STEP = Step(Decimal("2.5"), Decimal(5))
_NO_GUIDE = Guide(())


@dataclass(frozen=True, slots=True)
class Draft:
    """What could be read of an exercise's page, with the words that concern other pages too."""

    page: Page
    exercise: Exercise | None = None
    guide: Guide = _NO_GUIDE
    names: tuple[Word, ...] = ()
    avoid_if: tuple[Word, ...] = ()
    swaps: tuple[Word, ...] = ()
    ladder: tuple[Word, ...] = ()


def read_exercise(page: Page, known: Collection[str]) -> Draft:
    """The draft of an exercise; `known` are the ids that swaps and ladders may point to."""
    front = front_matter(page)
    if front is None:
        return Draft(page)
    guide = read_guide(page, front.body)
    group = front.group
    if group is None:
        return Draft(page)
    exercise = _exercise(page, group, known)
    names = fields.as_written(group, "name") + fields.as_written(group, "aliases")
    related = (fields.as_written(group, name) for name in ("avoid_if", "swaps", "ladder"))
    return Draft(page, exercise, guide, names, *related)


def _exercise(page: Page, group: Group, known: Collection[str]) -> Exercise | None:
    counting = fields.one(page, group, "load", values.choice("load", _COUNTING))
    required = [name for name in REQUIRED if name != "step" or counting is None or not counting.bare]
    check_names(page, group, required, (*OPTIONAL, "step"))
    name = fields.one(page, group, "name", values.name)
    lumbar = fields.one(page, group, "lumbar", values.choice("lumbar load", _LUMBAR))
    rest = fields.one(page, group, "rest", values.rest)
    step = fields.one(page, group, "step", values.step) or _NO_STEP
    primary = fields.many(page, group, "primary", values.choice("muscle", _MUSCLES), least=1)
    secondary = fields.many(page, group, "secondary", _helping_muscle(primary))
    aliases = tuple(alias for _, alias in fields.each(page, group, "aliases", values.name))
    equipment = fields.many(page, group, "equipment", values.choice("equipment", _EQUIPMENT), least=1)
    avoid_if = fields.many(page, group, "avoid_if", values.choice("condition", _CONDITIONS))
    swaps = fields.many(page, group, "swaps", _swap(page.id, known))
    per_side = fields.one(page, group, "per_side", values.true_or_false) or False
    ladder = _ladder(page, group, known)
    if name is None or counting is None or lumbar is None or rest is None:
        return None
    return Exercise(
        page.id,
        name,
        counting,
        equipment,
        primary,
        secondary,
        lumbar,
        rest,
        step,
        aliases,
        avoid_if,
        swaps,
        per_side,
        ladder,
    )


def _ladder(page: Page, group: Group, known: Collection[str]) -> tuple[str, ...]:
    """The rungs that this page lists, the easiest first; a ladder stands on the page of its hardest."""
    rungs = fields.many(page, group, "ladder", values.pointer("exercise", known))
    written = fields.as_written(group, "ladder")
    if len(written) == 1:
        page.add(written[0].place, "a ladder has two rungs or more, the easiest first")
    elif written and written[-1].text != page.id:
        page.add(
            written[-1].place, f"a ladder stands in the file of its hardest rung and ends with it: {quoted(page.id)}"
        )
    return rungs


def _helping_muscle(primary: tuple[Muscle, ...]) -> Callable[[Word], Muscle]:
    def read(word: Word) -> Muscle:
        muscle = values.choice("muscle", _MUSCLES)(word)
        if muscle in primary:
            raise Wrong(word.place, f"{quoted(word.text)} is a primary muscle already")
        return muscle

    return read


def _swap(own: str, known: Collection[str]) -> Callable[[Word], str]:
    def read(word: Word) -> str:
        if word.text == own:
            raise Wrong(word.place, "an exercise does not swap with itself")
        return values.pointer("exercise", known)(word)

    return read
