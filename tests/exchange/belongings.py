"""A lifter with everything that a file of ours can hold: settings, pauses, kit, notes, an exercise of their own, weights, and
sessions in which everything happened. No tests live here."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count

from bot.coach.ports import Transaction
from bot.training import events
from bot.training.habits import Agenda, Away, Habits, Move, Pause, Quiet, Weekly
from bot.training.lifter import Lifter, Readiness
from bot.training.loading import Kit
from bot.training.logged import Slot
from bot.training.machine import begin
from bot.training.own import Kind, of_kind, own_exercise, usual_sets
from bot.training.pain import Area, Feeling
from bot.training.plan import Workout
from bot.training.quantities import Unit, Weight
from bot.training.session import Session
from bot.training.vocabulary import Equipment, Muscle
from tests.training.gym import ARMS, BACK, HAMMER, HELPED_PULL_UP, HOLDS, NOON, ROW, Training, body, kg, lb

MINE = of_kind(own_exercise("My “=curl” 💪", Muscle.BICEPS, "abcd"), Kind.DUMBBELL)
GONE = own_exercise("Zercher, deleted since", Muscle.QUADRICEPS, "wxyz")
ANN = Lifter(
    7,
    Unit.KG,
    "Europe/Berlin",
    back_trouble=True,
    habits=Habits(
        frozenset({0, 3}),
        time(18, 30),
        "back",
        Quiet(time(22), time(6, 45)),
        True,
        date(2026, 3, 1),
        Weekly(5, time(9)),
    ),
    agenda=Agenda(
        (
            Move(date(2026, 2, 10), date(2026, 2, 11)),
            Move(date(2026, 3, 5), date(2026, 3, 6)),
        ),  # the first is long over
        frozenset({date(2026, 3, 9)}),
        pause=Pause(date(2026, 4, 1), date(2026, 4, 8), Away.TRAVEL),
        been_away=(Pause(date(2026, 1, 1), date(2026, 1, 4), Away.SICK),),
    ),
    kit=Kit(Weight(Decimal("17.5"), Unit.KG), (Weight(Decimal("1.25"), Unit.KG),), frozenset({Equipment.CABLE})),
    notes={ROW.id: "=seat 4, \"pad\" 3, 'low' 💪🏽"},
    instead={ROW.id: MINE.id},
    own=(MINE,),
    effort=True,
    readiness=Readiness.ASK_FIRST,
    dark=True,
    named={"Row (Machine)": ROW.id, "Stretching": "-"},
)
WEIGHED = ((date(2026, 2, 1), Weight(Decimal("82.5"), Unit.KG)), (date(2026, 2, 8), Weight(Decimal(181), Unit.LB)))


def sessions(lifter: int = ANN.id) -> Iterator[Session]:
    """Finished ones, in the order they began: in rounds, in pounds, with help, left out, swapped, added, hurting, put right."""
    days = count(-28, 4)
    yield _done(_begun("s0rounds", lifter, ARMS, next(days)))
    it = _begun("s1pounds", lifter, BACK, next(days), Unit.LB)
    it.logs(10, lb("100"))
    it.happens(events.UnitChanged(Unit.KG))
    it.logs(12, kg("82.5"))
    it.happens(events.ExerciseSwapped(1, HELPED_PULL_UP))
    it.logs(8, body("-20.125"))
    it.happens(events.PainReported(1, Area.SHOULDER, Feeling.DULL))
    it.happens(events.BlockAdded(2))
    yield _done(it)
    it = _begun("s2added", lifter, BACK, next(days))
    it.logs(10, kg("40"))
    it.happens(events.EffortTold(Slot(0, 0), Decimal(2)))
    it.happens(events.ExerciseSkipped(1))
    it.happens(events.ExerciseAdded(usual_sets(MINE)))
    it.happens(events.ExerciseAdded(usual_sets(GONE)))
    it.logs()
    it.logs(9, kg("12.25"))
    it.happens(events.ExerciseSwapped(3, HAMMER))
    it.logs(9, kg("12.25"))
    it.happens(events.Finished())
    it.happens(events.SetAmended(Slot(0, 0), 11, kg("41")))
    it.happens(events.SessionMoved(timedelta(hours=-3)))
    yield it.session
    yield _done(_begun("s3holds", lifter, HOLDS, next(days)))


def have_a_past(tx: Transaction, lifter: int) -> None:
    """All of it is theirs."""
    tx.keep_lifter(replace(ANN, id=lifter))
    for session in sessions(lifter):
        begun: Session = replace(session, log=(), trail=())
        tx.add_session(begun, lifter)
        tx.save_session(begun, session)
    for day, weight in WEIGHED:
        tx.weigh(lifter, day, weight)


def _begun(id: str, lifter: int, workout: Workout, days: int, unit: Unit = Unit.KG) -> Training:
    at: datetime = NOON + timedelta(days=days, seconds=7, microseconds=days % 3)
    return Training(begin(id, lifter, workout, unit, {}, at).session)


def _done(it: Training) -> Session:
    it.logs_everything()
    return replace(it.session)
