"""Buttons that several screens of a session have: what they carry, and the nudges.

What a press does is decided elsewhere.
"""

from bot.screens.screen import Button, Row
from bot.screens.taps import Tap, Verb
from bot.training.aim import rep_step, stepped
from bot.training.logged import Slot
from bot.training.plan import Exercise
from bot.training.quantities import Load, plain
from bot.training.session import Session
from bot.training.vocabulary import Counting


def tap(session: Session, verb: Verb, about: str = "") -> Tap:
    return Tap(verb, session.lifter, about, session.id, session.revision)


def rep_nudges(session: Session, slot: Slot, exercise: Exercise, verb: Verb) -> Row:
    """One repetition fewer and one more, for each side where they are counted so; for what is held, five seconds."""
    step = rep_step(exercise)
    amount = f"{step // 2 if exercise.per_side else step} {'s' if exercise.counting.timed else 'rep'}"
    if exercise.per_side:
        amount = f"{amount.removesuffix(' rep')} a side"
    return (
        _nudge(session, slot, f"−{amount}", "r", -step, verb),
        _nudge(session, slot, f"+{amount}", "r", step, verb),
    )


def load_nudges(session: Session, slot: Slot, exercise: Exercise, load: Load, verb: Verb) -> Row:
    """To the next lighter load that exists and the next heavier one; none where only the body counts, or nothing comes next."""
    if exercise.counting.bare:
        return ()
    others = ((by, stepped(load, by, exercise, session.coaching.kit)) for by in (-1, 1))
    return tuple(
        _nudge(session, slot, _by_words(exercise, load, other), "w", by, verb) for by, other in others if other != load
    )


def _by_words(exercise: Exercise, load: Load, other: Load) -> str:
    by = other.weight.amount - load.weight.amount
    if exercise.counting is Counting.BODYWEIGHT_MINUS:
        return "Less help" if by > 0 else "More help"
    return f"{'+' if by > 0 else '−'}{plain(abs(by))} {load.weight.unit}"


def _nudge(session: Session, slot: Slot, label: str, what: str, by: int, verb: Verb) -> Button:
    return Button(label, tap(session, verb, f"{slot}_{what}_{by}"))
