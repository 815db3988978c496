"""Rests and pauses: how a rest ends, is moved or cut short, and what a pause keeps of it.

Parts of the machine, for `advance` alone; whatever an alarm has to hear of it is worked out there.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.training.correct import trail_with
from bot.training.effects import Reason, RingRestOver, Step, decline
from bot.training.session import Phase, RestEnded, RestPeriod, Session, Situation

LONGEST_REST = timedelta(minutes=30)


def rest_elapsed(session: Session, due: datetime, now: datetime) -> Step:
    """The rest is over by itself; an alarm that is early or of another rest is not believed."""
    if session.rest is None or session.rest.due != due or now < due:
        return decline(session, Reason.OVERTAKEN)
    return Step(replace(session, situation=_lifting(session)), (RingRestOver(due),))


def cut_short(session: Session) -> Session:
    """The lifter ended the rest, which can be undone."""
    return replace(session, situation=_lifting(session), trail=trail_with(session, RestEnded()))


def move_rest(session: Session, by: timedelta, now: datetime) -> Session:
    """A longer or shorter rest; moved back to now or before, it is cut short."""
    rest = session.rest
    by = max(-LONGEST_REST, min(by, LONGEST_REST))
    if rest is None or rest.due + by <= now:
        return cut_short(session)
    due = min(rest.due + by, rest.started + LONGEST_REST)
    return replace(session, situation=replace(session.situation, rest=replace(rest, due=due)))


def pause(session: Session, now: datetime) -> Session:
    left = max(session.rest.due - now, timedelta()) if session.rest else None
    paused = replace(session.situation, phase=Phase.PAUSED, rest=None, rest_left=left, work=None)
    return replace(session, situation=paused)


def resume(session: Session, now: datetime) -> Session:
    left = session.situation.rest_left
    rest = RestPeriod(now, now + left) if left else None
    phase = Phase.RESTING if rest else Phase.LIFTING
    return replace(session, situation=replace(session.situation, phase=phase, rest=rest, rest_left=None))


def _lifting(session: Session) -> Situation:
    return replace(session.situation, phase=Phase.LIFTING, rest=None)
