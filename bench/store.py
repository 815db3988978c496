"""A whole tap through the store: load the open session, advance it, save it, set its alarm, take its rings; one transaction.

Sessions carry the whole back workout and 20 sets; a tap logs the next set or takes it back, in turn. Prints a small table:
taps a second and CPU of the whole process for each tap, with few and many taps waiting at once, on SQLite or on DATABASE_URL.
"""

import asyncio
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from bot.coach.ports import Alarm, Store, Transaction
from bot.content import Shelf
from bot.store import open_store
from bot.training.effects import AlarmKind
from bot.training.events import Event, SetLogged, Undone
from bot.training.lifter import Lifter
from bot.training.machine import advance, begin
from bot.training.order import next_slot
from bot.training.plan import Workout
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import Session

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LOAD = Load(Weight(Decimal("47.5"), Unit.KG))
SETS = 20
WAITING = (1, 32, 256)
COLD = 2000  # lifters: more than the store remembers
SECONDS = 3.0


@dataclass(frozen=True)
class Figures:
    taps: int
    seconds: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.taps / self.seconds:9,.0f} taps/s {self.cpu / self.taps * 1e6:9,.0f} µs of CPU each"


def next_event(session: Session) -> Event:
    """The next set, or taking it back once there is one more than the sessions began with."""
    slot = next_slot(session)
    return Undone() if len(session.log) > SETS or slot is None else SetLogged(slot, 10, LOAD)


def nearly_done(lifter: int, workout: Workout) -> Session:
    session = begin(f"{lifter:032x}", lifter, workout, Unit.KG, {}, NOON).session
    while len(session.log) < SETS:
        session = advance(session, next_event(session), session.touched + timedelta(minutes=2)).session
    return session


def tap(tx: Transaction, lifter: int) -> Session:
    session = tx.open_session(lifter)
    assert session is not None
    now = session.touched + timedelta(seconds=1)
    after = advance(session, next_event(session), now).session
    tx.save_session(session, after)
    tx.set_alarm(Alarm(lifter, session.id, AlarmKind.REST, now + timedelta(seconds=90)))
    tx.take_rings(lifter)
    return after


def start(tx: Transaction, session: Session) -> None:
    tx.keep_lifter(Lifter(session.lifter))
    tx.add_session(session, chat=session.lifter)


async def keep_tapping(store: Store, lifters: int, waiting: int) -> Figures:
    """As many taps at once as `waiting` says, of as many lifters in turn as `lifters` says."""
    end = perf_counter() + SECONDS
    began, cpu = perf_counter(), process_time()

    async def taps_of(first: int) -> int:
        count = 0
        while perf_counter() < end:
            await store.run(partial(tap, lifter=(first + count * waiting) % lifters))
            count += 1
        return count

    taps = sum(await asyncio.gather(*(taps_of(number) for number in range(waiting))))
    return Figures(taps, perf_counter() - began, process_time() - cpu)


def only_advance(session: Session) -> Figures:
    event = next_event(session)
    began, cpu = perf_counter(), process_time()
    taps = 0
    while perf_counter() < began + SECONDS / 3:
        advance(session, event, session.touched)
        taps += 1
    return Figures(taps, perf_counter() - began, process_time() - cpu)


async def measure(url: str, workout: Workout) -> None:
    store = await open_store(url)
    sessions = [nearly_done(number, workout) for number in range(COLD)]
    await asyncio.gather(*(store.run(partial(start, session=session)) for session in sessions))
    for waiting in WAITING:
        await keep_tapping(store, waiting, waiting)
        print(f"{waiting:4} waiting             {await keep_tapping(store, waiting, waiting)}")
    print(f"{WAITING[-1]:4} waiting, long ago   {await keep_tapping(store, COLD, WAITING[-1])}")
    print(f"the machine alone        {only_advance(sessions[0])}")
    await store.close()


def main() -> None:
    shelf = Shelf.open(Path("content"))
    assert isinstance(shelf, Shelf), shelf
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("DATABASE_URL", f"sqlite:///{folder}/spotter.db")
        print(url.partition("://")[0])
        asyncio.run(measure(url, shelf.library.workouts["back"]))


if __name__ == "__main__":
    main()
