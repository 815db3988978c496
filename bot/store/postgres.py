"""The store on PostgreSQL: a few threads with a connection each, and every job whole on one of them.

Jobs for one session queue at its row, which whoever loads a session locks. Jobs that collide all the same, or whose
connection is lost before their commit, are done again from the start.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import psycopg
from psycopg.pq import TransactionStatus

from bot.coach.ports import StoreTrouble, Transaction
from bot.store.channel import Channel
from bot.store.job import Job
from bot.store.memory import Learned, Memory
from bot.store.postgres_errors import COLLISIONS, meaning
from bot.store.postgres_server import Connection, connect
from bot.store.statements import postgres_statements
from bot.store.transaction import SqlTransaction
from bot.store.trouble import CommitUnknown, unusable
from bot.training.plan import Workout

T = TypeVar("T")

WRITERS = 4
TRIES = WRITERS + 1  # each idle connection may turn out to be lost


class PostgresStore:
    """Open it with `open_store`."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._settings = settings
        self._threads = ThreadPoolExecutor(WRITERS, thread_name_prefix="store")
        self._idle: deque[Connection] = deque()
        self._statements = postgres_statements()
        self._plans: dict[str, Workout] = {}
        self._nothing = Memory()  # other processes may write as well, so each transaction reads for itself
        self._closing = False

    async def run(self, work: Callable[[Transaction], T]) -> T:
        if self._closing:
            raise StoreTrouble("The store is closed.")
        loop = asyncio.get_running_loop()
        job = Job(work, loop.create_future())
        self._threads.submit(self._do, job, loop)
        await job.done
        return job.outcome()

    async def scrub(self) -> bool:
        return True  # the server's files are its own, and its operator's

    async def close(self) -> None:
        """Finishes what is in hand, then closes the connections."""
        self._closing = True
        await asyncio.to_thread(self._threads.shutdown)
        while self._idle:
            self._idle.pop().close()

    def _do(self, job: Job[Any], loop: asyncio.AbstractEventLoop) -> None:
        """Runs a job to its end, on a thread of the pool. How it went is noted in the job."""
        try:
            if not job.abandoned:
                self._try(job)
        except BaseException as error:
            job.fail(error)
        finally:
            loop.call_soon_threadsafe(job.finish)

    def _try(self, job: Job[Any]) -> None:
        for _ in range(TRIES):
            try:
                connection = self._connection()
            except StoreTrouble as trouble:
                job.fail(trouble)
                return
            try:
                done = self._attempt(job, connection)
            finally:
                self._put_back(connection)
            if done:
                return
        if isinstance(job.error, COLLISIONS):
            job.error = unusable("other transactions were in the way again and again")

    def _attempt(self, job: Job[Any], connection: Connection) -> bool:
        """Whether the job is done with, stored or failed; if not, it is to be tried again."""
        channel = Channel(connection.cursor(), meaning)
        job.attempt(SqlTransaction(channel, self._statements, Learned(self._nothing), self._plans))
        channel.end()
        if channel.failure is not None:
            job.fail(channel.failure)
        lost_before_commit = channel.failure is not None and connection.closed
        try:
            if job.error is None:
                connection.commit()
            elif not connection.closed:
                connection.rollback()
        except COLLISIONS as collision:
            job.fail(collision)
            return False
        except psycopg.Error as error:
            job.fail(CommitUnknown() if connection.closed else meaning(error))
        return not (lost_before_commit or isinstance(channel.failure, COLLISIONS))

    def _connection(self) -> Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return connect(self._settings)

    def _put_back(self, connection: Connection) -> None:
        if connection.info.transaction_status is TransactionStatus.IDLE:
            self._idle.append(connection)
        else:
            connection.close()
