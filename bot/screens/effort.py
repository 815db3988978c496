"""How hard a set was: three buttons beneath it, for lifters who want to be asked.

A typed `@8` says the same. What comes of it is decided in `training.progression`.
"""

from bot.screens.buttons import tap
from bot.screens.screen import Button, Row
from bot.screens.taps import Verb
from bot.training.lifter import Lifter
from bot.training.session import Session
from bot.training.vocabulary import SetKind

_ANSWERS = (("0", "None left"), ("2", "1–3 left"), ("4", "4+ left"))


def effort_rows(session: Session, lifter: Lifter) -> tuple[Row, ...]:
    """How many more repetitions there would have been in the set just done; nothing once that is known."""
    last = session.log[-1] if session.log else None
    if not lifter.effort or last is None or last.kind is not SetKind.WORKING or last.rir is not None:
        return ()
    return (tuple(Button(words, tap(session, Verb.RESERVE, f"{last.slot}_{left}")) for left, words in _ANSWERS),)
