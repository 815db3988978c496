"""Group commit on SQLite: jobs that wait together share one BEGIN and one COMMIT, each in a savepoint of its own.

Runs on the database's thread and never raises: how each job went is noted in the job. A job that fails takes only its own
savepoint back. When the database ends the whole transaction (a full disk, a failing one), every job of the group has failed,
and none is told otherwise.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from bot.store.channel import Channel
from bot.store.job import Job
from bot.store.memory import Learned, Memory
from bot.store.sqlite_errors import meaning, reason
from bot.store.statements import sqlite_statements
from bot.store.transaction import SqlTransaction
from bot.store.trouble import unusable
from bot.training.plan import Workout


class Group:
    """Remembers the sessions it has met as they are in the database, since decoding one costs more than all the rest of a tap.

    What a job saves joins the memory when its savepoint does; a rolled back group, or a write by anybody else to the file,
    empties it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self._statements = sqlite_statements()
        self._plans: dict[str, Workout] = {}
        self._memory = Memory()
        self._version: object = None

    def free_letters(self) -> None:
        """At the start: whoever held a letter is dead, since the lock of the file could be taken."""
        self._statements.free_letters.run(self._cursor, {})

    def scrub(self) -> bool:
        """Empties the log, which holds pages as they were before, whoever waits: not while somebody else reads them."""
        (patience,) = self._cursor.execute("PRAGMA busy_timeout").fetchone()
        self._cursor.execute("PRAGMA busy_timeout = 0").fetchall()
        try:
            busy, *_ = self._cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            self._cursor.execute(f"PRAGMA busy_timeout = {patience}").fetchall()
        return not busy

    def commit(self, jobs: Sequence[Job[Any]]) -> None:
        try:
            self._cursor.execute("BEGIN IMMEDIATE")
            self._notice_other_writers()
            for job in jobs:
                if not job.abandoned:
                    self._attempt(job)
            self._cursor.execute("COMMIT")
        except Exception as error:
            self._all_failed(jobs, error)

    def _attempt(self, job: Job[Any]) -> None:
        self._cursor.execute("SAVEPOINT job")
        channel = Channel(self._cursor, meaning)
        memory = Learned(self._memory)
        job.attempt(SqlTransaction(channel, self._statements, memory, self._plans))
        channel.end()
        if channel.failure is not None:
            job.fail(channel.failure)
        if job.error is not None:
            self._cursor.execute("ROLLBACK TO job")  # fails, as it should, if the whole transaction is gone
        self._cursor.execute("RELEASE job")
        if job.error is None:
            self._memory.adopt(memory)

    def _notice_other_writers(self) -> None:
        version = self._cursor.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._memory.forget()
            self._version = version

    def _all_failed(self, jobs: Sequence[Job[Any]], error: Exception) -> None:
        self._memory.forget()
        why = reason(error) or str(error)
        for job in jobs:
            job.fail(unusable(why))
        with suppress(sqlite3.Error):  # on a disk that fails; the next group then finds out for itself
            self._connection.rollback()
