"""Work timers: a hold is begun, ends by itself, or is let go of; what was held is logged like any other set.

Parts of the machine, for `advance` alone. Done per side, each side is timed by itself, with a moment to change over in between.
Whoever takes a set back no longer holds it, so no undo brings a timer back.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.training import events
from bot.training.aim import Aim, aim
from bot.training.doing import log_set
from bot.training.effects import Reason, RingOtherSide, RingWorkOver, Step, decline
from bot.training.order import exercise_at
from bot.training.session import Phase, Session, Situation, WorkPeriod

CHANGE_OVER = timedelta(seconds=5)
A_SECOND = timedelta(seconds=1)


def start(session: Session, event: events.WorkStarted, now: datetime) -> Step:
    present = aim(session)
    if present is None or present.slot != event.slot:
        return decline(session, Reason.NOT_NEXT)
    if not exercise_at(session, event.slot.position).counting.timed or present.load is None:
        return decline(session, Reason.NOT_NOW)
    first, _ = sides(session, present)
    work = WorkPeriod(now, now + first * A_SECOND)
    return Step(replace(session, situation=replace(session.situation, phase=Phase.WORKING, work=work)))


def elapsed(session: Session, due: datetime, now: datetime) -> Step:
    """The time is over by itself; an alarm that is early or of another hold is not believed.

    What follows is counted from when it was over: that the alarm came late does not make anybody hold or rest longer.
    """
    work, present = session.work, aim(session)
    if work is None or present is None or work.due != due or now < due:
        return decline(session, Reason.OVERTAKEN)
    first, second = sides(session, present)
    if second and not work.held:
        begins = due + CHANGE_OVER
        other = WorkPeriod(begins, begins + second * A_SECOND, first)
        return Step(replace(session, situation=replace(session.situation, work=other)), (RingOtherSide(due),))
    after = _logged(session, present, present.reps, due).session
    if after.rest is not None and after.rest.due <= now:
        after = replace(after, situation=Situation())
    return Step(after, (RingWorkOver(due),))


def stop(session: Session, now: datetime) -> Step:
    """Logs the seconds held so far; before the first is over, nothing was held."""
    work, present = session.work, aim(session)
    if work is None or present is None:
        return decline(session, Reason.NOT_NOW)
    held = work.held + max(0, (min(now, work.due) - work.started) // A_SECOND)
    return _logged(session, present, held, now) if held else Step(cancel(session))


def cancel(session: Session) -> Session:
    return replace(session, situation=replace(session.situation, phase=Phase.LIFTING, work=None))


def sides(session: Session, present: Aim) -> tuple[int, int]:
    """The seconds of one side and of the other; none for the other where both work at once."""
    per_side = exercise_at(session, present.slot.position).per_side
    second = present.reps // 2 if per_side else 0
    return present.reps - second, second


def _logged(session: Session, present: Aim, seconds: int, at: datetime) -> Step:
    assert present.load is not None, "no hold is begun before its load is known"
    return log_set(session, events.SetLogged(present.slot, seconds, present.load), at)
