"""A small gym for tests: exercises, a workout, a lifter's first session, and one helper to let things happen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from bot.training import events
from bot.training.aim import Aim, aim
from bot.training.effects import Decline, Effect, Reason
from bot.training.logged import LoggedSet, Slot
from bot.training.machine import advance, begin
from bot.training.order import next_slot
from bot.training.plan import Block, Exercise, PlannedSet, Prescription, Step, Workout
from bot.training.quantities import Load, RepRange, Unit, Weight, body_weight
from bot.training.session import Session
from bot.training.vocabulary import Counting, Equipment, LumbarLoad, Muscle, SetKind

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STEP = Step(Decimal("2.5"), Decimal(5))


def kg(amount: str) -> Load:
    return Load(Weight(Decimal(amount), Unit.KG))


def lb(amount: str) -> Load:
    return Load(Weight(Decimal(amount), Unit.LB))


def body(extra: str = "0") -> Load:
    return Load(Weight(Decimal(extra), Unit.KG), on_body=True)


def exercise(id: str, counting: Counting = Counting.WEIGHT, equipment: Equipment = Equipment.MACHINE) -> Exercise:
    name = id.replace("-", " ").capitalize()
    rest = timedelta(seconds=90)
    return Exercise(id, name, counting, (equipment,), (Muscle.LATS,), (Muscle.BICEPS,), LumbarLoad.LOW, rest, STEP)


ROW = exercise("seated-row")
PULL_UP = exercise("pull-up", Counting.BODYWEIGHT_PLUS, Equipment.PULL_UP_BAR)
HELPED_PULL_UP = exercise("assisted-pull-up", Counting.BODYWEIGHT_MINUS)
CURL = exercise("curl", equipment=Equipment.DUMBBELL)
HAMMER = exercise("hammer-curl", equipment=Equipment.DUMBBELL)

PLANK = exercise("plank", Counting.DURATION, Equipment.BODY_ONLY)
SIDE_PLANK = replace(exercise("side-plank", Counting.DURATION, Equipment.BODY_ONLY), per_side=True)
CARRY = exercise("farmers-walk", Counting.WEIGHT_DURATION, Equipment.DUMBBELL)
LUNGE = replace(exercise("lunge", equipment=Equipment.DUMBBELL), per_side=True)


def sets(count: int, low: int = 10, high: int | None = None) -> tuple[PlannedSet, ...]:
    return (PlannedSet(RepRange(low, high or low)),) * count


def doing(what: Exercise, *planned: PlannedSet, rest: int = 90) -> Prescription:
    return Prescription(what, planned, timedelta(seconds=rest))


BACK = Workout(
    "back",
    "Back",
    (
        Block((doing(ROW, *sets(2)),)),
        Block((doing(PULL_UP, *sets(2)),)),
        Block((doing(CURL, *sets(2)),), "Arms", True),
    ),
    (1, 2),
    (1, 3),
)
ARMS = Workout(
    "arms",
    "Arms",
    (
        Block((doing(CURL, PlannedSet(RepRange(12, 12), SetKind.WARM_UP, Decimal("0.5")), *sets(1)),)),
        Block((doing(CURL, *sets(2)), doing(HAMMER, *sets(3))), "Superset"),
    ),
    (1, 2),
    (1, 3),
)

HOLDS = Workout(
    "holds",
    "Holds",
    (Block((doing(PLANK, *sets(2, 20)),)), Block((doing(SIDE_PLANK, *sets(1, 40)),))),
    (1, 2),
    (1, 3),
)


def day(*blocks: Block) -> Workout:
    return Workout("day", "Day", blocks, (1, 2), (1, 3))


FOUR_TENS = day(Block((doing(ROW, *sets(4)),)))


def first_session(workout: Workout = BACK, unit: Unit = Unit.KG) -> Session:
    return begin("s1", 7, workout, unit, {}, NOON).session


def done(what: Exercise, reps: int, load: Load, kind: SetKind = SetKind.WORKING) -> LoggedSet:
    """A set of last week."""
    return LoggedSet(Slot(0, 0), what.id, reps, load, NOON - timedelta(days=7), kind)


def later_session(*last_time: LoggedSet, workout: Workout = BACK) -> Session:
    """A session of somebody who has done these sets before."""
    by_exercise = {one.exercise: tuple(s for s in last_time if s.exercise == one.exercise) for one in last_time}
    return begin("s2", 7, workout, Unit.KG, by_exercise, NOON).session


class Training:
    """A session that things happen to: `it.now` moves on by the minute, `it.effects` are those of the last event."""

    def __init__(self, session: Session | None = None) -> None:
        self.session = session or first_session()
        self.now = self.session.touched
        self.effects: tuple[Effect, ...] = ()

    def happens(self, event: events.Event, after: timedelta = timedelta()) -> Session:
        self.now += after
        step = advance(self.session, event, self.now)
        self.session, self.effects = step.session, step.effects
        return self.session

    def logs(self, reps: int = 10, load: Load | None = None, after: timedelta = timedelta(minutes=1)) -> Session:
        return self.happens(events.SetLogged(self.next_slot, reps, load or kg("45")), after)

    def orders(self, *effects: Effect) -> None:
        """Asserts what the last event led to: these effects, in this order, and nothing else."""
        assert self.effects == effects

    def takes_back(self, after: timedelta = timedelta()) -> Session:
        """Presses undo."""
        return self.happens(events.Undone(), after)

    def hears_the_rest_end(self, late: timedelta = timedelta()) -> Session:
        assert self.session.rest is not None, "no rest is running"
        due = self.session.rest.due
        return self.happens(events.RestElapsed(due), due + late - self.now)

    def logs_everything(self) -> Session:
        while self.session.is_open:
            self.logs(load=body_weight(Unit.KG) if self.next_slot.position == 1 else kg("45"))
        return self.session

    @property
    def next_slot(self) -> Slot:
        slot = next_slot(self.session)
        assert slot is not None, "nothing left to do"
        return slot

    @property
    def aim(self) -> Aim:
        found = aim(self.session)
        assert found is not None, "nothing left to do"
        return found

    @property
    def declined(self) -> Reason | None:
        return next((effect.reason for effect in self.effects if isinstance(effect, Decline)), None)
