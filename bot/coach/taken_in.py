"""A session from a file as a session of ours: with a workout made of what was done, so that no page knows the difference.

Pure, and made for the workshop: nothing of the house is needed here but the sport and the values that files are read into.
"""

from base64 import b32encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import blake2b

from bot.coach.records import Known
from bot.exchange.past import IMPORTED, PastExercise, PastSession, PastSet
from bot.training.bests import Bests
from bot.training.correct import MOST_IN_RESERVE
from bot.training.logged import LoggedSet, Slot
from bot.training.own import usual_sets
from bot.training.plan import Block, Exercise, Workout
from bot.training.plausible import doubt
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import Phase, Session, Situation
from bot.training.vocabulary import Counting, SetKind

LONGEST_NAME = 60
LONGEST_ABOUT = 1000
MOST_REPS = 99_999  # whatever a file says
MOST_WEIGHT = Decimal(99_999)
_THOUSANDTH = Decimal("0.001")

Meant = Callable[[str], Exercise | None]  # by the name in the file; None is left out


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose session it is to be, and in which unit they think."""

    lifter: int
    unit: Unit


def signature(started: datetime, sets: int, reps: int) -> tuple[int, int, int]:
    """What two tellings of one session have in common, whichever app tells it: its minute, its sets, their repetitions."""
    return int(started.timestamp()) // 60, sets, reps


def signature_of(past: PastSession) -> tuple[int, int, int]:
    done = [one.reps for exercise in past.exercises for one in exercise.sets]
    return signature(past.started, len(done), sum(done))


def known_signature(known: Known) -> tuple[int, int, int]:
    return signature(known.started, known.sets, known.reps)


def id_for(past: PastSession, lifter: int) -> str:
    """Follows from whose it is and what was done when: a file brought twice brings the same ids."""
    done = [(one.reps, str(one.load.weight)) for exercise in past.exercises for one in exercise.sets]
    told = repr((lifter, int(past.started.timestamp()), done))
    return b32encode(blake2b(told.encode(), digest_size=10).digest()).decode().lower()


def session_from(past: PastSession, owner: Owner, meant: Meant, id: str) -> Session | None:
    """None where all of it is left out. A session of our own file is kept as it is."""
    if past.whole is not None:
        return replace(past.whole, id=id, lifter=owner.lifter)
    done = [(exercise, one) for one in past.exercises if (exercise := meant(one.name)) is not None and one.sets]
    if not done:
        return None
    finished = max(past.finished, past.started)
    log = _log(done, past.started, finished)
    return Session(
        id,
        owner.lifter,
        _workout(past, [exercise for exercise, _ in done]),
        owner.unit,
        past.started,
        finished,
        Situation(Phase.FINISHED, finished=finished),
        log=log,
    )


def _workout(past: PastSession, exercises: Sequence[Exercise]) -> Workout:
    """Of those that were done; how many sets were planned nobody knows, so the usual ones are."""
    name = past.name[:LONGEST_NAME].strip() or "Workout"
    blocks = tuple(Block((usual_sets(exercise),)) for exercise in exercises)
    sign = blake2b(repr((name, [one.id for one in exercises])).encode(), digest_size=6).hexdigest()
    return Workout(IMPORTED + sign, name, blocks, (1, 2), (1, 7), about=_about(past))


def _about(past: PastSession) -> str:
    """What was noted in the other app."""
    noted = [f"{one.name}: {one.note}" for one in past.exercises if one.note]
    return "\n".join(filter(None, (past.note, *noted)))[:LONGEST_ABOUT]


def _log(done: Sequence[tuple[Exercise, PastExercise]], started: datetime, finished: datetime) -> tuple[LoggedSet, ...]:
    """Where a file does not say when a set was, the sets are spread evenly over the session."""
    number = sum(len(one.sets) for _, one in done)
    each, place, log = (finished - started) / number, 0, []
    for position, (exercise, one) in enumerate(done):
        for at, done_set in enumerate(one.sets):
            place += 1
            when = done_set.at or started + _whole(each * place)
            log.append(_logged(Slot(position, at), exercise, one, done_set, min(max(when, started), finished)))
    return tuple(log)


def _whole(span: timedelta) -> timedelta:
    return timedelta(seconds=span // timedelta(seconds=1))


def _logged(slot: Slot, exercise: Exercise, one: PastExercise, done: PastSet, at: datetime) -> LoggedSet:
    reps = min(max(done.reps, 1), MOST_REPS) * (2 if exercise.per_side else 1)
    load = load_as(exercise, done.load)
    odd = (
        done.kind is SetKind.ODD
        or one.timed is not exercise.counting.timed
        or done.reps < 1
        or (done.kind is SetKind.WORKING and doubt(exercise, reps, load, Bests(), None) is not None)
    )
    rir = None if done.rir is None else min(max(done.rir, Decimal(0)), Decimal(MOST_IN_RESERVE))
    return LoggedSet(slot, exercise.id, reps, load, at, SetKind.ODD if odd else done.kind, rir)


def load_as(exercise: Exercise, load: Load) -> Load:
    """As the exercise counts it. Other apps write the help of a machine as a weight, and no weight for the body alone."""
    amount = min(max(load.weight.amount, -MOST_WEIGHT), MOST_WEIGHT).quantize(_THOUSANDTH).normalize()
    if exercise.counting is Counting.BODYWEIGHT_MINUS:
        amount = -abs(amount)
    elif not exercise.counting.on_body:
        amount = abs(amount)
    return Load(Weight(amount, load.weight.unit), exercise.counting.on_body)
