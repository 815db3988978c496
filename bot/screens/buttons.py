"""Buttons that several screens of a session have: what they carry, and the nudges.

What a press does is decided elsewhere.
"""

from bot.screens.screen import Button, Row
from bot.screens.taps import Tap, Verb
from bot.training.logged import Slot
from bot.training.plan import Exercise
from bot.training.quantities import Load, plain
from bot.training.session import Session
from bot.training.vocabulary import Counting


def tap(session: Session, verb: Verb, about: str = "") -> Tap:
    return Tap(verb, session.lifter, about, session.id, session.revision)


def rep_nudges(session: Session, slot: Slot, verb: Verb) -> Row:
    """One repetition fewer and one more."""
    return (_nudge(session, slot, "−1 rep", "r", -1, verb), _nudge(session, slot, "+1 rep", "r", 1, verb))


def load_nudges(session: Session, slot: Slot, exercise: Exercise, load: Load, verb: Verb) -> Row:
    """Lighter and heavier by one step of the exercise; nothing where only the body counts."""
    if exercise.counting.bare:
        return ()
    if exercise.counting is Counting.BODYWEIGHT_MINUS:
        words = ("More help", "Less help")
    else:
        step = plain(exercise.step.weight(load.weight.unit).amount)
        words = (f"−{step} {load.weight.unit}", f"+{step} {load.weight.unit}")
    return (_nudge(session, slot, words[0], "w", -1, verb), _nudge(session, slot, words[1], "w", 1, verb))


def _nudge(session: Session, slot: Slot, label: str, what: str, by: int, verb: Verb) -> Button:
    return Button(label, tap(session, verb, f"{slot}_{what}_{by}"))
