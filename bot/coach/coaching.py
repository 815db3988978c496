"""What the coach finds when a session begins, or an exercise takes another's place: targets with reasons, bests, the last time.

It looks up what was done and asks the rules of `training`; what comes of it travels with the session, so that a tap looks up
nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from bot.coach.turn import Desk
from bot.training.bests import Bests, bests_from
from bot.training.exchanging import exchanged
from bot.training.ladder import Rung, rung
from bot.training.logged import LoggedSet
from bot.training.plan import Exercise, Prescription, Workout
from bot.training.progression import LOOKS_BACK, Performance, target
from bot.training.session import Coaching
from bot.training.sparing import spared
from bot.training.swapping import as_wished, can_be_done
from bot.training.symptoms import hurt_since
from bot.training.target import Target
from bot.training.vocabulary import Condition
from bot.training.warm_up import warmed_up

PAIN_WITHIN = timedelta(days=365)  # who has not done an exercise for a year begins it anew anyway


@dataclass(frozen=True, slots=True)
class Found:
    """What the coach knows of one exercise."""

    last_time: tuple[LoggedSet, ...]
    target: Target
    bests: Bests


@dataclass(frozen=True, slots=True)
class Prepared:
    """A workout as this lifter is to do it today, and what the coach found about it."""

    workout: Workout
    last_time: Mapping[str, tuple[LoggedSet, ...]]
    coaching: Coaching


class Past:
    """A lifter's past, as the rules ask for it; for one turn, within its transaction."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pained = desk.tx.pained(desk.lifter.id, desk.now - PAIN_WITHIN)
        weighed = desk.tx.weighed(desk.lifter.id, 1)
        self.body = weighed[0][1] if weighed else None
        self._known: dict[str, tuple[Performance, ...]] = {}

    def of(self, exercise: Exercise) -> tuple[Performance, ...]:
        """The last sessions that had it, oldest first."""
        if exercise.id not in self._known:
            done = self._desk.tx.performances(self._desk.lifter.id, exercise.id, LOOKS_BACK)
            self._known[exercise.id] = hurt_since(exercise, done, self._pained)
        return self._known[exercise.id]

    def found(self, prescription: Prescription) -> Found:
        """What there is to say of a prescription's exercise."""
        lifter, performances = self._desk.lifter, self.of(prescription.exercise)
        return Found(
            performances[-1].sets if performances else (),
            target(prescription, performances, lifter.kit, self._desk.now, self.body, lifter.unit),
            self.bests(prescription.exercise),
        )

    def bests(self, exercise: Exercise) -> Bests:
        tx, lifter = self._desk.tx, self._desk.lifter
        volume = tx.best_volume(lifter.id, exercise.id, lifter.unit)
        return bests_from(tx.best_sets(lifter.id, exercise.id), volume, exercise, self.body)

    def rung(self, prescription: Prescription) -> Rung | None:
        """The rung that is meant, where an exercise is one of a ladder; those that take what the lifter lacks are not there."""
        known, lacks = self._desk.library.exercises, self._desk.lifter.kit.lacks
        rungs = [known[id] for id in prescription.exercise.ladder if id in known and can_be_done(known[id], lacks)]
        if prescription.exercise not in rungs:
            return None
        past = {one.id: self.of(one) for one in rungs}
        return rung(prescription, rungs, past, self._desk.lifter.kit, self._desk.now)


def prepared(desk: Desk, workout: Workout) -> Prepared:
    """The workout with what this lifter does in place of exercises, on the rungs that are meant, warmed up; and coaching."""
    known, past = desk.library.exercises, Past(desk)
    workout = as_wished(workout, desk.lifter.instead, known, desk.lifter.kit.lacks)
    if desk.lifter.back_trouble:
        workout = spared(workout, Condition.BACK, known)
    rungs: dict[str, Rung] = {}

    def climb(prescription: Prescription) -> Exercise:
        meant = past.rung(prescription)
        if meant is None:
            return prescription.exercise
        rungs[meant.exercise] = meant
        return known[meant.exercise]

    workout = exchanged(workout, climb)
    found: dict[str, Found] = {}
    for prescription in chain.from_iterable(block.prescriptions for block in workout.blocks):
        if prescription.exercise.id not in found:  # of two prescriptions of one exercise, the first decides
            found[prescription.exercise.id] = past.found(prescription)
    targets = {id: one.target for id, one in found.items()}
    bests = {id: one.bests for id, one in found.items() if one.bests.sets}
    return Prepared(
        warmed_up(workout, targets, desk.lifter.kit),
        {id: one.last_time for id, one in found.items() if one.last_time},
        Coaching(targets, bests, rungs, past.body, desk.lifter.kit),
    )
