"""In which order sets are done, and which is next: derived from plan and log each time.

A block of several prescriptions is done in rounds (first set of each, then second set of each); rest follows a round, not
each set in it. Nothing here changes a session.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import lru_cache
from itertools import chain

from bot.training.exchanging import fitted
from bot.training.logged import LoggedSet, Slot
from bot.training.pain import Pain
from bot.training.plan import Block, Exercise, PlannedSet, Prescription, Workout
from bot.training.session import ExerciseReplaced, Session
from bot.training.vocabulary import SetKind

REMEMBERED = 256  # workouts whose order is kept at hand


def prescriptions(session: Session) -> tuple[Prescription, ...]:
    """Every prescription of the workout, optional ones too, then added ones; a slot's `position` counts in this list."""
    planned = _prescriptions(session.workout)
    return (*planned, *session.added) if session.added else planned


def exercise_at(session: Session, position: int) -> Exercise:
    """The exercise now meant at a position: the swapped one, or the plan's."""
    return session.swapped.get(position) or prescriptions(session)[position].exercise


def exercise_of(session: Session, logged: LoggedSet | Pain) -> Exercise | None:
    """What a set was done with, or hurt in, even if its position has been swapped since."""
    return exercise_called(session, logged.exercise)


def exercise_called(session: Session, id: str) -> Exercise | None:
    """The exercise of that id, if it was meant in this session at any time; None where that has been forgotten."""
    replaced = (change.what.old for change in session.trail if isinstance(change.what, ExerciseReplaced))
    known = chain(session.swapped.values(), (one.exercise for one in prescriptions(session)), replaced)
    return next((exercise for exercise in known if exercise is not None and exercise.id == id), None)


def planned(session: Session, slot: Slot) -> PlannedSet:
    prescription = prescriptions(session)[slot.position]
    other = session.swapped.get(slot.position)
    wanted = prescription.sets[slot.number]
    return fitted(wanted, prescription.exercise, other) if other else wanted


def in_play(session: Session) -> tuple[tuple[int, Block], ...]:
    """The blocks of this session, each with the position of its first prescription: required ones, then optional ones that were
    opened, then exercises that were added."""
    return (*_in_play(session.workout, session.opened), *_added(session))


def _added(session: Session) -> tuple[tuple[int, Block], ...]:
    """Not remembered, for there are few of them, if any."""
    first = len(_prescriptions(session.workout))
    return tuple((first + index, Block((one,))) for index, one in enumerate(session.added))


def slots(session: Session) -> tuple[Slot, ...]:
    """Every slot of this session in the order of performance, skipped ones included."""
    planned = _slots(session.workout, session.opened)
    if session.added:
        planned = (*planned, *chain.from_iterable(_rounds(first, block) for first, block in _added(session)))
    needless = _needless(session)
    return tuple(slot for slot in planned if slot not in needless) if needless else planned


def _needless(session: Session) -> frozenset[Slot]:
    """The warm-ups still to do where the body has become the load: it would be no lighter in them."""
    if not session.swapped:
        return frozenset()
    on_body = (
        (position, prescriptions(session)[position])
        for position, other in session.swapped.items()
        if other.counting.on_body
    )
    warm_ups = {
        Slot(position, number)
        for position, prescription in on_body
        if not prescription.exercise.counting.on_body
        for number, one in enumerate(prescription.sets)
        if one.kind is SetKind.WARM_UP
    }
    return frozenset(warm_ups.difference(logged.slot for logged in session.log))


@lru_cache(REMEMBERED)
def _prescriptions(workout: Workout) -> tuple[Prescription, ...]:
    return tuple(chain.from_iterable(block.prescriptions for block in workout.blocks))


@lru_cache(REMEMBERED)
def _in_play(workout: Workout, opened: frozenset[int]) -> tuple[tuple[int, Block], ...]:
    found = []
    position = 0
    for index, block in enumerate(workout.blocks):
        if not block.optional or index in opened:
            found.append((position, block))
        position += len(block.prescriptions)
    return tuple(sorted(found, key=lambda one: one[1].optional))


@lru_cache(REMEMBERED)
def _slots(workout: Workout, opened: frozenset[int]) -> tuple[Slot, ...]:
    return tuple(chain.from_iterable(_rounds(first, block) for first, block in _in_play(workout, opened)))


def _rounds(first: int, block: Block) -> Iterator[Slot]:
    for number in range(max(len(prescription.sets) for prescription in block.prescriptions)):
        for offset, prescription in enumerate(block.prescriptions):
            if number < len(prescription.sets):
                yield Slot(first + offset, number)


def remaining(session: Session) -> tuple[Slot, ...]:
    """The slots still to do, in order."""
    done = _done(session)
    return tuple(slot for slot in slots(session) if slot not in done)


def next_slot(session: Session) -> Slot | None:
    """The set to do next, or None when all is done."""
    done = _done(session)
    for slot in slots(session):
        if slot not in done:
            return slot
    return None


def _done(session: Session) -> set[Slot]:
    return {logged.slot for logged in session.log} | session.skipped | _needless(session)


def logged_at(session: Session, slot: Slot) -> LoggedSet | None:
    return next((logged for logged in session.log if logged.slot == slot), None)


def positions(session: Session) -> tuple[int, ...]:
    """The positions of this session's exercises, in the order of performance."""
    return tuple(first + offset for first, block in in_play(session) for offset in range(len(block.prescriptions)))


def rest_after(session: Session, slot: Slot) -> timedelta:
    """How long to rest after this set: nothing within a round whose other exercises are still to do, nor before a drop set."""
    rests = _rests(session.workout, session.opened)
    rest, others = rests.get(slot) or _rests_in(_added(session)).get(slot, _NO_REST)
    return rest if not others or _done(session).issuperset(others) else timedelta()


_NO_REST: tuple[timedelta, tuple[Slot, ...]] = (timedelta(), ())


@lru_cache(REMEMBERED)
def _rests(workout: Workout, opened: frozenset[int]) -> Mapping[Slot, tuple[timedelta, tuple[Slot, ...]]]:
    return _rests_in(_in_play(workout, opened))


def _rests_in(blocks: tuple[tuple[int, Block], ...]) -> Mapping[Slot, tuple[timedelta, tuple[Slot, ...]]]:
    """By slot, the rest after its round, and the slots that come later in that round; a drop set comes at once, too."""
    found = {}
    for first, block in blocks:
        in_order = tuple(_rounds(first, block))
        for place, slot in enumerate(in_order):
            prescription = block.prescriptions[slot.position - first]
            later = (other for other in in_order[place + 1 :] if other.number == slot.number)
            found[slot] = prescription.rest, (*later, *_drop_after(slot, prescription))
    return found


def _drop_after(slot: Slot, prescription: Prescription) -> tuple[Slot, ...]:
    following = prescription.sets[slot.number + 1 : slot.number + 2]
    return tuple(Slot(slot.position, slot.number + 1) for one in following if one.kind is SetKind.DROP)
