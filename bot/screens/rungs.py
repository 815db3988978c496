"""The ladder of an exercise, as buttons: one tap, and the next set is done a rung lower or higher.

A rung is an exercise like any; which one is meant is decided in `training.ladder`.
"""

from bot.screens.buttons import tap
from bot.screens.screen import Button, Row
from bot.screens.taps import Verb
from bot.screens.words import spoken
from bot.training.aim import target_at
from bot.training.logged import Slot
from bot.training.order import exercise_at
from bot.training.session import Session
from bot.training.target import TargetRule


def rung_rows(session: Session, slot: Slot) -> tuple[Row, ...]:
    """The rungs next to the one that is on; all others for somebody who is new to the ladder. None elsewhere."""
    exercise = exercise_at(session, slot.position)
    if exercise.id not in exercise.ladder:
        return ()
    here = exercise.ladder.index(exercise.id)
    others = [at for at in range(len(exercise.ladder)) if at != here]
    target = target_at(session, slot.position)
    is_new = target is None or target.why.rule is TargetRule.FIRST
    near = others if is_new else [at for at in others if abs(at - here) == 1]
    found = [
        Button(
            f"{'▼' if at < here else '▲'} {spoken(exercise.ladder[at])}",
            tap(session, Verb.RUNG, f"{slot.position}_{at}"),
        )
        for at in near
    ]
    return tuple((button,) for button in found)
