"""Pain that is told of in the middle of a session: which exercise it is about, and what it ends.

An arm of the machine, for `advance` alone. What progression makes of it is in `symptoms`.
"""

from dataclasses import replace
from datetime import datetime

from bot.training import events
from bot.training.correct import trail_with
from bot.training.effects import Reason, Step, decline
from bot.training.logged import Slot
from bot.training.order import exercise_at, next_slot, positions, remaining
from bot.training.pain import Feeling, Pain
from bot.training.session import PainTold, Phase, Session, Situation


def where_it_hurts(session: Session) -> int | None:
    """The position that pain told of now is about: it comes with the set just done, so while resting it is that one's."""
    if session.rest is not None and session.log:
        return session.log[-1].slot.position
    slot = next_slot(session)
    return slot.position if slot else None


def what_hurts(session: Session, position: int) -> str:
    """The exercise that pain at a position is about: the one just done there, even if it was swapped in the rest after it."""
    last = session.log[-1] if session.rest is not None and session.log else None
    done = last.exercise if last and last.slot.position == position else None
    return done or exercise_at(session, position).id


def tell(session: Session, event: events.PainReported, now: datetime) -> Step:
    """Sharp pain ends its exercise, wherever in the session that still comes; a stop sign ends the session."""
    if event.position not in positions(session):
        return decline(session, Reason.NO_SUCH_EXERCISE)
    exercise = what_hurts(session, event.position)
    ended: tuple[Slot, ...] = ()
    if event.feeling is Feeling.SHARP:
        ended = tuple(slot for slot in remaining(session) if exercise_at(session, slot.position).id == exercise)
    situation = session.situation
    if event.feeling is Feeling.STOP_SIGN:
        situation = Situation(Phase.FINISHED if session.log else Phase.ABANDONED, finished=now)
    after = replace(
        session,
        situation=situation,
        pains=(*session.pains, Pain(event.position, exercise, event.area, event.feeling, now)),
        skipped=session.skipped.union(ended),
        trail=trail_with(session, PainTold(ended)),
    )
    return Step(after)
