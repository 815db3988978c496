"""Which muscles a session worked, and how much: sums of its log, and three words for them.

Working and drop sets count whole for the muscles that an exercise is for and half for those that help, as everywhere
(`recovery.HELPING`); warm-ups count for nothing. Much is what two such sessions would make a week's worth of: about ten sets a
week and muscle (Schoenfeld, Ogborn and Krieger 2017), on two days (ACSM position stand, update of 2026).
"""

from collections.abc import Mapping
from enum import StrEnum

from bot.training.order import exercise_of
from bot.training.recovery import worked
from bot.training.review import ENOUGH, TIMES
from bot.training.session import Session
from bot.training.vocabulary import Muscle, SetKind

COUNTED = frozenset({SetKind.WORKING, SetKind.DROP})
SOME_SETS = 2.0  # one set, or a few that only helped, is a little
MUCH_SETS = ENOUGH / TIMES


class Worked(StrEnum):
    LITTLE = "little"
    SOME = "some"
    MUCH = "much"


def sets_by_muscle(session: Session) -> Mapping[Muscle, float]:
    """Those that worked at all, the most worked first; of two alike, that which was worked first."""
    done = (exercise_of(session, logged) for logged in session.log if logged.kind in COUNTED)
    sets = worked(exercise for exercise in done if exercise is not None)
    return dict(sorted(sets.items(), key=lambda one: -one[1]))


def muscles_worked(session: Session) -> Mapping[Muscle, Worked]:
    """How much each muscle was worked, in that order; one that is not named did nothing."""
    return {muscle: how_much(sets) for muscle, sets in sets_by_muscle(session).items()}


def how_much(sets: float) -> Worked:
    if sets >= MUCH_SETS:
        return Worked.MUCH
    return Worked.SOME if sets >= SOME_SETS else Worked.LITTLE
