"""What the next set aims for: the coach's target while the lifter follows it, and what they choose themselves when they don't.

Pure. How a target is found (when to add, when to step back) is in `progression`.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bot.training.loading import Kit, loadable, step_down, step_up
from bot.training.logged import LoggedSet, Slot
from bot.training.order import exercise_at, next_slot, planned, prescriptions
from bot.training.pain import touches
from bot.training.plan import Exercise
from bot.training.quantities import Load, Unit, Weight, body_weight
from bot.training.session import Session
from bot.training.symptoms import held
from bot.training.target import Target
from bot.training.vocabulary import Counting, SetKind

MOST_REPS = 100
MOST_SECONDS = 1800
MOST_STEPS = 100
MOST_WEIGHT = Weight(Decimal(1000), Unit.KG)  # more than any machine holds: beyond it lies a slip of the finger


@dataclass(frozen=True, slots=True)
class Aim:
    """The next set: its slot, repetitions and load; a load of None has to be asked for."""

    slot: Slot
    reps: int
    load: Load | None


def aim(session: Session) -> Aim | None:
    """What comes next, or None when every set is done."""
    slot = next_slot(session)
    if slot is None:
        return None
    choice = session.situation.choice
    if choice is not None and choice.slot == slot:
        return Aim(slot, choice.reps, choice.load)
    load = _planned_load(session, slot)
    return Aim(slot, _planned_reps(session, slot, load), load)


def target_at(session: Session, position: int) -> Target | None:
    """What the coach found for the exercise now meant at a position; no more than last time, if pain was told of today."""
    exercise = exercise_at(session, position)
    found = session.coaching.targets.get(exercise.id)
    hurts = any(touches(pain, exercise) for pain in session.pains)
    return held(found) if found is not None and hurts else found


def working_load(session: Session, position: int) -> Load | None:
    """The load of an exercise's working sets: as just done here, as chosen, as the coach found, as last time, as elsewhere
    today, or the body."""
    exercise = exercise_at(session, position)
    today = tuple(logged for logged in session.log if logged.slot.position == position)
    last_time = session.last_time.get(exercise.id, ())
    if (done := _last_working(today, exercise)) is not None:
        return done.load
    if exercise.id in session.loads:
        return session.loads[exercise.id]
    found = target_at(session, position)
    if found is not None and found.load is not None:
        return found.load
    if (done := _last_working(last_time, exercise) or _last_working(session.log, exercise)) is not None:
        return done.load
    if exercise.counting.bare or exercise.counting is Counting.BODYWEIGHT_PLUS:
        return body_weight(session.unit)
    return None


@lru_cache(maxsize=4096)  # every card asks for both neighbours of its load
def stepped(load: Load, steps: int, exercise: Exercise, kit: Kit) -> Load:
    """A load that exists, some steps of its exercise heavier, or lighter if negative."""
    step = step_up if steps > 0 else step_down
    for _ in range(min(abs(steps), MOST_STEPS)):
        load = step(load, exercise, kit)
    return load


def rep_step(exercise: Exercise) -> int:
    """By how much repetitions are moved: one, or one for each side; seconds by five."""
    return (5 if exercise.counting.timed else 1) * _sides(exercise)


def moved_reps(reps: int, by: int, exercise: Exercise) -> int:
    """So many more or fewer, and never less than one step: what is less already stays."""
    return max(reps + by, min(reps, rep_step(exercise)))


def most_reps(exercise: Exercise) -> int:
    """The most repetitions, or seconds, that a set of it can have."""
    return (MOST_SECONDS if exercise.counting.timed else MOST_REPS) * _sides(exercise)


def is_possible(reps: int, load: Load, most_reps: int) -> bool:
    """Whether a human could have done this set, and a record could hold it to a thousandth; finer doubts are the coach's."""
    amount = load.weight.amount
    most = MOST_WEIGHT.to(load.weight.unit).amount  # the limit is converted, not what was typed: that may be any number
    least = -most if load.on_body else Decimal(0)
    within = 1 <= reps <= most_reps and amount.is_finite() and least <= amount <= most
    return within and amount == round(amount, 3)


def _last_working(log: tuple[LoggedSet, ...], exercise: Exercise) -> LoggedSet | None:
    of_it = (s for s in reversed(log) if s.exercise == exercise.id and s.kind is SetKind.WORKING)
    return next(of_it, None)


def _planned_reps(session: Session, slot: Slot, load: Load | None) -> int:
    """The target's repetitions while its load is lifted; with another load, the least that the prescription asks for."""
    wanted, found = planned(session, slot), target_at(session, slot.position)
    if found is None or wanted.kind is not SetKind.WORKING or load != found.load:
        return wanted.reps.low
    before = prescriptions(session)[slot.position].sets[: slot.number]
    place = sum(one.kind is SetKind.WORKING for one in before)
    return found.reps[place] if place < len(found.reps) else wanted.reps.low


def _planned_load(session: Session, slot: Slot) -> Load | None:
    """The working load, or the share of a warm-up or drop set, rounded down to what can be loaded; help is never taken away."""
    load = working_load(session, slot.position)
    wanted = planned(session, slot)
    if load is None or wanted.kind is SetKind.WORKING or load.weight.amount <= 0:
        return load
    share = Load(Weight(load.weight.amount * wanted.share, load.weight.unit), load.on_body)
    lighter = loadable(share, exercise_at(session, slot.position), session.coaching.kit)
    return min(lighter, load, key=lambda one: one.weight.amount)


def _sides(exercise: Exercise) -> int:
    return 2 if exercise.per_side else 1
