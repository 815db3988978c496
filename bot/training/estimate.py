"""How long what is left will take: a rough promise for the card, not a rule of training."""

from datetime import timedelta

from bot.training.logged import Slot
from bot.training.order import exercise_at, planned, remaining, rest_after
from bot.training.session import Session

PER_REP = timedelta(seconds=4)  # a controlled repetition: up, pause, down
PER_SET = timedelta(seconds=10)  # taking hold, letting go
A_SECOND = timedelta(seconds=1)


def time_left(session: Session) -> timedelta:
    """The remaining sets with the rests between them; nothing for a session that is done."""
    left = remaining(session)
    work = sum((_takes(session, slot) for slot in left), timedelta())
    return work + sum((rest_after(session, slot) for slot in left[:-1]), timedelta())


def _takes(session: Session, slot: Slot) -> timedelta:
    """A set; what is timed counts its seconds."""
    timed = exercise_at(session, slot.position).counting.timed
    return PER_SET + (A_SECOND if timed else PER_REP) * planned(session, slot).reps.high
