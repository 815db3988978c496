"""Pain that is told of in the middle of a session: which exercise it is about, what it ends, and what is kinder.

`tell` is an arm of the machine, for `advance` alone. What progression makes of pain is in `symptoms`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.training import events
from bot.training.correct import trail_with
from bot.training.effects import Reason, Step, decline
from bot.training.holding import cancel
from bot.training.lifter import Lifter
from bot.training.logged import LoggedSet, Slot
from bot.training.order import exercise_at, logged_at, next_slot, positions, remaining, slots
from bot.training.pain import CONDITIONS, Feeling, Pain, touches
from bot.training.plan import Exercise
from bot.training.session import PainTold, Phase, Session, Situation
from bot.training.swapping import ranked
from bot.training.vocabulary import Condition

MOST_KINDER = 4


def where_it_hurts(session: Session) -> int | None:
    """The position that pain told of now is about: in a rest or a pause that of the set just done, else the one that is on."""
    last, slot = _just_done(session), next_slot(session)
    return last.slot.position if last else slot.position if slot else None


def what_hurts(session: Session, position: int) -> str:
    """The exercise that pain at a position is about: the one just done there, even if it was swapped in the rest after it."""
    last = _just_done(session)
    done = last.exercise if last and last.slot.position == position else None
    return done or exercise_at(session, position).id


def _just_done(session: Session) -> LoggedSet | None:
    return session.log[-1] if session.log and session.phase in (Phase.RESTING, Phase.PAUSED) else None


def tell(session: Session, event: events.PainReported, now: datetime) -> Step:
    """Sharp pain ends its exercise, wherever in the session that still comes; a stop sign ends the session. What was being held
    is let go of."""
    if event.position not in positions(session):
        return decline(session, Reason.NO_SUCH_EXERCISE)
    exercise = what_hurts(session, event.position)
    ended: tuple[Slot, ...] = ()
    if event.feeling is Feeling.SHARP:
        ended = tuple(slot for slot in remaining(session) if exercise_at(session, slot.position).id == exercise)
    situation = session.situation if session.work is None else cancel(session).situation
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


def is_on(session: Session, pain: Pain) -> bool:
    """Whether sets of what hurt are to be done at its place, or would be if the pain had not ended them; not in a pause."""
    open_there = any(slot.position == pain.position and logged_at(session, slot) is None for slot in slots(session))
    return session.phase is not Phase.PAUSED and open_there and exercise_at(session, pain.position).id == pain.exercise


def kinder(session: Session, pain: Pain, exercises: Mapping[str, Exercise], lifter: Lifter) -> tuple[Exercise, ...]:
    """What may take the place of what hurt: by the content's own rules where they know of that part of the body, never what
    hurt today; first what does not come in this session anyway."""
    conditions = {CONDITIONS[pain.area]} if pain.area in CONDITIONS else set()
    if lifter.back_trouble:
        conditions.add(Condition.BACK)
    hurt = {one.exercise for one in session.pains}
    meant = {exercise_at(session, position).id for position in positions(session)}
    found = ranked(exercise_at(session, pain.position), exercises, lifter.kit.lacks, conditions)
    return tuple(sorted((one for one in found if one.id not in hurt), key=lambda one: one.id in meant)[:MOST_KINDER])


def asking_the_same(session: Session, pain: Pain) -> tuple[str, ...]:
    """The names of other exercises that still come today and that the pain touches."""
    coming = dict.fromkeys(slot.position for slot in remaining(session) if slot.position != pain.position)
    others = dict.fromkeys(exercise_at(session, position) for position in coming)
    return tuple(one.name for one in others if touches(pain, one))
