"""Half a year of somebody's training with nothing but the coach's targets: they do what is asked, as far as the day lets them.

Whoever has no target yet picks a load by themselves, and so does whoever cannot move one even once. Each lifter follows from
their number alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from bot.training.ladder import rung
from bot.training.loading import Kit, nearest
from bot.training.logged import LoggedSet, Slot
from bot.training.plan import Exercise, Library, PlannedSet, Prescription, Workout
from bot.training.progression import LOOKS_BACK, Performance, target
from bot.training.quantities import Load, Unit, Weight, body_weight
from bot.training.target import Target
from bot.training.vocabulary import SetKind
from tests.half_year.body import Body, Kind

KINDS = (
    Kind("novice", 0.40, (0.5, 0.9)),
    Kind("steady", 0.12, (0.8, 1.4)),
    Kind("plateaued", 0.0, (0.9, 1.6)),
    Kind("bad weeks", 0.12, (0.8, 1.4), has_bad_weeks=True),
    Kind("over-eager", 0.20, (0.6, 1.2), begins_at=(1.05, 1.4)),
)
BEGINS = datetime(2026, 1, 5, 18, tzinfo=UTC)
WEEKS = 26
FORM, OF_THE_EXERCISE = 0.025, 0.01  # the spread of a day's form, and of an exercise's within the day
STOPS_EARLY, HURTS = 0.03, 0.01  # how often an exercise ends after some of its sets, or hurts
A_BAD_WEEK, MOST_LOST = 0.015, 0.10  # the share of strength that it takes, and all of them together
USUAL = Kit()


@dataclass(frozen=True)
class Asked:
    """What the coach asked in one exercise of one session, and what was done. `strain` is the strength that the hardest set
    asked for, as a share of what they have on an average day of that week."""

    at: datetime
    exercise: str
    lows: tuple[int, ...]
    target: Target
    done: tuple[LoggedSet, ...]
    strain: float
    strength: float

    @property
    def complete(self) -> bool:
        return len(self.done) == len(self.target.reps)

    @property
    def failed(self) -> bool:
        """Whether a set ended below its range, and below what was asked."""
        judged = zip(self.done, self.lows, self.target.reps, strict=False)
        return any(one.reps < min(low, asked) for one, low, asked in judged)


class Life:
    def __init__(self, number: int, library: Library, form: float = FORM) -> None:
        self.random = draw = Random(number)
        self.library, self.spread = library, form
        self.kind = KINDS[number % len(KINDS)]
        self.body = Body(self.kind, draw, draw.uniform(52, 105), draw.uniform(25, 38), draw.uniform(0.005, 0.025))
        self.unit = draw.choice((Unit.KG, Unit.KG, Unit.LB))
        weighs = Weight(Decimal(f"{self.body.weight:.1f}"), Unit.KG)
        self.said_weight = weighs if draw.random() < 0.7 else None
        self.tells_reserve = draw.random() < 0.4
        self.workouts = [library.workouts[id] for id in draw.choice(list(library.programs.values())).workouts]
        self.days_between = 7 / draw.choice((2, 2.5, 3))
        self.bad_weeks = self._bad_weeks() if self.kind.has_bad_weeks else {}
        self.past: dict[str, list[Performance]] = defaultdict(list)

    def _bad_weeks(self) -> dict[int, str]:
        """Some at home in bed, and some in which they train on regardless."""
        found: dict[int, str] = {}
        for what in ("in bed", "trains on"):
            start = self.random.randint(5, 18)
            found |= dict.fromkeys(range(start, start + self.random.randint(2, 6)), what)
        return found

    def lived(self) -> Iterator[Asked]:
        now, turn = BEGINS, 0
        while (week := (now - BEGINS).days // 7) < WEEKS:
            if self.bad_weeks.get(week) != "in bed":
                yield from self._session(self.workouts[turn % len(self.workouts)], now)
                turn += 1
            days = max(round(self.days_between + self.random.uniform(-0.7, 0.7)), 1)
            lost = A_BAD_WEEK * days / 7 * (1 if week in self.bad_weeks else -1)
            self.body.weakened = min(max(self.body.weakened + lost, 0.0), MOST_LOST)
            now += timedelta(days=days)

    def _session(self, workout: Workout, now: datetime) -> Iterator[Asked]:
        form = self.random.gauss(1, self.spread)
        for block in workout.blocks:
            for prescription in () if block.optional else block.prescriptions:
                asked = self._exercise(self._on_its_rung(prescription, now), now, form)
                if asked.done:
                    yield asked

    def _on_its_rung(self, planned: Prescription, now: datetime) -> Prescription:
        rungs = [self.library.exercises[id] for id in planned.exercise.ladder]
        if not rungs:
            return planned
        found = rung(planned, rungs, {one.id: self.past[one.id][-LOOKS_BACK:] for one in rungs}, USUAL, now)
        return replace(planned, exercise=self.library.exercises[found.exercise])

    def _exercise(self, prescription: Prescription, now: datetime, form: float) -> Asked:
        exercise = prescription.exercise
        sets = [planned for planned in prescription.sets if planned.kind is SetKind.WORKING]
        past = self.past[exercise.id]
        asked = target(prescription, past[-LOOKS_BACK:], USUAL, now, self.said_weight, self.unit)
        strength = self.body.strength(exercise)
        load = asked.load or self._own_choice(exercise, sets, strength)
        today = form * self.random.gauss(1, self.spread and OF_THE_EXERCISE)
        count = self.random.randint(1, len(sets)) if self.random.random() < STOPS_EARLY else len(sets)
        done = tuple(self._sets(exercise, load, asked.reps[:count], strength * today, now))
        if done:
            past.append(Performance(now.isoformat(), now, done, self.random.random() < HURTS))
            self.body.has_trained(exercise)
        strain = max(self.body.takes(exercise, load, reps) for reps in asked.reps) / strength
        return Asked(now, exercise.id, tuple(one.reps.low for one in sets), asked, done, strain, strength)

    def _sets(
        self, exercise: Exercise, load: Load, asked: Sequence[int], strength: float, now: datetime
    ) -> Iterator[LoggedSet]:
        for number, reps in enumerate(asked):
            left = strength * (1 - self.body.tires * number)
            able = self.body.can(exercise, load, left)
            if able < 1:
                load = nearest(
                    replace(load, weight=replace(load.weight, amount=load.weight.amount * Decimal("0.8"))),
                    exercise,
                    USUAL,
                )
                able = max(self.body.can(exercise, load, left), 0 if exercise.counting.bare else 1)
            if able:
                did, at = min(able, reps), now + timedelta(minutes=3 * number)
                yield LoggedSet(Slot(0, number), exercise.id, did, load, at, SetKind.WORKING, self._reserve(able - did))

    def _reserve(self, left: int) -> Decimal | None:
        """What somebody who tells it says is left in them: about right."""
        return Decimal(max(round(left + self.random.gauss(0, 0.7)), 0)) if self.tells_reserve else None

    def _own_choice(self, exercise: Exercise, sets: Sequence[PlannedSet], strength: float) -> Load:
        """What they think that they can do all sets with."""
        thinks = strength * (1 - self.body.tires * len(sets)) * self.random.uniform(*self.kind.begins_at)
        alone = body_weight(self.unit) if exercise.counting.on_body else Load(Weight(Decimal(1), self.unit))
        moved = self.body.moves(exercise, alone) * thinks / self.body.takes(exercise, alone, sets[0].reps.low)
        added = Weight(Decimal(f"{moved - (self.body.weight if alone.on_body else 0):.3f}"), Unit.KG)
        return nearest(replace(alone, weight=added.to(self.unit)), exercise, USUAL)
