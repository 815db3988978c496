"""Which muscles a session worked, and how much: sums of its log, and three words for them.

Working and drop sets count whole for the muscles that an exercise is for and half for those that help, as everywhere
(`recovery.HELPING`); warm-ups, and what can hardly be true, count for nothing. Much is what two such sessions would make a
week's worth of: about ten sets a week and muscle (Schoenfeld, Ogborn and Krieger 2017), on two days (ACSM position stand,
update of 2026).
"""

from collections.abc import Mapping
from enum import StrEnum

from bot.training.bests import counts
from bot.training.order import exercise_of
from bot.training.recovery import worked
from bot.training.review import ENOUGH, TIMES
from bot.training.session import Session
from bot.training.vocabulary import Muscle

SOME_SETS = 2.0  # one set, or a few that only helped, is a little
MUCH_SETS = ENOUGH / TIMES


class Worked(StrEnum):
    LITTLE = "little"
    SOME = "some"
    MUCH = "much"


def muscles_worked(session: Session) -> Mapping[Muscle, Worked]:
    """How much each muscle was worked, the most first; one that is not named did nothing. One that only helped, however
    often, is not what the session was for: some at most."""
    done = [exercise_of(session, logged) for logged in session.log if counts(logged.kind)]
    known = [exercise for exercise in done if exercise is not None]
    meant = {muscle for exercise in known for muscle in exercise.primary}
    sets = worked(known)
    order = sorted(sets, key=lambda muscle: (muscle not in meant, -sets[muscle]))
    return {muscle: _how_much(sets[muscle], muscle in meant) for muscle in order}


def _how_much(sets: float, meant: bool) -> Worked:
    if sets < SOME_SETS:
        return Worked.LITTLE
    return Worked.MUCH if meant and sets >= MUCH_SETS else Worked.SOME
