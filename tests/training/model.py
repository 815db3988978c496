"""A plain model of a session, for tests: what it should amount to, and which events should be welcome.

It knows the order of performance of the gym's workouts by heart and shares nothing with the machine but the words.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.training import events
from bot.training.aim import MOST_REPS, is_possible
from bot.training.logged import Slot
from bot.training.pain import Feeling
from bot.training.quantities import Load
from bot.training.session import OPEN, Phase, Situation
from tests.training.gym import ARMS, BACK, CURL, HAMMER, HELPED_PULL_UP, HOLDS, PLANK, PULL_UP, ROW, SIDE_PLANK


def in_order(*names: str) -> tuple[Slot, ...]:
    return tuple(Slot(int(name[0]), int(name[2])) for name in names)


REQUIRED = {
    BACK.id: in_order("0.0", "0.1", "1.0", "1.1"),
    ARMS.id: in_order("0.0", "0.1", "1.0", "2.0", "1.1", "2.1", "2.2"),
    HOLDS.id: in_order("0.0", "0.1", "1.0"),
}
OPTIONAL = {BACK.id: {2: in_order("2.0", "2.1")}, ARMS.id: {}, HOLDS.id: {}}
PLANNED = {BACK.id: (ROW, PULL_UP, CURL), ARMS.id: (CURL, CURL, HAMMER), HOLDS.id: (PLANK, SIDE_PLANK)}
WARM_UPS = {(ARMS.id, Slot(0, 0))}
EXERCISES = {one.id for one in (ROW, PULL_UP, HELPED_PULL_UP, CURL, HAMMER, PLANK, SIDE_PLANK)}
ON_BODY = {PULL_UP.id, HELPED_PULL_UP.id, PLANK.id, SIDE_PLANK.id}
TIMED = {PLANK.id, SIDE_PLANK.id}
TRAINING = (Phase.LIFTING, Phase.RESTING)
TOUCHED_UP = (*TRAINING, Phase.FINISHED)  # where sets may be corrected


@dataclass(frozen=True)
class Model:
    """What a session of `workout` should amount to."""

    workout: str
    sets: dict[Slot, tuple[int, Load]] = field(default_factory=dict)
    skipped: frozenset[Slot] = frozenset()
    swapped: dict[int, str] = field(default_factory=dict)
    opened: frozenset[int] = frozenset()
    added: tuple[str, ...] = ()  # exercises beyond the workout, three sets each
    pains: tuple[tuple[str, Feeling], ...] = ()  # in which exercise, and how it felt
    with_what: dict[Slot, str] = field(default_factory=dict)

    @property
    def slots(self) -> tuple[Slot, ...]:
        opened = (OPTIONAL[self.workout][block] for block in sorted(self.opened))
        first = len(PLANNED[self.workout])
        added = (tuple(Slot(first + at, number) for number in range(3)) for at, _ in enumerate(self.added))
        return sum((*opened, *added), REQUIRED[self.workout])

    @property
    def left(self) -> tuple[Slot, ...]:
        return tuple(
            slot
            for slot in self.slots
            if slot not in self.sets and slot not in self.skipped and not self.is_needless(slot)
        )

    def is_needless(self, slot: Slot) -> bool:
        """Nobody warms up for the body with the body."""
        return (self.workout, slot) in WARM_UPS and self.exercise_at(slot.position) in ON_BODY

    def is_left(self, position: int) -> bool:
        return any(slot.position == position for slot in self.left)

    def free(self, position: int) -> Slot | None:
        """Where a forgotten set goes: into the plan, where there is room but for warm-ups, else behind all others."""
        every = [slot for slot in (*self.slots, *self.sets) if slot.position == position]
        room = [slot for slot in every if slot not in self.sets and (self.workout, slot) not in WARM_UPS]
        return min(room) if room else Slot(position, max(every).number + 1) if every else None

    def exercise_at(self, position: int) -> str:
        planned = (*(one.id for one in PLANNED[self.workout]), *self.added)
        return self.swapped.get(position) or planned[position]

    def hurting(self, position: int, phase: Phase) -> str:
        """In a rest or a pause, pain at the place of the last set is about what that was done with."""
        last = next(reversed(self.sets), None)
        if phase in (Phase.RESTING, Phase.PAUSED) and last is not None and last.position == position:
            return self.with_what[last]
        return self.exercise_at(position)

    def after(self, event: events.Event, phase: Phase) -> "Model":
        match event:
            case (
                events.SetLogged(slot, reps, load)
                | events.SetAmended(slot, reps, load)
                | events.SetRecalled(slot, _, reps, load)
            ):
                sets = {**self.sets, slot: (reps, load)}
                with_what = {slot: self.exercise_at(slot.position), **self.with_what}
                if isinstance(event, events.SetRecalled):
                    with_what[slot] = event.exercise
                return replace(self, sets=sets, with_what=with_what)
            case events.SetUndone(slot):
                others = {other: it for other, it in self.sets.items() if other != slot}
                return replace(self, sets=others, with_what={s: self.with_what[s] for s in others})
            case events.ExerciseSkipped(position):
                return replace(self, skipped=self.skipped | {s for s in self.left if s.position == position})
            case events.ExerciseSwapped(position, exercise):
                taken_up = {s for s in self.skipped if s.position == position and not self.is_left(position)}
                swapped = {**self.swapped, position: exercise.id}
                return replace(self, swapped=swapped, skipped=self.skipped - taken_up)
            case events.PainReported(position, _, feeling):
                hurts = self.hurting(position, phase)
                sharp = feeling is Feeling.SHARP
                ended = {s for s in self.left if sharp and self.exercise_at(s.position) == hurts}
                return replace(self, pains=(*self.pains, (hurts, feeling)), skipped=self.skipped | ended)
            case events.BlockAdded(block):
                left_out = frozenset() if phase in OPEN else frozenset(self.left)
                return replace(self, opened=self.opened | {block}, skipped=self.skipped | left_out)
            case events.ExerciseAdded(prescription):
                return replace(self, added=(*self.added, prescription.exercise.id))
            case _:
                return self

    def welcomes(self, event: events.Event, situation: Situation, now: datetime) -> bool:
        """Whether an event may happen now; undoing depends on the past, which is not kept here."""
        phase, rest = situation.phase, situation.rest
        match event:
            case events.WorkStarted(slot):
                return phase is Phase.LIFTING and slot == self.left[0] and self.exercise_at(slot.position) in TIMED
            case events.WorkElapsed(due):
                return situation.work is not None and situation.work.due == due <= now
            case events.WorkStopped() | events.WorkCancelled():
                return phase is Phase.WORKING
            case events.SetLogged(slot, reps, load):
                now_or_held = phase in TRAINING or phase is Phase.WORKING
                return now_or_held and slot == self.left[0] and is_possible(reps, load, MOST_REPS)
            case events.SetAmended(slot, reps, load):
                return phase in TOUCHED_UP and slot in self.sets and is_possible(reps, load, MOST_REPS)
            case events.SetUndone(slot):
                return phase in TOUCHED_UP and slot in self.sets
            case events.SetRecalled(slot, exercise, reps, load):
                known = slot == self.free(slot.position) and exercise in EXERCISES
                return phase is Phase.FINISHED and known and is_possible(reps, load, MOST_REPS)
            case events.SessionMoved(by):
                return situation.finished is not None and phase is Phase.FINISHED and situation.finished + by <= now
            case events.Abandoned():
                return phase is not Phase.ABANDONED
            case events.LoadChosen(slot, load):
                return phase in TRAINING and slot == self.left[0] and is_possible(1, load, MOST_REPS)
            case events.AimMoved(slot):
                return phase in TRAINING and slot == self.left[0]
            case events.ExerciseSkipped(position):
                return phase in TRAINING and self.is_left(position)
            case events.ExerciseSwapped(position):
                return phase in TRAINING and any(s.position == position and s not in self.sets for s in self.slots)
            case events.PainReported(position):
                return phase in OPEN and any(slot.position == position for slot in self.slots)
            case events.BlockAdded(block):
                new = block in OPTIONAL[self.workout] and block not in self.opened
                late = situation.finished is not None and now > situation.finished + timedelta(hours=3)
                stopped = any(feeling is Feeling.STOP_SIGN for _, feeling in self.pains)
                return (phase in TRAINING or phase is Phase.FINISHED) and new and not late and not stopped
            case events.ExerciseAdded(prescription):
                to_come = {self.exercise_at(slot.position) for slot in self.left}
                return phase in TRAINING and prescription.exercise.id not in to_come and len(self.added) < 10
            case events.RestElapsed(due):
                return rest is not None and rest.due == due <= now
            case events.RestSkipped() | events.RestMoved():
                return phase is Phase.RESTING
            case events.Paused():
                return phase in TRAINING or phase is Phase.WORKING
            case events.Resumed():
                return phase is Phase.PAUSED
            case events.Undone():
                return phase is not Phase.PAUSED
            case _:
                return phase in OPEN
