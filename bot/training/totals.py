"""What a session adds up to: sets, volume, repetitions, time. Sums only; judgement lives elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from bot.training.logged import LoggedSet
from bot.training.order import exercise_of
from bot.training.quantities import Unit, Weight
from bot.training.session import Session
from bot.training.vocabulary import SetKind


@dataclass(frozen=True, slots=True)
class Totals:
    """`volume` is repetitions times weight over all sets, warm-ups too; sets on the body count as `body_reps` instead. What is
    timed counts as `held`, and as neither: seconds are no repetitions. An odd set is one of the `sets`, and no more."""

    sets: int
    volume: Weight
    body_reps: int
    held: timedelta
    duration: timedelta


def totals(session: Session) -> Totals:
    """The sums of a session, in its lifter's unit; its duration runs to its end, or to the last sign of life."""
    until = session.finished or session.touched
    true = tuple(logged for logged in session.log if logged.kind is not SetKind.ODD)
    counted = tuple(logged for logged in true if not _is_timed(session, logged))
    return Totals(
        len(session.log),
        volume(counted, session.unit),
        sum(logged.reps for logged in counted if logged.load.on_body),
        timedelta(seconds=sum(logged.reps for logged in true if logged not in counted)),
        max(until - session.started, timedelta()),
    )


def volume(log: Iterable[LoggedSet], unit: Unit) -> Weight:
    """Repetitions times weight, summed over the sets whose load is a weight."""
    lifted = (s.load.weight.to(unit).amount * s.reps for s in log if not s.load.on_body)
    return Weight(sum(lifted, Decimal(0)), unit)


def _is_timed(session: Session, logged: LoggedSet) -> bool:
    exercise = exercise_of(session, logged)
    return exercise is not None and exercise.counting.timed
