"""How long what is left will take: a rough promise for the card, not a rule of training."""

from datetime import timedelta

from bot.training.order import planned, remaining, rest_after
from bot.training.session import Session

PER_REP = timedelta(seconds=4)  # a controlled repetition: up, pause, down
PER_SET = timedelta(seconds=10)  # taking hold, letting go


def time_left(session: Session) -> timedelta:
    """The remaining sets with the rests between them; nothing for a session that is done."""
    left = remaining(session)
    work = sum((PER_SET + PER_REP * planned(session, slot).reps.high for slot in left), timedelta())
    return work + sum((rest_after(session, slot) for slot in left[:-1]), timedelta())
