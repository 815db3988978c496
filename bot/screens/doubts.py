"""How a doubtful set or load is asked about. The corrections are buttons, written as sets are everywhere.

Nothing is stored before one of them is pressed.
"""

from decimal import Decimal

from bot.screens.buttons import tap
from bot.screens.screen import Button, Row, Screen, bold, italic, lines
from bot.screens.taps import Tap, Verb
from bot.screens.words import count, set_words
from bot.training.aim import is_possible, most_reps
from bot.training.bests import BestSet
from bot.training.logged import Slot
from bot.training.order import exercise_at
from bot.training.plan import Exercise
from bot.training.plausible import Doubt, Doubtful
from bot.training.quantities import plain
from bot.training.session import Session

_FAR = {
    Doubtful.HEAVY: "far heavier than your",
    Doubtful.MANY: "far more than your",
    Doubtful.LIGHT: "far lighter than your",
}


def question(doubt: Doubt, exercise: Exercise) -> str:
    """`10 × 450 kg: far heavier than your 10 × 45 kg. What did you mean?`"""
    if doubt.usual is None or doubt.why is Doubtful.BEYOND:
        against = "more than anybody does, as far as I know"
    else:
        against = f"{_FAR[doubt.why]} {set_words(doubt.usual.reps, doubt.usual.load, exercise)}"
    return f"{set_words(doubt.reps, doubt.load, exercise)}: {against}. What did you mean?"


def doubted_set(session: Session, slot: Slot, doubt: Doubt, after: int, rir: Decimal | None) -> Screen:
    """What was typed for a slot, with what may have been meant. `after`: how many typed sets wait behind it."""
    exercise = exercise_at(session, slot.position)
    rest = f"Then type the {count(after, 'set')} after it once more." if after else None
    rows = meant_rows(session, slot, exercise, doubt, Verb.MEANT, rir)
    return _asked(session, question(doubt, exercise), rest, rows)


def meant_rows(
    session: Session, slot: Slot, exercise: Exercise, doubt: Doubt, verb: Verb, rir: Decimal | None = None
) -> tuple[Row, ...]:
    """What may have been meant for a slot, and what was typed, each a button that says so with this verb; the effort that was
    typed with it goes along."""
    return tuple(
        (Button(_label(one, doubt, set_words(one.reps, one.load, exercise)), _meant(session, slot, one, verb, rir)),)
        for one in _choices(doubt, exercise)
    )


def doubted_load(session: Session, slot: Slot, doubt: Doubt) -> Screen:
    """A load that was typed for all sets to come, likewise."""
    exercise = exercise_at(session, slot.position)
    loads = dict.fromkeys(one.load for one in _choices(doubt, exercise) if one.reps == doubt.reps)
    rows = tuple(
        (
            Button(
                _label(BestSet(doubt.reps, load), doubt, str(load)),
                tap(session, Verb.LOAD, f"{slot}_{plain(load.weight.amount)}_{load.weight.unit}"),
            ),
        )
        for load in loads
    )
    return _asked(session, question(doubt, exercise), None, rows)


def _asked(session: Session, text: str, rest: str | None, rows: tuple[Row, ...]) -> Screen:
    back = (Button("‹ None of these", tap(session, Verb.CARD)),)
    words = lines(bold(text), italic(rest) if rest else None, "Nothing is logged yet.")
    return Screen(words, (*rows, back))


def _choices(doubt: Doubt, exercise: Exercise) -> tuple[BestSet, ...]:
    """What may have been meant, and what was typed if it can be done at all."""
    typed = BestSet(doubt.reps, doubt.load)
    return (*doubt.likely, typed) if is_possible(doubt.reps, doubt.load, most_reps(exercise)) else doubt.likely


def _label(one: BestSet, doubt: Doubt, words: str) -> str:
    return f"Keep {words}" if one == BestSet(doubt.reps, doubt.load) else words


def _meant(session: Session, slot: Slot, one: BestSet, verb: Verb, rir: Decimal | None) -> Tap:
    weight = one.load.weight
    counts = "b" if one.load.on_body else "w"
    effort = "" if rir is None else f"_{plain(rir)}"
    return tap(session, verb, f"{slot}_{one.reps}_{plain(weight.amount)}_{weight.unit}_{counts}{effort}")
