"""Whatever the machine can make of a session comes back from the tables exactly as it was, after each single step."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.training import events
from bot.training.correct import TRAIL_LENGTH
from bot.training.logged import LoggedSet, Slot
from bot.training.machine import begin
from bot.training.order import next_slot
from bot.training.plan import Workout
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import Session
from tests.store.direct import Begin, on_postgres, on_sqlite, sqlite_in_memory
from tests.store.scenes import saved, with_session
from tests.training.gym import (
    ARMS,
    BACK,
    CURL,
    HAMMER,
    HELPED_PULL_UP,
    NOON,
    PULL_UP,
    ROW,
    Training,
    doing,
    done,
    kg,
    sets,
)

Happening = Callable[[Session], events.Event]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def on_tables(request: pytest.FixtureRequest) -> Iterator[Begin]:
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield stack.enter_context(on_sqlite(stack.enter_context(sqlite_in_memory())))
        else:
            url: str = request.getfixturevalue("migrated_postgres")
            connection = stack.enter_context(psycopg.connect(url))
            yield stack.enter_context(on_postgres(connection))


slots = st.builds(Slot, st.integers(0, 3), st.integers(0, 3))
reps = st.integers(1, 100)
amounts = st.decimals(-1000, 1000, places=3) | st.sampled_from([Decimal(45), Decimal("82.5"), Decimal("4E+1")])
loads = st.builds(Load, st.builds(Weight, amounts, st.sampled_from(Unit)), st.booleans())
exercises = st.sampled_from([ROW, PULL_UP, HELPED_PULL_UP, CURL, HAMMER])
old_sets = st.builds(done, exercises, reps, loads)
last_times = st.dictionaries(
    st.sampled_from([ROW.id, CURL.id, "once-known"]), st.lists(old_sets, min_size=1, max_size=3).map(tuple)
)


def of_next_slot(make: Callable[[Slot], events.Event]) -> Happening:
    return lambda session: make(next_slot(session) or Slot(0, 0))


def at_any_time(event: events.Event) -> Happening:
    return lambda _: event


plain_sets = st.just(of_next_slot(lambda slot: events.SetLogged(slot, 10, kg("45"))))
odd_sets = st.builds(
    lambda reps, load, rir: of_next_slot(lambda slot: events.SetLogged(slot, reps, load, rir)),
    reps,
    loads,
    st.none() | st.decimals(0, 10, places=1),
)
choices = st.builds(lambda load: of_next_slot(lambda slot: events.LoadChosen(slot, load)), loads)
aims = st.builds(
    lambda reps, steps: of_next_slot(lambda slot: events.AimMoved(slot, reps, steps)),
    st.integers(-2, 2),
    st.integers(-2, 2),
)
others = st.one_of(
    st.builds(events.SetUndone, slots),
    st.builds(events.SetAmended, slots, reps, loads),
    st.builds(events.RestMoved, st.timedeltas(timedelta(minutes=-2), timedelta(minutes=5))),
    st.builds(events.ExerciseSkipped, st.integers(0, 3)),
    st.builds(events.ExerciseSwapped, st.integers(0, 3), exercises, st.lists(old_sets, max_size=2).map(tuple)),
    st.builds(events.BlockAdded, st.integers(0, 2)),
    st.builds(events.ExerciseAdded, exercises.map(lambda one: doing(one, *sets(3)))),
    st.builds(events.UnitChanged, st.sampled_from(Unit)),
    st.sampled_from([events.RestSkipped(), events.Paused(), events.Resumed(), events.Stayed()]),
    st.sampled_from([events.IdleElapsed(), events.Finished(), events.Abandoned()]),
    st.just(events.Undone()),
).map(at_any_time)
happenings = st.lists(
    st.tuples(
        st.one_of(plain_sets, odd_sets, choices, aims, others),
        st.timedeltas(timedelta(), timedelta(minutes=40)),
    ),
    max_size=30,
)


@settings(max_examples=40, deadline=None)
@given(workout=st.sampled_from([BACK, ARMS]), unit=st.sampled_from(Unit), last_time=last_times, story=happenings)
def test_a_session_comes_back_as_it_was_after_every_step(
    on_tables: Begin,
    workout: Workout,
    unit: Unit,
    last_time: dict[str, tuple[LoggedSet, ...]],
    story: list[tuple[Happening, timedelta]],
) -> None:
    id = uuid4().hex
    it = Training(begin(id, uuid4().int % 2**62, workout, unit, last_time, NOON).session)
    with_session(on_tables(), it.session)
    assert on_tables().session(id) == it.session
    for happening, after in story:
        transaction = on_tables()
        before = transaction.session(id)
        assert before is not None
        it.session = before
        now = it.happens(happening(before), after)
        transaction.save_session(before, now)
        assert transaction.session(id) == now
        assert on_tables().session(id) == now
        assert on_tables().open_session(now.lifter) == (now if now.is_open else None)


def test_a_trail_that_is_cut_at_its_far_end_comes_back_as_it_was(on_tables: Begin) -> None:
    it = Training(begin(uuid4().hex, uuid4().int % 2**62, BACK, Unit.KG, {}, NOON).session)
    transaction = on_tables()
    with_session(transaction, it.session)
    it.session = saved(transaction, it.session, it.logs())
    for reps in range(1, TRAIL_LENGTH + 3):
        before = it.session
        now = it.happens(events.SetAmended(Slot(0, 0), reps, kg("45")))
        it.session = saved(transaction, before, now)
    assert len(it.session.trail) == TRAIL_LENGTH
    assert on_tables().session(it.session.id) == it.session
