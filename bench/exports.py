"""A past of 100,000 sets is written into files: how long, how much memory, and whom it holds up.

The past is one trained session, copied back day by day with plain SQL. Store and workshop are the real ones; nothing is sent.
What the figures mean is explained in `bench.imports`.

    python -m bench.exports [--sets 100000]
"""

import argparse
import asyncio
import gc
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from time import perf_counter

from bench.decade import keep, trained
from bench.imports import A_TICK, NoAlarm, RealClock, SilentChat, TimedStore, Watch, memory_of
from bot.coach.errands import Hands
from bot.coach.packing import What, packed
from bot.content import Shelf
from bot.store import open_store
from bot.workshop import Workshop

SETS = 100_000
LIFTER = 1
A_DAY = 86_400_000_000  # microseconds


def live_through(path: Path, copies: int) -> None:
    """Copies the one session that there is back, one a day."""
    back = f"WITH RECURSIVE back(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM back WHERE n < {copies})"
    earlier = {at: f"{at} - n * {A_DAY}" for at in ("started", "touched", "finished", "at")}
    with closing(sqlite3.connect(path)) as database, database:
        for table, key in (("sessions", "id"), ("last_times", "session"), ("sets", "session")):
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            values = ", ".join({key: "'s' || n", **earlier}.get(column, column) for column in columns)
            database.execute(f"{back} INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table}, back")


async def measure(sets: int, path: Path) -> None:
    shelf = Shelf.open(Path("content"))
    assert isinstance(shelf, Shelf), shelf
    store = await open_store(f"sqlite:///{path}")
    session = trained(LIFTER, shelf.library)
    await store.run(lambda tx: keep(tx, session))
    live_through(path, sets // len(session.log) - 1)
    gc.collect()
    gc.freeze()  # as the bot does when it has started
    timed, workshop, watch = TimedStore(store), Workshop(), Watch()
    hands = Hands(timed, SilentChat(b""), workshop, RealClock(), shelf, NoAlarm())
    before = memory_of(Path("/proc/self"))
    following = [asyncio.create_task(watch.follow()), asyncio.create_task(watch.weigh())]
    began = perf_counter()
    found = await packed(hands, LIFTER, What.ALL)
    took = perf_counter() - began
    await asyncio.sleep(2 * A_TICK)
    for task in following:
        task.cancel()
    await workshop.close()
    await store.close()
    assert found is not None, "the lifter is there"
    gaps, longest = sorted(watch.gaps), [max(one) * 1e3 for one in zip(*timed.took, strict=True)]
    sizes = ", ".join(f"{len(file.body) / 1e6:.1f} MB of {file.name.rpartition('.')[2]}" for file in found.files)
    print(f"{found.sets:,} sets of {found.sessions:,} sessions in {took:.1f} s: {sizes}")
    print(f"the loop: {gaps[-1] * 1e3:.1f} ms its longest gap, {gaps[int(len(gaps) * 0.99)] * 1e3:.1f} ms p99, "
          f"{max(watch.work) * 1e3:.1f} ms its longest work")  # fmt: skip
    print(f"{len(timed.took):,} transactions, the longest {longest[0]:.1f} ms, {longest[1]:.1f} ms of CPU")
    print(
        f"memory: the bot {watch.bot // 1024} MB at most, {before // 1024} before; the workshop {watch.workshop // 1024}"
    )


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--sets", type=int, default=SETS)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(arguments.parse_args().sets, Path(folder) / "spotter.db"))


if __name__ == "__main__":
    main()
