"""A past as a session of ours: what was done in rounds stays together, what was far may have taken long."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from bot.coach.taken_in import Maker, signature, signature_of
from bot.exchange import csv_out, own_json, recognise
from bot.exchange.csv_out import Titled
from bot.exchange.past import PastExercise, PastSession, PastSet
from bot.exchange.reading import Reading
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import Session
from bot.training.vocabulary import SetKind
from tests.house import shipped

STARTED = datetime(2026, 3, 2, 18, tzinfo=UTC)
LIGHT = Load(Weight(Decimal(40), Unit.KG))
NOTHING = Load(Weight(Decimal(0), Unit.KG), on_body=True)
EIGHT = PastSet(SetKind.WORKING, 8, LIGHT)


def taken_in(*exercises: PastExercise) -> Session:
    past = PastSession("Push", STARTED, STARTED + timedelta(hours=1), exercises)
    session = Maker(1, Unit.KG, shipped().library.exercises.get).made(past, "a")
    assert session is not None
    return session


def test_neighbours_of_one_superset_are_one_block_whatever_its_number() -> None:
    row, press, plank = "seated-row", "overhead-press", "plank"
    alone = PastExercise(plank, (PastSet(SetKind.WORKING, 40, NOTHING),), timed=True)
    together = (PastExercise(row, (EIGHT,), together="0"), PastExercise(press, (EIGHT,), together="0"))
    session = taken_in(*together, alone, PastExercise(row, (EIGHT,)))
    blocks = [[one.exercise.id for one in block.prescriptions] for block in session.workout.blocks]
    assert blocks == [[row, press], [plank], [row]]
    assert [one.slot.position for one in session.log] == [0, 1, 2, 3]


def test_an_hour_is_too_long_for_a_plank_and_not_for_a_walk() -> None:
    hour = PastSet(SetKind.WORKING, 3600, NOTHING)
    (still,) = taken_in(PastExercise("plank", (hour,), timed=True)).log
    far = PastSet(SetKind.WORKING, 3600, NOTHING, far=True)
    (walked,) = taken_in(PastExercise("plank", (far,), timed=True)).log
    assert (still.kind, walked.kind) == (SetKind.ODD, SetKind.WORKING)


def test_each_side_stays_each_side_through_a_table_of_ours() -> None:
    session = taken_in(PastExercise("one-arm-dumbbell-row", (EIGHT,)))
    assert session.log[0].reps == 16, "of both sides"
    known = {"one-arm-dumbbell-row": Titled("one-arm-dumbbell-row", per_side=True)}
    table = csv_out.header(Unit.KG) + csv_out.rows([own_json.session_line(session)], known, None, Unit.KG)
    found = recognise.read(table, None, Unit.KG, STARTED)
    assert isinstance(found, Reading)
    (past,) = found.sessions
    assert past.exercises[0].sets[0].reps == 8, "as other apps count"
    assert taken_in(*past.exercises).log[0].reps == 16
    assert signature_of(past) == signature(session.started, len(session.log)), "it is known to be here"
