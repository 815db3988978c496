"""A whole tap through the store: the transaction of the coach when the button that logs a set is pressed.

It marks the press as handled, reads lifter, session and card, works out what the button meant, lets the set happen, saves the
session with its new set, moves the alarm of the rest, and takes the rings that may go: what `coach` does, in its order. The
card is drawn only in the row that says so, for drawing needs no database. Nobody is spoken to. The presses were received
before the clock starts, as the inbox does, many at once.

Each lifter does the whole back workout but its last set. Prints medians of three rounds: taps a second and CPU of the whole
process for each, with few and many taps waiting at once, on SQLite or on DATABASE_URL; and how long at most the event loop
stood still while ten thousand transactions waited.
"""

import asyncio
import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from string import ascii_lowercase
from time import perf_counter, process_time

from bot.coach.carry_out import keep, play
from bot.coach.conversation import on_press
from bot.coach.inbound import Press
from bot.coach.ports import Store, Transaction
from bot.coach.reading import event_of
from bot.coach.records import Arrival, Card
from bot.coach.turn import Desk
from bot.content import Shelf
from bot.screens.taps import Tap, Verb
from bot.store import open_store
from bot.training.events import SetLogged
from bot.training.lifter import Lifter
from bot.training.logged import LoggedSet, Slot
from bot.training.machine import advance, begin
from bot.training.order import slots
from bot.training.plan import Library
from bot.training.quantities import Load, Unit, Weight
from bot.training.session import Session

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BETWEEN_SETS = timedelta(minutes=2)
ROUNDS = 3
MANY = 3000  # lifters: more than the store remembers
AT_ONCE = 10_000
A_FEW = 50  # begun between two looks at the clock

LOAD = Load(Weight(Decimal("47.5"), Unit.KG))

Act = Callable[[Arrival, Transaction], None]


@dataclass(frozen=True)
class Figures:
    taps: int
    seconds: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.taps / self.seconds:9,.0f} taps/s {self.cpu / self.taps * 1e6:9,.0f} µs of CPU each"


class Gym:
    """Lifters who press the button of their card, one set after the other."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.workout = library.workouts["back"]
        self._numbers = count(1)
        self._random = Random(3)  # ids as the coach makes them

    def begun(self) -> Session:
        """Somebody's session, with what they did three days ago."""
        id = "".join(self._random.choices(ascii_lowercase, k=8))
        exercises = [one.exercise.id for block in self.workout.blocks for one in block.prescriptions]
        last_time = {exercise: _four_sets(exercise) for exercise in exercises}
        return begin(id, next(self._numbers), self.workout, Unit.KG, last_time, NOON).session

    def presses(self, session: Session, sets: int) -> list[Arrival]:
        """One press for each of the first sets, each on the card that the one before it led to."""
        me = session.lifter
        taps = (Tap(Verb.LOG, me, str(slot), session.id, place) for place, slot in enumerate(slots(session)[:sets]))
        return [Arrival(next(self._numbers), Press("4" * 18, me, me, 5, tap)) for tap in taps]

    def decided(self, arrival: Arrival, tx: Transaction) -> None:
        """What the coach does for this press, less the drawing of the card."""
        desk, tap = self._desk(arrival, tx)
        session = tx.session(tap.session)
        assert session is not None and session.revision == tap.revision, "every press is on a fresh card"
        event = event_of(tap, session, self.library)
        place = tx.card(session.id)
        assert event is not None and place is not None, "there is a card, and a load on it"
        keep(tx, session, play(session, (event,), desk.now), place.chat, desk.now)
        tx.card(session.id)
        tx.take_rings(desk.lifter.id)

    def drawn(self, arrival: Arrival, tx: Transaction) -> None:
        """What the coach does for this press."""
        desk, tap = self._desk(arrival, tx)
        turn = on_press(desk, tap)
        assert turn.session is not None and turn.session.revision == tap.revision + 1, "every press is on a fresh card"
        tx.take_rings(desk.lifter.id)

    def _desk(self, arrival: Arrival, tx: Transaction) -> tuple[Desk, Tap]:
        assert tx.handled(arrival.number), "every press arrives once"
        press = arrival.inbound
        assert isinstance(press, Press) and press.tap is not None, "only buttons are pressed here"
        lifter = tx.lifter(press.lifter)
        assert lifter is not None, "every lifter is known"
        now = NOON + press.tap.revision * BETWEEN_SETS
        return Desk(tx, lifter, press.chat, self.library, now), press.tap


def _four_sets(exercise: str) -> tuple[LoggedSet, ...]:
    return tuple(LoggedSet(Slot(0, number), exercise, 10, LOAD, NOON - timedelta(days=3)) for number in range(4))


def enter(tx: Transaction, session: Session, presses: Sequence[Arrival]) -> None:
    tx.keep_lifter(Lifter(session.lifter))
    tx.add_session(session, chat=session.lifter)
    tx.keep_card(session.id, Card(session.lifter, 5))
    for press in presses:
        tx.receive(press, NOON)


async def crowd(store: Store, gym: Gym, lifters: int, sets: int) -> list[list[Arrival]]:
    """The presses of so many lifters who have just begun."""
    sessions = [gym.begun() for _ in range(lifters)]
    presses = [gym.presses(session, sets) for session in sessions]
    await asyncio.gather(
        *(store.run(partial(enter, session=one, presses=p)) for one, p in zip(sessions, presses, strict=True))
    )
    return presses


async def taps(store: Store, act: Act, presses: list[list[Arrival]], waiting: int) -> Figures:
    """All presses, each lifter's in their order, as many at once as `waiting` says."""

    async def some_of_them(first: int) -> None:
        for round in zip(*presses[first::waiting], strict=True):
            for press in round:
                await store.run(partial(act, press))

    began, cpu = perf_counter(), process_time()
    await asyncio.gather(*(some_of_them(number) for number in range(waiting)))
    return Figures(sum(map(len, presses)), perf_counter() - began, process_time() - cpu)


def machine_alone(gym: Gym) -> Figures:
    """Nothing but `advance`, through one workout after the other."""
    done = 0
    began, cpu = perf_counter(), process_time()
    while perf_counter() < began + 1:
        session = gym.begun()
        for slot in slots(session)[:-1]:
            session = advance(session, SetLogged(slot, 10, LOAD), session.touched + BETWEEN_SETS).session
            done += 1
    return Figures(done, perf_counter() - began, process_time() - cpu)


async def longest_pause(store: Store, gym: Gym) -> float:
    """How long the event loop stood still at most, in seconds, while ten thousand taps waited and were stored."""
    presses = await crowd(store, gym, AT_ONCE, 1)
    waiting: set[asyncio.Task[None]] = set()
    longest, last = 0.0, perf_counter()
    while presses or waiting:
        waiting |= {asyncio.create_task(store.run(partial(gym.decided, press))) for (press,) in presses[:A_FEW]}
        del presses[:A_FEW]
        await asyncio.sleep(0)
        now = perf_counter()
        longest, last = max(longest, now - last), now
        waiting = {task for task in waiting if not task.done()}
    return longest


@dataclass(frozen=True)
class Row:
    """One line of the table; `lifters` do so many sets each, `waiting` of them at once."""

    name: str
    waiting: int
    lifters: int
    sets: int = 21
    drawn: bool = False


ROWS = (
    Row("1 waiting", 1, 64),
    Row("32 waiting", 32, 256),
    Row("256 waiting", 256, 256),
    Row("256 waiting, card drawn", 256, 256, drawn=True),
    Row("256 waiting, long ago", 256, MANY, 3),
)


async def measure(url: str, gym: Gym) -> None:
    store = await open_store(url)
    found: defaultdict[str, list[Figures]] = defaultdict(list)
    for _ in range(ROUNDS):
        for row in ROWS:
            presses = await crowd(store, gym, row.lifters, row.sets)
            found[row.name].append(await taps(store, gym.drawn if row.drawn else gym.decided, presses, row.waiting))
        found["the machine alone"].append(machine_alone(gym))
    for name, figures in found.items():
        print(f"{name:26}{sorted(figures, key=lambda one: one.taps / one.seconds)[ROUNDS // 2]}")
    print(f"{AT_ONCE:,} waiting, the loop stood still for at most {await longest_pause(store, gym) * 1000:.0f} ms")
    await store.close()


def main() -> None:
    shelf = Shelf.open(Path("content"))
    assert isinstance(shelf, Shelf), shelf
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("DATABASE_URL", f"sqlite:///{folder}/spotter.db")
        print(url.partition("://")[0])
        asyncio.run(measure(url, Gym(shelf.library)))


if __name__ == "__main__":
    main()
