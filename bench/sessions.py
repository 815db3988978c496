"""Sessions in the middle, put into a database before Spotter opens it: made by the session machine, kept by the store."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bench.bots import ROOT
from bot.coach.ports import Transaction
from bot.content import Shelf
from bot.store import open_store
from bot.training.aim import aim
from bot.training.events import RestSkipped, SetLogged
from bot.training.lifter import Lifter
from bot.training.loads import first_loads
from bot.training.machine import advance, begin
from bot.training.order import exercise_at
from bot.training.plan import Workout
from bot.training.quantities import Unit
from bot.training.session import Session

PACE = timedelta(minutes=2)  # from set to set
STAGES = 18  # sets done: one lifter has none, the next one, and so on


def back_workout() -> Workout:
    shelf = Shelf.open(ROOT / "content")
    assert isinstance(shelf, Shelf), shelf
    return shelf.library.workouts["back"]


def trained(lifter: int, workout: Workout, sets: int, now: datetime) -> Session:
    """A session with so many sets done, the last one a moment ago; about to lift."""
    began = now - PACE * (sets + 1)
    session = begin(f"{lifter:08d}", lifter, workout, Unit.KG, {}, began).session
    while len(session.log) < sets:
        moment = session.touched + PACE
        session = advance(session, logged(session), moment).session
        session = advance(session, RestSkipped(), moment).session
    return session


def logged(session: Session) -> SetLogged:
    """The next set as it is aimed for, with the second of the loads that are offered where none is known."""
    now = aim(session)
    assert now is not None, "something is left to do"
    load = now.load or first_loads(exercise_at(session, now.slot.position), session.unit)[2]
    return SetLogged(now.slot, now.reps, load)


async def put_in(database: Path, sessions: Iterable[Session]) -> None:
    store = await open_store(f"sqlite:///{database}")
    await asyncio.gather(*(store.run(partial(_begin, session=session)) for session in sessions))
    await store.close()


def _begin(tx: Transaction, session: Session) -> None:
    tx.keep_lifter(Lifter(session.lifter))
    tx.add_session(session, chat=session.lifter)
