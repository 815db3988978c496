"""What a set beats: derived each time from the bests known when the session began and from today's earlier sets.

Nothing is stored, so a set that is amended or undone corrects its record by itself. The values that a session carries are in
`bests`; the words are the screen's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import takewhile

from bot.training.bests import Bests, BestSet, bests_from, counts, front, highest, kilograms
from bot.training.e1rm import e1rm, said
from bot.training.logged import LoggedSet
from bot.training.order import exercise_of
from bot.training.plan import Exercise
from bot.training.quantities import Unit, Weight
from bot.training.session import Session
from bot.training.vocabulary import SetKind

CLEARLY = Decimal("0.1")  # by fewer kilograms than this a volume is not more, but rounded otherwise


class RecordKind(StrEnum):
    LOAD = "load"  # the heaviest for that many repetitions
    REPS = "reps"  # the most repetitions with that load, or the longest hold
    E1RM = "e1rm"
    VOLUME = "volume"  # of one session, in this exercise


@dataclass(frozen=True, slots=True)
class Record:
    """What `logged` beats: an earlier set, or an earlier best estimate or volume, now `reached`."""

    kind: RecordKind
    exercise: Exercise
    logged: LoggedSet
    before: BestSet | Weight
    reached: Weight | None = None  # the new estimate or volume


def broken(session: Session, logged: LoggedSet) -> tuple[Record, ...]:
    """What a set of this session beats, the most telling first: that one is announced.

    The first session of an exercise beats nothing, equal is no record, and warm-ups and drop sets announce none.
    """
    exercise = _in_question(session, logged)
    if exercise is None:
        return ()
    known, earlier = session.coaching.bests[exercise.id], _before(session, logged)
    found = list(_by_volume(exercise, logged, earlier, known.volume))
    if not _is_outdone(logged, known):  # most sets are, and a tap is to stay quick
        ahead = _with(known, earlier, exercise, session.coaching.body)
        found.extend(_by_set(exercise, logged, ahead, session.coaching.body))
    return tuple(sorted(found, key=_rank))


def bests_by_now(session: Session, exercise: Exercise) -> Bests:
    """The bests of an exercise with today's sets among them: what a number typed now is to be judged by."""
    today = [one for one in session.log if one.exercise == exercise.id and counts(one.kind)]
    return _with(session.coaching.bests.get(exercise.id, Bests()), today, exercise, session.coaching.body)


def records_of(session: Session) -> tuple[Record, ...]:
    """What a whole session beats of the days before: at most one record an exercise, that of its heaviest set that has one,
    else that of its volume."""
    by_set: dict[str, Record] = {}
    by_volume: dict[str, Record] = {}
    for logged in sorted(session.log, key=lambda one: (kilograms(one.load.weight), one.reps), reverse=True):
        exercise = _in_question(session, logged)
        if exercise is None:
            continue
        known, body = session.coaching.bests[exercise.id], session.coaching.body
        for record in sorted(_by_set(exercise, logged, known, body), key=_rank):
            by_set.setdefault(exercise.id, record)
        for record in _by_volume(exercise, logged, _before(session, logged), known.volume):
            by_volume[exercise.id] = record
    found = {**by_volume, **by_set}
    return tuple(found[id] for id in dict.fromkeys(one.exercise for one in session.log) if id in found)


def _before(session: Session, logged: LoggedSet) -> tuple[LoggedSet, ...]:
    """The sets of its exercise that count and were logged before it."""
    earlier = takewhile(lambda one: one.slot != logged.slot, session.log)
    return tuple(one for one in earlier if one.exercise == logged.exercise and counts(one.kind))


def _in_question(session: Session, logged: LoggedSet) -> Exercise | None:
    """The exercise of a set that may be a record: a working one, of an exercise done on some day before."""
    exercise = exercise_of(session, logged)
    if exercise is None or logged.kind is not SetKind.WORKING:
        return None
    return exercise if session.coaching.bests.get(exercise.id, Bests()).sets else None


def _with(known: Bests, today: Sequence[LoggedSet], exercise: Exercise, body: Weight | None) -> Bests:
    """The bests with some sets of today among them."""
    of_today = bests_from((BestSet(s.reps, s.load) for s in today), known.volume, exercise, body)
    return Bests(front((*known.sets, *of_today.sets)), highest((known.e1rm, of_today.e1rm)), known.volume)


def _by_set(exercise: Exercise, logged: LoggedSet, ahead: Bests, body: Weight | None) -> Iterator[Record]:
    """The records of a set by itself; one that was done as heavily, as often, or both, has none at all."""
    now = BestSet(logged.reps, logged.load)
    if now.load.on_body is not exercise.counting.on_body or _is_outdone(logged, ahead):
        return
    as_often = [best for best in ahead.sets if best.reps >= now.reps]
    as_heavy = [best for best in ahead.sets if kilograms(best.load.weight) >= kilograms(now.load.weight)]
    if as_often or not as_heavy:  # where it outdoes everything, the heaviest so far is what there is to name
        yield Record(RecordKind.LOAD, exercise, logged, (as_often or ahead.sets)[-1])
    if as_heavy:
        yield Record(RecordKind.REPS, exercise, logged, as_heavy[0])
    estimate = e1rm(exercise, logged.reps, logged.load, body)
    if estimate is not None and ahead.e1rm is not None and _says_more(estimate, ahead.e1rm):
        yield Record(RecordKind.E1RM, exercise, logged, ahead.e1rm, estimate)


def _is_outdone(logged: LoggedSet, bests: Bests) -> bool:
    return any(best.outdoes(BestSet(logged.reps, logged.load)) for best in bests.sets)


def _says_more(estimate: Weight, before: Weight) -> bool:
    return said(estimate.to(before.unit)).amount > before.amount


def _by_volume(
    exercise: Exercise, logged: LoggedSet, earlier: Sequence[LoggedSet], most: Weight | None
) -> Iterator[Record]:
    """The record of the first working set with which today's volume is above that of any session before."""
    if most is None:
        return
    clearly = kilograms(most) + CLEARLY
    until_now = (earlier[: index + 1] for index, one in enumerate(earlier) if one.kind is SetKind.WORKING)
    if _volume((*earlier, logged)) >= clearly and all(_volume(sets) < clearly for sets in until_now):
        reached = Weight(_volume((*earlier, logged)), Unit.KG).to(most.unit)
        yield Record(RecordKind.VOLUME, exercise, logged, most, reached)


def _volume(sets: Sequence[LoggedSet]) -> Decimal:
    """In kilograms, exactly."""
    return sum((kilograms(one.load.weight) * one.reps for one in sets), Decimal(0))


def _rank(record: Record) -> int:
    """The lower the more telling: an earlier set that differs in one thing only says it best, an estimate settles the rest."""
    match record.kind, record.before:
        case RecordKind.LOAD, BestSet(reps, _):
            return 0 if reps == record.logged.reps else 2 if reps > record.logged.reps else 4
        case RecordKind.REPS, BestSet(_, load):
            return 1 if kilograms(load.weight) == kilograms(record.logged.load.weight) else 5
        case RecordKind.E1RM, _:
            return 3
        case _:
            return 6
