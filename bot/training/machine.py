"""The session machine: an event and the time in, the session after it and the effects out.

The table below is the drawing of the machine. Whatever changes a session goes through `advance`, which is total: each event
has an answer in each phase, if only a `Decline`. No clock, no I/O, no text. What follows from a change (alarms, summary,
revision, card) is worked out once, in `_consequences`, so that no arm can forget it.

    LIFTING --SetLogged--> RESTING --RestElapsed, RestSkipped--> LIFTING       between sets
    LIFTING --WorkStarted--> WORKING --WorkElapsed, WorkStopped, SetLogged--> RESTING    a hold with a timer
    WORKING --WorkCancelled, Undone--> LIFTING
    LIFTING, RESTING --SetLogged, ExerciseSkipped--> FINISHED                  the last set
    LIFTING, WORKING, RESTING, PAUSED --PainReported--> FINISHED               a stop sign; ABANDONED without a set
    LIFTING, WORKING, RESTING --Paused--> PAUSED --Resumed--> LIFTING, RESTING
    LIFTING, WORKING, RESTING, PAUSED --Finished, IdleElapsed--> FINISHED               with at least one set, else ABANDONED
    LIFTING, WORKING, RESTING, PAUSED, FINISHED --Abandoned--> ABANDONED
    FINISHED, ABANDONED --Undone--> as it was before
    FINISHED --BlockAdded--> LIFTING
    FINISHED --SetAmended, SetRecalled, SessionMoved--> FINISHED               in hindsight
    FINISHED --SetUndone--> FINISHED                                           with at least one set left, else ABANDONED
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.training import events
from bot.training.correct import correct, trail_with
from bot.training.doing import log_set
from bot.training.effects import (
    AlarmKind,
    AskStillTraining,
    CancelAlarm,
    Decline,
    Reason,
    SetAlarm,
    Show,
    Step,
    Summarise,
    decline,
)
from bot.training.hindsight import move, recall
from bot.training.holding import cancel, elapsed, start, stop
from bot.training.hurting import tell
from bot.training.logged import LoggedSet
from bot.training.order import next_slot
from bot.training.plan import Workout
from bot.training.quantities import Unit
from bot.training.rests import cut_short, move_rest, pause, rest_elapsed, resume
from bot.training.session import Closed, Coaching, Phase, Session, Situation
from bot.training.wishes import choose_load, move_aim

IDLE_AFTER = timedelta(minutes=30)
NO_COACHING = Coaching()

_ANY_OPEN: frozenset[type[events.Event]] = frozenset(
    {
        events.Finished,
        events.Abandoned,
        events.IdleElapsed,
        events.Stayed,
        events.PastSetRight,
        events.PainReported,
        events.UnitChanged,
    }
)
_TRAINING: frozenset[type[events.Event]] = _ANY_OPEN | {
    events.SetLogged,
    events.SetUndone,
    events.SetAmended,
    events.EffortTold,
    events.AimMoved,
    events.LoadChosen,
    events.ExerciseSkipped,
    events.ExerciseSwapped,
    events.BlockAdded,
    events.ExerciseAdded,
    events.Paused,
    events.Undone,
}
_HINDSIGHT: frozenset[type[events.Event]] = frozenset(
    {events.SetAmended, events.SetUndone, events.SetRecalled, events.SessionMoved, events.Abandoned}
)
ACCEPTED: Mapping[Phase, frozenset[type[events.Event]]] = {
    Phase.LIFTING: _TRAINING | {events.WorkStarted},
    Phase.WORKING: _ANY_OPEN
    | {events.SetLogged, events.WorkElapsed, events.WorkStopped, events.WorkCancelled, events.Paused, events.Undone},
    Phase.RESTING: _TRAINING | {events.RestElapsed, events.RestSkipped, events.RestMoved},
    Phase.PAUSED: _ANY_OPEN | {events.Resumed},
    Phase.FINISHED: _HINDSIGHT | {events.Undone, events.BlockAdded},
    Phase.ABANDONED: frozenset({events.Undone}),
}
# What a card shows of a session. The unit is not among it: it only matters for loads that are yet to be chosen.
VISIBLE = ("log", "situation", "skipped", "swapped", "opened", "added", "loads", "last_time", "coaching", "pains")
_ALARMS = (events.WorkElapsed, events.RestElapsed, events.IdleElapsed)


def begin(
    id: str,
    lifter: int,
    workout: Workout,
    unit: Unit,
    last_time: Mapping[str, tuple[LoggedSet, ...]],
    now: datetime,
    coaching: Coaching = NO_COACHING,
) -> Step:
    """A fresh session of a workout. `last_time` gives, by exercise, the sets of the last session that had it, and `coaching`
    what the coach made of the past."""
    session = Session(id, lifter, workout, unit, started=now, touched=now, last_time=last_time, coaching=coaching)
    return Step(session, (SetAlarm(AlarmKind.IDLE, now + IDLE_AFTER), Show()))


def advance(session: Session, event: events.Event, now: datetime) -> Step:
    """The one way in which a session changes."""
    if type(event) not in ACCEPTED[session.phase]:
        return decline(session, Reason.OVERTAKEN if isinstance(event, _ALARMS) else Reason.NOT_NOW)
    step = _answer(session, event, now)
    if any(isinstance(effect, Decline) for effect in step.effects):
        return step
    return _consequences(session, event, Step(_closed_when_done(step.session, now), step.effects), now)


def _answer(session: Session, event: events.Event, now: datetime) -> Step:
    match event:
        case events.SetLogged():
            return log_set(session, event, now)
        case events.AimMoved():
            return move_aim(session, event)
        case events.LoadChosen():
            return choose_load(session, event)
        case events.WorkStarted():
            return start(session, event, now)
        case events.WorkElapsed(due):
            step = elapsed(session, due, now)
            return Step(_closed_when_done(step.session, due), step.effects)
        case events.WorkStopped():
            return stop(session, now)
        case events.WorkCancelled():
            return Step(cancel(session))
        case events.Undone() if session.work is not None:
            return Step(cancel(session))
        case events.RestElapsed(due):
            return rest_elapsed(session, due, now)
        case events.RestSkipped():
            return Step(cut_short(session))
        case events.RestMoved(by):
            return Step(move_rest(session, by, now))
        case events.Paused():
            return Step(pause(session, now))
        case events.Resumed():
            return Step(resume(session, now))
        case events.Finished():
            return Step(_finish(session, now))
        case events.Abandoned():
            return Step(_close(session, Phase.ABANDONED, session.finished or now))
        case events.IdleElapsed():
            return _idle(session, now)
        case events.Stayed():
            return Step(session)
        case events.PastSetRight(last_time, coaching):
            return Step(replace(session, last_time=last_time, coaching=coaching))
        case events.UnitChanged(unit):
            return Step(replace(session, unit=unit))
        case events.PainReported():
            return tell(session, event, now)
        case events.SetRecalled():
            return recall(session, event)
        case events.SessionMoved(by):
            return move(session, by, now)
        case (
            events.SetUndone()
            | events.SetAmended()
            | events.EffortTold()
            | events.ExerciseSkipped()
            | events.ExerciseSwapped()
            | events.BlockAdded()
            | events.ExerciseAdded()
            | events.Undone()
        ):
            return correct(session, event, now)
        case _:
            assert_never(event)


def _consequences(before: Session, event: events.Event, step: Step, now: datetime) -> Step:
    after, effects = step.session, step.effects
    if after.rest != before.rest:
        rest = after.rest
        effects += (SetAlarm(AlarmKind.REST, rest.due) if rest else CancelAlarm(AlarmKind.REST),)
    if after.work != before.work:
        work = after.work
        effects += (SetAlarm(AlarmKind.WORK, work.due) if work else CancelAlarm(AlarmKind.WORK),)
    if after.is_open != before.is_open:
        idle = SetAlarm(AlarmKind.IDLE, now + IDLE_AFTER) if after.is_open else CancelAlarm(AlarmKind.IDLE)
        effects += (idle,)
    if after.phase is Phase.FINISHED and before.is_open:
        effects += (Summarise(),)
    revision = before.revision
    if _looks_different(before, after):
        revision += 1
        effects += (Show(),)
    if isinstance(event, _ALARMS):
        return Step(after.evolve(revision=revision), effects)
    return Step(after.evolve(revision=revision, touched=now, asked=None), effects)


def _looks_different(before: Session, after: Session) -> bool:
    return any(getattr(after, field) != getattr(before, field) for field in VISIBLE)


def _finish(session: Session, at: datetime) -> Session:
    return _close(session, Phase.FINISHED if session.log else Phase.ABANDONED, at)


def _close(session: Session, phase: Phase, at: datetime) -> Session:
    return replace(session, situation=Situation(phase, finished=at), trail=trail_with(session, Closed()))


def _closed_when_done(session: Session, now: datetime) -> Session:
    """The session, ended if nothing is left to do; the change that did it is on the trail already."""
    if not session.is_open or next_slot(session) is not None:
        return session
    phase = Phase.FINISHED if session.log else Phase.ABANDONED
    return replace(session, situation=Situation(phase, finished=now))


def _idle(session: Session, now: datetime) -> Step:
    due = (session.asked or session.touched) + IDLE_AFTER
    if now < due:
        return Step(session, (SetAlarm(AlarmKind.IDLE, due),))
    if session.asked is None:
        again = SetAlarm(AlarmKind.IDLE, now + IDLE_AFTER)
        return Step(replace(session, asked=now), (AskStillTraining(), again))
    last = session.log[-1].at if session.log else now
    return Step(_finish(session, last))
