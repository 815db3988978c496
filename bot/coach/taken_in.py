"""A session from a file as a session of ours: with a workout made of what was done, so that no page knows the difference.

Pure, and made for the workshop: nothing of the house is needed here but the sport and the values that files are read into.
"""

from base64 import b32encode
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import blake2b
from itertools import groupby

from bot.coach.records import Known
from bot.exchange.past import PastExercise, PastSession, PastSet
from bot.training.bests import Bests
from bot.training.correct import MOST_IN_RESERVE
from bot.training.logged import LoggedSet, Slot
from bot.training.machine import NO_COACHING
from bot.training.own import usual_sets
from bot.training.plan import IMPORTED, Block, Exercise, Workout
from bot.training.plausible import doubt
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import Phase, Session, Situation
from bot.training.vocabulary import Counting, SetKind

LONGEST_NAME = 60
LONGEST_ABOUT = 1000
MOST_REPS = 99_999  # whatever a file says
MOST_WEIGHT = Decimal(99_999)
_THOUSANDTH = Decimal("0.001")

Signature = tuple[int, int]
Meant = Callable[[str], Exercise | None]  # by the name in the file; None is left out


def signature(started: datetime, sets: int) -> Signature:
    """What two tellings of one session have in common, whichever app tells it: its minute, and the number of its sets."""
    return int(started.timestamp()) // 60, sets


def signature_of(past: PastSession) -> Signature:
    return signature(past.started, sum(len(exercise.sets) for exercise in past.exercises))


def known_signature(known: Known) -> Signature:
    return signature(known.started, known.sets)


def id_for(past: PastSession, lifter: int) -> str:
    """Follows from whose it is and what was done when: a file brought twice brings the same ids."""
    done = [
        (one.reps, float(one.load.weight.amount), one.load.weight.unit.value)
        for exercise in past.exercises
        for one in exercise.sets
    ]
    told = repr((lifter, int(past.started.timestamp()), done))
    return b32encode(blake2b(told.encode(), digest_size=10).digest()).decode().lower()


class Maker:
    """Makes sessions of one lifter's past. Sets are much alike, and what was found out of one is not found out again."""

    def __init__(self, lifter: int, unit: Unit, meant: Meant) -> None:
        self._lifter = lifter
        self._unit = unit
        self._meant = meant
        self._loads: dict[Load, Load] = {}
        self._workouts: dict[tuple[str, ...], Workout] = {}
        self._judged: dict[tuple[str, bool, SetKind, int, Load, bool], tuple[int, Load, SetKind]] = {}

    def made(self, past: PastSession, id: str) -> Session | None:
        """None where all of it is left out. A session of our own file is kept as it is."""
        if past.whole is not None:
            return replace(past.whole, id=id, lifter=self._lifter)
        done = [
            (exercise, one) for one in past.exercises if one.sets and (exercise := self._meant(one.name)) is not None
        ]
        if not done:
            return None
        finished = max(past.finished, past.started)
        return Session(
            id,
            self._lifter,
            self._workout(past, done),
            self._unit,
            past.started,
            finished,
            Situation(Phase.FINISHED, finished=finished),
            coaching=NO_COACHING,
            log=self._log(done, past.started, finished),
        )

    def _workout(self, past: PastSession, done: Sequence[tuple[Exercise, PastExercise]]) -> Workout:
        """Of those that were done; how many sets were planned nobody knows, so the usual ones are."""
        name, about = past.name[:LONGEST_NAME].strip() or "Workout", _about(past)
        rounds = [[exercise for exercise, _ in run] for _, run in groupby(done, key=_rounds(done))]
        told = (name, about, *("+".join(one.id for one in together) for together in rounds))
        if told not in self._workouts:
            sign = blake2b(repr(told).encode(), digest_size=6).hexdigest()
            blocks = tuple(Block(tuple(map(usual_sets, together))) for together in rounds)
            self._workouts[told] = Workout(IMPORTED + sign, name, blocks, (1, 2), (1, 7), about=about)
        return self._workouts[told]

    def _log(
        self, done: Sequence[tuple[Exercise, PastExercise]], started: datetime, finished: datetime
    ) -> tuple[LoggedSet, ...]:
        """Where a file does not say when a set was, the sets are spread evenly over the session."""
        number = sum(len(one.sets) for _, one in done)
        span, place, log = int((finished - started).total_seconds()), 0, []
        for position, (exercise, one) in enumerate(done):
            for at, past in enumerate(one.sets):
                place += 1
                when = past.at or started + timedelta(seconds=span * place // number)
                reps, load, kind = self._as_counted(exercise, one.timed, past)
                rir = None if past.rir is None else min(max(past.rir, Decimal(0)), Decimal(MOST_IN_RESERVE))
                when = min(max(when, started), finished)
                log.append(LoggedSet(Slot(position, at), exercise.id, reps, load, when, kind, rir))
        return tuple(log)

    def _as_counted(self, exercise: Exercise, timed: bool, past: PastSet) -> tuple[int, Load, SetKind]:
        sign = (exercise.id, timed, past.kind, past.reps, past.load, past.far)
        known = self._judged.get(sign)
        if known is None:
            reps, load, kind = _as_counted(exercise, timed, past)
            known = self._judged[sign] = reps, self._loads.setdefault(load, load), kind
        return known


def _rounds(done: Sequence[tuple[Exercise, PastExercise]]) -> Callable[[tuple[Exercise, PastExercise]], object]:
    """Alike for neighbours that were done in rounds, and for nobody else."""
    alone = {id(one): number for number, (_, one) in enumerate(done)}
    return lambda pair: pair[1].together or alone[id(pair[1])]


def _about(past: PastSession) -> str:
    """What was noted in the other app."""
    noted = [f"{one.name}: {one.note}" for one in past.exercises if one.note]
    return "\n".join(filter(None, (past.note, *noted)))[:LONGEST_ABOUT]


def _as_counted(exercise: Exercise, timed: bool, past: PastSet) -> tuple[int, Load, SetKind]:
    """Repetitions and load as we count them: of both sides, of the body; and whether that can be true."""
    reps = min(max(past.reps, 1), MOST_REPS) * (2 if exercise.per_side else 1)
    load = load_as(exercise, past.load)
    odd = past.kind is SetKind.ODD or past.reps < 1 or timed is not exercise.counting.timed
    if not odd and past.kind is SetKind.WORKING and not past.far:
        odd = doubt(exercise, reps, load, Bests(), None) is not None
    return reps, load, SetKind.ODD if odd else past.kind


def load_as(exercise: Exercise, load: Load) -> Load:
    """As the exercise counts it. Other apps write the help of a machine as a weight, and no weight for the body alone."""
    amount = min(max(load.weight.amount, -MOST_WEIGHT), MOST_WEIGHT).quantize(_THOUSANDTH).normalize()
    if exercise.counting is Counting.BODYWEIGHT_MINUS:
        amount = -abs(amount)
    elif not exercise.counting.on_body:
        amount = abs(amount)
    return Load(Weight(amount, load.weight.unit), exercise.counting.on_body)
