"""Lifters with ten years behind them, beside lifters with one session: what a tap costs, and what it costs to begin.

The past is one trained session of the back workout, copied every two or three days back with plain SQL: 1,560 sessions of 22
sets each. Both kinds of lifters stand in one database, and take turns; medians of three rounds, CPU of the whole process.

    python -m bench.decade
"""

import asyncio
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

from bench.store import LOAD, NOON
from bot.coach.conversation import on_press
from bot.coach.inbound import Asked
from bot.coach.pages import on_command, start_session
from bot.coach.ports import Transaction
from bot.coach.turn import Desk, Turn
from bot.content import Shelf
from bot.screens.taps import Tap, Verb, mark
from bot.store import OpenStore, open_store
from bot.training import events
from bot.training.lifter import Lifter
from bot.training.machine import advance, begin
from bot.training.order import next_slot
from bot.training.plan import Library
from bot.training.quantities import Unit
from bot.training.session import Session

LIFTERS = 20  # of each kind
SESSIONS = 1_560  # three a week for ten years
EVERY = timedelta(days=7) / 3
ROUNDS = 3
NEW, OLD = range(1, LIFTERS + 1), range(LIFTERS + 1, 2 * LIFTERS + 1)


def trained(lifter: int, library: Library) -> Session:
    """The back workout, done whole a few days ago."""
    session = begin(f"last{lifter}", lifter, library.workouts["back"], Unit.KG, {}, NOON - EVERY).session
    while (slot := next_slot(session)) is not None:
        session = advance(session, events.SetLogged(slot, 10, LOAD), session.touched + timedelta(minutes=2)).session
    return session


def keep(tx: Transaction, session: Session) -> None:
    tx.keep_lifter(Lifter(session.lifter))
    begun = replace(session, log=(), trail=())
    tx.add_session(begun, session.lifter)
    tx.save_session(begun, session)


def live_through(path: Path) -> None:
    """Copies the last session of each of the old ones back through ten years."""
    with closing(sqlite3.connect(path)) as database, database:
        for lifter in OLD:
            copied(database, lifter, SESSIONS, EVERY)
        database.execute("ANALYZE")


def copied(database: sqlite3.Connection, lifter: int, sessions: int, every: timedelta) -> None:
    """Copies a lifter's last session back, until there are so many."""
    last, id = f"'last{lifter}'", f"'s{lifter}x' || n"
    back = f"- n * {every // timedelta(microseconds=1)}"
    earlier = {at: f"{at} {back}" for at in ("started", "touched", "finished")}
    _copied(database, "sessions", sessions, last, {"id": id, **earlier})
    _copied(database, "last_times", sessions, last, {"session": id})
    _copied(database, "sets", sessions, last, {"session": id, "at": f"at {back}"})


def _copied(database: sqlite3.Connection, table: str, sessions: int, last: str, changed: dict[str, str]) -> None:
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(changed.get(column, column) for column in columns)
    key = "id" if table == "sessions" else "session"
    earlier = f"WITH RECURSIVE back(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM back WHERE n < {sessions - 1})"
    database.execute(
        f"{earlier} INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table}, back WHERE {key} = {last}"
    )


def begins(tx: Transaction, lifter: int, library: Library) -> Turn:
    return start_session(_desk(tx, lifter, library), library.workouts["back"])


def taps(tx: Transaction, lifter: int, library: Library) -> Turn:
    desk = _desk(tx, lifter, library)
    session = tx.open_session(lifter)
    assert session is not None, "it has been begun"
    slot = next_slot(session)
    turn = on_press(desk, Tap(Verb.LOG, lifter, str(slot), session.id, session.revision))
    assert turn.session is not None and len(turn.session.log) == len(session.log) + 1, "the tap logs a set"
    return turn


def looks_back(tx: Transaction, lifter: int, library: Library) -> Turn:
    return on_command(_desk(tx, lifter, library), Asked(lifter, lifter, 1, "history"))


def shows(about: str) -> Callable[..., Turn]:
    """A page of /progress, without its picture: that is drawn elsewhere."""

    def page(tx: Transaction, lifter: int, library: Library) -> Turn:
        return on_press(_desk(tx, lifter, library), Tap(Verb.PROGRESS, lifter, about))

    return page


def ends(tx: Transaction, lifter: int, library: Library) -> None:
    session = tx.open_session(lifter)
    assert session is not None, "it has been begun"
    tx.save_session(session, advance(session, events.Abandoned(), NOON).session)


def _desk(tx: Transaction, lifter: int, library: Library) -> Desk:
    known = tx.lifter(lifter)
    assert known is not None, "everybody is known"
    return Desk(tx, known, lifter, library, NOON)


ACTS = (
    ("begin a session", begins, 1),
    ("a tap", taps, 20),
    ("/history", looks_back, 1),
    ("/progress", shows(""), 1),
    ("strength, a year", shows(f"lift/{mark('seated-row')}/1y"), 1),
    ("strength, all", shows(f"lift/{mark('seated-row')}/all"), 1),
    ("volume, a year", shows("volume/1y"), 1),
    ("volume, all", shows("volume/all"), 1),
)


async def cost(store: OpenStore, library: Library, act: Callable[..., object], lifters: range, times: int = 1) -> float:
    """Seconds of CPU for one of them."""
    began = process_time()
    for _ in range(times):
        for lifter in lifters:
            await store.run(partial(act, lifter=lifter, library=library))
    return (process_time() - began) / times / len(lifters)


async def measure(path: Path, library: Library) -> dict[str, tuple[float, float]]:
    """By what is done, the medians for new lifters and for old ones."""
    store = await open_store(f"sqlite:///{path}")
    for lifter in (*NEW, *OLD):
        await store.run(partial(keep, session=trained(lifter, library)))
    live_through(path)
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(ROUNDS):
        for name, act, times in ACTS:
            both = (await cost(store, library, act, NEW, times), await cost(store, library, act, OLD, times))
            found.setdefault(name, []).append(both)
        for lifters in (NEW, OLD):
            await cost(store, library, ends, lifters)
    await store.close()
    return {name: (median(new for new, _ in both), median(old for _, old in both)) for name, both in found.items()}


def main() -> None:
    shelf = Shelf.open(Path("content"))
    assert isinstance(shelf, Shelf), shelf
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measure(Path(folder) / "spotter.db", shelf.library))
    print(f"{'':18}{'one session':>14}{'ten years':>14}{'ratio':>8}")
    for name, (new, old) in found.items():
        print(f"{name:18}{new * 1e6:11,.0f} µs{old * 1e6:11,.0f} µs{old / new:8.2f}")


if __name__ == "__main__":
    main()
