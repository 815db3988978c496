"""What SQLite alone asks for the taps of `bench.store`: their very statements, recorded once and played again by a bare loop.

The floor under the store: nothing is decided, nothing converted, nobody waits, so no code above the database can be faster.
Prints what each kind of statement takes, for that is where a remedy would have to be.
"""

import asyncio
import sqlite3
import tempfile
from collections import defaultdict
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, cast

from bench.store import Gym, enter
from bot.content import Shelf
from bot.store import migrate
from bot.store.group import Group
from bot.store.job import Job
from bot.store.sqlite import MOST_IN_A_GROUP, writer

LIFTERS = 256  # each does 21 sets

Said = tuple[str, Any]


class Recorder:
    """A connection and its cursor in one, that keeps what it is told."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._cursor = connection.cursor()
        self.said: list[Said] = []
        self.fetchone, self.fetchall = self._cursor.fetchone, self._cursor.fetchall
        self.rollback = connection.rollback

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    def cursor(self) -> "Recorder":
        return self

    def execute(self, statement: str, parameters: Any = ()) -> "Recorder":
        self.said.append((statement, parameters))
        self._cursor.execute(statement, parameters)
        return self


def record(file: Path, gym: Gym, copy: Path) -> list[Said]:
    """What the store says for all taps; `copy` is the file as it was before them."""
    with closing(writer(file)) as connection, closing(sqlite3.connect(copy)) as before:
        recorder = Recorder(connection)
        group = Group(cast("sqlite3.Connection", recorder))
        sessions = [gym.begun() for _ in range(LIFTERS)]
        presses = [gym.presses(session, 21) for session in sessions]
        commit(group, [partial(enter, session=one, presses=p) for one, p in zip(sessions, presses, strict=True)])
        connection.backup(before)
        recorder.said.clear()
        for round in zip(*presses, strict=True):
            commit(group, [partial(gym.decided, press) for press in round])
        return recorder.said


def commit(group: Group, works: list[Any]) -> None:
    loop = asyncio.new_event_loop()
    for first in range(0, len(works), MOST_IN_A_GROUP):
        jobs = [Job(work, loop.create_future()) for work in works[first : first + MOST_IN_A_GROUP]]
        group.commit(jobs)
        for job in jobs:
            job.outcome()
    loop.close()


def play(file: Path, said: list[Said]) -> None:
    taps = sum(statement.startswith("SAVEPOINT") for statement, _ in said)
    took: defaultdict[str, float] = defaultdict(float)
    with closing(writer(file)) as connection:
        cursor = connection.cursor()
        began, cpu_before = perf_counter(), process_time()
        for statement, parameters in said:
            start = perf_counter()
            cursor.execute(statement, parameters).fetchall()
            took[statement] += perf_counter() - start
        seconds, cpu = perf_counter() - began, process_time() - cpu_before
    print(f"{taps / seconds:,.0f} taps/s, {cpu / taps * 1e6:.0f} µs of CPU each; of these, in µs a tap:")
    for statement, spent in sorted(took.items(), key=lambda one: -one[1]):
        print(f"{spent / taps * 1e6:7.1f}  {' '.join(statement.split())[:70]}")


def main() -> None:
    shelf = Shelf.open(Path("content"))
    assert isinstance(shelf, Shelf), shelf
    with tempfile.TemporaryDirectory() as folder:
        file, copy = Path(folder) / "spotter.db", Path(folder) / "copy.db"
        asyncio.run(migrate(f"sqlite:///{file}"))
        said = record(file, Gym(shelf.library), copy)
        play(copy, said)


if __name__ == "__main__":
    main()
