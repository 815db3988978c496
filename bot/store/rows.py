"""Values of the training as rows, and back, exactly.

A session spreads over four tables: its row (what every tap changes), its plan (shared, by the hash of its text), its last
times, its sets. Its trail is one JSON line per change, so that a tap writes one line and not sixty. No SQL here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from typing import Any

from bot.coach.inbound import Inbound
from bot.coach.records import Arrival, Card, Letter, LetterKind
from bot.store.written import brief, read, read_beside, tagged, write
from bot.training.lifter import Lifter
from bot.training.logged import LoggedSet, Slot
from bot.training.pain import Pain
from bot.training.plan import Exercise, Prescription, Workout
from bot.training.quantities import Load, Unit, Weight
from bot.training.recovery import DoneSet, Trained
from bot.training.reminders import Reminder, ReminderKind
from bot.training.session import Change, Choice, Coaching, Phase, RestPeriod, Session, Situation, WorkPeriod
from bot.training.vocabulary import SetKind

LastTime = Mapping[str, tuple[LoggedSet, ...]]
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """A session as the database has it, with its trail as written, and where its card stands."""

    session: Session
    lines: tuple[str, ...]
    card: Card


@dataclass(frozen=True, slots=True)
class State:
    """What of a session is only ever read as a whole."""

    rest: RestPeriod | None = None
    rest_left: timedelta | None = None
    choice: Choice | None = None
    skipped: frozenset[Slot] = frozenset()
    swapped: Mapping[int, Exercise] = field(default_factory=dict)
    opened: frozenset[int] = frozenset()
    added: tuple[Prescription, ...] = ()
    loads: Mapping[str, Load] = field(default_factory=dict)
    asked: datetime | None = None
    pains: tuple[Pain, ...] = ()
    work: WorkPeriod | None = None


def plan_text(workout: Workout) -> tuple[str, str]:
    """The digest and the text of a workout's copy."""
    text = write(workout)
    return blake2b(text.encode(), digest_size=16).hexdigest(), text


def workout_from(text: str) -> Workout:
    workout: Workout = read(Workout, text)
    return workout


def last_time_text(last_time: LastTime) -> str:
    return write(last_time)


@lru_cache(maxsize=256)
def _last_time_from(text: str) -> LastTime:
    last_time: LastTime = read(LastTime, text)
    return last_time


def coaching_text(coaching: Coaching) -> str:
    return write(brief(coaching))


@lru_cache(maxsize=256)
def _coaching_from(text: str) -> Coaching:
    coaching: Coaching = read(Coaching, text)
    return coaching


def changing_values(session: Session, lines: Sequence[str]) -> Values:
    """The columns of a session's row that a tap may change."""
    situation = session.situation
    state = State(
        situation.rest,
        situation.rest_left,
        situation.choice,
        session.skipped,
        session.swapped,
        session.opened,
        session.added,
        session.loads,
        session.asked,
        session.pains,
        situation.work,
    )
    return {
        "unit": str(session.unit),
        "phase": str(situation.phase),
        "revision": session.revision,
        "touched": session.touched,
        "state": write(brief(state)),
        "trail": "\n".join(lines),
    }


def lasting_values(session: Session, plan: str, chat: int) -> Values:
    """The columns of a session's row that a tap does not change."""
    return {
        "id": session.id,
        "lifter": session.lifter,
        "workout": session.workout.id,
        "plan": plan,
        "started": session.started,
        "finished": session.finished,
        "chat": chat,
    }


def trail_lines(session: Session, known: Kept | None) -> tuple[str, ...]:
    """The session's trail as written; changes that `known` holds already are not written again."""
    if known is None:
        return tuple(map(_line, session.trail))
    trail, before = session.trail, known.session.trail
    if trail == before:
        return known.lines
    if trail[:-1] == before:
        return (*known.lines, _line(trail[-1]))
    if trail == before[:-1]:
        return known.lines[:-1]
    have = dict(zip(map(id, before), known.lines, strict=True))
    return tuple(have.get(id(change)) or _line(change) for change in trail)


def _line(change: Change) -> str:
    return write({"what": tagged(change.what), "before": brief(change.before)})


@lru_cache(maxsize=4096)
def _change(line: str) -> Change:
    change: Change = read(Change, line)
    return change


def kept_from(row: Sequence[Any], workout: Workout, log: tuple[LoggedSet, ...]) -> Kept:
    """A session from its row, as `statements` selects it."""
    id, lifter, _, unit, phase, revision, started, touched, finished, state_text, trail, chat, message, *before = row
    last_time, coaching = before
    state: State = read(State, state_text)
    lines = tuple(trail.split("\n")) if trail else ()
    session = Session(
        id=id,
        lifter=lifter,
        workout=workout,
        unit=Unit(unit),
        started=started,
        touched=touched,
        situation=Situation(Phase(phase), state.rest, state.rest_left, state.choice, finished, state.work),
        revision=revision,
        log=log,
        skipped=state.skipped,
        swapped=state.swapped,
        opened=state.opened,
        added=state.added,
        loads=state.loads,
        last_time=_last_time_from(last_time),
        coaching=_coaching_from(coaching),
        pains=state.pains,
        trail=tuple(map(_change, lines)),
        asked=state.asked,
    )
    return Kept(session, lines, Card(chat, message))


def set_values(session: Session, place: int, logged: LoggedSet) -> Values:
    load = logged.load
    return {
        **slot_values(session, logged.slot),
        "place": place,
        "lifter": session.lifter,
        "exercise": logged.exercise,
        "reps": logged.reps,
        "weight": load.weight.amount,
        "unit": str(load.weight.unit),
        "on_body": load.on_body,
        "kind": str(logged.kind),
        "rir": logged.rir,
        "at": logged.at,
    }


def slot_values(session: Session, slot: Slot) -> Values:
    return {"session": session.id, "position": slot.position, "number": slot.number}


def logged_set_from(row: Sequence[Any]) -> LoggedSet:
    position, number, exercise, reps, weight, unit, on_body, kind, rir, at = row
    load = Load(Weight(weight, Unit(unit)), on_body)
    return LoggedSet(Slot(position, number), exercise, reps, load, at, SetKind(kind), rir)


def trained_from(rows: Sequence[Sequence[Any]]) -> tuple[Trained, ...]:
    """Sessions from a row for each of their sets, or one row without a set."""
    found = []
    for (_, workout, started, finished), own in groupby(rows, key=lambda row: row[:4]):
        done = tuple(DoneSet(exercise, SetKind(kind), at) for *_, exercise, kind, at in own if exercise is not None)
        found.append(Trained(workout, started, finished, done))
    return tuple(found)


def lifter_values(lifter: Lifter) -> Values:
    """What others ask for stands in columns; the rest is only ever read as a whole."""
    columns = {
        "id": lifter.id,
        "unit": str(lifter.unit),
        "zone": lifter.zone,
        "reachable": lifter.reachable,
        "leaving": lifter.leaving,
    }
    profile = {name: value for name, value in brief(lifter).items() if name not in columns}
    return {**columns, "profile": write(profile)}


def lifter_from(row: Sequence[Any]) -> Lifter:
    id, unit, zone, reachable, profile, leaving = row
    return replace(_somebody(profile), id=id, unit=Unit(unit), zone=zone, reachable=reachable, leaving=leaving)


@lru_cache(maxsize=256)
def _somebody(profile: str) -> Lifter:
    lifter: Lifter = read_beside(Lifter, profile, id=0)
    return lifter


def forget_texts() -> None:
    """Texts that were read before may hold somebody's words; they are read anew when they are needed."""
    for reading in (_last_time_from, _coaching_from, _change, _somebody):
        reading.cache_clear()


def letter_values(letter: Letter) -> Values:
    reminder = letter.reminder
    return {
        "lifter": letter.lifter,
        "chat": letter.chat,
        "session": letter.session,
        "kind": str(letter.kind),
        "due": letter.due,
        "reminder": reminder and str(reminder.kind),
        "day": reminder and reminder.day,
    }


def letter_from(row: Sequence[Any]) -> Letter:
    id, lifter, chat, session, kind, due, reminder, day = row
    about = None if reminder is None else Reminder(ReminderKind(reminder), day, due)
    return Letter(lifter, chat, session, LetterKind(kind), due, about, id)


def inbound_text(inbound: Inbound) -> str:
    return write(tagged(inbound))


def arrival_from(row: Sequence[Any]) -> Arrival:
    number, text = row
    inbound: Inbound = read(Inbound, text)
    return Arrival(number, inbound)
