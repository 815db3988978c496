"""What a press or a line on a page of past sessions says happened there. Nothing is changed here.

What makes no sense for its session is None: forged or from another time, it changes nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal, InvalidOperation

from bot.coach.reading import event_of, slot_of
from bot.screens.taps import Tap, Verb
from bot.training import events
from bot.training.aim import Aim, working_load
from bot.training.hindsight import Performed, free_slot, performed, way_to
from bot.training.logged import LoggedSet
from bot.training.notation import TypedSet, read
from bot.training.order import exercise_at, exercise_of, logged_at, prescriptions
from bot.training.plan import Library
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import Session
from bot.training.vocabulary import SetKind
from bot.training.walltime import day_in

_AS_ON_THE_DAY = {
    Verb.PAST_AMEND: Verb.AMEND,
    Verb.PAST_TAKE: Verb.TAKE,
    Verb.PAST_DELETE: Verb.ABANDON,
    Verb.PAST_UNDO: Verb.UNDO,
}


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A set to be added to one of the exercises, and what it is taken to have been; a load of None is to be asked for."""

    one: Performed
    reps: int
    load: Load | None


def past_event(tap: Tap, session: Session, library: Library, zone: tzinfo, now: datetime) -> events.Event | None:
    words = tap.about.split("_")
    try:
        match tap.verb:
            case Verb.PAST_MEANT:
                return _meant(words, session)
            case Verb.PAST_ADD:
                return _recalled(words, session)
            case Verb.PAST_MOVE:
                return moved_to(session, day_in(zone, session.started) + timedelta(days=int(words[0])), zone, now)
            case _:
                as_on_the_day = Tap(_AS_ON_THE_DAY[tap.verb], tap.lifter, tap.about, tap.session, tap.revision)
                return event_of(as_on_the_day, session, library)
    except (ValueError, IndexError, KeyError, InvalidOperation, OverflowError):
        return None


def moved_to(session: Session, day: date, zone: tzinfo, now: datetime) -> events.SessionMoved | None:
    by = way_to(session, day, zone, now)
    return events.SessionMoved(by) if by is not None else None


def exercise_named(about: str, session: Session) -> int | None:
    """The place of the exercise that a page is about, among those of its session."""
    word = about.split("_")[0]
    at = int(word) if word.isdecimal() and len(word) < 4 else -1
    return at if 0 <= at < len(performed(session)) else None


def forgotten(session: Session, at: int) -> Forgotten:
    """As the set before it; where there is none, as it was planned and as much as the coach would have asked for."""
    one = performed(session)[at]
    if one.sets:
        return Forgotten(one, one.sets[-1].reps, one.sets[-1].load)
    planned = prescriptions(session)[one.position].sets[-1]
    return Forgotten(one, planned.reps.low, working_load(session, one.position))


def _recalled(words: list[str], session: Session) -> events.SetRecalled | None:
    at = exercise_named(words[0], session)
    if at is None:
        return None
    meant = forgotten(session, at)
    load = meant.load
    if len(words) > 1:
        load = _load(words[1:], exercise_at(session, meant.one.position).counting.on_body)
    slot = free_slot(session, meant.one.position)
    return events.SetRecalled(slot, meant.one.exercise, meant.reps, load) if load is not None else None


def _meant(words: list[str], session: Session) -> events.SetAmended | None:
    logged = logged_at(session, slot_of(words[0]))
    if logged is None:
        return None
    return events.SetAmended(logged.slot, int(words[1]), _load(words[2:], words[4] == "b"))


def _load(words: list[str], on_body: bool) -> Load:
    return Load(Weight(Decimal(words[0]), Unit(words[1])), on_body)


def typed_set(text: str, session: Session, logged: LoggedSet, unit: Unit) -> TypedSet | None:
    """What a line says that a logged set was; None unless it tells of one set, or of its load alone."""
    exercise = exercise_of(session, logged) or exercise_at(session, logged.slot.position)
    reps = logged.reps
    if logged.kind is SetKind.ODD:  # what can hardly be true says nothing of what is meant now
        reps = prescriptions(session)[logged.slot.position].sets[-1].reps.low
    typed = read(text, Aim(logged.slot, reps, logged.load), exercise, unit)
    if typed is None or len(typed.sets) > 1:
        return None
    return typed.sets[0] if typed.sets else TypedSet(logged.reps, typed.load)
