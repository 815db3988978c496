"""Sessions in the middle, put into a database before Spotter opens it: made by the session machine, kept by the store."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bench.bots import ROOT
from bot.coach.ports import Transaction
from bot.coach.records import Alarm, Card
from bot.content import Shelf
from bot.store import open_store
from bot.training.aim import aim
from bot.training.effects import AlarmKind
from bot.training.events import RestSkipped, SetLogged
from bot.training.lifter import Lifter
from bot.training.loads import first_loads
from bot.training.machine import advance, begin
from bot.training.order import exercise_at
from bot.training.plan import Workout
from bot.training.quantities import Unit
from bot.training.session import RestPeriod, Session

SET_EVERY = timedelta(minutes=2)
QUIET_FOR = timedelta(minutes=6)  # a start looks after every card that was touched later than that
STAGES = 18  # sets done: one lifter has none, the next one, and so on


@dataclass(frozen=True, slots=True)
class Underway:
    """A session as it is to be found in the database; `card` is the message that shows it, if there is one."""

    session: Session
    card: int | None = None


def back_workout() -> Workout:
    shelf = Shelf.open(ROOT / "content")
    assert isinstance(shelf, Shelf), shelf
    return shelf.library.workouts["back"]


def lifting(lifters: Iterable[int], now: datetime) -> Iterator[Session]:
    """One session for each, at all stages, about to lift."""
    workout = back_workout()
    stages = [_trained(workout, sets, now) for sets in range(STAGES)]
    for place, lifter in enumerate(lifters):
        yield _of(lifter, stages[place % STAGES])


def resting(dues: Iterable[tuple[int, datetime]], now: datetime) -> Iterator[Session]:
    """One session for each lifter, at all stages but the first, in a long rest that ends at its own instant."""
    workout = back_workout()
    before = [_trained(workout, sets, now) for sets in range(STAGES - 1)]
    stages = [advance(session, _next_set(session), session.touched).session for session in before]
    for place, (lifter, due) in enumerate(dues):
        session = _of(lifter, stages[place % len(stages)])
        yield replace(session, situation=replace(session.situation, rest=RestPeriod(session.touched, due)))


def _of(lifter: int, session: Session) -> Session:
    return replace(session, id=f"{lifter:08d}", lifter=lifter)


def _trained(workout: Workout, sets: int, now: datetime) -> Session:
    session = begin("", 0, workout, Unit.KG, {}, now - QUIET_FOR - SET_EVERY * sets).session
    while len(session.log) < sets:
        moment = session.touched + SET_EVERY
        session = advance(session, _next_set(session), moment).session
        session = advance(session, RestSkipped(), moment).session
    return session


def _next_set(session: Session) -> SetLogged:
    """As it is aimed for, with one of the loads that are offered where none is known."""
    now = aim(session)
    assert now is not None, "something is left to do"
    load = now.load or first_loads(exercise_at(session, now.slot.position), session.unit)[2]
    return SetLogged(now.slot, now.reps, load)


async def put_in(database: Path, found: Iterable[Underway]) -> None:
    store = await open_store(f"sqlite:///{database}")
    await asyncio.gather(*(store.run(partial(_begin, underway=one)) for one in found))
    await store.close()


def _begin(tx: Transaction, underway: Underway) -> None:
    session = underway.session
    tx.keep_lifter(Lifter(session.lifter))
    tx.add_session(session, chat=session.lifter)
    if underway.card is not None:
        tx.keep_card(session.id, Card(session.lifter, underway.card))
    if session.rest is not None:
        tx.set_alarm(Alarm(session.lifter, session.id, AlarmKind.REST, session.rest.due))
