"""A lifter with ten years and a hundred thousand sets is forgotten, while somebody else taps: how long that takes, and how long
each tap waits, beside taps with nothing else going on.

The past is one trained session of the back workout, copied back with plain SQL, as in `bench.decade`. The taps are the store's
part of one: a set logged and taken back, one after the other.

    python -m bench.forgetting
"""

import asyncio
import sqlite3
import tempfile
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

from bench.decade import copied, keep, trained
from bench.store import LOAD, NOON
from bot.coach.ports import Transaction
from bot.content import Shelf
from bot.store import OpenStore, open_store
from bot.training import events
from bot.training.machine import advance, begin
from bot.training.order import next_slot
from bot.training.plan import Library
from bot.training.quantities import Unit

OLD, OTHER = 7_123_456_789, 8_234_567_891
SETS = 100_000
EVERY = timedelta(hours=19)
QUIET_TAPS = 400


def live_through(path: Path, sessions: int) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        copied(database, OLD, sessions, EVERY)
        database.execute("ANALYZE")


def megabytes(path: Path) -> float:
    return path.stat().st_size / 1e6


def tap(tx: Transaction, library: Library) -> None:
    session = tx.open_session(OTHER)
    assert session is not None, "it has been begun"
    slot = next_slot(session)
    event = events.SetLogged(slot, 10, LOAD) if slot and not session.log else events.Undone()
    tx.save_session(session, advance(session, event, session.touched + timedelta(minutes=1)).session)


async def waits(store: OpenStore, library: Library, until: asyncio.Event, times: int | None = None) -> list[float]:
    """How long each tap took, until then or so many times."""
    found: list[float] = []
    while not until.is_set() and len(found) != times:
        began = perf_counter()
        await store.run(partial(tap, library=library))
        found.append((perf_counter() - began) * 1000)
    return sorted(found)


async def forgotten(store: OpenStore, done: asyncio.Event) -> tuple[float, float, int]:
    """Seconds until they are silent, until nothing of them is left, and in how many steps."""
    began = perf_counter()
    await store.run(lambda tx: tx.oblivion.begin(OLD))
    silent, steps = perf_counter() - began, 1
    while await store.run(lambda tx: tx.oblivion.go_on(OLD, NOON)):
        steps += 1
    await store.scrub()
    done.set()
    return silent, perf_counter() - began, steps


async def measure(path: Path, library: Library) -> None:
    store = await open_store(f"sqlite:///{path}")
    past = trained(OLD, library)
    await store.run(lambda tx: keep(tx, past))
    other = begin("other", OTHER, library.workouts["back"], Unit.KG, {}, NOON).session
    await store.run(lambda tx: keep(tx, other))
    await store.close()
    await asyncio.to_thread(live_through, path, SETS // len(past.log))
    store = await open_store(f"sqlite:///{path}")
    size = await asyncio.to_thread(megabytes, path)
    quiet = await waits(store, library, asyncio.Event(), QUIET_TAPS)
    done = asyncio.Event()
    beside, (silent, whole, steps) = await asyncio.gather(waits(store, library, done), forgotten(store, done))
    await store.close()
    print(
        f"{SETS:,} sets, {size:,.0f} MB: silent after {silent * 1000:.0f} ms, erased after {whole:.1f} s in {steps:,} steps"
    )
    for what, found in (("alone", quiet), ("meanwhile", beside)):
        p50, p99 = found[len(found) // 2], found[len(found) * 99 // 100]
        print(
            f"a tap {what}: {p50:.1f} ms (median), {p99:.1f} ms (p99), {found[-1]:.1f} ms (longest of {len(found):,})"
        )


def main() -> None:
    shelf = Shelf.open(Path("content"))
    assert isinstance(shelf, Shelf), shelf
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder) / "forgetting.db", shelf.library))


if __name__ == "__main__":
    main()
