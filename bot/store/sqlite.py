"""The store on SQLite: one connection that writes, on one thread, and a pump that hands it what waits, group by group.

The thread is aiosqlite's. A whole group runs there in one hop, through aiosqlite's own way of running a function on its
thread; a contract test holds that way, and the version is pinned. No statement is ever awaited by itself.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from bot.coach.ports import StoreTrouble, Transaction
from bot.store.group import Group
from bot.store.job import Job
from bot.store.sqlite_file import SqliteFile, connect, explained
from bot.store.trouble import CommitUnknown

T = TypeVar("T")

MOST_IN_A_GROUP = 256  # keeps the wait for one commit within some tens of milliseconds
WOKEN_AT_ONCE = 32
LOCK_PATIENCE_MS = 5000
CACHE_KIB = 8_000  # at most: with more, ten thousand resting sessions would cost more memory than their taps gain
PAGES_IN_LOG = 4000  # before they are copied into the file; SQLite's own 1000 would be full after every other group


class Hop(aiosqlite.Connection):
    """An aiosqlite connection on whose thread a whole function can run."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._thread.daemon = True  # a store that nobody closed must not keep a dying process alive

    async def run(self, function: Callable[[], T]) -> T:
        hop: Callable[..., Awaitable[T]] = self._execute
        return await hop(function)

    def group(self) -> Group:
        """To be made on this connection's thread."""
        group = Group(self._conn)
        group.free_letters()
        return group


def writer(path: Path) -> sqlite3.Connection:
    connection = connect(path)
    connection.execute("PRAGMA foreign_keys = ON").fetchall()
    connection.execute(f"PRAGMA busy_timeout = {LOCK_PATIENCE_MS}").fetchall()
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}").fetchall()
    connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES_IN_LOG}").fetchall()
    return connection


class SqliteStore:
    """Open it with `open_store`."""

    def __init__(self, file: SqliteFile, hop: Hop, group: Group) -> None:
        self._file = file
        self.hop = hop
        self._group = group
        self._waiting: deque[Job[Any]] = deque()
        self._stirred = asyncio.Event()
        self._closing = False
        self._pump = asyncio.create_task(self._serve(), name="store")

    @classmethod
    async def open(cls, file: SqliteFile) -> "SqliteStore":
        hop = Hop(lambda: writer(file.path))
        try:
            with explained(file.path):
                await hop
                return cls(file, hop, await hop.run(hop.group))
        except BaseException:
            await hop.close()
            file.lock.release()
            raise

    async def run(self, work: Callable[[Transaction], T]) -> T:
        if self._closing:
            raise StoreTrouble("The store is closed.")
        job = Job(work, asyncio.get_running_loop().create_future())
        self._waiting.append(job)
        self._stirred.set()
        await job.done
        return job.outcome()

    async def scrub(self) -> bool:
        return await self.hop.run(self._group.scrub)

    async def close(self) -> None:
        """Stores what still waits, then ends the thread and lets go of the file."""
        self._closing = True
        self._stirred.set()
        try:
            await asyncio.wait([self._pump])
        finally:
            await self.hop.close()
            self._file.lock.release()

    async def _serve(self) -> None:
        try:
            while await self._something_waits():
                jobs = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_IN_A_GROUP))]
                with suppress(Exception):  # those who waited have been told; others may fare better
                    await self._commit(jobs)
        finally:
            self._closing = True
            for job in self._waiting:
                job.fail(StoreTrouble("The store is closed."))
                job.finish()

    async def _something_waits(self) -> bool:
        """Waits until there is a job to do; False when the store is closing and there is none."""
        while not self._waiting and not self._closing:
            self._stirred.clear()
            await self._stirred.wait()
        return bool(self._waiting)

    async def _commit(self, jobs: Sequence[Job[Any]]) -> None:
        told = False
        try:
            await self.hop.run(partial(self._group.commit, jobs))
            told = True
        finally:
            for job in jobs:
                if not told:
                    job.fail(CommitUnknown())
            self._tell(deque(jobs))

    def _tell(self, jobs: deque[Job[Any]]) -> None:
        """Wakes a few of those who waited, and the others in the loop's next turns: what else is due comes in between."""
        for _ in range(min(len(jobs), WOKEN_AT_ONCE)):
            jobs.popleft().finish()
        if jobs:
            asyncio.get_running_loop().call_soon(self._tell, jobs)
