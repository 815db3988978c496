"""What becomes known of a session only when it is over: a set that nobody logged, or that it was another day.

Pure arms of the machine; amending a set and taking one back are `correct`'s, as on the day itself. Each leaves a change that
was made to a closed session, so whoever takes it back finds that session closed.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import takewhile

from bot.training import events
from bot.training.aim import is_possible, most_reps
from bot.training.correct import shifted, trail_with
from bot.training.effects import Reason, Step, decline
from bot.training.logged import LoggedSet, Slot
from bot.training.order import exercise_at, exercise_called, logged_at, positions, prescriptions
from bot.training.session import DayMoved, Session, SetAdded
from bot.training.vocabulary import SetKind
from bot.training.walltime import day_in, instant

MOST_SETS = 20  # at one place of a workout: nobody does more
OLDEST = datetime(2000, 1, 1, tzinfo=UTC)  # what is said to be older is a slip of the finger


@dataclass(frozen=True, slots=True)
class Performed:
    """The sets of one exercise at one place of the workout, in the order they were done; none, if it was planned only."""

    position: int
    exercise: str
    sets: tuple[LoggedSet, ...]


def performed(session: Session) -> tuple[Performed, ...]:
    """A session by its exercises: what was done, and what had been planned and was not."""
    found = []
    for position in _in_order(session):
        here = sorted((one for one in session.log if one.slot.position == position), key=lambda one: one.slot)
        for exercise in dict.fromkeys(one.exercise for one in here) or (exercise_at(session, position).id,):
            found.append(Performed(position, exercise, tuple(one for one in here if one.exercise == exercise)))
    return tuple(found)


def _in_order(session: Session) -> tuple[int, ...]:
    """The positions that were meant, and whatever else was done."""
    return tuple(dict.fromkeys((*positions(session), *(logged.slot.position for logged in session.log))))


def free_slot(session: Session, position: int) -> Slot:
    """Where a forgotten set goes: the first planned set that was not done, warm-ups aside, else one beyond the plan."""
    sets = prescriptions(session)[position].sets
    done = {logged.slot.number for logged in session.log if logged.slot.position == position}
    planned = (n for n, one in enumerate(sets) if n not in done and one.kind is not SetKind.WARM_UP)
    beyond = max((number + 1 for number in done), default=0)
    return Slot(position, next(planned, max(len(sets), beyond)))


def can_take_back(session: Session) -> bool:
    """Whether the last change was made when the session was over, so that taking it back leaves it so."""
    return bool(session.trail) and session.trail[-1].before.finished is not None


def recall(session: Session, event: events.SetRecalled) -> Step:
    slot = event.slot
    if not any((one.position, one.exercise) == (slot.position, event.exercise) for one in performed(session)):
        return decline(session, Reason.NO_SUCH_EXERCISE)
    if logged_at(session, slot) is not None:
        return decline(session, Reason.ALREADY_LOGGED)
    if slot != free_slot(session, slot.position):
        return decline(session, Reason.NOT_NEXT)
    exercise = exercise_called(session, event.exercise) or exercise_at(session, slot.position)
    if not is_possible(event.reps, event.load, most_reps(exercise)) or slot.number >= MOST_SETS:
        return decline(session, Reason.IMPOSSIBLE)
    place = _place_of(session, slot)
    at = session.log[max(place - 1, 0)].at if session.log else session.started
    logged = LoggedSet(slot, event.exercise, event.reps, event.load, at, _kind_of(session, slot))
    log = (*session.log[:place], logged, *session.log[place:])
    return Step(replace(session, log=log, trail=trail_with(session, SetAdded(slot))))


def _kind_of(session: Session, slot: Slot) -> SetKind:
    """As planned; beyond the plan it is a working set."""
    sets = prescriptions(session)[slot.position].sets
    return sets[slot.number].kind if slot.number < len(sets) else SetKind.WORKING


def _place_of(session: Session, slot: Slot) -> int:
    """In the log after the sets before it, of its own exercise or, where it is the first, of those that come earlier."""
    before = set(takewhile(lambda position: position != slot.position, _in_order(session)))
    own = [at for at, one in enumerate(session.log) if one.slot.position == slot.position and one.slot < slot]
    following = [at for at, one in enumerate(session.log) if one.slot.position == slot.position and one.slot > slot]
    earlier = [at for at, one in enumerate(session.log) if one.slot.position in before]
    if own:
        return own[-1] + 1
    return following[0] if following else earlier[-1] + 1 if earlier else 0


def move(session: Session, by: timedelta, now: datetime) -> Step:
    """The whole session is so much later, to the instant: how long it took, and when each set came, stays as it was."""
    finished = session.finished
    if finished is None or not OLDEST - session.started <= by <= now - finished:
        return decline(session, Reason.IMPOSSIBLE)
    if not by:
        return Step(session)
    trail = trail_with(session, DayMoved(by))
    situation = replace(session.situation, finished=finished + by)
    return Step(replace(shifted(session, by), situation=situation, trail=trail))


def way_to(session: Session, day: date, zone: tzinfo, now: datetime) -> timedelta | None:
    """How much later a session has to be, to have begun on that day at its own hour; today, no later than that it is over now.

    None if it cannot have been that day.
    """
    if not OLDEST.date() <= day <= day_in(zone, now):
        return None
    if day == day_in(zone, session.started):
        return timedelta()
    hour = session.started.astimezone(zone).time()
    start, finished = instant(day, hour, zone), session.finished
    if start is None or finished is None:
        return None
    by = min(start - session.started, now - finished)
    begins = session.started + by
    return by if begins >= OLDEST and day_in(zone, begins) == day else None
