"""Changes to what is planned or logged, and how each is taken back.

Every arm records a `Change` that holds just enough to restore what was before it; `undo` is the only reader of that trail.
The flow of sets and rests is in `machine`.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.training import events
from bot.training.aim import is_possible, most_reps
from bot.training.bests import Bests
from bot.training.effects import Reason, Step, decline
from bot.training.logged import Slot
from bot.training.order import exercise_at, exercise_of, logged_at, remaining, slots
from bot.training.plausible import doubt
from bot.training.session import (
    BlockOpened,
    Change,
    Closed,
    Coaching,
    DayMoved,
    ExerciseAppended,
    ExerciseReplaced,
    LoadReplaced,
    PainTold,
    Phase,
    RestEnded,
    Session,
    SetAdded,
    SetReplaced,
    SetTaken,
    Situation,
    SlotsSkipped,
    What,
)
from bot.training.vocabulary import SetKind

Correction = (
    events.SetUndone
    | events.SetAmended
    | events.EffortTold
    | events.ExerciseSkipped
    | events.ExerciseSwapped
    | events.BlockAdded
    | events.ExerciseAdded
    | events.Undone
)
TRAIL_LENGTH = 60  # changes that can be undone; a session has about half as many sets, and rests to cut short
MOST_ADDED = 10  # exercises: more is another session
MOST_IN_RESERVE = 5  # as with typed efforts; nobody counts further than that
ADDED_WITHIN = timedelta(hours=3)  # after that it is another day's training, and would last as long as the break


def correct(session: Session, event: Correction, now: datetime) -> Step:
    match event:
        case events.SetUndone():
            return _take_set(session, event)
        case events.SetAmended():
            return _amend_set(session, event)
        case events.EffortTold():
            return _tell_effort(session, event)
        case events.ExerciseSkipped():
            return _skip(session, event)
        case events.ExerciseSwapped():
            return _swap(session, event)
        case events.BlockAdded():
            return _add_block(session, event, now)
        case events.ExerciseAdded():
            return _add_exercise(session, event)
        case events.Undone():
            return undo(session, now)
        case _:
            assert_never(event)


def trail_with(session: Session, what: What) -> tuple[Change, ...]:
    """The session's trail once `what` has been done to it; a work timer is not on it, since it cannot be brought back."""
    before = session.situation
    if before.work is not None:
        before = replace(before, phase=Phase.LIFTING, work=None)
    return (*session.trail, Change(what, before))[-TRAIL_LENGTH:]


def undo(session: Session, now: datetime) -> Step:
    """Takes back the last change. A rest that has run out meanwhile is not brought back, nor is it one to have cut it short."""
    trail = session.trail
    while trail and isinstance(trail[-1].what, RestEnded) and _is_over(trail[-1].before, now):
        trail = trail[:-1]
    if not trail:
        return decline(session, Reason.NOTHING_TO_UNDO)
    change = trail[-1]
    situation = change.before
    if _is_over(situation, now):
        situation = replace(situation, phase=Phase.LIFTING, rest=None)
    return Step(_without(replace(session, situation=situation, trail=trail[:-1]), change.what))


def _is_over(situation: Situation, now: datetime) -> bool:
    return situation.rest is not None and situation.rest.due <= now


def _without(session: Session, what: What) -> Session:
    match what:
        case SetAdded(slot):
            return replace(session, log=tuple(logged for logged in session.log if logged.slot != slot))
        case SetTaken(place, logged):
            return replace(session, log=(*session.log[:place], logged, *session.log[place:]))
        case SetReplaced(old):
            return replace(session, log=tuple(old if s.slot == old.slot else s for s in session.log))
        case SlotsSkipped(slots):
            return replace(session, skipped=session.skipped.difference(slots))
        case ExerciseReplaced(position, old, taken_up):
            others = {at: exercise for at, exercise in session.swapped.items() if at != position}
            swapped = {**others, position: old} if old else others
            return replace(session, swapped=swapped, skipped=session.skipped.union(taken_up))
        case BlockOpened(block, left_out):
            skipped = session.skipped.difference(left_out)
            return replace(session, opened=session.opened - {block}, skipped=skipped)
        case ExerciseAppended():
            return replace(session, added=session.added[:-1])
        case LoadReplaced(exercise, old_load):
            loads = {of: load for of, load in session.loads.items() if of != exercise}
            return replace(session, loads={**loads, exercise: old_load} if old_load else loads)
        case DayMoved(by):
            return shifted(session, -by)
        case PainTold(ended):
            return replace(session, pains=session.pains[:-1], skipped=session.skipped.difference(ended))
        case RestEnded() | Closed():
            return session
        case _:
            assert_never(what)


def shifted(session: Session, by: timedelta) -> Session:
    """What was done in a session, each instant of it so much later; when it ended is its situation's."""
    log = tuple(replace(logged, at=logged.at + by) for logged in session.log)
    pains = tuple(replace(pain, at=pain.at + by) for pain in session.pains)
    return replace(session, started=session.started + by, log=log, pains=pains)


def _take_set(session: Session, event: events.SetUndone) -> Step:
    logged = logged_at(session, event.slot)
    if logged is None:
        return decline(session, Reason.NO_SUCH_SET)
    place = session.log.index(logged)
    log = session.log[:place] + session.log[place + 1 :]
    after = replace(session, log=log, trail=trail_with(session, SetTaken(place, logged)))
    if session.is_open or log:
        return Step(after)
    return Step(replace(after, situation=replace(session.situation, phase=Phase.ABANDONED)))  # nothing is left of it


def _amend_set(session: Session, event: events.SetAmended) -> Step:
    old = logged_at(session, event.slot)
    if old is None:
        return decline(session, Reason.NO_SUCH_SET)
    exercise = exercise_of(session, old) or exercise_at(session, old.slot.position)
    if not is_possible(event.reps, event.load, most_reps(exercise)):
        return decline(session, Reason.IMPOSSIBLE)
    new = replace(old, reps=event.reps, load=event.load)
    if old.kind is SetKind.ODD and doubt(exercise, new.reps, new.load, Bests(), session.coaching.body) is None:
        new = replace(new, kind=SetKind.WORKING)
    if new == old:
        return Step(session)  # kept off the trail: the next undo has to be seen to do something
    log = tuple(new if logged is old else logged for logged in session.log)
    return Step(replace(session, log=log, trail=trail_with(session, SetReplaced(old))))


def _tell_effort(session: Session, event: events.EffortTold) -> Step:
    old = logged_at(session, event.slot)
    if old is None:
        return decline(session, Reason.NO_SUCH_SET)
    if not 0 <= event.rir <= MOST_IN_RESERVE or old.rir == event.rir:
        return decline(session, Reason.NOT_NOW)
    log = tuple(replace(old, rir=event.rir) if logged is old else logged for logged in session.log)
    return Step(replace(session, log=log, trail=trail_with(session, SetReplaced(old))))


def _skip(session: Session, event: events.ExerciseSkipped) -> Step:
    left = tuple(slot for slot in remaining(session) if slot.position == event.position)
    if not left:
        return decline(session, Reason.NO_SUCH_EXERCISE)
    skipped = session.skipped.union(left)
    return Step(replace(session, skipped=skipped, trail=trail_with(session, SlotsSkipped(left))))


def _swap(session: Session, event: events.ExerciseSwapped) -> Step:
    left = any(slot.position == event.position for slot in remaining(session))
    taken_up = () if left else _left_out(session, event.position)
    if not left and not taken_up:
        return decline(session, Reason.NO_SUCH_EXERCISE)
    what = ExerciseReplaced(event.position, session.swapped.get(event.position), taken_up)
    after = replace(
        session,
        skipped=session.skipped.difference(taken_up),
        swapped={**session.swapped, event.position: event.exercise},
        last_time={**session.last_time, event.exercise.id: event.last_time},
        coaching=_coached(session.coaching, event.exercise.id, event),
        situation=replace(session.situation, choice=None),
        trail=trail_with(session, what),
    )
    return Step(after)


def _left_out(session: Session, position: int) -> tuple[Slot, ...]:
    return tuple(slot for slot in slots(session) if slot.position == position and slot in session.skipped)


def _coached(coaching: Coaching, id: str, event: events.ExerciseSwapped | events.ExerciseAdded) -> Coaching:
    targets = {**coaching.targets, id: event.target} if event.target else coaching.targets
    bests = {**coaching.bests, id: event.bests} if event.bests else coaching.bests
    return replace(coaching, targets=targets, bests=bests)


def _add_block(session: Session, event: events.BlockAdded, now: datetime) -> Step:
    """The block is what comes next; what was left out by finishing early stays left out."""
    blocks = session.workout.blocks
    if not 0 <= event.block < len(blocks) or not blocks[event.block].optional or event.block in session.opened:
        return decline(session, Reason.NO_SUCH_BLOCK)
    if session.stopped or (session.finished is not None and now - session.finished > ADDED_WITHIN):
        return decline(session, Reason.NOT_NOW)
    left_out = () if session.is_open else remaining(session)
    after = replace(
        session,
        opened=session.opened | {event.block},
        skipped=session.skipped.union(left_out),
        situation=session.situation if session.is_open else Situation(),
        trail=trail_with(session, BlockOpened(event.block, left_out)),
    )
    return Step(after)


def _add_exercise(session: Session, event: events.ExerciseAdded) -> Step:
    """It comes after all others; what is still to come need not be added, so a second tap adds nothing."""
    id = event.prescription.exercise.id
    if any(exercise_at(session, slot.position).id == id for slot in remaining(session)):
        return decline(session, Reason.STILL_TO_COME)
    if len(session.added) >= MOST_ADDED:
        return decline(session, Reason.ENOUGH_ADDED)
    after = replace(
        session,
        added=(*session.added, event.prescription),
        last_time={**session.last_time, id: event.last_time},
        coaching=_coached(session.coaching, id, event),
        trail=trail_with(session, ExerciseAppended()),
    )
    return Step(after)
