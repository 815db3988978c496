"""Sets in words: which one is on, what it aims for, what was done of it. Lines that the card, its pages and the rings share.

Functions of the session; nothing is decided here, and buttons are in `buttons`.
"""

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from bot.screens.screen import bold, filled, italic, lines
from bot.screens.words import bar, doubtful, minutes, reps_and_loads, set_words, spoken
from bot.training.aim import Aim, aim, target_at
from bot.training.estimate import time_left
from bot.training.lifter import Lifter
from bot.training.logged import LoggedSet, Slot
from bot.training.order import exercise_at, exercise_of, planned, positions, prescriptions, slots
from bot.training.pain import Pain
from bot.training.session import Session
from bot.training.target import TargetRule
from bot.training.vocabulary import SetKind

KINDS = {SetKind.WARM_UP: "Warm-up", SetKind.WORKING: "Set", SetKind.DROP: "Drop set", SetKind.ODD: "Odd set"}


def headline(session: Session, slot: Slot) -> Markup:
    order = positions(session)
    where = f"exercise {order.index(slot.position) + 1} of {len(order)} · {minutes(time_left(session))} left"
    return lines(bold(session.workout.name), where)


def exercise_line(session: Session, slot: Slot) -> Markup:
    exercise = exercise_at(session, slot.position)
    return filled("{} · {}", bold(exercise.name), italic(", ".join(exercise.primary)))


def own_note(session: Session, slot: Slot, lifter: Lifter) -> str | None:
    """What the lifter wrote down for the exercise that is on."""
    note = lifter.notes.get(exercise_at(session, slot.position).id)
    return f"📝 {note}" if note else None


def name_at(session: Session, slot: Slot) -> str:
    return exercise_at(session, slot.position).name


def exercise_name(session: Session, logged: LoggedSet | Pain) -> str:
    """The name of what was done, or what hurt, even if its position has been swapped since."""
    exercise = exercise_of(session, logged)
    return exercise.name if exercise else spoken(logged.exercise)


def which_set(session: Session, slot: Slot) -> str:
    """`Set 3 of 4`, `Warm-up 1 of 2`, `Drop set 1 of 1`."""
    sets = prescriptions(session)[slot.position].sets
    kind = sets[slot.number].kind
    alike = [number for number, one in enumerate(sets) if one.kind is kind]
    return f"{KINDS[kind]} {alike.index(slot.number) + 1} of {len(alike)}"


def aim_words(session: Session, now: Aim) -> str:
    """The planned range where neither the coach nor the lifter has chosen a number, `8–12 × 45 kg`."""
    wanted, target = planned(session, now.slot).reps, target_at(session, now.slot.position)
    is_open = target is None or target.why.rule is TargetRule.FIRST
    reps = wanted if now.reps == wanted.low and is_open else now.reps
    return set_words(reps, now.load, exercise_at(session, now.slot.position))


def next_words(session: Session) -> str:
    """What comes next in one line: `Set 4 of 4: 10 × 45 kg`, with the exercise where it is a new one."""
    now = aim(session)
    if now is None:
        return "Everything is done"
    going_on = any(
        logged.exercise == exercise_at(session, now.slot.position).id for logged in _today(session, now.slot)
    )
    words = f"{which_set(session, now.slot)}: {aim_words(session, now)}"
    return words if going_on else f"{name_at(session, now.slot)}, {words[0].lower()}{words[1:]}"


def is_going_on(session: Session, slot: Slot) -> bool:
    """Whether the set at a slot is of the exercise that was done last: neither the next one, nor one that took its place."""
    last = session.log[-1] if session.log else None
    there = (slot.position, exercise_at(session, slot.position).id)
    return last is not None and (last.slot.position, last.exercise) == there


def progress(session: Session, slot: Slot) -> str:
    sets = sum(one.position == slot.position for one in slots(session))
    today = _today(session, slot)
    done = f"  today {done_words(session, today)}" if today else ""
    return bar(len(today), sets) + done


def last_time(session: Session, slot: Slot) -> str | None:
    exercise = exercise_at(session, slot.position)
    log = session.last_time.get(exercise.id, ())
    working = tuple(logged for logged in log if logged.kind is SetKind.WORKING)
    return f"last time {reps_and_loads(working, exercise)}" if working else None


def done_words(session: Session, log: Sequence[LoggedSet]) -> str:
    """Sets that were done one after the other, each as its exercise counts: `10 · 10 at 45 kg`, `45 · 40 s`."""
    runs = groupby(log, key=lambda logged: logged.exercise)
    done = (tuple(run) for _, run in runs)
    return ", ".join(reps_and_loads(run, exercise_of(session, run[0])) for run in done)


def one_done(session: Session, logged: LoggedSet) -> str:
    """`10 × 45 kg`, `8 per side × 20 kg`, `45 s`; `1271 × 45 kg ?` where it can hardly be true."""
    return set_words(logged.reps, logged.load, exercise_of(session, logged)) + doubtful(logged)


def _today(session: Session, slot: Slot) -> tuple[LoggedSet, ...]:
    return tuple(logged for logged in session.log if logged.slot.position == slot.position)
